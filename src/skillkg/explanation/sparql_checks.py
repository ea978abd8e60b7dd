"""SPARQL for a reader to run elsewhere: whether the statements stand.

The queries are printed, so their terms are written out and checked as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.sources.ntriples import iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.explanation.ledger import StatedTriple

_CUT: Final = re.compile(r"(.+[/#])(\w[\w-]*)", re.ASCII).fullmatch
"""Cuts an IRI into a namespace and a name to write after a prefix. SPARQL allows dots in such
names, but not every parser reads ``n:1.1.1``."""


def ask(each: StatedTriple) -> str:
    """The SPARQL question whether a statement is in its graph."""
    graph, *terms = map(iri, each)
    return f"ASK {{ GRAPH {graph} {{ {' '.join(terms)} }} }}"


def absent_query(numbered: Mapping[StatedTriple, int]) -> str:
    """A SPARQL query for the statements that a store lacks: no rows where all paths stand.

    It is printed for a reader to run elsewhere, so its terms are written out.
    """
    namespaces = sorted({parts[1] for each in numbered for term in each if (parts := _CUT(term))})
    prefixes = {namespace: f"n{i}" for i, namespace in enumerate(namespaces, start=1)}
    lines = (
        f"    ({n} {' '.join(_abbreviated(term, prefixes) for term in each)})"
        for each, n in numbered.items()
    )
    return "\n".join(
        (
            *(f"PREFIX {name}: {iri(namespace)}" for namespace, name in prefixes.items()),
            "SELECT ?number ?subject ?predicate ?object WHERE {",
            "  VALUES (?number ?graph ?subject ?predicate ?object) {",
            *lines,
            "  }",
            "  FILTER NOT EXISTS { GRAPH ?graph { ?subject ?predicate ?object } }",
            "}",
        )
    )


def _abbreviated(term: str, prefixes: Mapping[str, str]) -> str:
    parts = _CUT(term)
    return f"{prefixes[parts[1]]}:{parts[2]}" if parts else iri(term)
