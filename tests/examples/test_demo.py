"""The demonstration says how it is used, and makes nothing then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parents[2] / "examples" / "demo.py"


def test_help_makes_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(DEMO), "--help"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "folder" in done.stdout
    assert not list(tmp_path.iterdir())
