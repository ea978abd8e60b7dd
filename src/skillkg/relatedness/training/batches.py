"""Training data: drawn of each objective with a seed, as its weight asks, with hard negatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.store.results import to_term
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from datasets import Dataset

    from skillkg.relatedness.training.objectives import Objective
    from skillkg.store.base import Store

_SIBLINGS: Final = """
SELECT DISTINCT ?group ?concept ?label WHERE {
  VALUES ?language { "en" }
  ?concept skos:broader ?group ; skos:prefLabel ?label FILTER(LANG(?label) = ?language)
  VALUES ?kind { esco:Skill esco:Occupation } ?concept a ?kind
}
"""


def read_siblings(
    store: Store, graphs: Sequence[str], language: str = "en"
) -> dict[str, list[str]]:
    """Preferred labels of the concepts that share a broader one with a concept, by IRI.

    What tells siblings apart is what an encoder learns last, and linking needs most (Decorte et
    al., 2022).
    """
    query = bind(_SIBLINGS, {"language": [to_term(language)]})
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, concept, label in sorted(store.select(query, graphs)):
        groups.setdefault(group, []).append((concept, label))
    return {
        concept: labels
        for members in groups.values()
        for concept, _ in members
        if (labels := [label for other, label in members if other != concept])
    }


def draw(
    objectives: Sequence[Objective],
    siblings: Mapping[str, Sequence[str]],
    *,
    steps: int,
    batch: int,
    seed: int,
) -> dict[str, Dataset]:
    """Draw a data set per objective, with replacement: whole batches, as many as its weight gives.

    Columns are ``anchor``, ``positive``, and ``negative`` where concepts have siblings.
    """
    generator = np.random.default_rng(seed)
    total = sum(objective.weight for objective in objectives)
    batches = {o.name: max(1, round(steps * o.weight / total)) for o in objectives}
    return {
        objective.name: _data_set(objective, siblings, batches[objective.name] * batch, generator)
        for objective in objectives
    }


def _data_set(
    objective: Objective,
    siblings: Mapping[str, Sequence[str]],
    size: int,
    generator: np.random.Generator,
) -> Dataset:
    from datasets import Dataset

    numbers = generator.integers(len(objective.pairs), size=size).tolist()
    chosen = [objective.pairs[number] for number in numbers]
    columns = {
        "anchor": [anchor for _, anchor, _ in chosen],
        "positive": [positive for _, _, positive in chosen],
    }
    if any(concept in siblings for concept, _, _ in chosen):
        others = [text for _, text, _ in objective.pairs]
        columns["negative"] = [
            _pick(siblings.get(concept, others), generator) for concept, _, _ in chosen
        ]
    return Dataset.from_dict(columns)


def _pick(texts: Sequence[str], generator: np.random.Generator) -> str:
    return texts[int(generator.integers(len(texts)))]
