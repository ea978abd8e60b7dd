"""Write the answer of a query: a table to read, CSV, JSON and Parquet, or the W3C's formats."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from io import BytesIO, StringIO
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

from skillkg.atomic import new_file
from skillkg.errors import QueryError
from skillkg.store.formats import UNIVERSAL
from skillkg.store.results import to_json_value
from skillkg.text.printable import visible, visible_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from skillkg.store.results import Table

MOST_ROWS: Final = 10_000
"""Of a table to read: laying it out takes time and memory for each."""

_FORMULA: Final = r"""^(?:[\s"']*[=+@\-＝＋－＠]|[\t\r])"""
"""What spreadsheets take for a formula, and run."""
_NUMBER: Final = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$"


def write(answer: Table | bool, format_: str, output: Path | None) -> None:
    """Write an answer to a file or to standard output.

    In CSV, texts that spreadsheets would run as a formula begin with an apostrophe.

    Args:
        answer: solutions or triples, or the truth of an ASK query.
        format_: one of ``formats.FORMATS`` that fits the query's form.
        output: the file; standard output where None.

    Raises:
        QueryError: Parquet, being binary, would go to a terminal; or the answer has no place in
            the format (``exact``).
        OutputError: the file cannot be written.
    """
    on_terminal = output is None and sys.stdout.isatty()
    if format_ == "parquet" and on_terminal:
        raise QueryError("Parquet is binary: name a file with --output, or redirect it.")
    with nullcontext(sys.stdout.buffer) if output is None else new_file(output) as stream:
        if format_ not in (*UNIVERSAL, "parquet"):
            stream.write(_exact(answer, format_, on_terminal=on_terminal))
        elif isinstance(answer, bool):
            stream.write(json.dumps(answer).encode() + b"\n")
        elif format_ == "parquet":
            stream.write(_parquet(answer))
        elif format_ == "csv":
            _write_csv(answer, stream, on_terminal=on_terminal)
        elif format_ == "json":
            stream.writelines(_json(answer))
        else:
            stream.write(_readable(answer, on_terminal=on_terminal).encode())


def _exact(answer: Table | bool, format_: str, *, on_terminal: bool) -> bytes:
    from skillkg.store.exact import serialize

    body = serialize(answer, format_)
    return visible(body.decode()).encode() if on_terminal else body


def _parquet(answer: Table) -> memoryview:
    """In memory first: polars says of a full disk only that its transport failed."""
    buffer = BytesIO()
    answer.to_polars().write_parquet(buffer)
    return buffer.getbuffer()


def _write_csv(answer: Table, stream: BinaryIO, *, on_terminal: bool) -> None:
    text = _without_formulas(answer.to_polars()).write_csv()
    stream.write((visible(text) if on_terminal else text).encode())


def _without_formulas(table: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    times = [column.name for column in table if column.dtype.is_temporal()]
    table = table.with_columns(
        pl.Series(name, [time and time.isoformat() for time in table[name]], dtype=pl.String)
        for name in times
    )
    texts = pl.col(pl.String)
    runs = texts.str.contains(_FORMULA) & ~texts.str.contains(_NUMBER)
    return table.with_columns(pl.when(runs).then("'" + texts).otherwise(texts).name.keep())


def _json(answer: Table) -> Iterator[bytes]:
    """A list of one object for each row; row by row, as there may be very many."""
    separator = "[\n  "
    for row in answer.terms:
        record = dict(zip(answer.columns, map(to_json_value, row), strict=True))
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield (separator + visible_json(text)).encode()
        separator = ",\n  "
    yield b"[]\n" if not len(answer) else b"\n]\n"


def _readable(answer: Table, *, on_terminal: bool) -> str:
    from rich.table import Table as Grid

    from skillkg.text.console import VisibleConsole

    grid = Grid(*answer.columns, caption=_caption(len(answer)), caption_justify="left")
    for row in islice(answer.terms, MOST_ROWS):
        values = map(to_json_value, row)
        grid.add_row(*("" if value is None else visible(str(value)) for value in values))
    text = StringIO()
    VisibleConsole(file=text, width=None if on_terminal else 200).print(grid)
    return text.getvalue()


def _caption(rows: int) -> str:
    if rows <= MOST_ROWS:
        return f"{rows:,} rows"
    return f"the first {MOST_ROWS:,} of {rows:,} rows; --format csv writes all"
