"""Which statements any store gives back as they are written, and which only Oxigraph does.

Virtuoso (7.2) keeps numbers and dates in types of its own: it rounds what they have no room for,
reads what is malformed as something else, and gives durations back as seconds. Such statements
are told when a graph is built: a digest of what Virtuoso gives back will differ.
"""

from __future__ import annotations

import re
from typing import Final

from skillkg import vocabulary as voc

_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?"
_YEAR: Final = r"(?!0000)\d{4}"
_TIME: Final = r"\d\d:\d\d:[0-5]\d(?:\.\d{1,6})?" + _ZONE
_SIX_DIGITS: Final = r"-?(?:INF|NaN|[0.]*(?:\d\.?){0,6}[0.]*)"
_NONE: Final = "(?!)"
_KEPT: Final = {
    voc.XSD_BOOLEAN: "true|false",
    voc.XSD_INTEGER: r"-?\d{1,9}",
    voc.XSD_DECIMAL: r"-?\d{1,20}(?:\.\d{1,15})?",
    voc.XSD_DOUBLE: _SIX_DIGITS,
    voc.XSD_FLOAT: _SIX_DIGITS,
    voc.XSD_DATETIME: rf"{_YEAR}-\d\d-\d\dT{_TIME}",
    voc.XSD_DATE: rf"{_YEAR}-\d\d-\d\d{_ZONE}",
    voc.XSD_TIME: _TIME,
    voc.XSD_GYEAR: _YEAR + _ZONE,
    voc.XSD_GYEARMONTH: rf"{_YEAR}-\d\d{_ZONE}",
    voc.XSD_DURATION: _NONE,
    voc.XSD_DAY_TIME_DURATION: _NONE,
    voc.XSD_YEAR_MONTH_DURATION: _NONE,
    voc.RDF_XML_LITERAL: _NONE,
    voc.GEO_WKT_LITERAL: _NONE,
}
"""Canonical forms that Virtuoso keeps, of the datatypes that it does not keep as texts."""
_PATTERNS: Final = {f"{datatype}>": re.compile(form, re.ASCII) for datatype, form in _KEPT.items()}
_DIRECTIONS: Final = ("--ltr", "--rtl")
"""What RDF 1.2 adds to a language tag."""
_LONGEST: Final = 1_800
"""Bytes of an IRI; Virtuoso cuts longer ones off."""


def is_portable(statement: str) -> bool:
    """Tell whether any store gives a statement in canonical form back as it is."""
    iris, quote, literal = statement.partition('"')
    if len(iris) > _LONGEST // 4 and any(len(i.encode()) > _LONGEST for i in iris.split(" ")):
        return False
    form, typed, datatype = literal.rpartition('"^^<')
    if not (quote and typed):
        return not literal.endswith(_DIRECTIONS)
    pattern = _PATTERNS.get(datatype)
    return pattern is None or pattern.fullmatch(form) is not None
