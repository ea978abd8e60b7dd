"""Canonical N-Triples statements, written as text.

A release of a few million statements is written faster as text than as term objects, and its
digest is taken over this very text: terms are in the canonical form of RDFC-1.0, so that
sorting and hashing lines is canonicalization (the graphs that we write have no blank nodes).

A *statement* is one line without its graph and final dot: ``<s> <p> <o>``.

Stores keep the value of a number, a date or a truth, not how it was spelt. So the form that is
written is the one that comes back: what is exported again has the same digest.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import pyoxigraph as ox

# RFC 3987 without IPv6 hosts and private characters: what a strict RDF parser takes.
_PART = (
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}"
    r"|[\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
    r"\U00030000-\U0003fffd])"
)
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_PART}+(?:#{_PART}*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SPECIAL = re.compile(r'[\x00-\x1f\x7f\ufffe\uffff"\\]')
_ESCAPED = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_LONG = {short: char for char, short in _SHORT.items()}
_NODE = ox.NamedNode("urn:node")
_REPEATED = 64
"""Characters of what may well come again, such as numbers and dates; long texts hardly do."""


@lru_cache(maxsize=1 << 16)
def iri(value: str) -> str:
    """Write an IRI as a term: ``<value>``.

    Raises:
        ValueError: it is not an absolute IRI.
    """
    if _IRI.fullmatch(value) is None:
        raise ValueError(f"not an absolute IRI: {value!r}")
    return f"<{value}>"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _quote(value: str) -> str:
    return '"' + _SPECIAL.sub(_escape, value) + '"'


def text(value: str, language: str | None = None) -> str:
    """Write a string as a literal, with a language tag where one is given.

    Raises:
        ValueError: the language tag is malformed.
    """
    if language is None:
        return _quote(value)
    if _LANGUAGE.fullmatch(language) is None:
        raise ValueError(f"not a language tag: {language!r}")
    return f"{_quote(value)}@{language.lower()}"


def typed(value: str, datatype: str) -> str:
    """Write a literal of a datatype, given by its IRI, in canonical form: 0.60 is 0.6.

    That is the form in which Oxigraph gives the literal back: the canonical one of XSD 1.1, but
    for ``double`` and ``float``, which are written out without an exponent. The types derived from
    ``integer`` become ``integer``. What is not of the form that its datatype asks for, or too large
    for a store to reckon with, is kept as it stands.
    """
    return (_remembered if len(value) <= _REPEATED else _stored)(value, datatype)


def _stored(value: str, datatype: str) -> str:
    quads = ox.Store()
    quads.add(ox.Quad(_NODE, _NODE, ox.Literal(value, datatype=ox.NamedNode(datatype))))
    (quad,) = quads
    return str(quad.object)


_remembered = lru_cache(maxsize=1 << 14)(_stored)


def written(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Write a term of the RDF library, in canonical form."""
    form = str(term)
    if isinstance(term, ox.Literal) and form[-1] == ">":
        return typed(term.value, term.datatype.value)
    return form


def parse_term(term: str) -> tuple[str, str | None]:
    """Read a term that was written here: its IRI or lexical form, and its language.

    The language is None for an IRI, and empty for a literal without one.
    """
    if term[0] == "<":
        return term[1:-1], None
    end = term.rindex('"')
    value = term[1:end]
    if "\\" in value:
        value = _ESCAPED.sub(_unescape, value)
    return value, term[end + 2 :] if term[end + 1 : end + 2] == "@" else ""


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _LONG[match[0]]


def slug(*parts: str) -> str:
    """Name something that its source leaves unnamed: 24 hexadecimal digits of its content."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
