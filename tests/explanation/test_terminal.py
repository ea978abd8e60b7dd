from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from skillkg.explanation.report.terminal import print_match, print_ranking
from skillkg.model.document import Span
from skillkg.model.graph import Path
from skillkg.model.match import Side

if TYPE_CHECKING:
    from skillkg.model.match import Match


def printed(match: Match, width: int = 120) -> str:
    out = io.StringIO()
    print_match(match, Console(file=out, width=width))
    return out.getvalue()


def test_match_says_fit_paths_gaps_gates_and_sources(match: Match) -> None:
    text = printed(match)
    for said in (
        "Fit 0.20: resume.pdf for ad.txt",
        "data analyst ─ essential → Python",
        "○ missing 1: PHP",
        "◕ asserted 1: Python",
        "● same 1: SQL",
        "3 years of experience",
        "9f2c41d07be8",
        "This service uses the ESCO classification",
        "note: resume.pdf: “Vue” was not linked",
    ):
        assert said in text


def test_match_says_what_was_read_and_not_counted(match: Match) -> None:
    text = printed(match)
    assert "read in the resume and not counted: 1\n  Rust: “Rust” (wished, by “to learn”)" in text
    assert "read in the ad and" not in text
    assert "not counted" not in printed(replace(match, resume=replace(match.resume, mentions=())))


def test_more_than_fit_the_table_are_summed_in_one_row(match: Match) -> None:
    first = match.contributions[0]
    pairs = tuple(
        replace(
            first,
            requirement=f"urn:r:{n}",
            skill=f"urn:r:{n}",
            path=Path(),
            contribution=0.01,
            requirement_weight=0.02,
            offer=1.0,
        )
        for n in range(25)
    )
    lines = printed(replace(match, contributions=pairs)).splitlines()
    assert any("0.05" in line and "5 smaller" in line for line in lines)
    assert any("0.25" in line and "fit" in line for line in lines)


def test_quotes_are_not_markup_nor_control_codes(match: Match) -> None:
    quote = "[red]SQL[/red] [/] \x1b[2J"
    span = (Span(0, len(quote), quote),)
    said = tuple(replace(c, skill_spans=span) for c in match.contributions)
    text = printed(replace(match, contributions=said, notes=(quote,)))
    assert "[red]SQL[/red] [/]" in text
    assert "\x1b" not in text


def test_zero_says_why(match: Match) -> None:
    text = printed(replace(match, contributions=()))
    assert "Fit 0: " in text
    assert "No path of the graph joins" in text


def test_ranking_shares_ranks_and_goes_by_name(match: Match) -> None:
    worse = replace(match, resume=Side("a.pdf"), contributions=match.contributions[:1])
    out = io.StringIO()
    print_ranking(
        [worse, *(replace(match, resume=Side(name)) for name in ("c.pdf", "b.pdf"))],
        Console(file=out, width=160),
    )
    rows = [line.split()[:6] for line in out.getvalue().splitlines()[2:]]
    assert rows == [
        ["1", "0.20", "1", "1", "1", "b.pdf"],
        ["1", "0.20", "1", "1", "1", "c.pdf"],
        ["3", "0.08", "1", "1", "1", "a.pdf"],
    ]


def test_a_ranking_tells_no_fit_where_there_is_none_to_tell(match: Match) -> None:
    out = io.StringIO()
    print_ranking([replace(match, abstained=("Too little text.",))], Console(file=out, width=160))
    assert out.getvalue().splitlines()[2].split()[:2] == ["1", "–"]


def test_a_long_name_is_whole_where_there_is_room_and_never_cut(match: Match) -> None:
    name = "/people/who/applied/for/it/in/the/autumn/of/2026/database-administrator.json"
    for width in (80, 200):
        out = io.StringIO()
        print_ranking([replace(match, resume=Side(name))], Console(file=out, width=width))
        text = out.getvalue()
        assert "…" not in text
        assert ("administrator" in text) is (width == 200)
        assert (name in text) is (width == 200)
