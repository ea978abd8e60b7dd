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
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]


@dataclass(frozen=True)
class CoOccurrence:
    """Positive NPMI between the concepts of two kinds.

    ``values[rows[a], columns[b]]`` is the feature of the concepts with the numbers a and b.
    """

    values: sparse.csr_array
    rows: Ints
    columns: Ints

    @classmethod
    def count(
        cls, contexts: Ints, concepts: Ints, ones: Ints, others: Ints, size: int
    ) -> CoOccurrence:
        """Count.

        Args:
            contexts: numbers of contexts, one for each thing that a context asks for.
            concepts: numbers of these things; pairs are distinct.
            ones: the concepts of the one kind.
            others: those of the other.
            size: how many numbers of concepts there are.
        """
        shape = (int(contexts.max(initial=-1)) + 1, size)
        asks = sparse.csr_array((np.ones(len(contexts)), (contexts, concepts)), shape=shape)
        left, right = asks[:, ones], asks[:, others]
        known = np.flatnonzero((left.sum(axis=1) > 0) & (right.sum(axis=1) > 0))
        values = _npmi(sparse.csr_array(left[known]), sparse.csr_array(right[known]))
        return cls(values, _places(ones, size), _places(others, size))

    def turned(self) -> CoOccurrence:
        """The same with the two kinds in the other order."""
        return CoOccurrence(sparse.csr_array(self.values.T), self.columns, self.rows)

    def of(self, ones: Ints, others: Ints) -> Floats:
        """Figures of some pairs."""
        if not len(ones):
            return np.zeros(0, np.float32)
        found = self.values[self.rows[ones], self.columns[others]]
        return np.asarray(found, dtype=np.float32).ravel()

    def add(self, scores: Floats, ones: Ints, others: Ints, weight: float) -> None:
        """Add the weighted features of all pairs of two lists to a matrix of scores."""
        block = self.values[self.rows[ones]][:, self.columns[others]].tocoo()
        scores[block.row, block.col] += np.float32(weight) * block.data


def _places(numbers: Ints, size: int) -> Ints:
    places = np.full(size, -1, dtype=np.int64)
    places[numbers] = np.arange(len(numbers))
    return places


def _npmi(left: sparse.csr_array, right: sparse.csr_array) -> sparse.csr_array:
    contexts = left.shape[0]
    joint = sparse.coo_array(left.T @ right)
    ones, others = left.sum(axis=0), right.sum(axis=0)
    expected = ones[joint.row] * others[joint.col]
    # Two that are in every context say nothing of each other; both logarithms are 0 there.
    spread = np.log(contexts / np.minimum(joint.data, contexts - 0.5))
    values = np.log(joint.data * contexts / expected) / spread
    kept = values > 0
    cells = (np.minimum(values[kept], 1), (joint.row[kept], joint.col[kept]))
    return sparse.csr_array(cells, shape=joint.shape, dtype=np.float32)
