"""The embedded store: Oxigraph, on disk (opened read-only) or in memory."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.store import merging
from skillkg.store.base import Store
from skillkg.store.isolated import MAX_SECONDS, Request, ask_apart, check_apart
from skillkg.store.results import read_answer
from skillkg.store.sparql import dataset
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    import rdflib

    from skillkg.store.results import QueryResults, Table


class EmbeddedStore(Store):
    """Oxigraph in this process; many processes may read one folder at the same time."""

    def __init__(
        self,
        quads: ox.Store,
        location: str = "memory",
        folder: Path | None = None,
        services: Collection[str] = (),
        named: Collection[str] | None = None,
        merged: Collection[str] | None = None,
    ) -> None:
        """Look at a database that is open.

        Args:
            quads: the database.
            location: what it was opened with.
            folder: of the database, for other processes to open; None where it is in memory, or
                still being filled.
            services: hosts that SERVICE may send to.
            named: graphs that GRAPH reaches; all where None.
            merged: graphs whose merge the default graph is; where None, the catalog says so.
        """
        self.quads, self.location, self.folder = quads, location, folder
        self.services, self.named, self._merged = sorted(services), named, merged

    @classmethod
    def open(
        cls,
        folder: Path,
        location: str,
        services: Collection[str] = (),
        named: Collection[str] | None = None,
        merged: Collection[str] | None = None,
    ) -> EmbeddedStore:
        """Open an Oxigraph database for reading; the arguments are those of the class.

        Raises:
            StoreError: the folder holds no readable database.
        """
        try:
            quads = ox.Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:  # RuntimeError: what RocksDB finds corrupt
            raise StoreError(f"{location}: the database cannot be opened: {error}") from error
        return cls(quads, location, folder, services, named, merged)

    @cached_property
    def merged(self) -> frozenset[str]:
        """The graphs whose merge is the default graph of the database."""
        if self._merged is not None:
            return frozenset(self._merged)
        return merging.merged(self.quads).union(merging.ALWAYS)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """IRIs of the named graphs that it has."""
        every = self.quads.named_graphs()
        return frozenset(graph.value for graph in every if isinstance(graph, ox.NamedNode))

    def reaching(self, named: Collection[str]) -> EmbeddedStore:
        """The same store, where GRAPH reaches some graphs only."""
        return EmbeddedStore(
            self.quads, self.location, self.folder, self.services, named, self.merged
        )

    @contextmanager
    def solutions(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query; see ``base.Store.solutions``."""
        if "service" in sparql.lower():
            check_apart(sparql, self.services)
        with self.evaluated(sparql, graphs) as results:
            yield results

    def answer(
        self, sparql: str, graphs: Sequence[str], timeout: float = MAX_SECONDS
    ) -> Table | bool:
        """Answer a stranger's query; see ``base.Store.answer``.

        No other process can see what is in the memory of this one. A query of that is checked
        elsewhere, so that it does no harm, and then takes the time that it takes.
        """
        if self.folder is None:
            check_apart(sparql, self.services)
            with self.evaluated(sparql, graphs) as results:
                return read_answer(results)
        folder = str(self.folder.absolute())  # the other process may have begun in another one
        default, named = self._dataset(sparql, graphs)
        request = Request(sparql, self.services, folder, graphs=default, named=named)
        return ask_apart(request, timeout).table()

    @contextmanager
    def evaluated(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query whose SERVICE clauses, if any, were checked; else as ``solutions``."""
        with told():
            yield evaluate(self.quads, sparql, *self._dataset(sparql, graphs))

    def _dataset(
        self, sparql: str, graphs: Sequence[str]
    ) -> tuple[Sequence[str] | None, Sequence[str] | None]:
        """Graphs of the default graph, None where it is the database's own; and those of GRAPH."""
        named = None if self.named is None else tuple(self.named)
        default, named = dataset(sparql) or (graphs, named)
        return None if self.merged == set(default) else default, named

    def exported(self, graph: str) -> Iterator[str]:
        """Read every statement of a graph; see ``base.Store.exported``."""
        for quad in self.quads.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield str(quad.triple)

    def rdf(self, _graphs: Sequence[str]) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset over oxrdflib; see ``base.Store.rdf``."""
        from skillkg.store.rdflib_view import Seen, embedded_dataset

        return embedded_dataset(Seen(self.quads, self.merged, self.named), self.services)


def evaluate(
    quads: ox.Store, sparql: str, graphs: Sequence[str] | None, named: Sequence[str] | None
) -> QueryResults:
    """Answer a query, whatever dataset it names.

    Args:
        quads: the database.
        sparql: the query.
        graphs: whose statements are the default graph; the database's own default graph where None.
        named: graphs that GRAPH reaches; all where None.
    """
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph()]
    if graphs is not None:
        default = [ox.NamedNode(graph) for graph in graphs]
    reached: list[ox.NamedNode | ox.BlankNode] | None = None
    if named is not None:
        reached = [ox.NamedNode(graph) for graph in named]
    return quads.query(sparql, prefixes=PREFIXES, default_graph=default, named_graphs=reached)


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong with a query.

    Raises:
        QueryError: it is no query, or cannot be answered.
    """
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL 1.1: {error.msg}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
