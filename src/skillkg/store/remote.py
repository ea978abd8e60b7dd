"""Any SPARQL 1.1 endpoint as a store, over SPARQLWrapper."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.error import URLError

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.extras import needs
from skillkg.store.catalog import read_snapshots
from skillkg.store.results import Table
from skillkg.store.sparql import has_dataset
from skillkg.vocabulary import CATALOG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import rdflib

    from skillkg.model.graph import Snapshot

TIMEOUT = 60
"""Seconds to wait for an answer."""
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):", re.IGNORECASE | re.MULTILINE)


class RemoteStore:
    """An endpoint that serves a graph built by skillkg, its catalog included."""

    def __init__(self, address: str) -> None:
        self.location = address

    def query(self, sparql: str, graphs: Sequence[str]) -> Table | bool:
        """Answer a query; see ``base.Store.query``."""
        named = [] if has_dataset(sparql) else [*self._graphs, CATALOG]
        return self._ask(sparql, graphs if named else [], named)

    def snapshots(self) -> Sequence[Snapshot]:
        """The graphs that hold releases; see ``base.Store.snapshots``."""
        return read_snapshots(self)

    def rdf(self) -> rdflib.Dataset:
        """The endpoint as an rdflib Dataset; its default graph is what the endpoint says it is."""
        with needs("remote"):
            import rdflib
            from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(SPARQLStore(self.location), default_union=True)

    @cached_property
    def _graphs(self) -> list[str]:
        found = self._ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", [], [])
        return found.column("g") if isinstance(found, Table) else []

    def _ask(self, sparql: str, default: Sequence[str], named: Sequence[str]) -> Table | bool:
        with needs("remote"):
            from SPARQLWrapper import ASK, JSON, POST, SELECT, TURTLE, SPARQLWrapper
            from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        client = SPARQLWrapper(self.location)
        client.setMethod(POST)
        client.setTimeout(TIMEOUT)
        client.setQuery(_with_prefixes(sparql))
        client.setReturnFormat(JSON if client.queryType in {SELECT, ASK} else TURTLE)
        for graph in default:
            client.addParameter("default-graph-uri", graph)
        for graph in named:
            client.addParameter("named-graph-uri", graph)
        try:
            response = client.query().response
            return _read(response.read(), response.headers.get_content_type())
        except SPARQLWrapperException as error:
            raise QueryError(f"{self.location} refuses the query: {error}") from error
        except SyntaxError as error:
            raise QueryError(f"{self.location} broke its answer off: {error}") from error
        except (URLError, OSError) as error:
            raise StoreError(f"{self.location} does not answer: {error}") from error


def _with_prefixes(sparql: str) -> str:
    declared = set(_PREFIX.findall(sparql))
    wanted = [(name, iri) for name, iri in PREFIXES.items() if name not in declared]
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in wanted) + sparql


def _read(body: bytes, media_type: str) -> Table | bool:
    rdf = ox.RdfFormat.from_media_type(media_type)
    if rdf is not None and "sparql-results" not in media_type:
        rows = tuple((q.subject, q.predicate, q.object) for q in ox.parse(body, rdf))
        return Table(("subject", "predicate", "object"), rows)
    results = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    columns = tuple(variable.value for variable in results.variables)
    return Table(columns, tuple(map(tuple, results)))
