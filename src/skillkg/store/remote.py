"""Any SPARQL 1.1 endpoint as a store; what it answers is read in another process."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Final

from skillkg.errors import StoreError
from skillkg.sources.ntriples import iri, written
from skillkg.store.base import Store
from skillkg.store.isolated import MAX_SECONDS, Request, ask_apart
from skillkg.store.results import Table
from skillkg.store.sparql import dataset
from skillkg.vocabulary import CATALOG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import rdflib

    from skillkg.store.isolated import Answer
    from skillkg.store.results import QueryResults


PIECE: Final = 10_000
"""Statements that are read at a time: as many as Virtuoso gives, unless it is told otherwise."""
OWN_SECONDS: Final = 600.0
"""Time for a query of one's own, which may read all labels of a graph from far away."""


class RemoteStore(Store):
    """An endpoint that serves a graph built by skillkg, its catalog included."""

    def __init__(self, address: str, services: Collection[str] = ()) -> None:
        """Name the endpoint; nothing is sent yet.

        Args:
            address: of the endpoint.
            services: hosts that SERVICE may send to.
        """
        self.location = address
        self.services = sorted(services)

    @contextmanager
    def solutions(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query; see ``base.Store.solutions``."""
        yield self._ask(sparql, graphs, OWN_SECONDS).results()

    def answer(
        self, sparql: str, graphs: Sequence[str], timeout: float = MAX_SECONDS
    ) -> Table | bool:
        """Answer a stranger's query; see ``base.Store.answer``."""
        return self._ask(sparql, graphs, timeout).table()

    def exported(self, graph: str) -> Iterator[str]:
        """Read the statements of a graph; see ``base.Store.exported``.

        Servers cut long answers off, some without a word, and few sort long ones. So it is read in
        pieces, in the server's own order, each from where the last one ended.
        """
        every, read = f"SELECT ?s ?p ?o FROM {iri(graph)} {{ ?s ?p ?o }} LIMIT {PIECE} OFFSET ", 0
        while rows := self.select(f"{every}{read}", ()).terms:
            for row in rows:
                yield " ".join(written(term) for term in row if term is not None)
            read += len(rows)

    def rdf(self, graphs: Sequence[str]) -> rdflib.Dataset:
        """The endpoint as an rdflib Dataset; see ``base.Store.rdf``."""
        from skillkg.store.rdflib_view import remote_dataset

        return remote_dataset(self.location, self.services, self.solutions, graphs)

    @cached_property
    def _graphs(self) -> list[str]:
        every = Request("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", endpoint=self.location)
        found = ask_apart(every, MAX_SECONDS).table()
        if not isinstance(found, Table) or found.columns != ("g",):
            raise StoreError(f"{self.location} answers another query than the one that was sent")
        return found.column("g")

    def _ask(self, sparql: str, graphs: Sequence[str], timeout: float) -> Answer:
        own = dataset(sparql) is not None
        return ask_apart(
            Request(
                sparql,
                self.services,
                endpoint=self.location,
                graphs=None if own else graphs,
                named=None if own else [*self._graphs, CATALOG],
            ),
            timeout,
        )
