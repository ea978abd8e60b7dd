"""Statements about a node, and the numbers in them, as canonical N-Triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def statements(node: str, properties: Iterable[tuple[str, str]]) -> Iterator[str]:
    """State the properties of a node.

    Args:
        node: its term.
        properties: predicates, by IRI, and the terms that they lead to.
    """
    return (f"{node} {iri(predicate)} {term}" for predicate, term in properties)


def decimal(value: float) -> str:
    """Write a number, rounded to four decimals."""
    return typed(f"{value:.4f}", voc.XSD_DECIMAL)


def integer(value: int) -> str:
    """Write a whole number."""
    return typed(str(value), voc.XSD_INTEGER)
