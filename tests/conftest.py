"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real releases, beside the checkout; their absence is an error where CI is set."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        message = f"the real releases are not at {path}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
