"""What is known while O*NET's tables are read, and how a row becomes statements."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri
from skillkg.sources.onet.cells import english, month, string
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillkg.sources.release import Notes

    Row = tuple[str, ...]
    Write = Callable[[str], str]
    """Writes a cell as a term; ``""`` where it is not available.

    Raises:
        ValueError: the cell is malformed; says what was expected.
    """

_OCCUPATION = re.compile(r"\d{2}-\d{4}\.\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OnetTable:
    """A table of the release: its columns, and what a row of it says."""

    name: str
    columns: tuple[str, ...]
    write: Callable[[RowWriter, Row], Iterable[str]]
    """Statements of a row, its cells in the order of its columns.

    Raises:
        ValueError: a code that the row cannot do without is malformed; nothing was written.
    """
    optional: tuple[str, ...] = ()
    """Columns that only some releases have; their cells come last."""
    look: Callable[[RowWriter, Row], object] | None = None
    """Sees every row before the first is written."""


class Field(NamedTuple):
    """A column's predicate, with spaces around it, and how its cells are written."""

    middle: str
    write: Write


def column(predicate: str, write: Write) -> Field:
    """Say that a column's cells are objects of a predicate, given by its IRI."""
    return Field(f" {iri(predicate)} ", write)


A = f" {iri(voc.RDF_TYPE)} "
IS_CONCEPT = f"{A}{iri(voc.SKOS_CONCEPT)}"
BROADER = f" {iri(voc.SKOS_BROADER)} "
OF_OCCUPATION = f" {iri(onet.OF_OCCUPATION)} "
OF_ELEMENT = f" {iri(onet.OF_ELEMENT)} "
PREF_LABEL = column(voc.SKOS_PREF_LABEL, english)
LABEL = column(voc.RDFS_LABEL, english)
NOTATION = column(voc.SKOS_NOTATION, string)
DEFINITION = column(voc.SKOS_DEFINITION, english)
DATE = column(onet.DATE, month)
DOMAIN_SOURCE = column(onet.DOMAIN_SOURCE, string)


@dataclass(slots=True)
class RowWriter:
    """Knows the release, the table and the row being written; counts what is left out."""

    version: str
    notes: Notes
    file: str = ""
    line: int = 0
    occupations: set[str] = field(default_factory=set)
    """Codes of Occupation Data; empty where the release lacks it."""
    parents: set[str] = field(default_factory=set)
    """IDs of the elements that have narrower ones."""
    names: dict[str, str] = field(default_factory=dict)
    """Of the elements and commodities declared so far, by their terms."""
    commodities: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Codes that a technology or tool has, by its table and its name."""
    shared: object = None
    """What the ratings of the last row's node have in common."""
    _seen: set[str] = field(default_factory=set)

    def warn(self, kind: str, detail: str) -> None:
        """Count an irregularity of the current row."""
        self.notes.warn(kind, file=self.file, line=self.line, detail=detail)

    def unread(self, columns: Iterable[str]) -> None:
        """Count columns that no statement comes from."""
        for name in columns:
            self.warn("column that skillkg does not know: ignored", repr(name))

    def new(self, statement: str) -> bool:
        """Whether this is the first time that it comes up."""
        if statement in self._seen:
            return False
        self._seen.add(statement)
        return True

    def term(self, write: Write, cell: str) -> str:
        """Write a cell; ``""``, and counted, where it is malformed."""
        try:
            return write(cell)
        except ValueError as problem:
            self.warn(f"{problem}, value left out", repr(cell))
            return ""

    def describe(
        self, subject: str, fields: Iterable[Field], cells: Iterable[str]
    ) -> Iterator[str]:
        """State the values that are available; fields and cells go pairwise."""
        for (middle, write), cell in zip(fields, cells, strict=False):
            term = self.term(write, cell)
            if term:
                yield f"{subject}{middle}{term}"

    def occupation(self, code: str) -> str:
        """Name an occupation; one that Occupation Data lacks is counted.

        Raises:
            ValueError: the code is malformed.
        """
        if code not in self.occupations:
            if _OCCUPATION.fullmatch(code) is None:
                raise ValueError("malformed O*NET-SOC code")
            if self.occupations:
                self.warn("O*NET-SOC code that no occupation has, statements kept", code)
        return f"<{onet.OCCUPATION_IRI}{code}>"
