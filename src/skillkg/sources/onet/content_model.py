"""O*NET's content model and scales: elements, work activities, categories, anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri
from skillkg.sources.onet.cells import decimal, integer, node
from skillkg.sources.onet.row_writer import (
    BROADER,
    DEFINITION,
    IS_CONCEPT,
    LABEL,
    NOTATION,
    OF_ELEMENT,
    PREF_LABEL,
    A,
    OnetTable,
    column,
)
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

CLASSES = {
    "1.A.": onet.ABILITY,
    "1.B.1.": onet.INTEREST,
    "1.B.2.": onet.WORK_VALUE,
    "1.B.3.": onet.BASIC_INTEREST,
    "1.C.": onet.WORK_STYLE,
    "1.D.": onet.WORK_STYLE,
    "2.A.": onet.SKILL,
    "2.B.": onet.SKILL,
    "2.C.": onet.KNOWLEDGE,
    "4.A.": onet.WORK_ACTIVITY,
    "4.C.": onet.WORK_CONTEXT,
}
"""What the elements of a branch are; 1.D took the place of 1.C in O*NET 30.1."""

_ELEMENT, _GROUP = iri(onet.ELEMENT), iri(onet.ELEMENT_GROUP)
_ON_SCALE = f" {iri(onet.ON_SCALE)} "
_CATEGORY = iri(onet.CATEGORY_CLASS)


def element(writer: RowWriter, code: str, name: str) -> Iterator[str]:
    """Declare an element where it first comes up; later rows only repeat its name."""
    term = node(onet.ELEMENT_IRI, code)
    known = writer.names.setdefault(term, name)
    if known != name:
        writer.warn("element's name differs from the first one given, which is kept", repr(name))
    if not writer.new(term):
        return
    yield f"{term}{IS_CONCEPT}"
    yield f"{term}{A}{_ELEMENT}"
    yield f"{term}{A}{_class(writer, code)}"
    yield from writer.describe(term, (PREF_LABEL, NOTATION), (name, code))


def _class(writer: RowWriter, code: str) -> str:
    # The six work values have needs below them and are rated all the same.
    if code in writer.parents and not code.startswith("1.B.2."):
        return _GROUP
    classes = (iri(cls) for branch, cls in CLASSES.items() if code.startswith(branch))
    return next(classes, _ELEMENT)


def _see_parent(writer: RowWriter, row: Row) -> None:
    writer.parents.add(row[0].rpartition(".")[0])


def _content_model(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, definition = row
    term, broader = node(onet.ELEMENT_IRI, code), code.rpartition(".")[0]
    yield from element(writer, code, name)
    yield from writer.describe(term, (DEFINITION,), (definition,))
    if broader:
        yield f"{term}{BROADER}{node(onet.ELEMENT_IRI, broader)}"


def _activity(term: str, cls: str, broader: str) -> Iterator[str]:
    yield f"{term}{IS_CONCEPT}"
    yield f"{term}{A}{iri(cls)}"
    yield f"{term}{BROADER}{broader}"


def _iwa(writer: RowWriter, row: Row) -> Iterator[str]:
    code, element_id, title = row
    term, broader = node(onet.IWA_IRI, code), node(onet.ELEMENT_IRI, element_id)
    yield from _activity(term, onet.IWA, broader)
    yield from writer.describe(term, (PREF_LABEL, NOTATION), (title, code))


def _dwa(writer: RowWriter, row: Row) -> Iterator[str]:
    # Its element is the one that IWA Reference gives for its IWA.
    code, iwa, _element, title = row
    term, broader = node(onet.DWA_IRI, code), node(onet.IWA_IRI, iwa)
    yield from _activity(term, onet.DWA, broader)
    yield from writer.describe(term, (PREF_LABEL, NOTATION), (title, code))


_RANGE = (
    LABEL,
    NOTATION,
    column(onet.MINIMUM, decimal),
    column(onet.MAXIMUM, decimal),
)


def _scale(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, *bounds = row
    term = node(onet.SCALE_IRI, code)
    yield f"{term}{A}{iri(onet.SCALE_CLASS)}"
    yield from writer.describe(term, _RANGE, (name, code, *bounds))


def category(writer: RowWriter, term: str, scale: str, number: str, of: str = "") -> Iterator[str]:
    """Declare a category of a scale where it first comes up; ``of`` is its element's ID."""
    if not writer.new(term):
        return
    yield f"{term}{A}{_CATEGORY}"
    yield f"{term}{_ON_SCALE}{node(onet.SCALE_IRI, scale)}"
    if of:
        yield f"{term}{OF_ELEMENT}{node(onet.ELEMENT_IRI, of)}"
    yield from writer.describe(term, (column(voc.SKOS_NOTATION, integer),), (number,))


def _category(writer: RowWriter, row: Row) -> Iterator[str]:
    scale, number, description, element_id, name = row
    term = node(onet.CATEGORY_IRI, element_id, scale, number)
    yield from element(writer, element_id, name)
    yield from category(writer, term, scale, number, element_id)
    yield from writer.describe(term, (LABEL,), (description,))


def _task_category(writer: RowWriter, row: Row) -> Iterator[str]:
    scale, number, description = row
    term = node(onet.CATEGORY_IRI, scale, number)
    yield from category(writer, term, scale, number)
    yield from writer.describe(term, (LABEL,), (description,))


_ANCHOR = (column(onet.ANCHOR_VALUE, decimal), LABEL)


def _anchor(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, scale, value, description = row
    term = node(onet.ANCHOR_IRI, code, scale, value)
    yield from element(writer, code, name)
    yield f"{term}{A}{iri(onet.SCALE_ANCHOR)}"
    yield f"{term}{OF_ELEMENT}{node(onet.ELEMENT_IRI, code)}"
    yield f"{term}{_ON_SCALE}{node(onet.SCALE_IRI, scale)}"
    yield from writer.describe(term, _ANCHOR, (value, description))


def _survey_item(writer: RowWriter, row: Row) -> Iterator[str]:
    code, name, number, scale = row
    term = node(onet.SURVEY_ITEM_IRI, code, scale, number)
    yield from element(writer, code, name)
    yield f"{term}{A}{iri(onet.SURVEY_ITEM)}"
    yield f"{term}{OF_ELEMENT}{node(onet.ELEMENT_IRI, code)}"
    yield f"{term}{_ON_SCALE}{node(onet.SCALE_IRI, scale)}"
    yield from writer.describe(term, (NOTATION,), (number,))


ELEMENT = ("Element ID", "Element Name")
_CATEGORIES = ("Scale ID", "Category", "Category Description")


TABLES = (
    OnetTable(
        "Content Model Reference", (*ELEMENT, "Description"), _content_model, look=_see_parent
    ),
    OnetTable("IWA Reference", ("IWA ID", "Element ID", "IWA Title"), _iwa),
    OnetTable("DWA Reference", ("DWA ID", "IWA ID", "Element ID", "DWA Title"), _dwa),
    OnetTable("Scales Reference", ("Scale ID", "Scale Name", "Minimum", "Maximum"), _scale),
    OnetTable(
        "Education, Training, and Experience Categories", (*_CATEGORIES, *ELEMENT), _category
    ),
    OnetTable("Work Context Categories", (*_CATEGORIES, *ELEMENT), _category),
    OnetTable("Task Categories", _CATEGORIES, _task_category),
    OnetTable(
        "Level Scale Anchors",
        (*ELEMENT, "Scale ID", "Anchor Value", "Anchor Description"),
        _anchor,
    ),
    OnetTable(
        "Survey Booklet Locations", (*ELEMENT, "Survey Item Number", "Scale ID"), _survey_item
    ),
)
