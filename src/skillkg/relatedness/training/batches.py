"""Signals as data sets: drawn with a seed, each as large as its weight, with hard negatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.store.results import to_term
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from datasets import Dataset

    from skillkg.relatedness.training.objectives import Signal
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
    signals: Sequence[Signal],
    siblings: Mapping[str, Sequence[str]],
    *,
    steps: int,
    batch: int,
    seed: int,
) -> dict[str, Dataset]:
    """Draw a data set per signal, with replacement: whole batches, as many as its weight gives.

    Columns are ``anchor``, ``positive``, and ``negative`` where concepts have siblings.
    """
    random = np.random.default_rng(seed)
    total = sum(signal.weight for signal in signals)
    return {
        signal.name: _data_set(
            signal, siblings, max(1, round(steps * signal.weight / total)) * batch, random
        )
        for signal in signals
    }


def _data_set(
    signal: Signal, siblings: Mapping[str, Sequence[str]], size: int, random: np.random.Generator
) -> Dataset:
    from datasets import Dataset

    chosen = [signal.pairs[number] for number in random.integers(len(signal.pairs), size=size)]
    columns = {
        "anchor": [anchor for _, anchor, _ in chosen],
        "positive": [positive for _, _, positive in chosen],
    }
    if any(concept in siblings for concept, _, _ in chosen):
        others = [text for _, text, _ in signal.pairs]
        columns["negative"] = [
            _pick(siblings.get(concept, others), random) for concept, _, _ in chosen
        ]
    return Dataset.from_dict(columns)


def _pick(texts: Sequence[str], random: np.random.Generator) -> str:
    return texts[int(random.integers(len(texts)))]
