"""O*NET's links within the content model, and what illustrates interests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.sources.ntriples import iri, slug
from skillkg.sources.onet.cells import node, string
from skillkg.sources.onet.content_model import ELEMENT, element
from skillkg.sources.onet.row_writer import LABEL, OF_ELEMENT, A, OnetTable, column
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter


def _linked(predicate: str) -> Callable[[RowWriter, Row], Iterator[str]]:
    middle = f" {iri(predicate)} "

    def write(writer: RowWriter, row: Row) -> Iterator[str]:
        source, source_name, target, target_name = row
        ends = node(onet.ELEMENT_IRI, source), node(onet.ELEMENT_IRI, target)
        yield from element(writer, source, source_name)
        yield from element(writer, target, target_name)
        yield middle.join(ends)

    return write


_KEYWORD = (LABEL, column(onet.KEYWORD_TYPE, string))
_INTEREST_TYPE = (column(onet.INTEREST_TYPE, string),)


def _keyword(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, *described = row
    interest = node(onet.ELEMENT_IRI, code)
    term = f"<{onet.KEYWORD_IRI}{slug(code, *described)}>"
    yield from element(writer, code, name)
    yield f"{term}{A}{iri(onet.KEYWORD)}"
    yield f"{term}{OF_ELEMENT}{interest}"
    yield from writer.describe(term, _KEYWORD, described)


def _illustrative_activity(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, kind, activity = row
    interest = node(onet.ELEMENT_IRI, code)
    term = f"<{onet.ILLUSTRATIVE_ACTIVITY_IRI}{slug(code, activity)}>"
    yield from element(writer, code, name)
    yield from writer.describe(interest, _INTEREST_TYPE, (kind,))
    yield f"{term}{A}{iri(onet.ILLUSTRATIVE_ACTIVITY)}"
    yield f"{term}{OF_ELEMENT}{interest}"
    yield from writer.describe(term, (LABEL,), (activity,))


def _illustrative_occupation(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, kind, occupation = row
    interest, shown = node(onet.ELEMENT_IRI, code), writer.occupation(occupation)
    yield from element(writer, code, name)
    yield from writer.describe(interest, _INTEREST_TYPE, (kind,))
    yield f"{interest} {iri(onet.ILLUSTRATIVE_OCCUPATION)} {shown}"


def _links(source: str, target: str, predicate: str) -> OnetTable:
    columns = [f"{kind} Element {part}" for kind in (source, target) for part in ("ID", "Name")]
    return OnetTable(f"{source} to {target}", tuple(columns), _linked(predicate))


TABLES = (
    _links("Abilities", "Work Activities", onet.RELATED_ACTIVITY),
    _links("Abilities", "Work Context", onet.RELATED_CONTEXT),
    _links("Skills", "Work Activities", onet.RELATED_ACTIVITY),
    _links("Skills", "Work Context", onet.RELATED_CONTEXT),
    _links("Basic Interests", "RIASEC", onet.GENERAL_INTEREST),
    OnetTable("RIASEC Keywords", (*ELEMENT, "Keyword", "Keyword Type"), _keyword),
    OnetTable(
        "Interests Illustrative Activities",
        (*ELEMENT, "Interest Type", "Activity"),
        _illustrative_activity,
    ),
    OnetTable(
        "Interests Illustrative Occupations",
        (*ELEMENT, "Interest Type", "O*NET-SOC Code"),
        _illustrative_occupation,
    ),
)
