"""O*NET's tasks, emerging tasks, and the detailed work activities that tasks exemplify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.sources.onet.row_writer import Row, RowWriter

_OF_TASK, _OF_DWA = f" {iri(voc.ONET_OF_TASK)} ", f" {iri(voc.ONET_OF_DWA)} "
_TASK_DWA = f" {iri(voc.ONET_TASK_DWA)} "
_COLLECTED = (DATE, DOMAIN_SOURCE)
_TASK = (
    LABEL,
    NOTATION,
    column(voc.ONET_TASK_TYPE, string),
    column(voc.ONET_INCUMBENTS_RESPONDING, integer),
    *_COLLECTED,
)


def _task(writer: RowWriter, row: Row) -> Iterator[str]:
    code, text, task_id, *described = row
    occupation, term = writer.occupation(code), node(voc.ONET_TASK_IRI, task_id)
    yield f"{term}{A}{iri(voc.ONET_TASK_CLASS)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield from writer.describe(term, _TASK, (text, task_id, *described))


def _task_node(cell: str) -> str:
    return "" if cell in NOT_AVAILABLE else node(voc.ONET_TASK_IRI, cell)


_EMERGING = (
    LABEL,
    column(voc.ONET_EMERGING_KIND, string),
    column(voc.ONET_REVISES, _task_node),
    column(voc.ONET_ORIGINAL_TASK, english),
    *_COLLECTED,
)


def _emerging_task(writer: RowWriter, row: Row) -> Iterator[str]:
    code, text, *_ = row
    occupation = writer.occupation(code)
    term = f"<{voc.ONET_EMERGING_TASK_IRI}{code}/{slug(text)}>"
    yield f"{term}{A}{iri(voc.ONET_EMERGING_TASK)}"
    yield f"{term}{OF_OCCUPATION}{occupation}"
    yield from writer.describe(term, _EMERGING, row[1:])


def _task_activity(writer: RowWriter, row: Row) -> Iterator[str]:
    code, task_id, dwa, *collected = row
    writer.occupation(code)
    ends = node(voc.ONET_TASK_IRI, task_id), node(voc.ONET_DWA_IRI, dwa)
    task, activity = ends
    term = f"<{voc.ONET_TASK_ACTIVITY_IRI}{writer.version}/{task_id}/{dwa}>"
    yield _TASK_DWA.join(ends)
    yield f"{term}{A}{iri(voc.ONET_TASK_ACTIVITY)}"
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
