"""Sentences with labels as a classifier is fitted on them, and how well it ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.relatedness.training.labelled_sentences import Sentence as Labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quality.data import Sentence
    from skillkg.arrays import Float64s
    from skillkg.linking.teaching.candidates import LabelledCandidates
    from skillkg.relatedness.corpus import Corpus


NAMED: Final = SKILL_FEATURES.index("named")
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


def cosine(sentences: Sequence[LabelledCandidates], weights: Sequence[Float64s]) -> float:
    """Cosine of weighted skills with those of the labels, all sentences as one vector.

    Args:
        sentences: with their candidates.
        weights: of each one's candidates.
    """
    correct = sum(float(w @ each.correct) for each, w in zip(sentences, weights, strict=True))
    squares = sum(float(w @ w) for w in weights)
    return correct / (squares * sum(each.labels for each in sentences)) ** 0.5


def profiles(
    sentences: Sequence[LabelledCandidates], probabilities: Sequence[Float64s], bound: float
) -> list[float]:
    """Cosines of what may be taken for a profile, in the order of :data:`PROFILES`."""
    named = [each.features[:, NAMED] for each in sentences]
    likely = [w * p for w, p in zip(named, probabilities, strict=True)]
    described = [np.where(p >= bound, p, w) for w, p in zip(likely, probabilities, strict=True)]
    return [cosine(sentences, weights) for weights in (named, likely, described)]


def precision_at(sentence: LabelledCandidates, scores: Float64s, k: int) -> float:
    """RP@k: share of what could be right among the first k that is."""
    first = np.argsort(-scores, kind="stable")[:k]
    return float(sentence.correct[first].sum()) / min(k, sentence.labels)


def reciprocal(sentence: LabelledCandidates, scores: Float64s) -> float:
    """One over the rank of the first correct skill; 0 where it is no candidate."""
    places = np.flatnonzero(sentence.correct[np.argsort(-scores, kind="stable")])
    return 1 / (1 + int(places[0])) if len(places) else 0.0
