"""Sentences with labels as a classifier is fitted on them, and how well it ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.linking.skills.skill_index import FEATURES
from skillkg.relatedness.training.labelled_sentences import Sentence as Labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from quality.data import Sentence
    from skillkg.linking.teaching.fitting import LabelledCandidates
    from skillkg.relatedness.corpus import Corpus

    Floats = NDArray[np.float64]

NAMED: Final = FEATURES.index("named")
PROFILES: Final = ("named, at their word", "named, by probability", "described, too")
"""What a profile may hold, and what it weighs by; the last is the product's."""


def by_label(corpus: Corpus) -> dict[str, str]:
    """IRIs of skills by preferred label, in small letters."""
    iris = [corpus.arrays.iris[number] for number in corpus.of_kind("skill").tolist()]
    return {_plain(corpus.labels.preferred(iri) or ""): iri for iri in iris}


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def labelled(sentences: Iterable[Sentence], iris: Mapping[str, str]) -> list[Labelled]:
    """Name skills by IRI; those that the graph has not stay what nothing finds."""
    return [
        Labelled(each.text, frozenset(iris.get(_plain(s), s) for s in each.skills))
        for each in sentences
    ]


def cosine(judged: Sequence[LabelledCandidates], weights: Sequence[Floats]) -> float:
    """Cosine of weighted skills with those that people saw, all sentences as one vector.

    Args:
        judged: the sentences.
        weights: of each one's candidates.
    """
    right = sum(float(w @ each.seen) for each, w in zip(judged, weights, strict=True))
    squares = sum(float(w @ w) for w in weights)
    return right / (squares * sum(each.known for each in judged)) ** 0.5


def profiles(
    judged: Sequence[LabelledCandidates], probabilities: Sequence[Floats], bound: float
) -> list[float]:
    """Cosines of what may be taken for a profile, in the order of :data:`PROFILES`."""
    named = [each.features[:, NAMED] for each in judged]
    likely = [w * p for w, p in zip(named, probabilities, strict=True)]
    described = [np.where(p >= bound, p, w) for w, p in zip(likely, probabilities, strict=True)]
    return [cosine(judged, weights) for weights in (named, likely, described)]


def precision_at(judged: LabelledCandidates, scores: Floats, k: int) -> float:
    """RP@k: share of what could be right among the first k that is."""
    first = np.argsort(-scores, kind="stable")[:k]
    return float(judged.seen[first].sum()) / min(k, judged.known)


def reciprocal(judged: LabelledCandidates, scores: Floats) -> float:
    """One over the rank of the first skill that people saw; 0 where it is no candidate."""
    places = np.flatnonzero(judged.seen[np.argsort(-scores, kind="stable")])
    return 1 / (1 + int(places[0])) if len(places) else 0.0
