"""Which concepts go together: normalised positive pointwise mutual information.

Of two skills, over the occupations (and vacancies) that ask for them; of two occupations, over
the concepts that they ask for.

    npmi(a, b) = ln( n(a,b) · N / (n(a) · n(b)) ) / ln( N / n(a,b) ),   0 where that is negative

N counts the contexts that ask for anything of a's kind and anything of b's: a skill and a
technology are compared in the occupations of which both are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from skillkg.arrays import Float32s, Ints


@dataclass(frozen=True)
class CoOccurrence:
    """Positive NPMI between the concepts of two kinds.

    ``values[rows[a], columns[b]]`` is that of the concepts with the numbers a and b.
    """

    values: sparse.csr_array
    rows: Ints
    """Row of each concept of the one kind, by its number; -1 for all others."""
    columns: Ints
    """Column of each concept of the other kind."""

    @classmethod
    def count(
        cls, contexts: Ints, concepts: Ints, ones: Ints, others: Ints, size: int
    ) -> CoOccurrence:
        """Count.

        Args:
            contexts: numbers of contexts, one for each concept that a context asks for.
            concepts: numbers of these concepts; pairs are distinct.
            ones: the concepts of the one kind.
            others: those of the other.
            size: how many numbers of concepts there are.
        """
        shape = (int(contexts.max(initial=-1)) + 1, size)
        asks = sparse.csr_array((np.ones(len(contexts)), (contexts, concepts)), shape=shape)
        left, right = asks[:, ones], asks[:, others]
        known = np.flatnonzero((left.sum(axis=1) > 0) & (right.sum(axis=1) > 0))
        values = _npmi(sparse.csr_array(left[known]), sparse.csr_array(right[known]))
        return cls(values, _positions(ones, size), _positions(others, size))

    def transposed(self) -> CoOccurrence:
        """The same with the two kinds in the other order."""
        return CoOccurrence(sparse.csr_array(self.values.T), self.columns, self.rows)

    def of(self, ones: Ints, others: Ints) -> Float32s:
        """Values of some pairs: shape (pairs,)."""
        if not len(ones):
            return np.zeros(0, np.float32)
        values = self.values[self.rows[ones], self.columns[others]]
        return np.asarray(values, dtype=np.float32).ravel()

    def add(self, scores: Float32s, ones: Ints, others: Ints, weight: float) -> None:
        """Add the weighted values of all pairs of two lists to scores: shape (ones, others)."""
        block = self.values[self.rows[ones]][:, self.columns[others]].tocoo()
        scores[block.row, block.col] += np.float32(weight) * block.data


def _positions(numbers: Ints, size: int) -> Ints:
    positions = np.full(size, -1, dtype=np.int64)
    positions[numbers] = np.arange(len(numbers))
    return positions


def _npmi(left: sparse.csr_array, right: sparse.csr_array) -> sparse.csr_array:
    """NPMI of all pairs of columns of two matrices of contexts, of which 1 says who is in which."""
    contexts = left.shape[0]
    joint = sparse.coo_array(left.T @ right)
    ones, others = left.sum(axis=0), right.sum(axis=0)
    by_chance = ones[joint.row] * others[joint.col]
    # Two that are in every context say nothing of each other; both logarithms are 0 there.
    largest = np.log(contexts / np.minimum(joint.data, contexts - 0.5))
    values = np.log(joint.data * contexts / by_chance) / largest
    kept = values > 0
    cells = (np.minimum(values[kept], 1), (joint.row[kept], joint.col[kept]))
    return sparse.csr_array(cells, shape=joint.shape, dtype=np.float32)
