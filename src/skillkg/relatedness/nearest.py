"""The nearest concepts of another kind, of all of them exactly, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.features import PairFeatures

    Ints = NDArray[np.int64]

ROWS = 512
"""Rows of scores at a time: with 14,000 columns about 30 MB."""


def nearest(
    features: PairFeatures,
    weights: Weights,
    ones: Ints,
    others: Ints,
    k: int,
    advance: Callable[[int], None],
) -> dict[tuple[int, int], int]:
    """Find the k best of the others for each of the ones, and the other way round.

    Args:
        features: of all pairs.
        weights: what the features are worth.
        ones: numbers of the concepts of one kind, ascending.
        others: those of the other kind; the same where it is the same kind.
        k: how many at most.
        advance: called with the number of rows of each block that is done; there is a row for each
            of the ones and, where these are another kind, of the others.

    Returns:
        Pairs and their ranks; of a pair that both ends rank, the better rank. In a pair of one
        kind the smaller number comes first, else that of the ones.
    """
    ranks: dict[tuple[int, int], int] = {}
    same = ones is others
    for one, other, rank in _ranked(features, weights, ones, others, k, advance):
        pair = (min(one, other), max(one, other)) if same else (one, other)
        ranks[pair] = min(rank, ranks.get(pair, rank))
    if not same:
        turned = features.turned()
        for other, one, rank in _ranked(turned, weights, others, ones, k, advance):
            ranks[one, other] = min(rank, ranks.get((one, other), rank))
    return dict(sorted(ranks.items()))


def _ranked(
    features: PairFeatures,
    weights: Weights,
    ones: Ints,
    others: Ints,
    k: int,
    advance: Callable[[int], None],
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for start in range(0, len(ones), ROWS):
        rows = ones[start : start + ROWS]
        scores = features.scores(rows, others, np.array(weights.weights))
        scores[rows[:, None] == others[None, :]] = -np.inf
        best = _best(scores, k)
        for row, columns in zip(rows.tolist(), best, strict=True):
            ranked = enumerate(others[columns].tolist(), start=1)
            found += [(row, other, rank) for rank, other in ranked if other != row]
        advance(len(rows))
    return found


def _best(scores: NDArray[np.float32], k: int) -> Ints:
    """Columns of the k largest of each row, largest first; ties in the order of columns."""
    k = min(k, scores.shape[1])
    columns = np.sort(np.argpartition(-scores, k - 1, axis=1)[:, :k], axis=1)
    order = np.argsort(-np.take_along_axis(scores, columns, axis=1), axis=1, kind="stable")
    found: Ints = np.take_along_axis(columns, order, axis=1)
    return found
