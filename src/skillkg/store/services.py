"""SERVICE in a query: whether it sends anything to another host, as the parser itself reads it.

Looking for the keyword would be fooled, by what looks like a string or an IRI and is none, or the
other way round. So the parser is asked: where every ``SERVICE`` is written otherwise, a query
without such a clause stays a query, whatever its strings, names and comments say; one with such a
clause is none any more. ``GRAPH`` takes the same place in a query, and sends nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

import pyoxigraph as ox

from skillkg.errors import QueryError
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection

Form = Literal["SELECT", "ASK", "CONSTRUCT"]
"""What a query gives: DESCRIBE gives what CONSTRUCT gives."""

_WORD: Final = re.compile("SERVICE", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"SERVICE\s+(?:SILENT\s*)?(?=<(?P<address>https?://[^<>\"{}|^`\\\s]*)>)", re.IGNORECASE
)
"""One whose address can be told before it is called."""
_ANY_CLAUSE: Final = re.compile(r"\bSERVICE\b\s*(?:SILENT\b\s*)?", re.IGNORECASE)
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(sparql: str, services: Collection[str]) -> Form:
    """Tell a query's form; it is parsed, and evaluated on nothing.

    Args:
        sparql: the text.
        services: hosts that SERVICE may send to, as ``host`` or ``host:port``.

    Raises:
        QueryError: it is no query (an update is none), or sends to another host.
    """
    harmless = _CLAUSE.sub(lambda clause: _allowed(clause, services), sparql)
    try:
        return _form(_WORD.sub("SERXICE", harmless))
    except SyntaxError as error:
        try:
            _form(_ANY_CLAUSE.sub("GRAPH ", sparql))
        except SyntaxError:
            raise QueryError(f"the query is not SPARQL 1.1: {error.msg}") from error
        raise QueryError(
            "SERVICE would send a part of the query to another host, which is not allowed\n"
            "  allow hosts by name: --allow-service HOST, or services= of skillkg.open; write "
            "the whole address after SERVICE, in angle brackets"
        ) from error


def check_for_others(sparql: str, services: Collection[str]) -> Form:
    r"""Tell the form of a query that another engine answers, which may read ``\u0041`` as ``A``.

    Raises:
        QueryError: as :func:`check_query`; also where it is another query read so.
    """
    form = check_query(sparql, services)
    if _CODEPOINT.search(sparql) and form != check_query(_expanded(sparql), services):
        raise QueryError("the query says something else with its \\u escapes read first")
    return form


def _allowed(clause: re.Match[str], services: Collection[str]) -> str:
    try:
        address = urlsplit(clause["address"])
        hosts = {address.hostname, f"{address.hostname}:{address.port}"}
    except ValueError:  # a port that is none
        return clause[0]
    return clause[0] if hosts.isdisjoint(services) else "GRAPH "


def _form(sparql: str) -> Form:
    answer = ox.Store().query(sparql, prefixes=PREFIXES)
    if isinstance(answer, ox.QueryBoolean):
        return "ASK"
    return "SELECT" if isinstance(answer, ox.QuerySolutions) else "CONSTRUCT"


def _expanded(sparql: str) -> str:
    def char(escape: re.Match[str]) -> str:
        code = int(escape[1] or escape[2], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise QueryError(f"the query escapes what is no character: {escape[0]}")
        return chr(code)

    return _CODEPOINT.sub(char, sparql)
