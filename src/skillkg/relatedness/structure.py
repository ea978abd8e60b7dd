"""Where concepts stand in the graph of concepts, occupations and groups of occupations.

The matrix of who asks for what, weighed by positive pointwise mutual information, is cut down
to its largest singular values: skills are alike whose occupations are alike, even where no
occupation asks for both. ESCO's relations of skills with skills are no part of it: they are
what the result is measured on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from skillkg.encoding.vectors import normalize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from skillkg.relatedness.corpus import Corpus

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

DIMENSIONS, SPARE, ROUNDS, SEED = 128, 32, 6, 0
"""Size of the vectors; and of the randomised decomposition: spare directions and rounds."""


def structure_vectors(corpus: Corpus) -> Floats:
    """Give each concept and occupation a vector of length one; zeros where nothing is known."""
    left, right = _factors(_weighed(_asked_by_groups_too(corpus)))
    return normalize((normalize(left) + normalize(right)).astype(np.float32))


def _asked_by_groups_too(corpus: Corpus) -> sparse.coo_array:
    """How often an occupation (row) or a group of occupations asks for a concept (column)."""
    size = len(corpus.arrays.iris)
    occupations, concepts = corpus.asked
    cells = (np.ones(len(concepts)), (occupations, concepts))
    asks = sparse.csr_array(cells, shape=(size, size))
    narrower, broader = corpus.edges("broader")
    inside = np.isin(narrower, np.unique(occupations))
    cells = (np.ones(int(inside.sum())), (broader[inside], narrower[inside]))
    groups = sparse.csr_array(cells, shape=(size, size)) @ asks
    return sparse.coo_array(asks + groups)


def _weighed(counts: sparse.coo_array) -> sparse.csr_array:
    rows, columns, total = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    values = np.log(counts.data * total / (rows[counts.row] * columns[counts.col]))
    cells = (np.maximum(values, 0), (counts.row, counts.col))
    return sparse.csr_array(cells, shape=counts.shape)


def _factors(matrix: sparse.csr_array) -> tuple[Floats, Floats]:
    """Left and right vectors of the truncated decomposition, scaled by the roots of its values.

    Halko, Martinsson and Tropp (2011), with a seed.
    """
    rank = min(DIMENSIONS + SPARE, matrix.shape[0])
    basis = np.random.default_rng(SEED).standard_normal((matrix.shape[1], rank))
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    left, values, right = np.linalg.svd(matrix @ basis, full_matrices=False)
    roots = np.sqrt(values[:DIMENSIONS])
    return left[:, :DIMENSIONS] * roots, (basis @ right.T)[:, :DIMENSIONS] * roots
