"""What SPARQL is asked of: stores whose default graph is the RDF merge of what is in view."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc
from skillkg.atomic import new_folder
from skillkg.drafts import remove_folder
from skillkg.errors import OutputError, QueryError
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.merging import copy_in_memory, copy_merging
from skillkg.store.sparql import dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillkg.store.base import Store
    from skillkg.view.releases import Releases

log = logging.getLogger(__name__)
KEPT: Final = 4
"""Merges that are kept, those that were made last."""
_DATABASE: Final = "db"


@dataclass(frozen=True, eq=False)
class Datasets:
    """The store of a view, and copies of it with other default graphs.

    A store keeps the merge of its default view. That of another view is made when it is first
    asked for, which takes a minute for each two million statements, and kept beside the store.
    """

    releases: Releases
    folder: Path | None
    """Keeps copies; where None, they go with the process."""

    def asked(self, sparql: str) -> tuple[Store, Sequence[str]]:
        """The store to ask a query, and the graphs whose merge is to be its default graph.

        Raises:
            QueryError: the query names a graph that is not in view, or kinds of edges are left out.
        """
        self._refuse_kinds()
        own = dataset(sparql)
        if own is None:
            return self.of(self.releases.graphs), self.releases.graphs
        self._check(*own.default, *own.named)
        return self.of(own.default), own.default

    def of(self, graphs: Sequence[str]) -> Store:
        """The store to ask about the merge of some graphs.

        What several graphs state counts several times at most endpoints: see the documentation.
        """
        store, named = self.releases.store, self.releases.reached
        if not isinstance(store, EmbeddedStore):
            return store
        if len(graphs) > 1 and store.merged != set(graphs):
            return self._copies(frozenset(graphs))
        return store if named is None else store.reaching(named)

    def _refuse_kinds(self) -> None:
        if not (without := self.releases.spec.without):
            return
        kinds = {kind.name: kind.predicate for kind in self.releases.edge_kinds}
        for name in sorted((without & kinds.keys()) - self.releases.sources):
            raise QueryError(
                f"{name} is a kind of edges, which paths and matches can leave out, not SPARQL\n"
                f"  leave sources out of view (relatedness, onet, …), and statements of "
                f"<{kinds[name]}> out of the query"
            )

    def _check(self, *graphs: str) -> None:
        """See that graphs which a query names are in view; an endpoint may have others."""
        store, reached = self.releases.store, self.releases.reached
        if not isinstance(store, EmbeddedStore):
            return
        known = set(store.graphs if reached is None else reached)
        if unknown := [graph for graph in graphs if graph not in known]:
            raise QueryError(
                f"the query names a graph that is not in view: <{unknown[0]}>\n"
                f"  those in view: {', '.join(f'<{graph}>' for graph in sorted(known))}"
            )

    @cached_property
    def _copies(self) -> Callable[[frozenset[str]], EmbeddedStore]:
        return lru_cache(KEPT)(self._copy)

    def _copy(self, graphs: frozenset[str]) -> EmbeddedStore:
        store, named = self.releases.store, self.releases.reached
        assert isinstance(store, EmbeddedStore)
        if store.folder is None:
            quads = copy_in_memory(store.quads, graphs)
            return EmbeddedStore(quads, store.location, None, store.services, named, graphs)
        folder = self._kept(store, graphs)
        return EmbeddedStore.open(folder, store.location, store.services, named, graphs)

    def _kept(self, store: EmbeddedStore, graphs: Iterable[str]) -> Path:
        """The folder of a copy, which is made if it is not there."""
        assert store.folder is not None
        key = sha256("\n".join(sorted(graphs)).encode()).hexdigest()[:16]
        generation = store.folder.name
        if self.folder is not None:
            folder = self.folder / "merges" / f"{generation}-{key}"
            with suppress(OutputError):  # not to be written, or another process came before
                if not folder.is_dir():
                    _make(store, graphs, folder)
                    _prune(folder, generation)
            if folder.is_dir():
                return folder / _DATABASE
        folder = Path(self._temporary.name) / key
        _make(store, graphs, folder)
        return folder / _DATABASE

    @cached_property
    def _temporary(self) -> TemporaryDirectory[str]:
        return TemporaryDirectory(prefix="skillkg-")


def _make(store: EmbeddedStore, graphs: Iterable[str], folder: Path) -> None:
    names = ", ".join(graph.removeprefix(voc.GRAPHS) for graph in sorted(graphs))
    log.warning("merging %s, once; it may take some minutes", names)
    with new_folder(folder) as draft:
        copy_merging(store.quads, sorted(graphs), draft / _DATABASE)


def _prune(folder: Path, generation: str) -> None:
    """Remove copies of databases that were built before, and of this one all but a few."""
    others = [each for each in folder.parent.iterdir() if each != folder]
    others.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for place, each in enumerate(others):
        if not each.name.startswith(generation) or place >= KEPT - 1:
            remove_folder(each)
