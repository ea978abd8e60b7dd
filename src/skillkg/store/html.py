"""Tables as HTML, for notebooks: the first rows, and how many there are."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from skillkg.text.printable import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROWS: Final = 20
"""Rows that are shown, of answers."""
LONGEST: Final = 200
"""Characters of a cell that are shown."""


def html_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], total: int, most: int = ROWS
) -> str:
    """Lay out the first rows.

    Args:
        columns: their names.
        rows: values, which are escaped.
        total: how many rows there are.
        most: how many of them are shown.
    """
    head = "".join(f'<th scope="col">{_cell(column)}</th>' for column in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>"
        for row in islice(rows, most)
    )
    counted = f"{total:,} row{'' if total == 1 else 's'}"
    caption = counted if total <= most else f"the first {most} of {counted}"
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{caption} × {len(columns)} column{'' if len(columns) == 1 else 's'}</p>"
    )


def _cell(value: object) -> str:
    text = "" if value is None else visible(str(value))
    return escape(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
