"""O*NET's technology skills and tools, and the UNSPSC commodities that classify them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from skillkg.sources.ntriples import iri, slug
from skillkg.sources.onet.cells import TRUE, flag, named, node
from skillkg.sources.onet.row_writer import (
    BROADER,
    IS_CONCEPT,
    NOTATION,
    OF_OCCUPATION,
    PREF_LABEL,
    A,
    OnetTable,
    column,
)
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

_TECHNOLOGY = f" {iri(onet.USES_TECHNOLOGY)} "
_IN_DEMAND = f" {iri(onet.IN_DEMAND_TECHNOLOGY)} "
_TOOL = f" {iri(onet.USES_TOOL)} "
_USED_ITEM = f" {iri(onet.USED_ITEM)} "
_OF_COMMODITY = f" {iri(onet.OF_COMMODITY)} "
_COMMODITY, _USE = iri(onet.COMMODITY), iri(onet.USE)
_HOT = (column(onet.HOT, flag),)
_LEVELS = (
    onet.COMMODITY_SEGMENT,
    onet.COMMODITY_FAMILY,
    onet.COMMODITY_CLASS,
    onet.COMMODITY,
)


def _commodity(
    writer: RowWriter, code: str, title: str, level: str = onet.COMMODITY
) -> Iterator[str]:
    """Declare a commodity, or a group of them, where it first comes up."""
    term = node(onet.COMMODITY_IRI, code)
    if writer.names.setdefault(term, title) != title:
        writer.warn("commodity's title differs from the first one given, which is kept", title)
    if not writer.new(term):
        return
    yield f"{term}{IS_CONCEPT}"
    yield f"{term}{A}{_COMMODITY}"
    if level != onet.COMMODITY:
        yield f"{term}{A}{iri(level)}"
    yield from writer.describe(term, (PREF_LABEL, NOTATION), (title, code))


def _unspsc(writer: RowWriter, row: Row) -> Iterator[str]:
    terms = [node(onet.COMMODITY_IRI, code) for code in row[::2]]
    for code, title, level in zip(row[::2], row[1::2], _LEVELS, strict=True):
        yield from _commodity(writer, code, title, level)
    for broader, narrower in pairwise(terms):
        if writer.new(link := f"{narrower}{BROADER}{broader}"):
            yield link


def _see_commodity(writer: RowWriter, row: Row) -> None:
    writer.commodities[writer.file, row[1]].add(row[2])


def _example(
    writer: RowWriter, row: Row, ends: tuple[str, str], kind: str, link: str
) -> Iterator[str]:
    code, example, commodity_code, title = row
    occupation, item = ends
    commodity = node(onet.COMMODITY_IRI, commodity_code)
    if writer.new(item):
        yield f"{item}{IS_CONCEPT}"
        yield f"{item}{A}{iri(kind)}"
        yield from writer.describe(item, (PREF_LABEL,), (example,))
    if writer.new(broader := f"{item}{BROADER}{commodity}"):
        yield from _commodity(writer, commodity_code, title)
        yield broader
    yield f"{occupation}{link}{item}"
    if len(writer.commodities[writer.file, example]) > 1:
        # Its broader concepts alone would not say which of them it is in this occupation.
        use = f"<{onet.USE_IRI}{writer.version}/{code}/{slug(item)}>"
        yield f"{use}{A}{_USE}"
        yield f"{use}{OF_OCCUPATION}{occupation}"
        yield f"{use}{_USED_ITEM}{item}"
        yield f"{use}{_OF_COMMODITY}{commodity}"


def _technology(writer: RowWriter, row: Row) -> Iterator[str]:
    *example, hot, in_demand = row
    ends = occupation, item = (
        writer.occupation(row[0]),
        named(onet.TECHNOLOGY_IRI, row[1]),
    )
    yield from _example(writer, tuple(example), ends, onet.TECHNOLOGY_CLASS, _TECHNOLOGY)
    if writer.new(f"{item}{hot}"):
        yield from writer.describe(item, _HOT, (hot,))
    if writer.term(flag, in_demand) == TRUE:
        yield f"{occupation}{_IN_DEMAND}{item}"


def _tool(writer: RowWriter, row: Row) -> Iterator[str]:
    ends = writer.occupation(row[0]), named(onet.TOOL_IRI, row[1])
    yield from _example(writer, row, ends, onet.TOOL_CLASS, _TOOL)


_UNSPSC = [
    f"{level} {part}"
    for level in ("Segment", "Family", "Class", "Commodity")
    for part in ("Code", "Title")
]
_EXAMPLE = ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title")

TABLES = (
    OnetTable("UNSPSC Reference", tuple(_UNSPSC), _unspsc),
    OnetTable(
        "Technology Skills",
        (*_EXAMPLE, "Hot Technology", "In Demand"),
        _technology,
        look=_see_commodity,
    ),
    OnetTable("Tools Used", _EXAMPLE, _tool, look=_see_commodity),
)
