"""What every source offers: a release on disk, and the statements that it makes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from skillkg.text.printable import printable
from skillkg.vocabulary import graph_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LEARNED: Final = "relatedness"
"""Source of learned edges, and the name of their kind: to be left out even where there are none."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a release was read from, as it lies on disk (an archive counts as one)."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Rights:
    """Under what terms a source is used, and the words that its owner asks for; empty: unknown."""

    licence: str
    """IRI of the licence."""
    attribution: str
    publisher: str
    homepage: str


@dataclass(slots=True)
class Irregularity:
    """A kind of irregularity in a source: how often, and the first few places."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


class Notes:
    """What was irregular in a release, and what each table gave; nothing is dropped unsaid."""

    EXAMPLES = 5

    def __init__(self) -> None:
        self.findings: dict[str, Irregularity] = defaultdict(Irregularity)
        self.rows: dict[str, int] = {}
        """Rows read, by table."""
        self.absent: list[str] = []
        """Tables that this release lacks."""

    def warn(self, kind: str, *, file: str, line: int | None = None, detail: str = "") -> None:
        """Count one irregularity of a kind (a short sentence that says what was done about it)."""
        finding = self.findings[kind]
        finding.count += 1
        if len(finding.examples) < self.EXAMPLES:
            where = f"{file}:{line}" if line is not None else file
            finding.examples.append(printable(f"{where} {detail}".rstrip()))


class Release(Protocol):
    """One release of one source, opened: found, recognised, hashed, not yet read."""

    @property
    def source(self) -> str:
        """First part of the graph's name: ``esco``, ``crosswalk/esco-onet``, ``overlay``."""

    @property
    def version(self) -> str:
        """Last part of the graph's name."""

    @property
    def title(self) -> str:
        """Name of the release for a reader."""

    @property
    def rights(self) -> Rights:
        """Under what terms it is used."""

    @property
    def files(self) -> Sequence[SourceFile]:
        """The files that it is read from, as they lie on disk."""

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables that it has; two releases that share none supplement each other."""

    @property
    def complete(self) -> bool:
        """Whether it has the tables that the source cannot do without."""

    @property
    def size(self) -> int:
        """Bytes to read, uncompressed where they are known, for progress."""

    def statements(self, notes: Notes, progress: Callable[[int], None]) -> Iterator[str]:
        """Every statement of the release, in any order, possibly more than once.

        Raises:
            SourceError: a file is not what it should be.
        """
        ...


@runtime_checkable
class Derived(Protocol):
    """What a release offers besides, where it was learned from graphs and not read from files."""

    @property
    def inputs(self) -> Mapping[str, str]:
        """Digests of the graphs that it was derived from, by their IRIs."""

    @property
    def model(self) -> str:
        """Name of the encoder that was used."""

    @property
    def model_digest(self) -> str:
        """What names the encoder's content."""


def graph_of(release: Release) -> str:
    """Name of the graph that a release fills."""
    return graph_iri(release.source, release.version)
