"""A store as rdflib sees it: its default graph is the merge of the graphs in view, as for queries.

Queries are given as text and checked, and nothing can be changed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import pyoxigraph as ox

from skillkg.errors import QueryError
from skillkg.extras import needs
from skillkg.store.isolated import check_apart
from skillkg.store.sparql import dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    import rdflib
    from rdflib.query import Result

    from skillkg.store.results import QueryResults


class Reading:
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

    def add_graph(self, _graph: object) -> None:
        """Do nothing: rdflib calls it for every graph that is looked at."""

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse to change anything.

        Raises:
            QueryError: always.
        """
        raise QueryError("the graph is open for reading: it takes no updates")

    add = addN = remove = remove_graph = update  # noqa: N815 (as rdflib calls them)


class Seen(NamedTuple):
    """A database as oxrdflib asks it, without graphs that are not in view."""

    quads: ox.Store
    merged: Collection[str]
    """Graphs whose merge the default graph is."""
    named: Collection[str] | None
    """Graphs that are in view; all where None."""

    def query(self, sparql: str, **options: Any) -> QueryResults:
        """Answer a query over its own dataset, or over what is in view."""
        own, named = dataset(sparql), self.named
        if own is not None:  # oxrdflib would put the graph that it is asked about in its place
            if len(own.default) > 1 and set(own.default) != set(self.merged):
                raise QueryError("several FROM clauses make one graph: ask with query of skillkg")
            options["default_graph"], named = list(map(ox.NamedNode, own.default)), own.named
        options["named_graphs"] = None if named is None else list(map(ox.NamedNode, named))
        return self.quads.query(sparql, **options)

    def quads_for_pattern(self, *pattern: Any) -> Iterator[ox.Quad]:
        """Give the statements that fit, of every graph in view."""
        return (quad for quad in self.quads.quads_for_pattern(*pattern) if self._is_seen(quad))

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Give the named graphs in view."""
        every = (graph for graph in self.quads.named_graphs() if isinstance(graph, ox.NamedNode))
        return (graph for graph in every if self.named is None or graph.value in self.named)

    def _is_seen(self, quad: ox.Quad) -> bool:
        graph = quad.graph_name
        if self.named is None or not isinstance(graph, ox.NamedNode):
            return True
        return graph.value in self.named


def embedded_dataset(seen: Seen, services: Sequence[str]) -> rdflib.Dataset:
    """The graphs of a database."""
    with needs("views"):
        import rdflib
        from oxrdflib import OxigraphStore

    class Oxigraph(Reading, OxigraphStore):
        pass

    Oxigraph.services = services
    return rdflib.Dataset(Oxigraph(store=cast("ox.Store", seen)))


def remote_dataset(
    location: str,
    services: Sequence[str],
    solutions: Callable[[str, Sequence[str]], AbstractContextManager[QueryResults]],
    graphs: Sequence[str],
) -> rdflib.Dataset:
    """The graphs of an endpoint.

    Args:
        location: its address.
        services: hosts that SERVICE may send to.
        solutions: asks a query of some graphs.
        graphs: the default graph.
    """
    with needs("remote"):
        import rdflib
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

    class Endpoint(Reading, SPARQLStore):
        def _query(self, query: str, default_graph: str | None = None) -> Result:
            is_own = default_graph in (None, DATASET_DEFAULT_GRAPH_ID)
            with solutions(query, graphs if is_own else [str(default_graph)]) as results:
                return _read(results)

    Endpoint.services = services
    return rdflib.Dataset(Endpoint(location))


def _read(results: QueryResults) -> Result:
    from rdflib.query import Result

    body = io.BytesIO()
    if isinstance(results, ox.QueryTriples):
        results.serialize(body, ox.RdfFormat.N_TRIPLES)
        return Result.parse(io.BytesIO(body.getvalue()), content_type="application/n-triples")
    results.serialize(body, ox.QueryResultsFormat.JSON)
    kind = "application/sparql-results+json"
    return Result.parse(io.BytesIO(body.getvalue()), content_type=kind)
