"""Learned edges of one concept, with the features that each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.model.graph import Step
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.graph.concept import Concept
    from skillkg.graph.concepts import Concepts
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store
    from skillkg.store.results import Table

_RELATED = """
SELECT ?other ?forward ?strength ?score ?rank ?text ?lexical ?together ?structure {
  VALUES ?concept { skos:Concept }
  { ?node skg:relatednessSource ?concept ; skg:relatednessTarget ?other BIND(true AS ?forward) }
  UNION
  { ?node skg:relatednessTarget ?concept ; skg:relatednessSource ?other BIND(false AS ?forward) }
  ?node skg:strength ?strength ; skg:score ?score ; skg:rank ?rank ; skg:textSimilarity ?text ;
        skg:lexicalSimilarity ?lexical ; skg:coOccurrence ?together ;
        skg:structuralSimilarity ?structure .
}
ORDER BY DESC(?strength) DESC(?score) ?other
"""


@dataclass(frozen=True, slots=True)
class Related:
    """A concept that was found to be related to another, and why; see ``skg:Relatedness``."""

    concept: Concept
    strength: float
    """Calibrated probability."""
    rank: int
    """Place among the nearest, 1 being the nearest; the better of the two ends' places."""
    score: float
    """Log-odds before calibration."""
    text_similarity: float
    lexical_similarity: float
    co_occurrence: float
    structural_similarity: float
    step: Step
    """The statement, as a path walks it, with the graph that makes it."""

    @property
    def features(self) -> tuple[float, float, float, float]:
        """What the score is made of: by text, by words, by co-occurrence, by structure."""
        return (
            self.text_similarity,
            self.lexical_similarity,
            self.co_occurrence,
            self.structural_similarity,
        )


def related(
    store: Store,
    graph: str,
    concepts: Concepts,
    concept: str,
    *,
    kind: ConceptKind | None,
    min_strength: float,
) -> Iterator[Related]:
    """Give the concepts that a graph of learned edges relates to one, strongest first."""
    query = bind(_RELATED, {"concept": [ox.NamedNode(concept)]})
    rows = cast("Table", store.query(query, [graph]))
    for other, forward, strength, score, rank, text, lexical, together, structure in rows:
        found = concepts.get(other)
        if strength >= min_strength and kind in (None, found.kind):
            step = Step(concept, other, "relatedness", voc.SKG_RELATED_TO, strength, graph, forward)
            yield Related(found, strength, rank, score, text, lexical, together, structure, step)
