"""Prefixes of a query: those that it declares, and the lines that declare others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

_DECLARED: Final = re.compile(r"^[ \t]*+PREFIX\s++([\w-]*+):", re.IGNORECASE | re.MULTILINE)
"""At the beginning of a line, where hardly a string or a comment has one. To declare a prefix that
the query declares again does no harm."""


def prefix_lines(names: Iterable[str] = tuple(PREFIXES)) -> str:
    """Declare prefixes of ``vocabulary.PREFIXES``, in lines that begin a query in any tool."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)


def undeclared(sparql: str) -> list[str]:
    """Names of ``vocabulary.PREFIXES`` that a query does not declare itself."""
    declared = set(_DECLARED.findall(sparql))
    return [name for name in PREFIXES if name not in declared]


def portable(sparql: str) -> str:
    """Declare in a query the prefixes that it uses, so that it runs in any tool."""
    return prefix_lines(name for name in undeclared(sparql) if f"{name}:" in sparql) + sparql


def shortened(iri: str) -> str:
    """Write an IRI with a prefix of ``vocabulary.PREFIXES``, where one fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
