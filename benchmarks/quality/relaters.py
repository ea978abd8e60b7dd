"""Methods that say how related two concepts are: by text, by company, by place in the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.vectors import normalize
from skillkg.relatedness.cooccurrence import CoOccurrence
from skillkg.relatedness.features import NAMES, PairFeatures
from skillkg.relatedness.structure import structure_vectors
from skillkg.relatedness.text_features import lexical_vectors, text_vectors
from skillkg.relatedness.training.skill2vec import skill2vec as train_skill2vec
from skillkg.relatedness.training.skill2vec import skill_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from quality.methods import Method, Scores
    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.corpus import Corpus

    Ints = NDArray[np.int64]

COMBINED = "skillkg, combined edges"


@dataclass(frozen=True, slots=True)
class Relater:
    """``matrix`` scores all pairs of two lists of concepts: shape (ones, others)."""

    name: str
    matrix: Callable[[Ints, Ints], Scores]

    def pairs(self, ones: Ints, others: Ints) -> Scores:
        """Scores of single pairs: shape (pairs,)."""
        left, rows = np.unique(ones, return_inverse=True)
        right, columns = np.unique(others, return_inverse=True)
        return self.matrix(left, right)[rows, columns]


def by_label(method: Method, labels: Sequence[str]) -> Relater:
    """Let a method of texts compare preferred labels."""

    def matrix(ones: Ints, others: Ints) -> Scores:
        scorer = method.index([labels[number] for number in others])
        return scorer([labels[number] for number in ones])

    return Relater(method.name, matrix)


def figures_of(corpus: Corpus, encoder: Encoder) -> PairFeatures:
    """The product's features of skills."""
    skills = corpus.of_kind("skill")
    size = len(corpus.arrays.iris)
    company = CoOccurrence.count(*corpus.asked, skills, skills, size)
    text = text_vectors(corpus, encoder, skills)
    return PairFeatures(text, lexical_vectors(corpus, skills), company, structure_vectors(corpus))


def by_figure(features: PairFeatures, weights: Sequence[float], encoder: str) -> list[Relater]:
    """Each of the product's features alone, and its combination."""
    names = {
        "text": f"labels and descriptions, {encoder}",
        "lexical": "words and trigrams of all labels",
        "co-occurrence": "PMI over occupations (normalised)",
        "structure": "graph structure",
    }
    alone = [(names[name], row) for name, row in zip(NAMES, np.eye(len(NAMES)), strict=True)]

    def relater(name: str, weight: NDArray[np.float64]) -> Relater:
        return Relater(name, lambda ones, others: features.scores(ones, others, weight))

    return [relater(name, weight) for name, weight in (*alone, (COMBINED, np.array(weights)))]


def skill2vec(corpus: Corpus) -> Relater:
    """The product's Skill2vec over the skills that each occupation asks for."""
    learned = train_skill2vec(skill_lists(corpus))
    vectors = np.zeros((len(corpus.arrays.iris), learned.vector_size), dtype=np.float32)
    vectors[[corpus.numbers[iri] for iri in learned.index_to_key]] = learned.vectors
    normalize(vectors)
    return Relater("Skill2vec", lambda ones, others: vectors[ones] @ vectors[others].T)
