"""The documents of a match as RDF: their digests, and where in their texts quotes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.relatedness.statements import integer, statements
from skillkg.sources.ntriples import iri, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.document import Span
    from skillkg.model.match import Side


def file_iri(side: Side) -> str:
    """Name of a document's file, made of its digest."""
    return voc.FILE_IRI + side.digest


def place_iri(side: Side, span: Span) -> str:
    """Name of a place in a document's text: the text's, with a fragment as RFC 5147 has it."""
    return f"{_text_iri(side)}#char={span.start},{span.end}"


def describe_document(side: Side) -> Iterator[str]:
    """State the digests of a file, and of the text that was read from it."""
    file, read = file_iri(side), _text_iri(side)
    derived = [(voc.PROV_DERIVED_FROM, iri(file)), (voc.SKG_WORDS, integer(side.words))]
    yield from statements(iri(read), derived)
    for node, digest in (file, side.digest), (read, _digits(side)):
        checksum = iri(f"{node}#checksum")
        entity = [(voc.RDF_TYPE, iri(voc.PROV_ENTITY)), (voc.SPDX_CHECKSUM, checksum)]
        yield from statements(iri(node), entity)
        yield from statements(checksum, _checksum(digest))


def describe_quote(side: Side, span: Span) -> Iterator[str]:
    """State where a quote stands, and not what it says."""
    selector = iri(f"{voc.CHARACTERS_IRI}{span.start}-{span.end}")
    yield from statements(iri(place_iri(side, span)), _place(side, selector))
    yield from statements(selector, _selector(span))


def _text_iri(side: Side) -> str:
    return voc.TEXT_IRI + _digits(side)


def _digits(side: Side) -> str:
    return side.text_digest.removeprefix("sha256:")


def _checksum(digest: str) -> Iterator[tuple[str, str]]:
    yield voc.RDF_TYPE, iri(voc.SPDX_CHECKSUM_CLASS)
    yield voc.SPDX_ALGORITHM, iri(voc.SPDX_SHA256)
    yield voc.SPDX_CHECKSUM_VALUE, text(digest)


def _place(side: Side, selector: str) -> Iterator[tuple[str, str]]:
    yield voc.RDF_TYPE, iri(voc.OA_SPECIFIC_RESOURCE)
    yield voc.OA_SOURCE, iri(_text_iri(side))
    yield voc.OA_SELECTOR, selector


def _selector(span: Span) -> Iterator[tuple[str, str]]:
    yield voc.RDF_TYPE, iri(voc.OA_TEXT_POSITION_SELECTOR)
    yield voc.OA_START, integer(span.start)
    yield voc.OA_END, integer(span.end)
