"""Parquet tables with a document in each row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from skillkg.errors import DocumentError
from skillkg.file_kinds import why_no_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

ROWS: Final = 1_000
"""Rows that are held at once; to read them, a row group of the file is unpacked."""


@dataclass(frozen=True)
class ParquetTable:
    """A table of texts, opened when it is first asked."""

    path: Path
    column: str
    """Has the text."""
    id_column: str | None
    """Has what the documents are called."""

    def __len__(self) -> int:
        """How many rows it has.

        Raises:
            DocumentError: it is no file of Parquet, or a column is missing or of another type.
        """
        import polars as pl

        return int(self._texts.select(pl.len()).collect().item())

    def rows(self) -> Iterator[tuple[str, str | None]]:
        """The text of each document, empty where there is none, and what it is called, if anything.

        Raises:
            DocumentError: as for the length; or a part of the file is damaged.
        """
        for start in range(0, len(self), ROWS):
            for text, name in self._slice(start):
                yield text or "", name

    def _slice(self, start: int) -> list[tuple[str | None, str | None]]:
        import polars as pl

        try:
            return self._texts.slice(start, ROWS).collect().rows()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self._damaged(error) from error

    @cached_property
    def _texts(self) -> pl.LazyFrame:
        """Text and id as strings; where no id is asked for, none."""
        import polars as pl

        if found := why_no_file(self.path):
            raise DocumentError(f"{self.path}: {found}\n  give the path of one table")
        try:
            table = pl.scan_parquet(self.path, glob=False)  # its name means itself
            schema = table.collect_schema()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self._damaged(error) from error
        self._check(schema)
        name = pl.lit(None, pl.String) if self.id_column is None else pl.col(self.id_column)
        return table.select(pl.col(self.column).cast(pl.String), name.cast(pl.String).alias("\0"))

    def _check(self, schema: pl.Schema) -> None:
        import polars as pl

        for name in filter(None, (self.column, self.id_column)):
            if name not in schema:
                raise DocumentError(
                    f"{self.path}: no column {name!r}; it has: {', '.join(schema)}\n"
                    "  say which column has the text, and which the id"
                )
        if self.id_column is not None and schema[self.id_column].is_nested():
            raise DocumentError(
                f"{self.path}: column {self.id_column!r} is {schema[self.id_column]}, and no id\n"
                "  say which column has the id"
            )
        if schema[self.column] not in (pl.String, pl.Null):
            raise DocumentError(
                f"{self.path}: column {self.column!r} is {schema[self.column]}, and no text\n"
                "  say which column has the text"
            )

    def _damaged(self, error: Exception) -> DocumentError:
        told = str(error).partition("\n")[0]
        return DocumentError(
            f"{self.path}: it cannot be read as Parquet ({told})\n  write the table again"
        )
