"""Draw the picture of a report that README and docs show: its first page.

Wants Chromium, and the reports of ``make demo``: ``python docs/images/make.py demo/reports``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

REPORT = "cloud-engineer--system-administrator.html"
SCALE = 1.5
WIDTH, HEIGHT = 1060, 1400
TOP = 30
"""Pixels above the heading."""


def main(reports: Path) -> None:
    """Draw the top of the report."""
    with TemporaryDirectory() as folder:
        shot = Path(folder) / "report.png"
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *(f"--user-data-dir={folder}/profile", f"--force-device-scale-factor={SCALE}"),
                *(f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={shot}"),
                (reports / REPORT).resolve().as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        page = Image.open(shot).convert("RGB")
    top = page.crop((0, int(TOP * SCALE), page.width, page.height))
    top.quantize(64).save(Path(__file__).with_name("report.png"), optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
