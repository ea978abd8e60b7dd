"""O*NET's tasks, emerging tasks, and the detailed work activities that tasks exemplify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.sources.ntriples import iri, slug
from skillkg.sources.onet.cells import NOT_AVAILABLE, english, integer, node, string
from skillkg.sources.onet.row_writer import (
    DATE,
    DOMAIN_SOURCE,
    LABEL,
    NOTATION,
    OF_OCCUPATION,
    A,
    OnetTable,
    column,
)
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

_OF_TASK, _OF_DWA = f" {iri(onet.OF_TASK)} ", f" {iri(onet.OF_DWA)} "
_TASK_DWA = f" {iri(onet.TASK_DWA)} "
_COLLECTED = (DATE, DOMAIN_SOURCE)
_TASK = (
    LABEL,
    NOTATION,
    column(onet.TASK_TYPE, string),
    column(onet.INCUMBENTS_RESPONDING, integer),
    *_COLLECTED,
)


def _task(writer: RowWriter, row: Row) -> Iterator[str]:
    code, text, task_id, *described = row
    occupation, term = writer.occupation(code), node(onet.TASK_IRI, task_id)
    yield f"{term}{A}{iri(onet.TASK_CLASS)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield from writer.describe(term, _TASK, (text, task_id, *described))


def _task_node(cell: str) -> str:
    return "" if cell in NOT_AVAILABLE else node(onet.TASK_IRI, cell)


_EMERGING = (
    LABEL,
    column(onet.EMERGING_KIND, string),
    column(onet.REVISES, _task_node),
    column(onet.ORIGINAL_TASK, english),
    *_COLLECTED,
)


def _emerging_task(writer: RowWriter, row: Row) -> Iterator[str]:
    code, text, *_ = row
    occupation = writer.occupation(code)
    term = f"<{onet.EMERGING_TASK_IRI}{code}/{slug(text)}>"
    yield f"{term}{A}{iri(onet.EMERGING_TASK)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield from writer.describe(term, _EMERGING, row[1:])


def _task_activity(writer: RowWriter, row: Row) -> Iterator[str]:
    code, task_id, dwa, *collected = row
    writer.occupation(code)
    ends = node(onet.TASK_IRI, task_id), node(onet.DWA_IRI, dwa)
    task, activity = ends
    term = f"<{onet.TASK_ACTIVITY_IRI}{writer.version}/{task_id}/{dwa}>"
    yield _TASK_DWA.join(ends)
    yield f"{term}{A}{iri(onet.TASK_ACTIVITY)}"
    yield f"{term}{_OF_TASK}{task}"
    yield f"{term}{_OF_DWA}{activity}"
    yield from writer.describe(term, _COLLECTED, collected)


_CODE = "O*NET-SOC Code"
_SURVEYED = ("Date", "Domain Source")

TABLES = (
    OnetTable(
        "Task Statements",
        (_CODE, "Task", "Task ID", "Task Type", "Incumbents Responding", *_SURVEYED),
        _task,
    ),
    OnetTable(
        "Emerging Tasks",
        (_CODE, "Task", "Category", "Original Task ID", "Original Task", *_SURVEYED),
        _emerging_task,
    ),
    OnetTable("Tasks to DWAs", (_CODE, "Task ID", "DWA ID", *_SURVEYED), _task_activity),
)
