"""O*NET: releases of its database in text format, as statements.

The tables are described in the modules beside this one: ``onet_model`` (content model, scales),
``onet_links``, ``onet_occupations``, ``onet_tasks``, ``onet_ratings`` and ``onet_technologies``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skillkg.sources.files import source_files
from skillkg.sources.onet import content_model as onet_model
from skillkg.sources.onet import links as onet_links
from skillkg.sources.onet import occupations as onet_occupations
from skillkg.sources.onet import ratings as onet_ratings
from skillkg.sources.onet import tasks as onet_tasks
from skillkg.sources.onet import technologies as onet_technologies
from skillkg.sources.onet.discovery import find_releases
from skillkg.sources.onet.row_writer import RowWriter
from skillkg.sources.release import Rights
from skillkg.sources.tables import read_table
from skillkg.vocabulary import CC_BY_4, onet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.sources.files import Member
    from skillkg.sources.onet.discovery import ReleaseFiles
    from skillkg.sources.onet.row_writer import OnetTable, Row
    from skillkg.sources.release import Notes, SourceFile

# Elements and occupations come first: the other tables refer to them.
TABLES = {
    table.name: table
    for table in (
        *onet_model.TABLES,
        onet_occupations.OCCUPATION_DATA,
        *onet_links.TABLES,
        *onet_occupations.TABLES,
        *onet_tasks.TABLES,
        *onet_ratings.TABLES,
        *onet_technologies.TABLES,
    )
}
"""O*NET's tables by name, in the order in which they are read."""

_ATTRIBUTION = (
    "This page includes information from the O*NET {} Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA."
)


def open_onet(paths: Sequence[Path], *, version: str | None = None) -> list[OnetRelease]:
    """Open the O*NET releases under ``paths``, oldest first.

    Args:
        paths: archives, folders of archives, or unpacked folders of tab-delimited tables.
        version: what to take where neither Read Me.txt nor the folder's name says it, "29.3".

    Raises:
        SourceError: nothing is there, a version is unclear, or two releases are mixed.
    """
    return [_release(content) for content in find_releases(paths, TABLES, version=version)]


@dataclass(frozen=True, slots=True)
class OnetRelease:
    """A release of O*NET's database, found on disk; see ``skillkg.sources.release.Release``."""

    content: ReleaseFiles
    version: str
    title: str
    rights: Rights
    files: Sequence[SourceFile]
    tables: frozenset[str]
    complete: bool
    size: int
    source: str = "onet"

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every statement of the release; some come more than once.

        Raises:
            SourceError: a table lacks a column, is cut off, or is not UTF-8.
        """
        writer = RowWriter(self.version, notes)
        notes.absent.extend(name for name in TABLES if name not in self.tables)
        for member in self.content.unknown:
            notes.warn("not a table that skillkg knows: ignored", file=member.origin)
        for name, table in TABLES.items():
            if name in self.tables:
                yield from _statements(writer, table, self.content.tables[name], progress)


def _release(content: ReleaseFiles) -> OnetRelease:
    members = content.tables.values()
    on_disk = dict.fromkeys(member.path for member in members)
    return OnetRelease(
        content,
        version=content.version,
        title=f"O*NET {content.version} Database",
        rights=Rights(
            licence=CC_BY_4,
            attribution=_ATTRIBUTION.format(content.version),
            publisher="U.S. Department of Labor, Employment and Training Administration",
            homepage=onet.HOME,
        ),
        files=[file for path in on_disk for file in source_files(path)],
        tables=frozenset(content.tables),
        complete=onet_occupations.OCCUPATION_DATA.name in content.tables,
        size=sum(member.size for member in members),
    )


def _statements(
    writer: RowWriter, table: OnetTable, member: Member, progress: Callable[[int], None]
) -> Iterator[str]:
    writer.file, writer.line = member.name, 1
    if table.look:
        for _, row in _rows(table, member):
            table.look(writer, row)
    count = 0
    for line, row in _rows(table, member, progress=progress, unread=writer.unread):
        writer.line, count = line, count + 1
        try:
            yield from table.write(writer, row)
        except ValueError as problem:
            writer.warn(f"{problem}, row left out", _shown(row))
    writer.notes.rows[table.name] = count


def _rows(table: OnetTable, member: Member, **told: Any) -> Iterator[tuple[int, Row]]:
    return read_table(member, table.columns, optional=table.optional, delimiter="\t", **told)


def _shown(row: Row) -> str:
    return " | ".join(cell[:40] for cell in row[:4])
