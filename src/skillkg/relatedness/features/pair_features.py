"""Features of pairs of concepts: of some pairs, or of all pairs of two lists.

All pairs of 14,000 skills are looked at block by block, in some twenty seconds: no candidate is
overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from skillkg.model.features import CO_OCCURRENCE, LEXICAL, NAMES, STRUCTURE, TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scipy.sparse import csr_array

    from skillkg.arrays import Float32s, Float64s, Ints

DIGITS = 4
"""Decimals of the features; strengths are computed from the rounded ones, so that anybody can."""


class PairFeature(Protocol):
    """One feature of all pairs of concepts of two kinds; concepts are given by their numbers."""

    def of(self, ones: Ints, others: Ints) -> Float32s:
        """Values of some pairs: shape (pairs,)."""
        ...

    def add(self, scores: Float32s, ones: Ints, others: Ints, weight: float) -> None:
        """Add the weighted values of all pairs of two lists to scores: shape (ones, others)."""
        ...

    def transposed(self) -> PairFeature:
        """The same with the two kinds in the other order."""
        ...


@dataclass(frozen=True)
class DenseCosine:
    """Cosine of vectors; a concept's is the row of its number, of length one or zero."""

    vectors: Float32s

    def of(self, ones: Ints, others: Ints) -> Float32s:
        """Values of some pairs; see ``PairFeature``."""
        cosines: Float32s = np.einsum("ij,ij->i", self.vectors[ones], self.vectors[others])
        return cosines

    def add(self, scores: Float32s, ones: Ints, others: Ints, weight: float) -> None:
        """Add the weighted values of all pairs of two lists; see ``PairFeature``."""
        weighted = self.vectors[ones] * np.float32(weight)
        scores += weighted @ self.vectors[others].T

    def transposed(self) -> DenseCosine:
        """Itself: it knows no kinds."""
        return self


@dataclass(frozen=True)
class SparseCosine:
    """The same of sparse vectors."""

    vectors: csr_array

    def of(self, ones: Ints, others: Ints) -> Float32s:
        """Values of some pairs; see ``PairFeature``."""
        products = self.vectors[ones].multiply(self.vectors[others])
        return np.asarray(products.sum(axis=1))

    def add(self, scores: Float32s, ones: Ints, others: Ints, weight: float) -> None:
        """Add the weighted values of all pairs of two lists; see ``PairFeature``."""
        weighted = self.vectors[ones].T.toarray() * np.float32(weight)
        scores += (self.vectors[others] @ weighted).T

    def transposed(self) -> SparseCosine:
        """Itself: it knows no kinds."""
        return self


@dataclass(frozen=True)
class PairFeatures:
    """The features of pairs, by the names of ``model.features``."""

    by_name: Mapping[str, PairFeature]

    @classmethod
    def build(
        cls, text: Float32s, lexical: csr_array, co_occurrence: PairFeature, structure: Float32s
    ) -> PairFeatures:
        """Put the features together.

        Args:
            text: what ``text_vectors`` gave.
            lexical: what ``lexical_vectors`` gave.
            co_occurrence: of the two kinds of concepts.
            structure: what ``structure_vectors`` gave.
        """
        return cls(
            {
                TEXT.name: DenseCosine(text),
                LEXICAL.name: SparseCosine(lexical),
                STRUCTURE.name: DenseCosine(structure),
                CO_OCCURRENCE.name: co_occurrence,
            }
        )

    def of(self, ones: Ints, others: Ints) -> Float64s:
        """Features of some pairs: shape (pairs, features), rounded; columns as in ``FEATURES``."""
        columns = [self.by_name[name].of(ones, others) for name in NAMES]
        return np.stack(columns, axis=1).astype(np.float64).round(DIGITS)

    def scores(self, ones: Ints, others: Ints, weights: Sequence[float]) -> Float32s:
        """Weighted sums for all pairs of two lists of concepts: shape (ones, others).

        Args:
            ones: numbers of some concepts.
            others: numbers of others.
            weights: of the features, in the order of ``FEATURES``.
        """
        weight = dict(zip(NAMES, weights, strict=True))
        scores = np.zeros((len(ones), len(others)), dtype=np.float32)
        for name, feature in self.by_name.items():  # in this order: it decides the last bit
            feature.add(scores, ones, others, weight[name])
        return scores

    def transposed(self) -> PairFeatures:
        """The same with the two kinds of concepts in the other order."""
        return PairFeatures({name: each.transposed() for name, each in self.by_name.items()})
