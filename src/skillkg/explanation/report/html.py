"""A match as one HTML page: to read, to print, and to check without trusting skillkg.

The page loads nothing: style and diagram are inside it, and its content security policy forbids
scripts and every request. Equal matches give equal pages.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from skillkg.explanation.record import record_id
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.annex import annex
from skillkg.explanation.report.catalogue import Catalogue
from skillkg.explanation.report.contexts import contexts
from skillkg.explanation.report.diagram import match_diagram
from skillkg.explanation.report.diagram_drawing import draw
from skillkg.explanation.report.environment import environment
from skillkg.explanation.report.first_page import first_page
from skillkg.explanation.report.line_rows import line_rows
from skillkg.explanation.report.measures import measures
from skillkg.explanation.report.requirement_rows import requirements

if TYPE_CHECKING:
    from skillkg.explanation.report.catalogue import Voice
    from skillkg.explanation.report.line_rows import LineRow
    from skillkg.model.match import Match

FAMILIES = ("esco", "onet", "crosswalk", "overlay", "relatedness", "other", "document")
"""What a line stands for, by the first part of its graph's name, in the order of the legend."""


def render_match(match: Match, voice: Voice = "recruiter") -> str:
    """Write the report of a match as a self-contained HTML page.

    Args:
        match: what is reported; all else follows from it.
        voice: whom it is for. The record is the same, the words differ; for an auditor the annex
            is printed, too.
    """
    template = environment().get_template("match.html.j2")
    return template.render(_content(match, Catalogue(voice)))


class Bar(NamedTuple):
    """What is marked beside the fit on its scale from 0 to 1; None where it was not computed."""

    low: float | None
    high: float | None
    cut: float | None


class Lines(NamedTuple):
    """What the lines of the resume are worth."""

    rows: list[LineRow]
    others: int


def _content(match: Match, catalogue: Catalogue) -> dict[str, Any]:
    """Everything that the template names, section by section."""
    return {
        "match": match,
        "voice": catalogue.voice,
        "say": catalogue.say,
        "tool": words.one_line(f"{match.tool.name} {match.tool.version}".strip()),
        "record_id": record_id(match),
        "page": first_page(match, catalogue),
        "bar": _bar(match),
        "around": contexts(match),
        "requirements": requirements(match),
        "signs": words.SIGNS,
        "lines": _lines(match),
        "measures": list(measures(match, catalogue)),
        "label": partial(words.label, match),
        "chain": partial(words.chain, match),
        **_picture(match),
        **annex(match),
    }


def _bar(match: Match) -> Bar:
    told = match.explanation
    if told is None:
        return Bar(None, None, match.decision.standing.cut)
    return Bar(told.sureness.low, told.sureness.high, told.cut)


def _lines(match: Match) -> Lines | None:
    """None where they were not computed, or no fit is told."""
    told = match.explanation
    if told is None or match.abstained or not told.worth.lines:
        return None
    return Lines(*line_rows(told.worth.lines))


def _picture(match: Match) -> dict[str, Any]:
    """The largest contributions, drawn for a screen and for paper."""
    diagram = match_diagram(match)
    return {"diagram": diagram, "drawing": draw(diagram), "families": FAMILIES}
