"""The four features of a pair of concepts: by text, by words, by co-occurrence, by structure.

Each is a matrix over all concepts of two kinds, given block by block: what it takes to look at
every pair of 14,000 skills is some twenty seconds, and no candidate is overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from skillkg.relatedness.cooccurrence import CoOccurrence

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

NAMES = ("text", "lexical", "co-occurrence", "structure")
DIGITS = 4
"""Decimals of the features; strengths are computed from the rounded ones, so that anybody can."""


@dataclass(frozen=True)
class PairFeatures:
    """The features of pairs; rows of the vectors are numbers of concepts, of length one or zero."""

    text: Floats
    lexical: csr_array
    cooccurrence: CoOccurrence
    structure: Floats

    def of(self, ones: Ints, others: Ints) -> NDArray[np.float64]:
        """Figures of some pairs: shape (pairs, 4), rounded."""
        columns = (
            _pairwise(self.text, ones, others),
            self.lexical[ones].multiply(self.lexical[others]).sum(axis=1),
            self.cooccurrence.of(ones, others),
            _pairwise(self.structure, ones, others),
        )
        found: NDArray[np.float64] = np.stack(columns, axis=1).astype(np.float64)
        return np.round(found, DIGITS)

    def named(self, found: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """The columns of what ``of`` gave, by name."""
        return dict(zip(NAMES, found.T, strict=True))

    def scores(self, ones: Ints, others: Ints, weights: NDArray[np.float64]) -> Floats:
        """Weighted sums for all pairs of two lists of concepts: shape (ones, others).

        Args:
            ones: numbers of some concepts.
            others: numbers of others.
            weights: of the four features.
        """
        scale = weights.astype(np.float32)
        found: Floats = (self.text[ones] * scale[0]) @ self.text[others].T
        found += (self.lexical[others] @ (self.lexical[ones].T.toarray() * scale[1])).T
        found += (self.structure[ones] * scale[3]) @ self.structure[others].T
        self.cooccurrence.add(found, ones, others, float(scale[2]))
        return found

    def turned(self) -> PairFeatures:
        """The same with the two kinds of concepts in the other order."""
        return PairFeatures(self.text, self.lexical, self.cooccurrence.turned(), self.structure)


def _pairwise(vectors: Floats, ones: Ints, others: Ints) -> Floats:
    product: Floats = np.einsum("ij,ij->i", vectors[ones], vectors[others])
    return product
