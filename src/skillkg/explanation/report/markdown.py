"""The report of a match as Markdown: the first page, the requirements and the lines."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import rounded, shortened, signed
from skillkg.explanation.report.catalogue import Catalogue
from skillkg.explanation.report.contexts import contexts, quoted
from skillkg.explanation.report.first_page import first_page
from skillkg.explanation.report.line_rows import line_rows
from skillkg.explanation.report.measures import measures
from skillkg.explanation.report.requirement_rows import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.explanation.report.catalogue import Voice
    from skillkg.explanation.report.first_page import FirstPage
    from skillkg.explanation.report.requirement_rows import Requirement, SentenceRow
    from skillkg.explanation.report.why import Point
    from skillkg.model.match import Match

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>#!|~&$]")


def markdown_match(match: Match, voice: Voice = "recruiter") -> str:
    """Write the report of a match as Markdown (CommonMark, with tables as GitHub has them).

    Args:
        match: what is reported.
        voice: whom it is for.
    """
    catalogue = Catalogue(voice)
    page = first_page(match, catalogue)
    parts = chain(
        [f"# {_escaped(page.title)}"],
        _first_page(page, catalogue),
        _requirements(match, catalogue),
        _lines(match, catalogue),
        _measures(match, catalogue),
        [_escaped(catalogue.say("markdown.annex"))],
    )
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(lambda c: f"\\{c[0]}", words.one_line(text))


def _first_page(page: FirstPage, catalogue: Catalogue) -> Iterator[str]:
    if page.abstained:
        yield f"**{_escaped(catalogue.say('headline.abstained'))}**"
        yield _escaped(catalogue.say("headline.abstained_why"))
        yield _list(page.abstained)
        yield _escaped(catalogue.say("headline.abstained_do"))
    else:
        yield f"**{page.fit}** {_escaped(catalogue.say('headline.unit'))}"
        yield _list(page.result)
    yield f"## {_escaped(catalogue.say('gates.heading'))}: {_escaped(page.gates_told)}"
    gates = [f"{gate.word}: {gate.name}. {' '.join(gate.sentences)}" for gate in page.gates]
    if gates:
        yield _list(gates)
    if not page.abstained:
        yield from _points("why", page.reasons, catalogue)
        yield from _points("gaps", page.gaps, catalogue)
    shares = [f"{share.said} {share.name}" for share in page.shares]
    for name, said in (
        ("change", page.change),
        ("sure", page.sure),
        ("basis", (*shares, *page.basis)),
        ("contest", page.contest),
        ("review", page.review),
    ):
        if said:
            yield f"## {_escaped(catalogue.say(f'{name}.heading'))}"
            yield _list(said)


def _points(name: str, points: Sequence[Point], catalogue: Catalogue) -> Iterator[str]:
    yield f"## {_escaped(catalogue.say(f'{name}.heading'))}"
    if not points:
        yield _escaped(catalogue.say(f"{name}.none"))
        return
    yield "\n".join(
        f"{number}. **{_escaped(point.heading)}** ({_escaped(point.amount)}). "
        + _escaped(" ".join(point.sentences))
        for number, point in enumerate(points, start=1)
    )


def _list(said: Iterable[str]) -> str:
    return "\n".join(f"- {_escaped(each)}" for each in said)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *([_escaped(c) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _requirements(match: Match, catalogue: Catalogue) -> Iterator[str]:
    found = requirements(match)
    names = ("sentence", "role", "read_as", "evidence", "adds", "worth")
    headings = [_escaped(catalogue.say(f"ledger.{name}")) for name in names]
    yield f"## {_escaped(catalogue.say('ledger.heading'))}"
    yield _table(headings, chain.from_iterable(_rows(match, r, catalogue) for r in found.sentences))
    if found.occupations:
        yield f"### {_escaped(catalogue.say('ledger.occupations'))}"
        work = [_escaped(catalogue.say("ledger.occupation")), *headings[3:]]
        yield _table(work, (_cells(match, each, catalogue) for each in found.occupations))


def _rows(match: Match, row: SentenceRow, catalogue: Catalogue) -> Iterator[Sequence[str]]:
    said = row.sentence.span.quote if row.sentence else catalogue.say("ledger.elsewhere")
    first = said, catalogue.say(f"role.{row.role}")
    for gate in row.gates:
        name = catalogue.say("ledger.demand", name=words.one_line(gate.name))
        yield *first, name, catalogue.say(f"gates.{gate.status}"), "–", "–"
    for each in row.requirements:
        yield *first, *_cells(match, each, catalogue)
    if row.smaller.number:
        name = catalogue.say("ledger.smaller", n=row.smaller.number)
        yield *first, name, "", *_amounts(match, row.smaller.adds, row.smaller.worth)
    if not (row.gates or row.requirements or row.smaller.number):
        state = "nothing" if row.state == "read" else row.state
        yield *first, catalogue.say(f"ledger.{state}"), "", "–", "–"


def _cells(match: Match, each: Requirement, catalogue: Catalogue) -> Sequence[str]:
    label = words.label(match, each.concept)
    if each.is_above:
        return label, catalogue.say("ledger.as_above"), "–", "–"
    return label, _evidence(match, each, catalogue), *_amounts(match, each.adds, each.worth)


def _evidence(match: Match, each: Requirement, catalogue: Catalogue) -> str:
    around = contexts(match).resume
    if each.cover is None:
        spans = each.contribution.skill_spans if each.contribution else ()
        return quoted(spans, around, 1) or catalogue.say("status.unlikely")
    said = catalogue.say(f"status.{each.cover.status}")
    quotes = quoted(each.cover.skill_spans, around, 1)
    return f"{said}: {quotes}" if quotes else said


def _amounts(match: Match, adds: float, worth: float) -> tuple[str, str]:
    return ("–", "–") if match.abstained else (rounded(adds), rounded(worth))


def _lines(match: Match, catalogue: Catalogue) -> Iterator[str]:
    told = match.explanation
    if told is None or match.abstained:
        return
    names = ("line", "effect", "resting", "remark")
    yield f"## {_escaped(catalogue.say('lines.heading'))}"
    yield _table(
        [_escaped(catalogue.say(f"lines.{name}")) for name in names],
        (
            (
                shortened(row.spans[0].quote, 160),
                signed(row.effect),
                rounded(row.resting),
                catalogue.say("lines.contrary") if row.is_contrary else "",
            )
            for row in line_rows(told.worth.lines)[0]
        ),
    )


def _measures(match: Match, catalogue: Catalogue) -> Iterator[str]:
    if match.abstained:
        return
    yield f"## {_escaped(catalogue.say('measures.heading'))}"
    yield _list(f"{each.question} {' '.join(each.found)}" for each in measures(match, catalogue))
