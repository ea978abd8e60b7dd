"""Queries of strangers are answered in another process, with limits in time and memory.

A query can ask for anything: products of everything with everything, texts that double, nesting
that no stack holds; Oxigraph has no limits, and cannot be told to stop.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from skillkg.errors import ExtraError, QueryError, StoreError
from skillkg.isolation.pool import Pool
from skillkg.isolation.worker import LimitError
from skillkg.store.results import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.store.results import QueryResults
    from skillkg.store.services import Form

MAX_SECONDS: Final = 60.0
"""Time to answer a query, where nobody says how long."""
MAX_ANSWER: Final = 128 << 20
"""Most bytes of an answer, as tab-separated terms: some 600,000 rows of four columns."""
POOL: Final = Pool("skillkg.store.query_handler:answer")
_LESS: Final = "ask for less: LIMIT and OFFSET, fewer columns, SUBSTR of long texts, or a FILTER"
_ERRORS: Final = {error.__name__: error for error in (QueryError, StoreError)}


@dataclass(frozen=True, slots=True)
class Request:
    """A query and whom to ask: a database on disk, an endpoint, or nobody, to check it only."""

    sparql: str
    services: Sequence[str] = ()
    """Hosts that SERVICE may send to."""
    database: str = ""
    """Folder of an Oxigraph database."""
    endpoint: str = ""
    """Address of a SPARQL endpoint."""
    graphs: Sequence[str] | None = None
    """Graphs whose statements are the default graph; where None, it is that of the store."""
    named: Sequence[str] | None = None
    """Graphs that ``GRAPH`` reaches; all where None."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave, in the order in which it was given."""

    form: Form
    body: bytes
    """TSV of solutions, N-Triples, or ``true``."""

    def table(self) -> Table | bool:
        """Solutions, triples, or the truth of an ASK query.

        Raises:
            QueryError: a text among them is longer than what can be read.
        """
        if self.form == "ASK":
            return self.body == b"true"
        try:
            if self.form == "SELECT":
                return Table.of(cast("ox.QuerySolutions", self.results()))
            quads = ox.parse(self.body, ox.RdfFormat.N_TRIPLES)
            rows = tuple((quad.subject, quad.predicate, quad.object) for quad in quads)
        except (MemoryError, SyntaxError) as error:  # Oxigraph reads no text of over 16 MiB
            raise QueryError(f"the answer cannot be read: {error}\n  {_LESS}") from None
        return Table(("subject", "predicate", "object"), rows)

    def results(self) -> QueryResults:
        """The same as a store in this process gives it; triples in no order."""
        if self.form == "ASK":
            return cast("ox.QueryBoolean", _nothing(f"ASK {{ FILTER({self.body.decode()}) }}"))
        if self.form == "SELECT":
            return ox.parse_query_results(self.body, ox.QueryResultsFormat.TSV)
        triples = ox.Store()
        triples.load(self.body, ox.RdfFormat.N_TRIPLES)
        return triples.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _nothing(sparql: str) -> QueryResults:
    return ox.Store().query(sparql)


def ask_apart(request: Request, seconds: float) -> Answer:
    """Answer a query in another process.

    Args:
        request: the query.
        seconds: longest time to answer.

    Raises:
        QueryError: the query is wrong, sends to a host that is not allowed, or hits a limit.
        StoreError: the store or the endpoint does not answer, or not as it should.
    """
    try:
        form, *body, status = POOL.ask(_message(request), seconds, MAX_ANSWER)
    except LimitError as error:
        raise QueryError(_limit(str(error))) from None
    _raise(json.loads(status))
    return Answer(cast("Form", form.decode()), b"".join(body))


def check_apart(sparql: str, services: Sequence[str] = ()) -> Form:
    """Tell a query's form, and have it checked before this process answers it: it could break down.

    Raises:
        QueryError: as :func:`ask_apart` does.
    """
    return ask_apart(Request(sparql, services), MAX_SECONDS).form


def _message(request: Request) -> bytes:
    try:
        request.sparql.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"the query is not Unicode text: half a character at {error.start}\n  write it in UTF-8"
        ) from None
    return json.dumps(asdict(request)).encode()


def _raise(status: dict[str, str]) -> None:
    if status.get("missing"):
        raise ExtraError(status["extra"], status["missing"])
    if status.get("error"):
        raise _ERRORS[status["error"]](status["message"])


def _limit(what: str) -> str:
    if "seconds" in what:
        return f"the query {what}; see --timeout, or timeout= of query"
    if "breaks down" in what:
        return f"the query {what}\n  it may be nested too deeply: ask in several queries"
    return f"the query {what}\n  {_LESS}"
