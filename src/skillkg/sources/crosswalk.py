"""The official crosswalk of ESCO and O*NET occupations, as SKOS mappings with SSSOM metadata.

Descriptions are not taken over: they are those of the two classifications' own releases.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import SourceError
from skillkg.sources.files import Member, members, source_files
from skillkg.sources.onet.row_writer import RowWriter
from skillkg.sources.release import Rights
from skillkg.sources.sssom import common_metadata, mapping, mapping_set
from skillkg.sources.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.sources.release import Notes, SourceFile

_COLUMNS = (
    "O*NET Id",
    "O*NET Title",
    "ESCO or ISCO URI",
    "ESCO or ISCO Title",
    "Type of Match",
)
_REPEATED = ("O*NET Description", "ESCO or ISCO Description")
_ABOVE_AT_MOST = 50
_RIGHT_FILE = "Give esco-onet-occupations-v1.csv, which has the column 'Type of Match'."
_ATTRIBUTION = (
    "This service uses the ESCO classification of the European Commission. It includes "
    "information from O*NET by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA."
)


@dataclass(slots=True)
class Crosswalk:
    """A version of the crosswalk; see ``skillkg.sources.release.Release``."""

    version: str
    member: Member
    about: dict[str, str]
    """What the rows above the header say of the mapping project, by their first cell."""
    above: int
    """How many these are."""
    ignored: list[Member]
    files: Sequence[SourceFile]
    rights: Rights
    source: str = field(default="crosswalk/esco-onet", init=False)
    tables: frozenset[str] = field(default=frozenset({"occupations"}), init=False)
    complete: bool = field(default=True, init=False)

    @property
    def title(self) -> str:
        """Name of the crosswalk for a reader."""
        return f"{self.about.get('Mapping project name', 'ESCO-O*NET Crosswalk')} {self.version}"

    @property
    def size(self) -> int:
        """Uncompressed bytes of the file."""
        return self.member.size

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every mapping as a SKOS statement, and a node of SSSOM that describes it.

        Raises:
            SourceError: the file lacks a column, is cut off, or is not UTF-8.
        """
        for member in self.ignored:
            notes.warn("not the crosswalk with types of match, not read", file=member.origin)
        writer = RowWriter(self.version, notes, self.member.name)
        yield from mapping_set(self.version, self.title, self.rights.licence)
        common, count = common_metadata(writer, self.about), 0
        rows = read_table(
            self.member, _COLUMNS, optional=_REPEATED, above=self.above, progress=progress
        )
        for line, row in rows:
            writer.line, count = line, count + 1
            yield from mapping(writer, row[: len(_COLUMNS)], common)
        notes.rows["occupations"] = count


def open_crosswalk(path: Path) -> Crosswalk:
    """Open the crosswalk with types of match: the file, or a folder or zip that holds it.

    Raises:
        SourceError: there is no such file, or only the reverse list, or it tells no version.
    """
    tables = [member for member in members(path) if member.name.lower().endswith(".csv")]
    above = {member: rows for member in tables if (rows := _above(member)) is not None}
    if len(above) != 1:
        raise _not_one(path, list(above), tables)
    ((member, rows),) = above.items()
    about = {row[0]: row[1] for row in rows if len(row) > 1 and row[0]}
    version = about.get("Mapping project version", "")
    if not re.fullmatch(r"\w[\w.-]*", version):
        raise SourceError(
            "lacks the row 'Mapping project version' above the header",
            file=member.origin,
            hint="Use the official file as it is, with all its rows.",
        )
    ignored = [other for other in tables if other is not member]
    author = about.get("Mapping project author", "ESCO Secretariat")
    rights = Rights(voc.CC_BY_4, _ATTRIBUTION, author, voc.ESCO_HOME)
    return Crosswalk(version, member, about, len(rows), ignored, source_files(member.path), rights)


def _above(member: Member) -> list[list[str]] | None:
    """Read the rows above the header; None where no header of the crosswalk comes early on."""
    rows: list[list[str]] = []
    with member.open() as stream:
        # Undecodable bytes are told of, with their line, when the table is read.
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        for row in csv.reader(islice(lines, _ABOVE_AT_MOST)):
            if len(set(_COLUMNS) & set(row)) >= len(_COLUMNS) - 1:
                return rows
            rows.append(row)
    return None


def _not_one(path: Path, right: Sequence[Member], tables: Sequence[Member]) -> SourceError:
    if right:
        return SourceError(
            f"holds {len(right)} crosswalks: {', '.join(member.origin for member in right)}",
            file=path,
            hint="Name one of them.",
        )
    if len(tables) == 1 and "reverse" in tables[0].name:
        return SourceError(
            "is the reverse list, which does not tell the types of match",
            file=tables[0].origin,
            hint=_RIGHT_FILE,
        )
    return SourceError("holds no crosswalk of ESCO and O*NET", file=path, hint=_RIGHT_FILE)
