"""Kinds of edges and of concepts, as the ontology and the data's classes declare them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import StoreError

if TYPE_CHECKING:
    from skillkg.model.graph import ConceptKind
    from skillkg.model.mention import Block
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
    relates: tuple[Block, ...] = ()
    """Blocks in which a statement makes two concepts similar, when documents are matched."""
    implies: bool = False
    """Whether a document that states the subject is taken to state the object."""


_EDGE_KINDS = """
SELECT ?kind ?label ?predicate ?class ?strength ?implies WHERE {
  ?kind a skg:EdgeKind ; rdfs:label ?label ; skg:edgePredicate ?predicate .
  OPTIONAL { ?kind skg:strength ?strength }
  OPTIONAL { ?kind skg:edgeSubject ?class }
  OPTIONAL { ?kind skg:implies ?implies }
} ORDER BY ?kind
"""
_BLOCKS = "SELECT ?kind ?block WHERE { ?kind skg:relatesBlock ?block } ORDER BY ?kind ?block"


def edge_kinds(store: Store) -> list[EdgeKind]:
    """Read the kinds of edges from the ontology graph, in order of name.

    Raises:
        StoreError: the ontology is of an older version, and does not say which kinds relate.
    """
    blocks: dict[str, list[Block]] = defaultdict(list)
    for iri, block in store.select(_BLOCKS, [voc.ONTOLOGY]):
        blocks[iri].append(block)
    rows = store.select(_EDGE_KINDS, [voc.ONTOLOGY])
    kinds = [
        EdgeKind(
            iri.removeprefix(voc.SKG),
            label,
            predicate,
            subject_class,
            strength,
            tuple(blocks[iri]),
            bool(implies),
        )
        for iri, label, predicate, subject_class, strength, implies in rows
    ]
    if kinds and not any(kind.relates for kind in kinds):
        raise StoreError(
            f"{store.location}: its ontology is of an older version, and does not say which kinds "
            "of edges relate concepts\n  Build the store again: skillkg build"
        )
    return kinds


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
