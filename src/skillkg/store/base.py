"""What every store offers: SPARQL over the releases that are in view."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg.store.results import Table
from skillkg.store.snapshots import FORMATS, SNAPSHOTS, to_snapshots
from skillkg.store.sparql import bind
from skillkg.vocabulary import CATALOG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    import rdflib

    from skillkg.model.graph import Snapshot
    from skillkg.store.results import QueryResults, Term


Statement = tuple[str, str, str | None]
"""Subject, object and language of a statement: IRIs and lexical forms as they are; the language of
a literal without one is empty, that of an IRI None."""

_STATEMENTS = """
SELECT ?subject ?object { VALUES ?predicate { skos:broader } ?subject ?predicate ?object }
"""
_STATEMENTS_OF = """
SELECT ?subject ?object {
  VALUES ?predicate { skos:broader } VALUES ?object { skos:Concept } ?subject ?predicate ?object
}
"""


class Store(ABC):
    """A place where quads live: the embedded Oxigraph, or any SPARQL 1.1 endpoint.

    In every query ``vocabulary.PREFIXES`` need no declaration. ``graphs`` are the graphs whose
    statements are the default graph, unless the query has a FROM clause of its own; every graph is
    reachable with ``GRAPH``. What several of them state counts several times, unless the store
    keeps their merge, as an embedded one does of its default view.
    """

    location: str
    """The path or address it was opened with; ``memory`` for a store without either."""

    @abstractmethod
    def solutions(self, sparql: str, graphs: Sequence[str]) -> AbstractContextManager[QueryResults]:
        """Answer a query of one's own, of any form, to be read or serialised inside the block.

        Nothing limits it; ``answer`` is for queries of strangers.

        ``serialize`` of what it gives writes the W3C's formats: SPARQL JSON, XML, CSV and TSV, or
        RDF for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the query is wrong, or asks to change the store.
            StoreError: the store cannot answer.
        """

    @abstractmethod
    def answer(self, sparql: str, graphs: Sequence[str], timeout: float = ...) -> Table | bool:
        """Answer a query of any form that a stranger wrote: apart, with limits.

        Args:
            sparql: the query.
            graphs: as for ``solutions``.
            timeout: longest time to answer, in seconds.

        Raises:
            QueryError: the query is wrong, asks to change the store or to send to a host that is
                not allowed, or hits a limit (``isolated``).
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

    def statements(
        self, graph: str, predicate: str, objects: Collection[str] = ()
    ) -> Iterable[Statement]:
        """Read the statements of one graph that have one predicate, in any order, maybe repeated.

        What is derived from a store is read by this alone, so that it can be read from a store
        that is still being built.

        Args:
            graph: IRI of the graph.
            predicate: IRI of the predicate.
            objects: IRIs; only statements with one of them, or all where there is none.
        """
        terms: dict[str, list[Term]] = {"predicate": [ox.NamedNode(predicate)]}
        if objects:
            terms["object"] = [ox.NamedNode(each) for each in objects]
        query = bind(_STATEMENTS_OF if objects else _STATEMENTS, terms)
        for subject, value in self.select(query, [graph]).terms:
            language = (value.language or "") if isinstance(value, ox.Literal) else None
            yield _text(subject), _text(value), language

    @abstractmethod
    def exported(self, graph: str) -> Iterator[str]:
        """Read the statements of a graph, in any order, as ``sources.ntriples`` writes them.

        Raises:
            QueryError, StoreError: as ``solutions`` does.
        """

    def snapshots(self) -> Sequence[Snapshot]:
        """The graphs that hold releases, with their digests, ordered by name.

        Raises:
            StoreError: the catalog says something else of them than catalogs do.
        """
        return to_snapshots(self.select(SNAPSHOTS, [CATALOG]), self.location)

    def formats(self) -> list[str]:
        """Forms that the store says it has: one, of a store that skillkg built."""
        return [str(value) for row in self.select(FORMATS, [CATALOG]) for value in row]

    @abstractmethod
    def rdf(self, graphs: Sequence[str]) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset.

        Args:
            graphs: whose statements are the default graph. Of an embedded store it is always the
                merge that is kept in it.
        """


def _text(term: Term | None) -> str:
    return str(term) if term is None or isinstance(term, ox.Triple) else term.value
