"""Build a store from releases: read, sort, hash, load, describe; all of it or nothing."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import resources
from skillkg.errors import StoreError
from skillkg.progress import counter
from skillkg.sources.ntriples import slug
from skillkg.sources.release import Notes, graph_of
from skillkg.store import merging
from skillkg.store.canonical import canonicalize
from skillkg.store.catalog import claim_format, describe, digest_of, forget
from skillkg.store.default_view import in_view
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.folder import new_generation
from skillkg.store.loading import LoadingStore
from skillkg.store.runs import Run
from skillkg.vocabulary import ONTOLOGY, SKG_TOOL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from skillkg.progress import Progress
    from skillkg.sources.release import Release
    from skillkg.store.base import Store

    Runs = Mapping[str, Sequence[Run]]
    """Files of each graph that is being loaded."""

TBOX = ("skillkg.ttl", "onet.ttl", "esco.ttl")
LOADERS = 2
"""Files loaded at a time: two keep up with what is read, and each takes memory."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building one graph gave."""

    graph: str
    title: str
    statements: int
    digest: str
    notes: Notes


def build(
    folder: Path,
    releases: Sequence[Release],
    progress: Progress,
    *,
    tool: str,
    derive: Callable[[Store], object] = lambda _: None,
) -> list[Built]:
    """Put releases into a store, each into its own graph, replacing what that graph held.

    Args:
        folder: where the store is, or shall be.
        releases: what to add; graphs of other releases stay as they are.
        progress: told how much of each release is read, in the unit of its size.
        tool: version of the software, for provenance.
        derive: called with the store as it will be, while it is still being loaded.

    Raises:
        SourceError: a release is not what it should be; the store is unchanged.
        StoreError: the store cannot be written; it is unchanged.
    """
    _refuse_twins(releases)

    def derive_from(quads: ox.Store, runs: Runs) -> None:
        with closing(LoadingStore(quads, str(folder), runs)) as store:
            derive(store)

    with new_generation(folder) as (quads, scratch):
        built = fill(
            quads,
            scratch,
            releases,
            progress,
            tool=tool,
            location=str(folder),
            derive=derive_from,
        )
        del quads  # the last hold on the database closes it, before it is moved
        return built


def fill(
    quads: ox.Store,
    scratch: Path,
    releases: Sequence[Release],
    progress: Progress,
    *,
    tool: str,
    location: str = "memory",
    derive: Callable[[ox.Store, Runs], object] = lambda *_: None,
) -> list[Built]:
    """Put the ontology and releases into an open database; see ``build``."""
    claim_format(quads, location)
    for graph in merging.ALWAYS:
        merging.withdraw(quads, graph)
    load_ontology(quads)
    # Reading and deriving is Python's work, loading is Oxigraph's: neither waits for the other.
    with ThreadPoolExecutor(max_workers=LOADERS) as pool:
        loader = _Loader(quads, scratch, pool)
        try:
            built = [loader.add(release, progress, tool) for release in releases]
            loader.merge(location)
            derive(quads, loader.runs)
        except BaseException:
            pool.shutdown(cancel_futures=True)  # nothing of it will be kept
            raise
    for part in loader.parts:
        part.result()
    return built


def load_ontology(quads: ox.Store) -> None:
    """Replace the ontology graph by the terms that come with this version."""
    graph = ox.NamedNode(ONTOLOGY)
    quads.remove_graph(graph)
    for name in TBOX:
        quads.load(path=str(resources.folder("ontology") / name), to_graph=graph)


def _refuse_twins(releases: Sequence[Release]) -> None:
    graphs = [graph_of(release) for release in releases]
    for graph in graphs:
        if graphs.count(graph) > 1:
            raise StoreError(
                f"two of the given paths are the same release ({graph}).\n"
                "  Give each release once; files of one release may lie in several paths."
            )


class _Loader:
    """Loads the parts of a graph while the next ones are still being written."""

    def __init__(self, quads: ox.Store, scratch: Path, pool: ThreadPoolExecutor) -> None:
        self.quads, self.scratch, self.pool = quads, scratch, pool
        self.parts: list[Future[None]] = []
        self.runs: dict[str, list[Run]] = {}
        """Files of the graphs that are new or others than before."""

    def add(self, release: Release, progress: Progress, tool: str) -> Built:
        """Replace the graph of a release; statements that it has already stay where they are.

        Oxigraph takes minutes to remove a few million statements, so a graph that is there is
        only removed once it is known to be another one.
        """
        graph, notes, started = graph_of(release), Notes(), datetime.now(UTC)
        folder = self.scratch / slug(graph)
        folder.mkdir()
        before, parts = digest_of(self.quads, graph), list[Path]()
        emit = partial(self._submit, graph) if before is None else parts.append
        advance = counter(progress, release.title, release.size)
        written = canonicalize(release.statements(notes, advance), graph, folder, emit)
        changed = before not in (None, written.digest)
        forget(self.quads, graph, statements=changed)
        for part in parts if changed else ():
            self._submit(graph, part)
        self.quads.extend(describe(release, graph, written, notes, SKG_TOOL + tool, started))
        return Built(graph, release.title, written.statements, written.digest, notes)

    def merge(self, location: str) -> None:
        """Make the default graph the merge of the default view; what is in it already stays."""
        wanted = {each.graph for each in in_view(EmbeddedStore(self.quads, location).snapshots())}
        held = merging.merged(self.quads)
        if held - wanted or held & self.runs.keys():  # of one that is there, other statements
            merging.clear(self.quads)
            held = frozenset()
        merging.say_merged(self.quads, wanted)
        for graph in merging.ALWAYS:
            merging.add(self.quads, graph)
        for graph in sorted(wanted - held):
            if graph in self.runs:
                tasks = [
                    partial(merging.merge_file, self.quads, run.file) for run in self.runs[graph]
                ]
            else:
                tasks = [partial(self._merge_kept, graph)]
            self.parts += map(self.pool.submit, tasks)

    def _merge_kept(self, graph: str) -> None:
        """Merge a graph that an earlier build wrote."""
        merging.merge_kept(self.quads, self.quads, graph, self.scratch / f"{slug(graph)}.nt")

    def _submit(self, graph: str, file: Path) -> None:
        self.runs.setdefault(graph, []).append(Run(file))
        self.parts.append(self.pool.submit(self._load, graph, file))

    def _load(self, graph: str, file: Path) -> None:
        # Every term was checked when it was written; checking it again costs a fifth.
        form, target = ox.RdfFormat.N_TRIPLES, ox.NamedNode(graph)
        self.quads.bulk_load(path=str(file), format=form, to_graph=target, lenient=True)
