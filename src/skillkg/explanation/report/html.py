"""A match as one HTML page: to read, to print, and to check without trusting skillkg.

The page loads nothing: style and picture are inside it, and its content security policy forbids
scripts and every request. Equal matches give equal pages.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Any

from skillkg._version import __version__
from skillkg.explanation import arithmetic, ledger, mentions
from skillkg.explanation import sparql_checks as checks
from skillkg.explanation.record import TOOL
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.diagram import picture
from skillkg.explanation.report.diagram_drawing import draw
from skillkg.explanation.report.print_sheets import HEADING, printing
from skillkg.explanation.report.profile_lists import profiles
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from skillkg.explanation.ledger import Row
    from skillkg.explanation.report.profile_lists import Implied
    from skillkg.model.document import Span
    from skillkg.model.graph import Path
    from skillkg.model.match import Match

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

FEW_NOTES = 6
"""Notes that are read without a click."""

STATUSES = {
    "missing": "Missing",
    "related": "Related: met by a path",
    "met": "Met by name",
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
    """Everything that the template names."""
    rows = ledger.rows(match)
    contributions = ledger.ordered_contributions(match)
    numbered = ledger.statements(match)
    coverage = ledger.ordered_coverage(match)
    sketch = picture(match)
    drawing = draw(sketch)
    return {
        "match": match,
        "tool": f"{TOOL} {__version__}",
        "segments": _segments(match, rows),
        "blocks": _blocks(rows),
        "largest": max((row.total for row in rows), default=0.0),
        "block_names": words.BLOCKS,
        "printed_total": fsum(round(row.total, 6) for row in rows),
        "additivity": ledger.additivity(match, rows),
        "tolerance": ledger.TOLERANCE,
        "contributions": contributions,
        "coverage": {s: [c for c in coverage if c.status == s] for s in STATUSES},
        "statuses": STATUSES,
        "picture": sketch,
        "drawing": drawing,
        "printing": printing(drawing),
        "families": FAMILIES,
        "statements": numbered,
        "path_statements": ledger.path_statements(match),
        "example": next(map(checks.ask, numbered), ""),
        "query": checks.absent_query(numbered),
        "around": {block: checks.around_query(match, block) for block in match.scales},
        "block_sums": arithmetic.block_sums(match),
        "profiles": profiles(match)._asdict(),
        "zero": _zero(match),
        "apart": {
            "ad": mentions.not_counted(match.ad_mentions),
            "resume": mentions.not_counted(match.resume_mentions),
        },
        "terms": lambda c: arithmetic.terms(match, c),
        "sharing": lambda c: arithmetic.sharing(match, c),
        "told": lambda note: words.told(match, note),
        "few_notes": FEW_NOTES,
        "heading": HEADING,
        "label": lambda concept: words.label(match, concept),
        "share": lambda amount: ledger.share(match, amount),
        "chain": lambda path: words.chain(match, path),
        "number": lambda step: numbered[ledger.statement(step)],
        "implying": lambda group: _implying(group, match),
        "lines": lambda path: _lines(match, path, numbered),
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
    found = [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.block)]
    return [(name, len(group), fsum(row.total for row in group)) for name, group in found]


def _lines(match: Match, path: Path, numbered: dict[ledger.StatedTriple, int]) -> list[StepLine]:
    lines: list[StepLine] = []
    for step in path.steps:
        each = ledger.statement(step)
        subject, obj = words.label(match, each.subject), words.label(match, each.object)
        said = words.phrase(each.predicate)
        graph = words.graph_name(each.graph)
        lines.append(StepLine(numbered[each], subject, said, obj, graph, step.strength))
    return lines


def _implying(group: Implied, match: Match) -> str:
    """The statement behind implied entries, in words, with a gap for the entry."""
    name, said = words.label(match, group.step.source), words.phrase(group.step.predicate)
    return f"{name} {said} …" if group.step.forward else f"… {said} {name}"


def _zero(match: Match) -> str:
    """Why there is nothing to add up; empty where there is."""
    if match.contributions:
        return ""
    if not match.coverage:
        return "Nothing in the ad was linked to a concept of the graph, so nothing can be matched."
    return (
        "No path of the graph joins anything that the resume names to anything that the ad "
        "asks for: every requirement below stands without evidence."
    )


def _places(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    """The quotes of spans, each with its places, in the order of the text."""
    quotes: dict[str, list[Span]] = {}
    for span in sorted(spans):
        quotes.setdefault(words.shown(span.quote), []).append(span)
    return list(quotes.items())


def _at(span: Span, pages: Sequence[int]) -> str:
    """Where a quote stands: its page, where there are pages, and its offsets."""
    page = f"p. {bisect_right(pages, span.start)}, " if pages else ""
    return f"{page}{span.start}–{span.end}"


def _plain(value: object) -> str:
    """A parameter's value as a reader writes it: text as it is, the rest as JSON."""
    if isinstance(value, str):
        return words.shown(value)
    return words.shown(json.dumps(value, ensure_ascii=False, default=str))


def _web(address: str) -> str:
    """The address where it may be followed by a click, else nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def _exact(number: float) -> str:
    return "0" if number == 0 else repr(number)


@cache
def environment() -> Environment:
    """The templates, and the filters that they share."""
    with needs("documents"):
        from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("skillkg.explanation.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "at": _at,
        "exact": _exact,
        "family": words.family,
        "figure": arithmetic.figure,
        "graph_name": words.graph_name,
        "phrase": words.phrase,
        "places": _places,
        "plain": _plain,
        "reason": mentions.reason,
        "shown": words.shown,
        "visible": words.visible,
        "web": _web,
    }
    return environment
