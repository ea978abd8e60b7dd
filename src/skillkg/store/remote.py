"""Any SPARQL 1.1 endpoint as a store, over SPARQLWrapper."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.error import URLError

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.extras import needs
from skillkg.store.base import Store
from skillkg.store.results import Table
from skillkg.store.sparql import has_dataset
from skillkg.vocabulary import CATALOG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import rdflib

    from skillkg.store.results import QueryResults

TIMEOUT = 60
"""Seconds to wait for an answer."""
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):", re.IGNORECASE | re.MULTILINE)


class RemoteStore(Store):
    """An endpoint that serves a graph built by skillkg, its catalog included."""

    def __init__(self, address: str) -> None:
        self.location = address

    @contextmanager
    def solutions(self, sparql: str, graphs: Sequence[str]) -> Iterator[QueryResults]:
        """Answer a query; see ``base.Store.solutions``."""
        with needs("remote"):
            from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            if has_dataset(sparql):
                yield self._answer(sparql, [], [])
            else:
                yield self._answer(sparql, graphs, [*self._graphs, CATALOG])
        except SPARQLWrapperException as error:
            raise QueryError(f"{self.location} refuses the query: {error}") from error
        except SyntaxError as error:
            raise QueryError(f"{self.location} broke its answer off: {error}") from error
        except (URLError, OSError) as error:
            raise StoreError(f"{self.location} does not answer: {error}") from error

    def rdf(self) -> rdflib.Dataset:
        """The endpoint as an rdflib Dataset; its default graph is what the endpoint says it is."""
        with needs("remote"):
            import rdflib
            from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(SPARQLStore(self.location), default_union=True)

    @cached_property
    def _graphs(self) -> list[str]:
        solutions = self._answer("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", [], [])
        assert isinstance(solutions, ox.QuerySolutions)
        return Table.of(solutions).column("g")

    def _answer(self, sparql: str, default: Sequence[str], named: Sequence[str]) -> QueryResults:
        from SPARQLWrapper import ASK, JSON, POST, SELECT, TURTLE, SPARQLWrapper

        client = SPARQLWrapper(self.location)
        client.setMethod(POST)
        client.setTimeout(TIMEOUT)
        client.setQuery(_with_prefixes(sparql))
        client.setReturnFormat(JSON if client.queryType in {SELECT, ASK} else TURTLE)
        for graph in default:
            client.addParameter("default-graph-uri", graph)
        for graph in named:
            client.addParameter("named-graph-uri", graph)
        response = client.query().response
        return _parse(response.read(), response.headers.get_content_type())


def _with_prefixes(sparql: str) -> str:
    declared = set(_PREFIX.findall(sparql))
    wanted = [(name, iri) for name, iri in PREFIXES.items() if name not in declared]
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in wanted) + sparql


def _parse(body: bytes, media_type: str) -> QueryResults:
    rdf = ox.RdfFormat.from_media_type(media_type)
    if rdf is None or "sparql-results" in media_type:
        return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    triples = ox.Store()
    triples.load(body, rdf)
    return triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
