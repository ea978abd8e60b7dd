"""What a SPARQL query answers: rows of Python values, and the same as a table or a file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.arguments import check_name
from skillkg.errors import QueryError
from skillkg.extras import needs
from skillkg.sources.ntriples import iri
from skillkg.text.printable import unicode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    import polars as pl

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
QueryResults = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What a query gives, by its form: SELECT, ASK, or CONSTRUCT and DESCRIBE; read once."""

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(rf"{_DATE.pattern}T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):  # dates may have a zone, which Python's have not
        raise ValueError(text)
    return date.fromisoformat(text)


def _time(text: str) -> datetime:
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


_PYTHON: dict[str, Callable[[str], Any]] = {
    voc.XSD_DATE: _date,
    voc.XSD_DATETIME: _time,
    voc.XSD_INTEGER: int,
    voc.XSD_DECIMAL: float,
    voc.XSD_DOUBLE: float,
    voc.XSD_FLOAT: float,
    voc.XSD_BOOLEAN: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}
INT64 = range(-(2**63), 2**63)


def to_python(term: Term | None) -> Any:
    """Give a term's plain value: numbers, truth, dates and times as Python has them.

    IRIs and other literals are ``str``, what is unbound is ``None``. A literal that is not of the
    form its datatype asks for, and a date with a zone, is given as it is written.
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
        if isinstance(value, date):
            type_ = voc.XSD_DATETIME if isinstance(value, datetime) else voc.XSD_DATE
            return ox.Literal(value.isoformat(), datatype=ox.NamedNode(type_))
        return value if isinstance(value, Term) else ox.Literal(value)
    except (TypeError, ValueError) as error:
        raise QueryError(f"{value!r:.80} cannot be a term of a query: {error}") from error


def to_terms(value: Any) -> list[Term]:
    """Give the terms of a value of a parameter: of each in a list, a tuple or a set.

    A concept, and whatever else has one, stands for its IRI.

    Raises:
        QueryError: there is none, or one cannot be a term.
    """
    several = value if isinstance(value, list | tuple | set | frozenset) else [value]
    if not several:
        raise QueryError("a parameter takes one value or more, not an empty list")
    return [to_term(getattr(each, "iri", each)) for each in several]


def to_json_value(term: Term | None) -> Any:
    """Give a term's value as JSON has it.

    Dates and times are as they are written; infinities and NaN, which JSON has not, are words.
    """
    value = to_python(term)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return term.value if isinstance(value, date) and isinstance(term, ox.Literal) else value


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """The solutions of a SELECT query; a CONSTRUCT gives subject, predicate, object columns.

    ``terms`` keep datatypes and language tags; iterating gives rows of Python values. A notebook
    shows the first 20 rows.
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

    def __repr__(self) -> str:
        rows = f"{len(self):,} row{'' if len(self) == 1 else 's'}"
        return f"<Table of {rows}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from skillkg.store.html import html_table

        return html_table(self.columns, self, len(self))

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.terms:
            yield tuple(map(to_python, row))

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary per solution, keyed by column; ``to_json`` gives what JSON has."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_json(self) -> str:
        """The rows as JSON: a list of one object per solution.

        Dates and times are as they are written; infinities and NaN, which JSON has not, are words.
        """
        rows = ((to_json_value(term) for term in row) for row in self.terms)
        records = [dict(zip(self.columns, row, strict=True)) for row in rows]
        return json.dumps(records, ensure_ascii=False, allow_nan=False)

    def column(self, name: str) -> list[Any]:
        """The values of one column.

        Raises:
            QueryError: there is no such column.
        """
        check_name(name, "column", self.columns)
        index = self.columns.index(name)
        return [to_python(row[index]) for row in self.terms]

    def to_polars(self) -> pl.DataFrame:
        """The solutions as a data frame.

        Columns of mixed types, and of integers beyond 64 bits, become strings. Times with a zone
        are in UTC.
        """
        import polars as pl

        columns = {name: self.column(name) for name in self.columns}
        return pl.DataFrame([_series(name, values) for name, values in columns.items()])

    def to_pandas(self) -> pd.DataFrame:
        """The same data frame as pandas has it; needs ``skillkg[pandas]``.

        Whole numbers and truth values are of pandas' nullable types where some are missing.
        """
        with needs("pandas"):
            import pandas as pd

        columns = {column.name: _pandas(column) for column in self.to_polars()}
        return pd.DataFrame(columns, columns=list(self.columns))


def read_answer(results: QueryResults) -> Table | bool:
    """Read all that a query gives: a table, or the truth of an ASK query."""
    return bool(results) if isinstance(results, ox.QueryBoolean) else Table.of(results)


def _series(name: str, values: list[Any]) -> pl.Series:
    import polars as pl

    types = {_type(value) for value in values if value is not None}
    if types <= {int, float} and len(types) == 2:
        values = [None if value is None else float(value) for value in values]
    elif types == {_ZONED}:
        values = [None if value is None else value.astimezone(UTC) for value in values]
    elif len(types) > 1 or (types == {int} and not all(v is None or v in INT64 for v in values)):
        values = [None if value is None else _text(value) for value in values]
    return pl.Series(name, values, dtype=None if types else pl.String)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_ZONED: Final = "a time with a zone"


def _type(value: Any) -> object:
    """What has to be the same in a column."""
    return _ZONED if isinstance(value, datetime) and value.tzinfo else type(value)


def _pandas(column: pl.Series) -> pd.Series[Any]:
    """The same column, without PyArrow, by which polars would hand it over."""
    import pandas as pd
    import polars as pl

    if column.dtype.is_temporal():
        zoned = isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone
        times = pd.Series(column.to_numpy())
        return times.dt.tz_localize("UTC") if zoned else times
    nullable = {pl.Int64: "Int64", pl.Boolean: "boolean"}.get(column.dtype.base_type())
    return pd.Series(column.to_list(), dtype=nullable if column.has_nulls() else None)
