"""O*NET's ratings: one node for an occupation and an element, with the values on its scales.

A node is named after its release: two releases side by side keep their figures apart. What the
rows of a node have in common is stated with the first of them; they follow each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from skillkg.sources.ntriples import iri
from skillkg.sources.onet.cells import NOT_AVAILABLE, decimal, flag, integer, node
from skillkg.sources.onet.content_model import category, element
from skillkg.sources.onet.row_writer import (
    DATE,
    DOMAIN_SOURCE,
    OF_ELEMENT,
    OF_OCCUPATION,
    A,
    Field,
    OnetTable,
    column,
)
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

_OF_TASK, _OF_CATEGORY = f" {iri(onet.OF_TASK)} ", f" {iri(onet.OF_CATEGORY)} "
_IS_RATING = f"{A}{iri(onet.RATING)}"
_IS_CATEGORY_RATING = f"{A}{iri(onet.CATEGORY_RATING)}"
_COLLECTED = (DATE, DOMAIN_SOURCE)
_STATISTICS = (integer, decimal, decimal, decimal, flag, flag)


def _fields(predicate: str) -> tuple[Field, ...]:
    names = (predicate + name for name in onet.STATISTICS)
    return (column(predicate, decimal), *map(column, names, _STATISTICS))


_PERCENTAGE = _fields(onet.PERCENTAGE)


@cache
def _on(scale: str) -> tuple[Field, ...]:
    """Give the fields of a rating on a scale: its value, then its statistics."""
    if scale not in onet.SCALES:
        raise ValueError("scale that skillkg does not know")
    return _fields(onet.SCALES[scale])


def _rating(writer: RowWriter, row: Row) -> Iterator[str]:
    code, element_id, scale, date, source, name, *values = row
    fields, rated = _on(scale), node(onet.ELEMENT_IRI, element_id)
    term = f"<{onet.RATING_IRI}{writer.version}/{code}/{element_id}>"
    if writer.shared != (shared := (term, date, source)):
        occupation = writer.occupation(code)
        writer.shared = shared
        yield from element(writer, element_id, name)
        yield f"{term}{_IS_RATING}"
        yield f"{term}{OF_OCCUPATION}{occupation}"
        yield f"{term}{OF_ELEMENT}{rated}"
        yield from writer.describe(term, _COLLECTED, (date, source))
    yield from writer.describe(term, fields, values)


def _categorical(writer: RowWriter, row: Row) -> Iterator[str]:
    number, *rest = row
    if number in NOT_AVAILABLE:
        yield from _rating(writer, tuple(rest))
        return
    code, element_id, scale, date, source, name, *values = rest
    chosen = node(onet.CATEGORY_IRI, element_id, scale, number)
    occupation = writer.occupation(code)
    term = f"<{onet.RATING_IRI}{writer.version}/{code}/{element_id}/{scale}/{number}>"
    yield from element(writer, element_id, name)
    yield from category(writer, chosen, scale, number, element_id)
    yield f"{term}{_IS_CATEGORY_RATING}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield f"{term}{OF_ELEMENT}{node(onet.ELEMENT_IRI, element_id)}"
    yield f"{term}{_OF_CATEGORY}{chosen}"
    yield from writer.describe(term, _COLLECTED, (date, source))
    yield from writer.describe(term, _PERCENTAGE, values)


def _task_rating(writer: RowWriter, row: Row) -> Iterator[str]:
    number, code, task_id, scale, date, source, *values = row
    task, occupation = node(onet.TASK_IRI, task_id), writer.occupation(code)
    term = f"{onet.RATING_IRI}{writer.version}/{code}/task/{task_id}"
    if number in NOT_AVAILABLE:
        term, fields, kind = f"<{term}>", _on(scale), _IS_RATING
    else:
        chosen = node(onet.CATEGORY_IRI, scale, number)
        term, fields, kind = f"<{term}/{scale}/{number}>", _PERCENTAGE, _IS_CATEGORY_RATING
        yield from category(writer, chosen, scale, number)
        yield f"{term}{_OF_CATEGORY}{chosen}"
    if writer.shared != (shared := (term, date, source)):
        writer.shared = shared
        yield f"{term}{kind}"
        yield f"{term}{OF_OCCUPATION}{occupation}"
        yield f"{term}{_OF_TASK}{task}"
        yield from writer.describe(term, _COLLECTED, (date, source))
    yield from writer.describe(term, fields, values)


_NODE = ("O*NET-SOC Code", "Element ID", "Scale ID", "Date", "Domain Source", "Element Name")
_TASK_NODE = ("O*NET-SOC Code", "Task ID", "Scale ID", "Date", "Domain Source")
_VALUE = "Data Value"
_SURVEY = ("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress")
_SHORT = (*_NODE, _VALUE)
_LONG = (*_SHORT, *_SURVEY)
_FULL = (*_LONG, "Not Relevant")

TABLES = (
    OnetTable("Skills", _FULL, _rating),
    OnetTable("Knowledge", _FULL, _rating),
    OnetTable("Abilities", _FULL, _rating),
    OnetTable("Work Activities", _FULL, _rating),
    OnetTable("Work Context", ("Category", *_FULL), _categorical),
    OnetTable("Work Styles", _SHORT, _rating, optional=_SURVEY),
    OnetTable("Work Values", _SHORT, _rating),
    OnetTable("Interests", _SHORT, _rating),
    OnetTable("Education, Training, and Experience", ("Category", *_LONG), _categorical),
    OnetTable("Task Ratings", ("Category", *_TASK_NODE, _VALUE, *_SURVEY), _task_rating),
)
