"""Your own taxonomy: any SKOS or ESCO-model RDF, as an overlay graph beside the releases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import SourceError
from skillkg.sources.files import members, source_files
from skillkg.sources.rdf import is_rdf, read_rdf
from skillkg.sources.release import Rights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.sources.files import Member
    from skillkg.sources.release import Notes, SourceFile

_ENDINGS = re.compile(r"(\.(zip|gz|ttl|nt|rdf|owl|xml))+$", re.IGNORECASE)


@dataclass(slots=True)
class Overlay:
    """A taxonomy of the user's own; see ``Release``.

    Its graph is named by the file, not by the file's content: building again with a changed file
    replaces the graph.
    """

    version: str
    """The name that was given, or that of the file or folder without its endings."""
    members: list[Member]
    ignored: list[Member]
    files: Sequence[SourceFile]
    source: str = field(default="overlay", init=False)
    rights: Rights = field(default=Rights("", "", "", ""), init=False)
    complete: bool = field(default=True, init=False)

    @property
    def title(self) -> str:
        """Name of the overlay for a reader."""
        return f"Overlay {self.version}"

    @property
    def tables(self) -> frozenset[str]:
        """None: no taxonomy stands in for another, whatever their files are called."""
        return frozenset()

    @property
    def size(self) -> int:
        """Bytes to read, compressed where files are gzipped."""
        return sum(member.size for member in self.members)

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every statement of the files, as it stands; blank nodes get IRIs.

        Raises:
            SourceError: a file is not well-formed RDF, or damaged.
        """
        for member in self.ignored:
            notes.warn("not RDF by its name, not read", file=member.origin)
        for number, member in enumerate(self.members, start=1):
            node = f"{voc.SKG_DATA}overlay/{self.version}/node/{number}-"
            yield from read_rdf(member, node, notes, progress)


def open_overlay(path: Path, name: str | None = None) -> Overlay:
    """Open a taxonomy: an RDF file (plain, gzip, zip) or a folder of them, as one graph.

    Args:
        path: where it is.
        name: of its graph; where None, as the file is called, without its endings.

    Raises:
        SourceError: there is nothing, or nothing that is RDF by its name, or a zip is damaged.
    """
    files = members(path)
    rdf = [file for file in files if is_rdf(file)]
    if not rdf:
        raise SourceError(
            "is no RDF by its name",
            file=path,
            hint="Give Turtle (.ttl), N-Triples (.nt) or RDF/XML (.rdf, .owl, .xml), "
            "plain, as .gz or in a .zip.",
        )
    called = _ENDINGS.sub("", path.resolve().name) if name is None else name
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", called).strip("-")
    ignored = [file for file in files if not is_rdf(file)]
    return Overlay(name or "overlay", rdf, ignored, source_files(path))
