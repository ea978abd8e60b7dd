"""What a SPARQL query answers: rows of Python values, and the same as a table or a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_PYTHON: dict[str, Callable[[str], Any]] = {
    voc.XSD_INTEGER: int,
    voc.XSD_DECIMAL: float,
    voc.XSD + "double": float,
    voc.XSD + "float": float,
    voc.XSD_BOOLEAN: lambda text: text in {"true", "1"},
}


def to_python(term: Term | None) -> Any:
    """Give a term's plain value: IRIs and other literals as ``str``, unbound as ``None``."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _PYTHON.get(term.datatype.value, str)(term.value)
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query; a CONSTRUCT gives subject, predicate, object columns.

    ``terms`` keep datatypes and language tags; iterating gives rows of Python values.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.terms:
            yield tuple(map(to_python, row))

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary per solution, keyed by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def column(self, name: str) -> list[Any]:
        """The values of one column.

        Raises:
            ValueError: there is no such column.
        """
        index = self.columns.index(name)
        return [to_python(row[index]) for row in self.terms]

    def to_polars(self) -> pl.DataFrame:
        """The solutions as a data frame; columns of mixed types become strings."""
        import polars as pl

        columns = {name: self.column(name) for name in self.columns}
        return pl.DataFrame([_series(name, values) for name, values in columns.items()])


def _series(name: str, values: list[Any]) -> pl.Series:
    import polars as pl

    types = {type(value) for value in values if value is not None}
    if types <= {int, float} and len(types) == 2:
        values = [None if value is None else float(value) for value in values]
    elif len(types) > 1:
        values = [None if value is None else str(value) for value in values]
    return pl.Series(name, values, dtype=None if types else pl.String)
