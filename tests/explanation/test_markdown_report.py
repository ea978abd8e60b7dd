from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skillkg.explanation.report.markdown import markdown_match

if TYPE_CHECKING:
    from skillkg.model.match import Match


def test_it_says_what_the_page_says(explained: Match) -> None:
    text = markdown_match(explained)
    assert text.startswith("# Fit 0.20: resume.pdf for ad.txt\n")
    for heading in (
        "Why this result",
        "Why not more",
        "How sure",
        "The requirements",
        "Contest it",
    ):
        assert f"\n## {heading}\n" in text
    assert "| SQL is a must, and PHP a plus | must | PHP | not shown | 0 |" in text
    assert markdown_match(explained, "candidate") != text


def test_tables_are_of_one_width(explained: Match) -> None:
    lines = markdown_match(explained).splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert len(tables) > 8
    assert {line.replace("\\|", "").count("|") - 1 for line in tables} == {4, 6}


def test_markup_of_documents_is_shown_as_it_is(match: Match) -> None:
    evil = "<script>*a*|[x](javascript:y) `z`"
    text = markdown_match(replace(match, resume=replace(match.resume, name=evil)))
    assert "\\<script\\>\\*a\\*\\|\\[x\\](javascript:y) \\`z\\`" in text
