"""Rows of the ESCO-O*NET crosswalk as SKOS statements, each with a mapping node of SSSOM.

A row's type of match tells how the O*NET occupation relates, seen from ESCO: a ``broadMatch``
has the broader concept in O*NET. So ESCO's concept is the subject of the SKOS statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri, slug, text, typed
from skillkg.sources.onet.cells import string
from skillkg.sources.onet.row_writer import A, column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.sources.onet.row_writer import Row, RowWriter

PREDICATES = {
    "exactMatch": voc.SKOS_EXACT_MATCH,
    "closeMatch": voc.SKOS_CLOSE_MATCH,
    "broadMatch": voc.SKOS_BROAD_MATCH,
    "narrowMatch": voc.SKOS_NARROW_MATCH,
    "exactISCO": voc.SKOS_EXACT_MATCH,
}
"""What the file's types of match are in SKOS; exactISCO equals an ISCO group of ESCO."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATE = re.compile(rf"({'|'.join(_MONTHS)})-(\d\d)", re.ASCII)


def _date(cell: str) -> str:
    match = _DATE.fullmatch(cell)
    if match is None:
        raise ValueError("not a date (Sep-22)")
    return typed(f"20{match[2]}-{_MONTHS.index(match[1]) + 1:02}", voc.XSD_GYEARMONTH)


_ABOUT = {
    "Mapping project author": column(voc.SSSOM_AUTHOR_LABEL, string),
    "Mapping project version date": column(voc.DCT_CREATED, _date),
    "Classification 2 Landing page": column(voc.SSSOM_SUBJECT_SOURCE, iri),
    "Classification 2 Version": column(voc.SSSOM_SUBJECT_SOURCE_VERSION, string),
    "Classification 1 Landing page": column(voc.SSSOM_OBJECT_SOURCE, iri),
    "Classification 1 Version": column(voc.SSSOM_OBJECT_SOURCE_VERSION, string),
}
"""SSSOM's slots for the rows above the header; ESCO is the subject."""

_MAPPINGS = f" {iri(voc.SSSOM_MAPPINGS)} "
_SKOS = {name: f" {iri(predicate)} " for name, predicate in PREDICATES.items()}
_SOURCE, _TARGET = f" {iri(voc.OWL_ANNOTATED_SOURCE)} ", f" {iri(voc.OWL_ANNOTATED_TARGET)} "
_PREDICATE = f" {iri(voc.OWL_ANNOTATED_PROPERTY)}"
_JUSTIFIED = f" {iri(voc.SSSOM_JUSTIFICATION)} {iri(voc.SEMAPV_MANUAL)}"
_LABELS = (
    column(voc.SSSOM_SUBJECT_LABEL, string),
    column(voc.SSSOM_OBJECT_LABEL, string),
    column(voc.SSSOM_OTHER, lambda cell: text(f"Type of Match: {cell}")),
)


def _set(version: str) -> str:
    return iri(voc.CROSSWALK_IRI + version)


def mapping_set(version: str, title: str, licence: str) -> Iterator[str]:
    """Describe the crosswalk as a whole."""
    term = _set(version)
    yield f"{term}{A}{iri(voc.SSSOM_MAPPING_SET)}"
    yield f"{term} {iri(voc.DCT_TITLE)} {text(title)}"
    yield f"{term} {iri(voc.OWL_VERSION_INFO)} {text(version)}"
    yield f"{term} {iri(voc.DCT_LICENSE)} {iri(licence)}"


def common_metadata(writer: RowWriter, about: dict[str, str]) -> list[str]:
    """Write what every mapping says of its origin: the ends of statements, without subjects.

    Args:
        writer: counts what is malformed.
        about: the rows above the header, by their first cell.
    """
    writer.line = 1
    known = [(field, about.get(name, "")) for name, field in _ABOUT.items()]
    given = [(field, cell) for field, cell in known if cell]
    return [_JUSTIFIED, *writer.describe("", [f for f, _ in given], [c for _, c in given])]


def mapping(writer: RowWriter, row: Row, common: Sequence[str]) -> Iterator[str]:
    """State a mapping; one of an unknown type or with a broken IRI is left out, and counted.

    Args:
        writer: knows the version.
        row: O*NET-SOC code and title, IRI and title in ESCO, type of match.
        common: what ``common_metadata`` gave.
    """
    code, title, uri, esco_title, match_type = row
    try:
        subject, target, predicate = _esco(uri), writer.occupation(code), _SKOS[match_type]
    except KeyError:
        writer.warn("unknown type of match, row left out", repr(match_type))
        return
    except ValueError as problem:
        writer.warn(f"{problem}, row left out", f"{code} {uri!r}")
        return
    term = iri(voc.CROSSWALK_IRI + slug(uri, code, match_type))
    yield f"{subject}{predicate}{target}"
    yield f"{_set(writer.version)}{_MAPPINGS}{term}"
    yield f"{term}{A}{iri(voc.OWL_AXIOM)}"
    yield f"{term}{A}{iri(voc.SSSOM_MAPPING)}"
    yield f"{term}{_SOURCE}{subject}"
    yield f"{term}{_PREDICATE}{predicate.rstrip()}"
    yield f"{term}{_TARGET}{target}"
    yield from (term + end for end in common)
    yield from writer.describe(term, _LABELS, (esco_title, title, match_type))


def _esco(uri: str) -> str:
    if not uri.startswith(voc.ESCO_DATA):
        raise ValueError("not an IRI of ESCO")
    try:
        return iri(uri)
    except ValueError:
        raise ValueError("broken IRI") from None
