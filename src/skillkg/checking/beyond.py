"""Checks that SHACL cannot say, or only as one query for each node: coverage and declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.checking.graphs import finding
from skillkg.store.results import to_python
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.checking.findings import Finding
    from skillkg.checking.graphs import Checked
    from skillkg.checking.shapes import Shape
    from skillkg.store.base import Store
    from skillkg.store.results import Term

_LANGUAGES = """
SELECT ?this (GROUP_CONCAT(DISTINCT ?language; separator=" ") AS ?languages) {
  VALUES ?graph { skg:example }
  GRAPH ?graph { ?this skos:prefLabel ?label }
  BIND(LANG(?label) AS ?language)
} GROUP BY ?this"""
_DECLARED = """
SELECT DISTINCT ?term {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  ?term a ?kind
}"""


def check_languages(store: Store, checked: Checked, shapes: Mapping[str, Shape]) -> Finding | None:
    """Find concepts that lack a preferred label in a language that others of the graph have."""
    query = bind(_LANGUAGES, {"graph": [ox.NamedNode(checked.graph)]})
    solutions = store.select(query, [checked.graph]).terms
    languages = {node: set(to_python(tags).split()) for node, tags in solutions}
    every = set().union(*languages.values())
    rows: list[dict[str, Term | None]] = [
        {"this": node, "value": ox.Literal(tag)}
        for node, named in languages.items()
        for tag in sorted(every - named)
    ]
    return finding(store, checked, shapes[voc.SHAPE_LANGUAGES], rows)


def check_terms(store: Store, checked: Checked, shapes: Mapping[str, Shape]) -> Finding | None:
    """Find terms of skillkg that a graph uses and the ontology does not declare."""
    declared = set(store.select(_DECLARED, [voc.ONTOLOGY]).column("term"))
    undeclared = sorted(_own(checked) - declared)
    rows = [{"this": ox.NamedNode(term)} for term in undeclared]
    return finding(store, checked, shapes[voc.SHAPE_TERMS], rows)


def _own(checked: Checked) -> set[str]:
    return {term for term in _used(checked) if term.startswith((voc.SKG, voc.ONET))}


def _used(checked: Checked) -> Iterator[str]:
    yield from checked.classes
    yield from checked.properties
