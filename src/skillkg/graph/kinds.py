"""Kinds of edges and of concepts, as the ontology and the data's classes declare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of statement that paths may walk, in both directions (``skg:EdgeKind``)."""

    name: str
    label: str
    predicate: str
    subject_class: str | None
    strength: float | None
    """Of every statement of the kind; None where a node describes each and says how strong it is
    (``skg:Relatedness``)."""


_EDGE_KINDS = """
SELECT ?kind ?label ?predicate ?class ?strength WHERE {
  ?kind a skg:EdgeKind ; rdfs:label ?label ; skg:edgePredicate ?predicate .
  OPTIONAL { ?kind skg:strength ?strength }
  OPTIONAL { ?kind skg:edgeSubject ?class }
} ORDER BY ?kind
"""


def edge_kinds(store: Store) -> list[EdgeKind]:
    """Read the kinds of edges and their strengths from the ontology graph, in order of name."""
    solutions = store.select(_EDGE_KINDS, [voc.ONTOLOGY])
    return [EdgeKind(iri.removeprefix(voc.SKG), *rest) for iri, *rest in solutions]


CONCEPT_KINDS: dict[str, ConceptKind] = {
    voc.ESCO_SKILL: "skill",
    voc.ESCO_SKILL_GROUP: "skill group",
    voc.ESCO_OCCUPATION: "occupation",
    voc.ESCO_ISCO_GROUP: "occupation group",
    voc.ONET_OCCUPATION: "occupation",
    voc.ONET_TECHNOLOGY_CLASS: "technology",
    voc.ONET_COMMODITY: "technology group",
    voc.ONET_ELEMENT: "element",
}
"""What the classes of the data are called for a reader."""
