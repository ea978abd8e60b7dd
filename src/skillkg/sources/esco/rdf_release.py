"""ESCO from its official RDF dump: Turtle, RDF/XML or N-Triples; plain, gzip or zip.

The statements are the dump's own. One kind is added: groups get the classes that they have when
ESCO is read from its tables, told by their schemes, so that one query serves both forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import SourceError
from skillkg.sources.esco.csv_tables import TABLES
from skillkg.sources.esco.versions import RIGHTS, by_version
from skillkg.sources.files import source_files
from skillkg.sources.ntriples import iri
from skillkg.sources.rdf import is_rdf, read_rdf
from skillkg.sources.release import Notes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from skillkg.sources.files import Member
    from skillkg.sources.release import Rights, SourceFile

_IN_SCHEME = iri(voc.SKOS_IN_SCHEME)
_LANGUAGE, _LITERAL_FORM = iri(voc.ESCO_LANGUAGE), iri(voc.SKOSXL_LITERAL_FORM)
_GROUPS = {
    iri(voc.ESCO_SCHEMES + scheme): f" {iri(voc.RDF_TYPE)} {iri(group)}"
    for scheme, group in (
        ("isco", voc.ESCO_ISCO_GROUP),
        ("isced-f", voc.ESCO_SKILL_GROUP),
        ("skills-hierarchy", voc.ESCO_SKILL_GROUP),
    )
}
_GROUP_SCHEMES = tuple(_GROUPS)


@dataclass(slots=True)
class EscoRdf:
    """A release of ESCO in RDF; see ``Release``."""

    version: str
    members: list[Member]
    ignored: list[Member]
    files: Sequence[SourceFile]
    languages: Collection[str] | None = None
    source: str = field(default="esco", init=False)
    rights: Rights = field(default=RIGHTS, init=False)
    complete: bool = field(default=True, init=False)

    @property
    def title(self) -> str:
        """Name of the release for a reader."""
        return f"ESCO {self.version} (RDF)"

    @property
    def tables(self) -> frozenset[str]:
        """Names of all the tables of ESCO: the dump says what they say, in whatever files."""
        return frozenset(TABLES)

    @property
    def size(self) -> int:
        """Bytes to read, compressed where files are gzipped; twice, to choose languages."""
        return sum(member.size for member in self.members) * (1 if self.languages is None else 2)

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every statement of the dump, or those of the chosen languages.

        A choice of languages reads twice: labels and texts have nodes of their own, and a node's
        language may be told after statements that refer to it. The IRIs of the nodes that are
        left out are kept in memory meanwhile.

        Raises:
            SourceError: a file is not well-formed RDF, or damaged.
        """
        for member in self.ignored:
            notes.warn("not RDF by its name, not read", file=member.origin)
        lines = self._read(notes, progress)
        if self.languages is not None:
            choice = LanguageFilter(self.languages)
            lines = choice.kept(lines, choice.foreign_nodes(self._read(Notes(), progress)))
        yield from _with_groups(lines)

    def _read(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        for number, member in enumerate(self.members, start=1):
            node = f"{voc.SKG_DATA}esco/node/{number}-"
            yield from read_rdf(member, node, notes, progress)


class LanguageFilter:
    """A choice of languages: ``en`` takes ``en-us`` too (RFC 4647, basic filtering)."""

    def __init__(self, languages: Collection[str]) -> None:
        ranges = tuple(language.lower() for language in languages)
        starts = tuple(f"{language}-" for language in ranges)
        self.takes = lru_cache(lambda tag: tag in ranges or tag.startswith(starts))

    def foreign_nodes(self, lines: Iterable[str]) -> set[str]:
        """Find the nodes of labels and texts in languages that are not chosen."""
        nodes = set()
        for line in lines:
            subject, predicate, target = line.split(" ", 2)
            if predicate == _LANGUAGE:
                tag = target.split('"')[1].lower()
            elif predicate == _LITERAL_FORM:
                tag = _tag(target)
            else:
                continue
            if tag and not self.takes(tag):
                nodes.add(subject)
        return nodes

    def kept(self, lines: Iterable[str], foreign: set[str]) -> Iterator[str]:
        """Leave out what is in, of, or refers to a node in a language that is not chosen."""
        for line in lines:
            subject, _, target = line.split(" ", 2)
            tag = _tag(target)
            if (not tag or self.takes(tag)) and subject not in foreign and target not in foreign:
                yield line


def _tag(term: str) -> str:
    """Language tag of a term as it is written; empty where it has none."""
    return "" if term[-1] in '">' else term[term.rfind('"@') + 2 :]


def _with_groups(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line.endswith(_GROUP_SCHEMES):
            subject, predicate, scheme = line.split(" ", 2)
            if predicate == _IN_SCHEME:
                yield subject + _GROUPS[scheme]


def open_esco_rdf(
    paths: Sequence[Path],
    *,
    version: str | None = None,
    languages: Collection[str] | None = None,
) -> list[EscoRdf]:
    """Find the RDF releases of ESCO under ``paths``; paths of one version are one release.

    Args:
        paths: RDF files, zips or folders of them.
        version: which release it is, where no name of a file, folder or archive tells.
        languages: codes of the languages to read; None for all that are there.

    Raises:
        SourceError: a path is missing or damaged, tells no version or two, or has no RDF.
    """
    releases = []
    for name, places in sorted(by_version(paths, version).items()):
        every = [member for _, members in places for member in members]
        rdf = [member for member in every if is_rdf(member)]
        if not rdf:
            raise SourceError(
                "has no RDF file", file=places[0][0], hint="Name the Turtle, RDF/XML or N-Triples."
            )
        ignored = [member for member in every if not is_rdf(member)]
        files = [file for path, _ in places for file in source_files(path)]
        releases.append(EscoRdf(name, rdf, ignored, files, languages))
    return releases
