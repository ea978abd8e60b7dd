"""ESCO from its official CSV downloads: zipped or unpacked, one language or several.

The statements have the shape of ESCO's official RDF. The tables lack what only that has: SKOS-XL
label nodes with their roles, association objects, reference languages, ``en-us`` labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillkg.errors import SourceError
from skillkg.sources.esco.csv_cells import CellWriter
from skillkg.sources.esco.csv_tables import TABLES
from skillkg.sources.esco.relation_ends import RelationEnds
from skillkg.sources.esco.versions import RIGHTS, by_version
from skillkg.sources.files import source_files
from skillkg.sources.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from skillkg.sources.esco.csv_tables import CsvTable
    from skillkg.sources.files import Member
    from skillkg.sources.release import Notes, Rights, SourceFile

_FILE = re.compile(r"(?P<table>[A-Za-z]+?)(?:_(?P<language>[a-z]{2,3}(?:-[A-Za-z]+)?))?\.csv")


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of the release, in one language; relations have none or any."""

    table: CsvTable
    language: str
    member: Member


@dataclass(slots=True)
class EscoCsv:
    """A release of ESCO in tables; see ``Release``."""

    version: str
    parts: list[_Part]
    ignored: list[Member]
    files: Sequence[SourceFile]
    languages: Collection[str] | None = None
    source: str = field(default="esco", init=False)
    rights: Rights = field(default=RIGHTS, init=False)

    @property
    def title(self) -> str:
        """Name of the release for a reader."""
        return f"ESCO {self.version}"

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables that it has, without their languages."""
        return frozenset(part.table.name for part in self.parts)

    @property
    def complete(self) -> bool:
        """Whether it has the tables of skills and of occupations."""
        return {"skills", "occupations"} <= self.tables

    @property
    def size(self) -> int:
        """Uncompressed bytes of its tables."""
        return sum(part.member.size for part in self.parts)

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every statement of every table; what several tables say comes several times.

        Raises:
            SourceError: a table lacks a column, is cut off, damaged or not UTF-8, or lacks
                concepts that the tables of relations name.
        """
        self._introduce(notes)
        absent = frozenset(TABLES) - self.tables
        ends = RelationEnds()
        for part in self.parts:
            writer = CellWriter(part.member.origin, part.language, notes, absent)
            rows = ends.seen(part.table.name, _rows(part, notes, progress))
            yield from part.table.write(writer, rows)
        for part in self.parts:
            ends.check(part.table.name, part.member.origin)

    def _introduce(self, notes: Notes) -> None:
        missing = (t.name for t in TABLES.values() if t.expected and t.name not in self.tables)
        notes.absent.extend(missing)
        there = {part.language for part in self.parts if part.table.texts}
        notes.absent.extend(
            f"language {name}" for name in sorted(set(self.languages or ()) - there)
        )
        for member in self.ignored:
            notes.warn("not one of ESCO's tables, not read", file=member.origin)


def open_esco_csv(
    paths: Sequence[Path],
    *,
    version: str | None = None,
    languages: Collection[str] | None = None,
) -> list[EscoCsv]:
    """Find the releases of ESCO under ``paths``, each of which has (a part of) one release.

    Args:
        paths: zips, folders of zips or unpacked folders; paths of one version are one release.
        version: which release it is, where no name of a folder or an archive tells.
        languages: codes of the languages to read; None for all that are there.

    Raises:
        SourceError: a path is missing or damaged, tells no version or two, or has no table of
            concepts in these languages; or one table is there twice.
    """
    by_name = sorted(by_version(paths, version).items())
    return [_release(name, places, languages) for name, places in by_name]


def _release(
    version: str, places: list[tuple[Path, list[Member]]], languages: Collection[str] | None
) -> EscoCsv:
    parts, ignored = _sorted_out([member for _, members in places for member in members])
    wanted = [p for p in parts if not p.table.texts or languages is None or p.language in languages]
    _refuse_twins(wanted)
    if not any(part.table.concepts for part in wanted):
        raise _no_concepts(places[0][0], parts, languages)
    files = [file for path, _ in places for file in source_files(path)]
    return EscoCsv(version, wanted, ignored, files, languages)


def _sorted_out(members: list[Member]) -> tuple[list[_Part], list[Member]]:
    parts, ignored = [], []
    for member in members:
        match = _FILE.fullmatch(member.name)
        table = TABLES.get(match["table"]) if match else None
        if match and table:
            parts.append(_Part(table, match["language"] or "en", member))
        else:
            ignored.append(member)
    return parts, ignored


def _refuse_twins(parts: list[_Part]) -> None:
    seen: dict[str, Member] = {}
    for part in parts:
        first = seen.setdefault(part.member.name, part.member)
        if first is not part.member:
            raise SourceError(
                f"is there a second time, as {first.origin}",
                file=part.member.origin,
                hint="Leave one of the two away: both may be one release, or a mixture of two.",
            )


def _no_concepts(path: Path, parts: list[_Part], languages: Collection[str] | None) -> SourceError:
    there = ", ".join(sorted({part.language for part in parts if part.table.concepts}))
    if there:
        asked = ", ".join(sorted(languages or ()))
        message, hint = f"has nothing in {asked}", f"Its languages are: {there}."
    else:
        message = "has no table of ESCO's concepts (such as skills_en.csv or occupations_en.csv)"
        hint = "ESCO comes as two archives, concepts and relations: name both, or their folder."
    return SourceError(message, file=path, hint=hint)


def _rows(
    part: _Part, notes: Notes, progress: Callable[[int], None]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    table, member = part.table, part.member

    def unread(columns: list[str]) -> None:
        for column in columns:
            if column not in table.repeats:
                notes.warn("unknown column, not read", file=member.origin, detail=repr(column))

    count = 0
    for row in read_table(
        member,
        table.columns,
        optional=table.optional,
        pad=table.pad,
        progress=progress,
        unread=unread,
    ):
        count += 1
        yield row
    notes.rows[member.name] = count
