"""Write the answer of a query: a table to read, or CSV, JSON and Parquet to work with."""

from __future__ import annotations

import json
import sys
from math import isfinite
from typing import TYPE_CHECKING, Any

from skillkg import atomic
from skillkg.errors import QueryError

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.results import Table


def write(answer: Table | bool, format_: str, output: Path | None) -> None:
    """Write an answer to a file or to standard output.

    Args:
        answer: solutions, or the truth of an ASK query.
        format_: ``table``, ``csv``, ``json`` or ``parquet``.
        output: the file; standard output where None.

    Raises:
        QueryError: Parquet, being binary, would go to a terminal.
        OutputError: the file cannot be written.
    """
    if isinstance(answer, bool):
        data = json.dumps(answer).encode() + b"\n"
    elif format_ == "parquet":
        data = _parquet(answer, output)
    elif format_ == "csv":
        data = answer.to_polars().write_csv().encode()
    elif format_ == "json":
        rows = [dict(zip(answer.columns, map(_json, row), strict=True)) for row in answer]
        data = json.dumps(rows, ensure_ascii=False, indent=2).encode() + b"\n"
    else:
        data = _readable(answer, wide=output is not None).encode()
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        atomic.write(output, data)


def _json(value: Any) -> Any:
    """A value as JSON has it: infinities and NaN, which it has not, as words."""
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _parquet(answer: Table, output: Path | None) -> bytes:
    from io import BytesIO

    if output is None and sys.stdout.isatty():
        raise QueryError("Parquet is binary: name a file with --output, or redirect it.")
    buffer = BytesIO()
    answer.to_polars().write_parquet(buffer)
    return buffer.getvalue()


def _readable(answer: Table, *, wide: bool) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as Grid

    grid = Grid(*answer.columns, caption=f"{len(answer):,} rows", caption_justify="left")
    for row in answer:
        grid.add_row(*("" if value is None else escape(str(value)) for value in row))
    out = Console(file=StringIO(), width=None if not wide and sys.stdout.isatty() else 200)
    out.print(grid)
    return out.file.getvalue() if isinstance(out.file, StringIO) else ""
