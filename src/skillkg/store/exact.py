"""Answers in the W3C's formats: every term with its datatype and its language."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, cast
from xml.parsers import expat

import pyoxigraph as ox

from skillkg.errors import QueryError
from skillkg.store.isolated import Answer
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.store.results import Table, Term

RESULTS: Final = {
    "tsv": ox.QueryResultsFormat.TSV,
    "srj": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
}
RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_XML: Final = ("srx", "rdfxml")


def serialize(answer: Table | bool, format_: str) -> bytes:
    """Write an answer in a format of the W3C's.

    Triples come once each and in the order of their terms, so that one answer is one text.

    Args:
        answer: solutions or the truth of an ASK query; triples, in three columns, for RDF.
        format_: a key of ``RESULTS`` or of ``RDF``.

    Raises:
        QueryError: a text, or a property's IRI, has no place in XML.
    """
    if format_ in RESULTS:
        body = _results(answer, RESULTS[format_])
    else:
        body = _rdf(cast("Table", answer), RDF[format_])
    if format_ in _XML:
        body = _well_formed(body)
    return body if body.endswith(b"\n") else body + b"\n"


def _results(answer: Table | bool, format_: ox.QueryResultsFormat) -> bytes:
    body = io.BytesIO()
    results = cast("ox.QuerySolutions | ox.QueryBoolean", _answer(answer).results())
    results.serialize(body, format_)
    return body.getvalue()


def _answer(answer: Table | bool) -> Answer:
    if isinstance(answer, bool):
        return Answer("ASK", b"true" if answer else b"false")
    rows = ["\t".join(f"?{name}" for name in answer.columns)]
    rows += ("\t".join(map(_written, row)) for row in answer.terms)
    return Answer("SELECT", "".join(f"{row}\n" for row in rows).encode())


def _written(term: Term | None) -> str:
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, term))} )>>"
    return "" if term is None else str(term)


def _rdf(answer: Table, format_: ox.RdfFormat) -> bytes:
    rows = cast("tuple[tuple[ox.NamedNode, ox.NamedNode, Term], ...]", answer.terms)
    triples = sorted({ox.Triple(*row) for row in rows}, key=str)
    body = io.BytesIO()
    ox.serialize(triples, body, format_, prefixes=_used(triples))
    return body.getvalue()


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The prefixes that some term, or the datatype of one, begins with."""
    names = {_iri(term) for triple in triples for term in triple}
    spaces = {name[: max(name.rfind("#"), name.rfind("/")) + 1] for name in names}
    return {prefix: space for prefix, space in PREFIXES.items() if space in spaces}


def _iri(term: Term) -> str:
    if isinstance(term, ox.Literal) and str(term).endswith(">"):
        return term.datatype.value
    return term.value if isinstance(term, ox.NamedNode) else ""


def _well_formed(body: bytes) -> bytes:
    """Check what no XML can hold, and keep carriage returns, which parsers read as line feeds."""
    body = body.replace(b"\r", b"&#13;")
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError as error:
        raise QueryError(
            f"the answer has something that no XML can hold ({error})\n"
            "  choose another format: srj or tsv; for triples ttl, nt or jsonld"
        ) from error
    return body
