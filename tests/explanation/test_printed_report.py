"""The report in a browser: accessible, narrow, dark, and on paper. It needs Chromium."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from made_matches import many
from pypdf import PdfReader

from skillkg.errors import OutputError
from skillkg.explanation.report import pdf
from skillkg.explanation.report.html import render_match

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.model.match import Match

PAGES = 6
"""What the report may take on paper, but for the annex."""
_AXE = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
'best-practice']}).then(found => tell(found.violations.map(each =>
each.id + ': ' + each.nodes.map(node => node.html).join(' '))))"""
_WIDTHS = """const page = document.querySelector('iframe').contentDocument.documentElement;
tell([page.scrollWidth, page.clientWidth])"""


@pytest.fixture(scope="module")
def browser() -> str:
    """A program that prints pages; its absence is an error where CI is set."""
    found = pdf.browser()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not on the PATH")
    return found


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker of accessibility; likewise."""
    if find_spec("axe_core_python") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core-python is not installed")
    return (files("axe_core_python") / "axe.min.js").read_text("utf-8")


def told(browser: str, page: str, script: str, folder: Path, *options: str) -> Any:
    """What a script finds out in a page, whose own policy allows none."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    tell = "const tell = found => document.body.dataset.told = JSON.stringify(found);"
    run = f"<script>{tell} addEventListener('load', () => {{{script}}})</script>"
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"{run}</body>"), encoding="utf-8")
    command = [browser, *pdf.OPTIONS, *options, f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-sandbox", "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    (found,) = re.findall(r'data-told="([^"]*)"', done.stdout)
    return json.loads(html.unescape(found))


@pytest.mark.parametrize("scheme", [0, 1], ids=["dark", "light"])
@pytest.mark.parametrize("made", ["explained", "abstained"])
def test_no_rule_of_accessibility_is_broken(
    explained: Match, browser: str, axe: str, tmp_path: Path, scheme: int, made: str
) -> None:
    match = explained if made == "explained" else replace(explained, abstained=("Too short.",))
    page = render_match(match).replace("</body>", f"<script>{axe}</script></body>")
    option = f"--blink-settings=preferredColorScheme={scheme}"
    assert told(browser, page, _AXE, tmp_path, option) == []


@pytest.mark.parametrize("count", [2, 60])
def test_nothing_is_wider_than_a_small_screen(
    explained: Match, browser: str, tmp_path: Path, count: int
) -> None:
    page = render_match(many(explained, count))
    frame = f'<iframe width="320" height="900" srcdoc="{html.escape(page)}"></iframe>'
    width, room = told(browser, f"<body>{frame}</body>", _WIDTHS, tmp_path)
    assert width <= room


@pytest.mark.usefixtures("browser")
def test_it_is_printed_on_few_pages_with_numbers_and_the_annex_for_auditors_only(
    explained: Match,
) -> None:
    match = many(explained, 60)
    short, whole = (
        PdfReader(io.BytesIO(pdf.print_pdf(render_match(match, voice))))
        for voice in ("recruiter", "auditor")
    )
    assert len(short.pages) <= PAGES < len(whole.pages)
    for number, page in enumerate(short.pages, start=1):
        text = page.extract_text()
        assert f"{number} / {len(short.pages)}" in text
        assert "resume.pdf for ad.txt" in text
    assert "Why not more" in short.pages[0].extract_text()
    assert "How sure" in short.pages[0].extract_text()
    assert "Every contribution" not in "".join(page.extract_text() for page in short.pages)
    assert "Every contribution" in "".join(page.extract_text() for page in whole.pages)
    assert short.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert short.trailer["/Root"]["/Lang"] == "en"


def test_without_a_browser_it_is_said_what_to_do(
    match: Match, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match=r"none is on the PATH\n  install it .*--html"):
        pdf.print_pdf(render_match(match))


def test_a_browser_that_does_not_print_is_told(
    match: Match, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display >&2\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: str(tmp_path / name))
    with pytest.raises(OutputError, match="did not print: no display"):
        pdf.print_pdf(render_match(match))
