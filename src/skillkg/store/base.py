"""What every store offers: SPARQL over the releases that are in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import rdflib

    from skillkg.model.graph import Snapshot
    from skillkg.store.results import Table


class Store(Protocol):
    """A place where quads live: the embedded Oxigraph, or any SPARQL 1.1 endpoint."""

    location: str
    """The path or address it was opened with; ``memory`` for a store without either."""

    def query(self, sparql: str, graphs: Sequence[str]) -> Table | bool:
        """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query.

        Args:
            sparql: the query; ``vocabulary.PREFIXES`` need no declaration.
            graphs: the graphs whose union is the default graph, unless the query has a FROM
                clause of its own; every graph is reachable with ``GRAPH``.

        Raises:
            QueryError: the query is wrong, or asks to change the store.
            StoreError: the store cannot answer.
        """
        ...

    def snapshots(self) -> Sequence[Snapshot]:
        """The graphs that hold releases, with their digests, ordered by name."""
        ...

    def rdf(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset.

        Over the embedded store the default graph is the union of all graphs; an endpoint keeps
        its own.
        """
        ...
