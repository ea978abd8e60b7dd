"""A query to a SPARQL endpoint, over SPARQLWrapper; in the process that can be ended."""

from __future__ import annotations

import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pyoxigraph as ox

from skillkg.errors import QueryError, StoreError
from skillkg.extras import needs
from skillkg.store.isolated import MAX_ANSWER
from skillkg.store.prefixes import prefix_lines, undeclared

if TYPE_CHECKING:
    from skillkg.store.isolated import Request
    from skillkg.store.results import QueryResults
    from skillkg.store.services import Form

TIMEOUT: Final = 60
"""Seconds to wait for the next bytes of an answer."""
_TYPES: Final = {
    "SELECT": ox.QuerySolutions,
    "ASK": ox.QueryBoolean,
    "CONSTRUCT": ox.QueryTriples,
}


def ask_endpoint(request: Request, form: Form) -> QueryResults:
    """Send a query that was checked, and read what the endpoint answers.

    Raises:
        QueryError: it refuses the query.
        StoreError: it does not answer, or not as it should.
    """
    with needs("remote"):
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    address = request.endpoint
    try:
        body, media_type = _fetch(request, form)
    except SPARQLWrapperException as error:
        raise QueryError(f"{address} refuses the query: {error!s:.500}") from error
    except HTTPError as error:
        raise StoreError(f"{address} does not answer: {error}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise StoreError(
            f"{address} does not answer: {error or type(error).__name__}\n"
            "  check the address, and that its server runs"
        ) from error
    try:
        results = _parsed(body, media_type)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"{address} broke its answer off, or gives no answer of SPARQL "
            f"({media_type}): {error}\n  check that it is the address of a SPARQL endpoint"
        ) from error
    if not isinstance(results, _TYPES[form]):
        raise StoreError(f"{address} answers another query than the one that was sent")
    return results


def _fetch(request: Request, form: Form) -> tuple[bytes, str]:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    urllib.request.install_opener(urllib.request.build_opener(_SameHost))
    client = SPARQLWrapper(request.endpoint)
    client.setMethod(POST)
    client.setTimeout(TIMEOUT)
    client.setQuery(prefix_lines(undeclared(request.sparql)) + request.sparql)
    client.queryType = form  # as it was parsed: a query is never posted as an update
    client.setReturnFormat(TURTLE if form == "CONSTRUCT" else JSON)
    for parameter, graphs in (
        ("default-graph-uri", request.graphs),
        ("named-graph-uri", request.named),
    ):
        for graph in graphs or ():
            client.addParameter(parameter, graph)
    with client.query().response as response:
        body = response.read(MAX_ANSWER + 1)
        if len(body) > MAX_ANSWER:
            raise StoreError(
                f"{request.endpoint} answers with more than {MAX_ANSWER >> 20:,} MiB\n"
                "  ask for less: LIMIT and OFFSET, fewer columns, or a FILTER"
            )
        return body, response.headers.get_content_type()


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows no endpoint to another host, which nobody named."""

    def redirect_request(self, req: urllib.request.Request, *args: Any) -> Any:
        target = args[-1]
        if urlsplit(target).netloc != urlsplit(req.full_url).netloc:
            raise StoreError(
                f"{req.full_url} sends queries on to {target}\n  give that address, if you trust it"
            )
        return super().redirect_request(req, *args)


def _parsed(body: bytes, media_type: str) -> QueryResults:
    rdf = ox.RdfFormat.from_media_type(media_type)
    if rdf is None or "sparql-results" in media_type:
        return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    triples = ox.Store()
    triples.load(body, rdf)
    return triples.query("CONSTRUCT WHERE { ?s ?p ?o }")
