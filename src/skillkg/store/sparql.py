"""The little that must be known of a query's text: its dataset, and its parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from skillkg.store.results import Term

_OPAQUE = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|'
    r"'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)|"
    r'"(?:[^"\\\n]|\\.)*+(?:"|$)|'
    r"'(?:[^'\\\n]|\\.)*+(?:'|$)|"
    r"<[^<>\"{}|^`\\\s]*+>|"
    r"#[^\n]*+|"
    r"\\."
)
"""Strings, IRIs, comments and escaped letters: what looks like syntax inside them is none.

One that does not end, which is an error of syntax, goes to the end of its line or of the text; and
nothing is tried a second time: so any text is gone through once."""
_DATASET = re.compile(
    rf"{_OPAQUE}|(?P<keyword>(?<![?$:@.-])\bFROM\b(?![:.-]))",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_PARAMETER = re.compile(
    rf"{_OPAQUE}|\bVALUES\s*+[?$](?P<name>\w++)\s*+\{{(?:{_OPAQUE}|[^{{}}])*+\}}",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def has_dataset(sparql: str) -> bool:
    """Whether a query names its own dataset with FROM."""
    return any(match["keyword"] for match in _DATASET.finditer(sparql))


def parameters(sparql: str) -> list[str]:
    """Names of a query's parameters: the variables that have a VALUES block of their own."""
    names = (match["name"] for match in _PARAMETER.finditer(sparql))
    return list(dict.fromkeys(name for name in names if name))


def bind(sparql: str, bindings: Mapping[str, Collection[Term]]) -> str:
    """Give parameters their values: ``VALUES ?name { … }`` holds the terms instead.

    The terms are written by the RDF library, so that no value can become syntax; and a query
    with its example values in place runs as it is in any SPARQL tool.

    Raises:
        QueryError: a name has no VALUES block in the query.
    """
    known = parameters(sparql)
    for name in bindings:
        if name not in known:
            listed = ", ".join(known) or "none"
            raise QueryError(f"the query has no parameter {name!r}; its parameters: {listed}")

    def replace(match: re.Match[str]) -> str:
        terms = bindings.get(match["name"] or "")
        if terms is None:
            return match[0]
        return f"VALUES ?{match['name']} {{ {' '.join(map(str, terms))} }}"

    return _PARAMETER.sub(replace, sparql)
