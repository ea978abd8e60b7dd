"""What the process does that answers queries; :mod:`skillkg.isolation.child` runs it.

A request is JSON of :class:`.isolated.Request`. The answer is the query's form, its solutions or
triples in pieces, and JSON that says what went wrong, if anything.
"""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from skillkg.errors import ExtraError, QueryError, StoreError
from skillkg.store.embedded import EmbeddedStore, evaluate, told
from skillkg.store.isolated import Request
from skillkg.store.services import check_for_others, check_query

if TYPE_CHECKING:
    from skillkg.isolation.child import Send
    from skillkg.store.results import QueryResults
    from skillkg.store.services import Form

_PIECE: Final = 1 << 18
"""Bytes of an answer that are sent at a time."""
_LONGEST: Final = 15 << 20
"""Bytes of a row; Oxigraph reads no piece of over 16 MiB."""


def answer(request: bytes, send: Send) -> None:
    """Answer a query; see :data:`skillkg.isolation.child.Handler`."""
    status: dict[str, Any] = {}
    try:
        _answer(Request(**json.loads(request)), send)
    except (QueryError, StoreError) as error:
        status = {"error": type(error).__name__, "message": str(error)}
    except ExtraError as error:
        status = {"extra": error.extra, "missing": str(error.name)}
    if status:
        send(b"")  # in place of the form, where it was not told
    send(json.dumps(status).encode())


def _answer(request: Request, send: Send) -> None:
    if request.endpoint:
        from skillkg.store.endpoint import ask_endpoint

        form = check_for_others(request.sparql, request.services)
        _send(ask_endpoint(request, form), form, send)
        return
    form = check_query(request.sparql, request.services)
    if not request.database:
        send(form.encode())
        return
    quads = _database(request.database).quads
    with told():
        _send(evaluate(quads, request.sparql, request.graphs, request.named), form, send)


@lru_cache(maxsize=1)
def _database(folder: str) -> EmbeddedStore:
    return EmbeddedStore.open(Path(folder), folder)


def _send(results: QueryResults, form: Form, send: Send) -> None:
    send(form.encode())
    if isinstance(results, ox.QueryBoolean):
        send(b"true" if results else b"false")
        return
    with io.BufferedWriter(_Pieces(send), _PIECE) as pieces:
        if isinstance(results, ox.QueryTriples):
            results.serialize(pieces, ox.RdfFormat.N_TRIPLES)
        else:
            results.serialize(pieces, ox.QueryResultsFormat.TSV)


class _Pieces(io.RawIOBase):
    """A stream whose pieces are sent, as long as no line is too long to be read again."""

    def __init__(self, send: Send) -> None:
        self._send, self._row = send, 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        data = bytes(piece)
        rows = self._rows(data)
        self._row = rows[-1]
        if max(rows) > _LONGEST:
            raise QueryError(
                f"a row of the answer has more than {_LONGEST >> 20} MiB, which nothing reads\n"
                "  ask for less: SUBSTR of long texts, or fewer of them in one"
            )
        self._send(data)
        return len(data)

    def _rows(self, data: bytes) -> list[int]:
        """Lengths of the rows that a piece ends, and of the one that it begins."""
        first, *others = map(len, data.split(b"\n"))
        return [self._row + first, *others]
