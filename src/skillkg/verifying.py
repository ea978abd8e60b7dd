"""Records are checked, and matches made again, over a store or an endpoint, with the documents."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg.api import open as open_graph
from skillkg.arguments import as_path, as_paths
from skillkg.documents.read import read
from skillkg.errors import DocumentError, QueryError, RecordError, StoreError
from skillkg.explanation.record_reading import described, load, read_bytes, read_record
from skillkg.explanation.verification.replayed import Replayed
from skillkg.explanation.verification.standing import standing_differences
from skillkg.explanation.verification.sums import scoring_of
from skillkg.explanation.verification.verdict import Check
from skillkg.explanation.verification.verify import verify as verify_record
from skillkg.progress import counter, silent
from skillkg.store.recomputed import digest_of_graph
from skillkg.store.snapshots import check_format
from skillkg.vocabulary import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from skillkg.documents.document import Document
    from skillkg.explanation.verification.verdict import Verification
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.model.document import DocumentKind
    from skillkg.model.match import Match
    from skillkg.progress import Progress
    from skillkg.store.base import Store


def verify(
    record: str | Path,
    location: str | Path | None = None,
    documents: str | Path | Collection[str | Path] = (),
    *,
    model: str | Path | None = None,
    recompute_digests: bool = False,
) -> Verification:
    """Check a record as somebody would who does not trust what wrote it.

    Args:
        record: its file.
        location: of the store that holds the graph, or the address of an endpoint; where None,
            only what the record shows by itself is checked.
        documents: files, or folders of them, among which the ad and the resume are found by their
            digests; with a store the match is then made again.
        model: the encoder beside the default, where the match was made with one.
        recompute_digests: read every statement of the graphs that the record rests on, and hash
            them again; without it their digests are those that the store's catalog tells.

    Raises:
        RecordError: there is no such file.
        StoreError: there is no such store, or the endpoint does not answer.
        DocumentError: a document cannot be read.
        QueryError: something is no path.
    """
    files = as_paths(documents, "documents")
    return Verifier(location, files, model, recompute_digests).verify(as_path(record, "record"))


@dataclass(frozen=True)
class Verifier:
    """Checks many records over one graph; what was opened and read is kept."""

    location: str | Path | None = None
    documents: Collection[str | Path] = ()
    model: str | Path | None = None
    recompute_digests: bool = False
    _graphs: dict[str, KnowledgeGraph] = field(default_factory=dict, init=False)
    _read: dict[tuple[Path, str], Document] = field(default_factory=dict, init=False)
    _digests: dict[str, str] = field(default_factory=dict, init=False)

    def verify(self, record: str | Path) -> Verification:
        """Check a record; see the function ``verify``."""
        found, _ = self._verified(record)
        return found

    def _verified(self, record: str | Path) -> tuple[Verification, Match | None]:
        """What was checked of a record, and the match that it describes, if it is one."""
        data, match = read_bytes(record), None
        with suppress(RecordError):  # what is no record is said below
            match = described(load(data))
        documents = {} if match is None else self.documents_of(match)
        given = documents if self.documents else None
        replay = self.replay if self.location is not None else None
        digest_of = self._digest_of if self.recompute_digests else None
        return verify_record(data, str(record), self._store, given, replay, digest_of), match

    def verify_many(
        self, records: Sequence[str | Path], progress: Progress = silent
    ) -> list[Verification]:
        """Check records, and whether the ranks that they state go with each other."""
        advance = counter(progress, "records", len(records))
        every: dict[str, Verification] = {}
        matches: dict[str, Match] = {}
        for record in records:
            found, match = self._verified(record)
            every[str(record)] = found
            if match is not None and "sum" in {check.name for check in found.of("holds")}:
                matches[str(record)] = match  # another fit is none to compare
            advance(1)
        for name, said in standing_differences(matches):
            found = every[name]
            every[name] = replace(found, checks=(*found.checks, Check("rank", "differs", (said,))))
        return list(every.values())

    def replay(self, match: Match, documents: Mapping[str, Document]) -> Iterator[str]:
        """Make a match again from its documents and releases, and tell the differences.

        Raises:
            StoreError: the store does not answer.
        """
        try:
            again = self.again(match, documents)
        except (QueryError, RecordError, StoreError) as error:
            if self._store is not None:
                self._store.formats()  # raises where the store does not answer at all
            yield f"it cannot be made again: {error}".partition("\n")[0]
            return
        yield from Replayed("", match, again).differences

    def replay_many(
        self,
        records: Sequence[str | Path],
        against: Collection[str] = (),
        progress: Progress = silent,
    ) -> list[Replayed]:
        """Make matches again from their records.

        Args:
            records: their files.
            against: releases that stand in for those of their sources.
            progress: told how many are made.

        Raises:
            RecordError: a file is no record, or a document of it is not there.
            DocumentError: a document cannot be read.
            StoreError: a release is not there.
        """
        advance, made = counter(progress, "records", len(records)), list[Replayed]()
        for record in records:
            match = read_record(record)
            again = self.again(match, self.documents_of(match), against)
            made.append(Replayed(str(record), match, again, is_updated=bool(against)))
            advance(1)
        return made

    def again(
        self, match: Match, documents: Mapping[str, Document], against: Iterable[str] = ()
    ) -> Match:
        """The match as it is made now, with the parameters and documents of then.

        Args:
            match: as it was made.
            documents: ``ad`` and ``resume``.
            against: releases (``esco/1.2.0``) that stand in for those of their sources; all others
                are those of then.

        Raises:
            RecordError: a document is not there.
            StoreError: a release is not there.
        """
        for kind in ("ad", "resume"):
            if kind not in documents:
                name = (match.ad if kind == "ad" else match.resume).name
                raise RecordError(f"the {kind}, {name}, is not among the documents given")
        # What a document is called may have been its path, which is another one elsewhere.
        ad = replace(documents["ad"], name=match.ad.name)
        resume = replace(documents["resume"], name=match.resume.name)
        kg, told = self._graph(match, against), match.explanation
        if told is None:
            made = kg.match(ad, resume)
        else:
            is_measured = told.stability is not None
            rivals = {flip.rank: flip.fit for flip in told.flips}
            made = kg.explain(ad, resume, cut=told.cut, rivals=rivals, stability=is_measured)
        return replace(made, decision=match.decision)

    def documents_of(self, match: Match) -> dict[str, Document]:
        """Those of the two documents of a match that are among the given, by their digests.

        Raises:
            DocumentError: a document cannot be read.
        """
        digests: dict[DocumentKind, str] = {"ad": match.ad.digest, "resume": match.resume.digest}
        return {
            kind: self._document(self._files[digest], kind)
            for kind, digest in digests.items()
            if digest in self._files
        }

    def _document(self, file: Path, kind: DocumentKind) -> Document:
        if (file, kind) not in self._read:
            self._read[file, kind] = read(file, kind)
        return self._read[file, kind]

    @cached_property
    def _store(self) -> Store | None:
        if self.location is None:
            return None
        store = open_graph(self.location).store
        check_format(store.formats(), store.location)  # what is no graph of ours shows nothing
        return store

    def _digest_of(self, store: Store, graph: str) -> str:
        """The digest of a graph, from its statements; read once, however many records name it."""
        if graph not in self._digests:
            self._digests[graph] = digest_of_graph(store, graph).digest
        return self._digests[graph]

    def _graph(self, match: Match, against: Iterable[str] = ()) -> KnowledgeGraph:
        """The view of the store that a match was made in, some releases replaced."""
        if self.location is None:
            raise RecordError("say which store holds the graph: give its folder or its address")
        parameters = match.parameters
        releases = _replaced((s.graph.removeprefix(GRAPHS) for s in match.snapshots), against)
        key = repr((releases, parameters.without, parameters.language, parameters.scoring))
        if key not in self._graphs:
            self._graphs[key] = open_graph(
                self.location,
                language=parameters.language,
                releases=releases,
                without=parameters.without,
                model=self.model,
                scoring=scoring_of(match),
            )
        return self._graphs[key]

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The documents by the SHA-256 of their bytes."""
        every = chain.from_iterable(map(_files_of, map(Path, self.documents)))
        return {_digest_of(file): file for file in every}


def _files_of(path: Path) -> list[Path]:
    return sorted(filter(Path.is_file, path.rglob("*"))) if path.is_dir() else [path]


def _replaced(releases: Iterable[str], against: Iterable[str]) -> list[str]:
    """Releases by ``source/version``, some replaced by others of their sources."""
    new = [*against]
    sources = {each.rpartition("/")[0] for each in new}
    return sorted([*new, *(each for each in releases if each.rpartition("/")[0] not in sources)])


def _digest_of(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(f"{file}: {error.strerror}") from error
