"""The embedded store: Oxigraph, on disk (opened read-only) or in memory."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.extras import needs
from skillkg.store.base import Store
from skillkg.store.isolated import MAX_SECONDS, Request, ask_apart, check_apart
from skillkg.store.rdflib_queries import CheckedQueries
from skillkg.store.results import read_answer
from skillkg.store.sparql import has_dataset
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
    ) -> None:
        """Look at a database that is open.

        Args:
            quads: the database.
            location: what it was opened with.
            folder: of the database, for other processes to open; None where it is in memory, or
                still being filled.
            services: hosts that SERVICE may send to.
        """
        self.quads, self.location, self.folder = quads, location, folder
        self.services = sorted(services)

    @classmethod
    def open(cls, folder: Path, location: str, services: Collection[str] = ()) -> EmbeddedStore:
        """Open an Oxigraph database for reading.

        Raises:
            StoreError: the folder holds no readable database.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), location, folder, services)
        except (OSError, RuntimeError) as error:  # RuntimeError: what RocksDB finds corrupt
            raise StoreError(f"{location}: the database cannot be opened: {error}") from error

    @cached_property
    def _graphs(self) -> frozenset[str]:
        return frozenset(graph.value for graph in self.quads.named_graphs())

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
        request = Request(sparql, self.services, database=folder, graphs=graphs)
        return ask_apart(request, timeout).table()

    @contextmanager
    def evaluated(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query whose SERVICE clauses, if any, were checked; else as ``solutions``."""
        try:
            yield self._evaluate(sparql, graphs)
        except SyntaxError as error:
            raise QueryError(f"the query is not SPARQL 1.1: {error.msg}") from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def _evaluate(self, sparql: str, graphs: Sequence[str]) -> QueryResults:
        if has_dataset(sparql):
            return self.quads.query(sparql, prefixes=PREFIXES)
        if self._graphs <= set(graphs):
            # The union of all graphs is one index lookup per pattern, a list is one per graph.
            return self.quads.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
        default = [ox.NamedNode(graph) for graph in graphs]
        return self.quads.query(sparql, prefixes=PREFIXES, default_graph=default)

    def exported(self, graph: str) -> Iterator[str]:
        """Read every statement of a graph; see ``base.Store.exported``."""
        for quad in self.quads.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield str(quad.triple)

    def rdf(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset over oxrdflib; see ``base.Store.rdf``."""
        with needs("views"):
            import rdflib
            from oxrdflib import OxigraphStore

        class Oxigraph(CheckedQueries, OxigraphStore):
            services = self.services

        return rdflib.Dataset(Oxigraph(store=self.quads), default_union=True)
