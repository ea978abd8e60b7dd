"""Methods that say how related two concepts are: by text, by co-occurrence, by structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.vectors import normalize
from skillkg.model.features import CO_OCCURRENCE, LEXICAL, NAMES, STRUCTURE, TEXT
from skillkg.relatedness.features.cooccurrence import CoOccurrence
from skillkg.relatedness.features.pair_features import PairFeatures
from skillkg.relatedness.features.structure import structure_vectors
from skillkg.relatedness.features.text_features import lexical_vectors, text_vectors
from skillkg.relatedness.training.skill2vec import skill2vec as train_skill2vec
from skillkg.relatedness.training.skill2vec import skill_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quality.methods import Method, Scores
    from skillkg.arrays import Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.corpus import Corpus

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


def features_of_skills(corpus: Corpus, encoder: Encoder) -> PairFeatures:
    """The product's features of pairs of skills."""
    skills = corpus.of_kind("skill")
    size = len(corpus.arrays.iris)
    return PairFeatures.build(
        text_vectors(corpus, encoder, skills),
        lexical_vectors(corpus, skills),
        CoOccurrence.count(*corpus.requirements, skills, skills, size),
        structure_vectors(corpus),
    )


def by_feature(features: PairFeatures, weights: Sequence[float], encoder: str) -> list[Relater]:
    """Each of the product's features alone, and its combination."""
    titles = {
        TEXT.name: f"labels and descriptions, {encoder}",
        LEXICAL.name: "words and trigrams of all labels",
        CO_OCCURRENCE.name: "PMI over occupations (normalised)",
        STRUCTURE.name: "graph structure",
    }

    def relater(title: str, weights: Sequence[float]) -> Relater:
        return Relater(title, lambda ones, others: features.scores(ones, others, weights))

    alone = zip(NAMES, np.eye(len(NAMES)).tolist(), strict=True)
    return [relater(titles[name], row) for name, row in alone] + [relater(COMBINED, weights)]


def skill2vec(corpus: Corpus) -> Relater:
    """The product's Skill2vec over the skills that each occupation asks for."""
    learned = train_skill2vec(skill_lists(corpus))
    vectors = np.zeros((len(corpus.arrays.iris), learned.vector_size), dtype=np.float32)
    vectors[[corpus.numbers[iri] for iri in learned.index_to_key]] = learned.vectors
    normalize(vectors)
    return Relater("Skill2vec", lambda ones, others: vectors[ones] @ vectors[others].T)
