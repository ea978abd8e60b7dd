"""Learned edges of one concept, with the features that each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.arguments import check_name, check_number
from skillkg.graph.graph_arrays import KIND_NAMES
from skillkg.model.features import FEATURES, NAMES
from skillkg.model.graph import Step
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.graph.concept import Concept
    from skillkg.graph.concepts import Concepts
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store

_VARIABLES: Final = [f"?feature{number}" for number, _ in enumerate(FEATURES)]
_VALUES: Final = [
    f"<{feature.predicate}> {variable}"
    for feature, variable in zip(FEATURES, _VARIABLES, strict=True)
]
_RELATED: Final = f"""
SELECT ?other ?forward ?strength ?score ?rank {" ".join(_VARIABLES)} {{
  VALUES ?concept {{ skos:Concept }}
  {{ ?node skg:relatednessSource ?concept ; skg:relatednessTarget ?other BIND(true AS ?forward) }}
  UNION
  {{ ?node skg:relatednessTarget ?concept ; skg:relatednessSource ?other BIND(false AS ?forward) }}
  ?node skg:strength ?strength ; skg:score ?score ; skg:rank ?rank ; {" ; ".join(_VALUES)} .
}}
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
    features: Mapping[str, float]
    """What the score is made of: ``text``, ``lexical``, ``co-occurrence`` and ``structure``."""
    step: Step
    """The statement, as a path walks it, with the graph that makes it."""


def related(
    store: Store,
    graph: str,
    concepts: Concepts,
    concept: str,
    *,
    kind: ConceptKind | None,
    min_strength: float,
) -> Iterator[Related]:
    """Give the concepts that a graph of learned edges relates to one, strongest first.

    Raises:
        QueryError: there is no such kind, or the strength is no number.
    """
    check_number(min_strength, "min_strength")
    if kind is not None:
        check_name(kind, "kind", KIND_NAMES)
    query = bind(_RELATED, {"concept": [ox.NamedNode(concept)]})
    for iri, forward, strength, score, rank, *values in store.select(query, [graph]):
        other = concepts.get(iri)
        if strength >= min_strength and kind in (None, other.kind):
            step = Step(concept, iri, "relatedness", voc.SKG_RELATED_TO, strength, graph, forward)
            features = dict(zip(NAMES, values, strict=True))
            yield Related(other, strength, rank, score, features, step)
