"""The embedded store: Oxigraph, on disk (opened read-only) or in memory."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.extras import needs
from skillkg.store.base import Store
from skillkg.store.sparql import has_dataset
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import rdflib

    from skillkg.store.results import QueryResults


class EmbeddedStore(Store):
    """Oxigraph in this process; many processes may read one folder at the same time."""

    def __init__(self, quads: ox.Store, location: str = "memory") -> None:
        self.quads = quads
        self.location = location

    @classmethod
    def open(cls, folder: Path, location: str) -> EmbeddedStore:
        """Open an Oxigraph database for reading.

        Raises:
            StoreError: the folder holds no readable database.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), location)
        except (OSError, RuntimeError) as error:  # RuntimeError: what RocksDB finds corrupt
            raise StoreError(f"{location}: the database cannot be opened: {error}") from error

    @cached_property
    def _graphs(self) -> frozenset[str]:
        return frozenset(graph.value for graph in self.quads.named_graphs())

    @contextmanager
    def solutions(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query; see ``base.Store.solutions``."""
        try:
            yield self._evaluate(sparql, graphs)
        except SyntaxError as error:
            raise QueryError(f"the query is not SPARQL 1.1: {error.msg}") from error
        except (ValueError, OSError) as error:
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

    def rdf(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset over oxrdflib; see ``base.Store.rdf``."""
        with needs("views"):
            import rdflib
            from oxrdflib import OxigraphStore

        return rdflib.Dataset(OxigraphStore(store=self.quads), default_union=True)
