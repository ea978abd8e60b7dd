"""The little that must be known of a query's text: its dataset, and its parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urljoin

import pyoxigraph as ox

from skillkg.errors import QueryError
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from skillkg.store.results import Term

QUOTED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|'
    r"'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)|"
    r'"(?:[^"\\\n]|\\.)*+(?:"|$)|'
    r"'(?:[^'\\\n]|\\.)*+(?:'|$)|"
    r"#[^\n]*+|"
    r"\\."
)
"""Strings, comments and escaped letters."""
_OPAQUE = rf"<[^<>\"{{}}|^`\\\s]*+>|{QUOTED}"
"""Strings, IRIs, comments and escaped letters: what looks like syntax inside them is none.

One that does not end, which is an error of syntax, goes to the end of its line or of the text; and
nothing is tried a second time: so any text is gone through once."""
_SPACE = r"(?:\s|#[^\n]*+)"
_NAME = r"[^\s:<>\"'{}()]*+"
_IRI = r"<(?P<{0}>[^<>\"{{}}|^`\\\s]*+)>"
_DATASET = re.compile(
    rf"(?<![?$:@.-])\bFROM\b(?![:.-])(?:{_SPACE}*+(?P<named>\bNAMED\b(?![:.-])))?{_SPACE}*+"
    rf"(?:{_IRI.format('graph')}|(?P<prefix>{_NAME}):(?P<local>{_NAME}))|"
    rf"\bPREFIX\b{_SPACE}++(?P<declared>{_NAME}):{_SPACE}*+{_IRI.format('namespace')}|"
    rf"\bBASE\b{_SPACE}*+{_IRI.format('base')}|{_OPAQUE}",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_PARAMETER = re.compile(
    rf"{_OPAQUE}|\bVALUES\s*+[?$](?P<name>\w++)\s*+\{{(?:{_OPAQUE}|[^{{}}])*+\}}",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


class Dataset(NamedTuple):
    """What a query says it is asked of."""

    default: tuple[str, ...]
    """IRIs of the graphs whose merge is the default graph."""
    named: tuple[str, ...]
    """IRIs of the graphs that GRAPH reaches."""


def dataset(sparql: str) -> Dataset | None:
    """What a query names as its dataset, with FROM and FROM NAMED; None where it does not."""
    namespaces, base = dict(PREFIXES), ""
    graphs: tuple[list[str], list[str]] = [], []
    for match in _DATASET.finditer(sparql):
        if match["namespace"] is not None:
            namespaces[match["declared"]] = urljoin(base, match["namespace"])
        elif match["base"] is not None:
            base = match["base"]
        elif match["graph"] is not None:
            graphs[bool(match["named"])].append(urljoin(base, match["graph"]))
        elif match["prefix"] is not None:
            namespace = namespaces.get(match["prefix"], "")
            graphs[bool(match["named"])].append(namespace + match["local"])
    default, named = (tuple(dict.fromkeys(each)) for each in graphs)
    return Dataset(default, named) if default or named else None


def parameters(sparql: str) -> list[str]:
    """Names of a query's parameters: the variables that have a VALUES block of their own."""
    names = (match["name"] for match in _PARAMETER.finditer(sparql))
    return list(dict.fromkeys(name for name in names if name))


def values(sparql: str, name: str) -> list[Term]:
    """The terms in the first VALUES block that a parameter has."""
    for match in _PARAMETER.finditer(sparql):
        if match["name"] == name:
            found = ox.Store().query(f"SELECT * {{ {match[0]} }}", prefixes=PREFIXES)
            return [row[0] for row in cast("ox.QuerySolutions", found)]
    return []


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
