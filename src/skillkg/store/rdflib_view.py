"""A store as rdflib sees it: its default graph is the merge of the graphs in view, as for queries.

Queries are given as text and checked, and there are no updates.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pyoxigraph as ox

from skillkg.errors import QueryError
from skillkg.extras import needs
from skillkg.store.isolated import check_apart
from skillkg.store.sparql import dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import rdflib
    from rdflib.query import Result

    from skillkg.store.embedded import EmbeddedStore
    from skillkg.store.remote import RemoteStore
    from skillkg.store.results import QueryResults


class CheckedQueries:
    """Stands before one of rdflib's stores among the bases of a class."""

    services: Sequence[str] = ()
    """Hosts that SERVICE may send to."""

    def query(self, query: object, *args: Any, **options: Any) -> Any:
        """Answer the text of a query.

        Raises:
            QueryError: it is no query, no text, or sends to a host that is not allowed.
        """
        if not isinstance(query, str):
            # rdflib would go on and evaluate it itself: hundreds of times slower, SERVICE included.
            raise QueryError("give the text of a query, not one that was prepared")
        check_apart(query, self.services)
        return super().query(query, *args, **options)  # type: ignore[misc]

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse updates.

        Raises:
            QueryError: always.
        """
        raise QueryError("the graph is open for reading: it takes no updates")


class _Seen:
    """The database of a store as oxrdflib asks it, without graphs that are not in view."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store, self._quads = store, store.quads

    def query(self, sparql: str, **options: Any) -> QueryResults:
        own = dataset(sparql)
        named = self._store.named if own is None else own.named
        if own is not None:  # oxrdflib would put the graph that it is asked about in its place
            if len(own.default) > 1 and self._store.merged != set(own.default):
                raise QueryError("several FROM clauses make one graph: ask with query of skillkg")
            options["default_graph"] = list(map(ox.NamedNode, own.default))
        options["named_graphs"] = None if named is None else list(map(ox.NamedNode, named))
        return self._quads.query(sparql, **options)

    def quads_for_pattern(self, *pattern: Any) -> Iterator[ox.Quad]:
        return (quad for quad in self._quads.quads_for_pattern(*pattern) if self._is_seen(quad))

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        named = self._store.named
        every = (graph for graph in self._quads.named_graphs() if isinstance(graph, ox.NamedNode))
        return (graph for graph in every if named is None or graph.value in named)

    def _is_seen(self, quad: ox.Quad) -> bool:
        named, graph = self._store.named, quad.graph_name
        return named is None or not isinstance(graph, ox.NamedNode) or graph.value in named


def embedded_dataset(store: EmbeddedStore) -> rdflib.Dataset:
    """The graphs of a database."""
    with needs("views"):
        import rdflib
        from oxrdflib import OxigraphStore

    class Oxigraph(CheckedQueries, OxigraphStore):
        services = store.services

    return rdflib.Dataset(Oxigraph(store=cast("ox.Store", _Seen(store))))


def remote_dataset(store: RemoteStore, graphs: Sequence[str]) -> rdflib.Dataset:
    """The graphs of an endpoint."""
    with needs("remote"):
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

    class Endpoint(CheckedQueries, SPARQLStore):
        services = store.services

        def _query(self, query: str, default_graph: str | None = None) -> Result:
            asked = graphs if default_graph is None else [default_graph]
            with store.solutions(query, asked) as results:
                return _read(results)

    return rdflib.Dataset(Endpoint(store.location))


def _read(results: QueryResults) -> Result:
    from rdflib.query import Result

    body = io.BytesIO()
    if isinstance(results, ox.QueryTriples):
        results.serialize(body, ox.RdfFormat.N_TRIPLES)
        return Result.parse(io.BytesIO(body.getvalue()), content_type="application/n-triples")
    results.serialize(body, ox.QueryResultsFormat.JSON)
    kind = "application/sparql-results+json"
    return Result.parse(io.BytesIO(body.getvalue()), content_type=kind)
