"""A match as one HTML page: to read, to print, and to check without trusting skillkg.

The page loads nothing: style and diagram are inside it, and its content security policy forbids
scripts and every request. Equal matches give equal pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Any

from skillkg.explanation import arithmetic, ledger, mentions
from skillkg.explanation import sparql_checks as checks
from skillkg.explanation.codec import plain
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.diagram import match_diagram
from skillkg.explanation.report.diagram_drawing import draw
from skillkg.explanation.report.environment import environment
from skillkg.explanation.report.print_sheets import HEADING, print_layout
from skillkg.explanation.report.profile_lists import profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from skillkg.explanation.ledger import Row, StatedTriple
    from skillkg.model.graph import Path, Step
    from skillkg.model.match import Match

    Numbered = Mapping[StatedTriple, int]
    """Statements with their numbers in the report."""

FAMILIES = {
    "esco": "statement of ESCO",
    "onet": "statement of O*NET",
    "crosswalk": "statement of a crosswalk",
    "overlay": "statement of an own taxonomy",
    "relatedness": "learned edge",
    "other": "statement of another graph",
    "document": "quote of a document",
}
"""What a line stands for, by the first part of its graph's name, in the order of the legend."""

LEAST_SHARE = 0.01
"""Share of the fit from which on a requirement has a row of its own in the first table."""

FEW_NOTES = 6
"""Notes that are read without a click."""

STATUSES = {
    "missing": "Missing",
    "learned": "Possibly related, by what was learned",
    "crosswalk": "Offered over a crosswalk",
    "asserted": "Offered by a published statement",
    "same": "The same concept",
}


def render_match(match: Match) -> str:
    """Write the report of a match as a self-contained HTML page."""
    return environment().get_template("match.html.j2").render(_content(match))


@dataclass(frozen=True, slots=True)
class Segment:
    """A requirement's part of the stacked bar, in thousandths of the fit."""

    number: int
    row: Row
    start: float
    width: float

    @property
    def is_small(self) -> bool:
        """Whether it is summed with others where a reader looks first."""
        return self.width < 1000 * LEAST_SHARE


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the statement that it is, with its number in the list of statements."""

    number: int
    subject: str
    phrase: str
    object: str
    graph: str
    strength: float


def _content(match: Match) -> dict[str, Any]:
    """Everything that the template names, section by section."""
    numbered = ledger.statements(match)
    return {
        "match": match,
        "tool": f"{match.tool.name} {match.tool.version}",
        "block_names": words.BLOCKS,
        **_sum(match),
        **_diagram(match),
        **_evidence(match),
        **_checks(match, numbered),
        **_wordings(match, numbered),
    }


def _sum(match: Match) -> dict[str, Any]:
    """How the score adds up."""
    rows = ledger.rows(match)
    return {
        "zero": _zero(match),
        "segments": _segments(match, rows),
        "blocks": _blocks(rows),
        "largest": max((row.total for row in rows), default=0.0),
        "printed_total": fsum(
            round(each, 6) for each in (*(row.total for row in rows), match.repeated)
        ),
        "additivity": ledger.additivity(match, rows),
        "tolerance": ledger.TOLERANCE,
        "block_sums": arithmetic.block_sums(match),
        "told_in_skills": ledger.told_in_skills(match),
    }


def _diagram(match: Match) -> dict[str, Any]:
    """The paths, drawn for a screen and for sheets of paper."""
    diagram = match_diagram(match)
    drawing = draw(diagram)
    return {
        "diagram": diagram,
        "drawing": drawing,
        "print_layout": print_layout(drawing),
        "heading": HEADING,
        "families": FAMILIES,
    }


def _evidence(match: Match) -> dict[str, Any]:
    """Contributions, coverage, what is not counted, and both lists."""
    coverage = ledger.ordered_coverage(match)
    return {
        "contributions": ledger.ordered_contributions(match),
        "coverage": {s: [c for c in coverage if c.status == s] for s in STATUSES},
        "statuses": STATUSES,
        "signs": words.SIGNS,
        "not_counted": {
            "ad": mentions.not_counted(match.ad.mentions),
            "resume": mentions.not_counted(match.resume.mentions),
        },
        "few_notes": FEW_NOTES,
        "profiles": profiles(match)._asdict(),
    }


def _checks(match: Match, numbered: Numbered) -> dict[str, Any]:
    """What the figures rest on, and how to check it elsewhere."""
    return {
        "parameters": plain(match.parameters),
        "statements": numbered,
        "path_statements": ledger.path_statements(match),
        "example": next(map(checks.ask, numbered), ""),
        "query": checks.absent_query(numbered),
    }


def _wordings(match: Match, numbered: Numbered) -> dict[str, Callable[..., Any]]:
    """What the template says of concepts, amounts, paths and notes."""
    return {
        "label": partial(words.label, match),
        "with_labels": partial(words.with_labels, match),
        "chain": partial(words.chain, match),
        "share": partial(ledger.share, match),
        "terms": partial(arithmetic.terms, match),
        "lines": partial(_lines, match, numbered),
    }


def _segments(match: Match, rows: Sequence[Row]) -> list[Segment]:
    segments: list[Segment] = []
    start = 0.0
    for number, row in enumerate(rows, start=1):
        width = 1000 * ledger.share(match, row.total)
        segments.append(Segment(number, row, start, width))
        start += width
    return segments


def _blocks(rows: Sequence[Row]) -> list[tuple[str, int, float]]:
    """Blocks in the order of the rows, each with how many rows it has and their sum."""
    blocks = [(block, list(group)) for block, group in groupby(rows, key=lambda row: row.block)]
    return [(block, len(group), fsum(row.total for row in group)) for block, group in blocks]


def _lines(match: Match, numbered: Numbered, path: Path) -> list[StepLine]:
    return [_line(match, numbered, step) for step in path.steps]


def _line(match: Match, numbered: Numbered, step: Step) -> StepLine:
    triple = ledger.statement(step)
    return StepLine(
        numbered[triple],
        words.label(match, triple.subject),
        words.phrase(triple.predicate),
        words.label(match, triple.object),
        words.graph_name(triple.graph),
        step.strength,
    )


def _zero(match: Match) -> str:
    """Why there is nothing to add up; empty where there is."""
    if match.contributions or match.repetitions:
        return ""
    if not match.coverage:
        return "Nothing in the ad was linked to a concept of the graph, so nothing can be matched."
    return (
        "No path of the graph joins anything that the resume names to anything that the ad "
        "asks for: every requirement below stands without evidence."
    )
