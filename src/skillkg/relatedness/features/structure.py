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
    from skillkg.arrays import Float32s, Float64s
    from skillkg.relatedness.corpus import Corpus

DIMENSIONS, SPARE, ROUNDS, SEED = 128, 32, 6, 0
"""Size of the vectors; and of the randomised decomposition: spare directions and rounds."""


def structure_vectors(corpus: Corpus) -> Float32s:
    """Give each concept and occupation a vector of length one; zeros where nothing is known."""
    occupations, concepts = _factors(_ppmi(_requirement_counts(corpus)))
    sums = normalize(occupations) + normalize(concepts)
    return normalize(sums.astype(np.float32))


def _requirement_counts(corpus: Corpus) -> sparse.coo_array:
    """How often an occupation (row) or a group of occupations asks for a concept (column)."""
    size = len(corpus.arrays.iris)
    occupations, concepts = corpus.requirements
    cells = (np.ones(len(concepts)), (occupations, concepts))
    required = sparse.csr_array(cells, shape=(size, size))
    narrower, broader = corpus.edges("broader")
    inside = np.isin(narrower, np.unique(occupations))
    cells = (np.ones(int(inside.sum())), (broader[inside], narrower[inside]))
    members = sparse.csr_array(cells, shape=(size, size))
    return sparse.coo_array(required + members @ required)


def _ppmi(counts: sparse.coo_array) -> sparse.csr_array:
    """Positive pointwise mutual information of rows and columns."""
    rows, columns, total = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    by_chance = rows[counts.row] * columns[counts.col]
    values = np.log(counts.data * total / by_chance)
    cells = (np.maximum(values, 0), (counts.row, counts.col))
    return sparse.csr_array(cells, shape=counts.shape)


def _factors(matrix: sparse.csr_array) -> tuple[Float64s, Float64s]:
    """Left and right vectors of the truncated decomposition, scaled by the roots of its values.

    Halko, Martinsson and Tropp (2011), with a seed. Shapes: (rows, DIMENSIONS), (columns,
    DIMENSIONS).
    """
    rank = min(DIMENSIONS + SPARE, matrix.shape[0])
    basis = np.random.default_rng(SEED).standard_normal((matrix.shape[1], rank))
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    left, values, right = np.linalg.svd(matrix @ basis, full_matrices=False)
    roots = np.sqrt(values[:DIMENSIONS])
    return left[:, :DIMENSIONS] * roots, (basis @ right.T)[:, :DIMENSIONS] * roots
