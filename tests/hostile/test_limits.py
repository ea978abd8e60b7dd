"""What runs hostile input does limit it, and does see a traceback and a raw letter."""

from __future__ import annotations

import subprocess

import pytest
from limits import run_python


def test_memory_is_limited() -> None:
    assert "MemoryError" in run_python("bytearray(1600 * 1024**2)").err


def test_time_is_limited() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_python("import time; time.sleep(60)", seconds=0.5)


def test_traceback_is_seen() -> None:
    with pytest.raises(AssertionError, match="Traceback"):
        run_python("1 / 0").assert_told()


def test_raw_letter_is_seen() -> None:
    with pytest.raises(AssertionError):
        run_python(r"print('\x1b[31mred')").assert_read("red")


def test_named_error_is_told() -> None:
    run_python("skillkg.open('/nowhere')").assert_told("StoreError", "/nowhere")
