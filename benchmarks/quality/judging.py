"""Sentences with labels as a judge is fitted on them, and how well it ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.linking.skills.skill_index import FIGURES
from skillkg.relatedness.training.labelled_sentences import Sentence as Labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from quality.data import Sentence
    from skillkg.linking.teaching.fitting import Judged
    from skillkg.relatedness.corpus import Population

    Floats = NDArray[np.float64]

NAMED: Final = FIGURES.index("named")
PROFILES: Final = ("named, at their word", "named, by probability", "described, too")
"""What a profile may hold, and what it weighs by; the last is the product's."""


def by_label(population: Population) -> dict[str, str]:
    """IRIs of skills by preferred label, in small letters."""
    iris = [population.arrays.iris[number] for number in population.of_kind("skill").tolist()]
    return {_plain(population.labels.preferred(iri) or ""): iri for iri in iris}


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def labelled(sentences: Iterable[Sentence], iris: Mapping[str, str]) -> list[Labelled]:
    """Name skills by IRI; those that the graph has not stay what nothing finds."""
    return [
        Labelled(each.text, frozenset(iris.get(_plain(s), s) for s in each.skills))
        for each in sentences
    ]


def cosine(judged: Sequence[Judged], weights: Sequence[Floats]) -> float:
    """Cosine of weighted skills with those that people saw, all sentences as one vector.

    Args:
        judged: the sentences.
        weights: of each one's candidates.
    """
    right = sum(float(w @ each.seen) for each, w in zip(judged, weights, strict=True))
    squares = sum(float(w @ w) for w in weights)
    return right / (squares * sum(each.known for each in judged)) ** 0.5


def profiles(
    judged: Sequence[Judged], probabilities: Sequence[Floats], bound: float
) -> list[float]:
    """Cosines of what may be taken for a profile, in the order of :data:`PROFILES`."""
    named = [each.figures[:, NAMED] for each in judged]
    likely = [w * p for w, p in zip(named, probabilities, strict=True)]
    described = [np.where(p >= bound, p, w) for w, p in zip(likely, probabilities, strict=True)]
    return [cosine(judged, weights) for weights in (named, likely, described)]


def precision_at(judged: Judged, scores: Floats, k: int) -> float:
    """RP@k: share of what could be right among the first k that is."""
    first = np.argsort(-scores, kind="stable")[:k]
    return float(judged.seen[first].sum()) / min(k, judged.known)


def reciprocal(judged: Judged, scores: Floats) -> float:
    """One over the rank of the first skill that people saw; 0 where it is no candidate."""
    places = np.flatnonzero(judged.seen[np.argsort(-scores, kind="stable")])
    return 1 / (1 + int(places[0])) if len(places) else 0.0
