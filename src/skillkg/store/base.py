"""What every store offers: SPARQL over the releases that are in view."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg.store.results import Table
from skillkg.store.snapshots import SNAPSHOTS, to_snapshots
from skillkg.vocabulary import CATALOG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    import rdflib

    from skillkg.model.graph import Snapshot
    from skillkg.store.results import QueryResults


class Store(ABC):
    """A place where quads live: the embedded Oxigraph, or any SPARQL 1.1 endpoint.

    In every query ``vocabulary.PREFIXES`` need no declaration. ``graphs`` are the graphs whose
    union is the default graph, unless the query has a FROM clause of its own; every graph is
    reachable with ``GRAPH``.
    """

    location: str
    """The path or address it was opened with; ``memory`` for a store without either."""

    @abstractmethod
    def solutions(self, sparql: str, graphs: Sequence[str]) -> AbstractContextManager[QueryResults]:
        """Answer a query of any form, to be read or serialised inside the ``with`` block.

        ``serialize`` of what it gives writes the W3C's formats: SPARQL JSON, XML, CSV and TSV, or
        RDF for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the query is wrong, or asks to change the store.
            StoreError: the store cannot answer.
        """

    def select(self, sparql: str, graphs: Sequence[str]) -> Table:
        """Answer a SELECT query.

        Raises:
            TypeError: the query has another form.
            QueryError, StoreError: as ``solutions`` does.
        """
        with self.solutions(sparql, graphs) as results:
            if not isinstance(results, ox.QuerySolutions):
                raise TypeError("not a SELECT query")
            return Table.of(results)

    def ask(self, sparql: str, graphs: Sequence[str]) -> bool:
        """Answer an ASK query.

        Raises:
            TypeError: the query has another form.
            QueryError, StoreError: as ``solutions`` does.
        """
        with self.solutions(sparql, graphs) as results:
            if not isinstance(results, ox.QueryBoolean):
                raise TypeError("not an ASK query")
            return bool(results)

    def construct(self, sparql: str, graphs: Sequence[str]) -> list[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query.

        Raises:
            TypeError: the query has another form.
            QueryError, StoreError: as ``solutions`` does.
        """
        with self.solutions(sparql, graphs) as results:
            if not isinstance(results, ox.QueryTriples):
                raise TypeError("not a CONSTRUCT or DESCRIBE query")
            return list(results)

    def snapshots(self) -> Sequence[Snapshot]:
        """The graphs that hold releases, with their digests, ordered by name."""
        return to_snapshots(self.select(SNAPSHOTS, [CATALOG]))

    @abstractmethod
    def rdf(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset.

        Over the embedded store the default graph is the union of all graphs; an endpoint keeps
        its own.
        """
