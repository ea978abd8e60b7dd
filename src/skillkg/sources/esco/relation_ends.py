"""Whether the concepts that tables of relations name are in the tables of concepts.

A download that broke off at a row's end looks whole: only what others say of its rows tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = tuple[int, tuple[str, ...]]

_ENDS: Final = {
    "occupationSkillRelations": {0: "occupations", 2: "skills"},
    "skillSkillRelations": {0: "skills", 2: "skills"},
}
"""Which columns of the tables of relations name concepts of which tables."""
_TOLERATED: Final = 0.01
"""Share of named concepts that may be absent: ESCO 1.1.1 itself lacks an occupation."""
_FEW: Final = 10
"""As many may be absent from any table."""


class RelationEnds:
    """Remembers the concepts of a release's tables, and those that its relations name."""

    def __init__(self) -> None:
        self._there: dict[str, set[str]] = {"occupations": set(), "skills": set()}
        self._named: dict[str, set[str]] = {"occupations": set(), "skills": set()}

    def seen(self, table: str, rows: Iterator[Row]) -> Iterator[Row]:
        """Pass on the rows of a table, remembering what they name."""
        columns = [(place, self._named[of]) for place, of in _ENDS.get(table, {}).items()]
        if table in self._there:
            columns = [(0, self._there[table])]
        for row in rows:
            for place, names in columns:
                names.add(row[1][place])
            yield row

    def check(self, table: str, file: str) -> None:
        """Refuse a table of concepts that lacks many of those that relations name.

        Raises:
            SourceError: it does.
        """
        named = self._named.get(table, set())
        absent = named - self._there.get(table, set())
        if len(absent) > max(_FEW, _TOLERATED * len(named)):
            raise SourceError(
                f"lacks {len(absent):,} of the {len(named):,} {table} that the tables of relations "
                f"name, {min(absent)} among them",
                file=file,
                hint="It was cut off, or is of another release: download it again.",
            )
