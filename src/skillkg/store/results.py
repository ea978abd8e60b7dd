"""What a SPARQL query answers: rows of Python values, and the same as a table or a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.errors import QueryError
from skillkg.sources.ntriples import iri
from skillkg.text.printable import unicode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
QueryResults = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What a query gives, by its form: SELECT, ASK, or CONSTRUCT and DESCRIBE; read once."""

_PYTHON: dict[str, Callable[[str], Any]] = {
    voc.XSD_INTEGER: int,
    voc.XSD_DECIMAL: float,
    voc.XSD_DOUBLE: float,
    voc.XSD_FLOAT: float,
    voc.XSD_BOOLEAN: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}
INT64 = range(-(2**63), 2**63)


def to_python(term: Term | None) -> Any:
    """Give a term's plain value: IRIs and other literals as ``str``, unbound as ``None``.

    A literal that is not of the form its datatype asks for is given as it is written.
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        try:
            return _PYTHON.get(term.datatype.value, str)(term.value)
        except (KeyError, ValueError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def to_term(value: Any) -> Term:
    """Give a plain value as a term: a string as an IRI where it is a web address, else literals.

    Raises:
        QueryError: the address is no IRI, or the value has no literal.
    """
    try:
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return ox.NamedNode(iri(value)[1:-1])
        if isinstance(value, str):
            return ox.Literal(unicode_text(value))
        return value if isinstance(value, Term) else ox.Literal(value)
    except (TypeError, ValueError) as error:
        raise QueryError(f"{value!r} cannot be a term of a query: {error}") from error


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query; a CONSTRUCT gives subject, predicate, object columns.

    ``terms`` keep datatypes and language tags; iterating gives rows of Python values.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    @classmethod
    def of(cls, results: ox.QuerySolutions | ox.QueryTriples) -> Table:
        """Read all solutions, or all triples."""
        if isinstance(results, ox.QueryTriples):
            rows = tuple((t.subject, t.predicate, t.object) for t in results)
            return cls(("subject", "predicate", "object"), rows)
        columns = tuple(variable.value for variable in results.variables)
        # A step of Python's for each row: so that signals, such as that of a time limit, are heard.
        return cls(columns, tuple(tuple(row) for row in results))

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
        """The solutions as a data frame.

        Columns of mixed types, and of integers beyond 64 bits, become strings.
        """
        import polars as pl

        columns = {name: self.column(name) for name in self.columns}
        return pl.DataFrame([_series(name, values) for name, values in columns.items()])


def read_answer(results: QueryResults) -> Table | bool:
    """Read all that a query gives: a table, or the truth of an ASK query."""
    return bool(results) if isinstance(results, ox.QueryBoolean) else Table.of(results)


def _series(name: str, values: list[Any]) -> pl.Series:
    import polars as pl

    types = {type(value) for value in values if value is not None}
    if types <= {int, float} and len(types) == 2:
        values = [None if value is None else float(value) for value in values]
    elif len(types) > 1 or (types == {int} and not all(v is None or v in INT64 for v in values)):
        values = [None if value is None else str(value) for value in values]
    return pl.Series(name, values, dtype=None if types else pl.String)
