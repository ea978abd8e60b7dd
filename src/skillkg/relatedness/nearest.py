"""The nearest concepts of another kind, of all of them exactly, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import top_k

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillkg.arrays import Ints
    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.features.pair_features import PairFeatures

ROWS: Final = 512
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
        advance: told of how many concepts more the nearest are found: of each of the ones and,
            where these are of another kind, of the others.

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
        transposed = features.transposed()
        for other, one, rank in _ranked(transposed, weights, others, ones, k, advance):
            ranks[one, other] = min(rank, ranks.get((one, other), rank))
    return dict(sorted(ranks.items()))


def _ranked(
    features: PairFeatures,
    weights: Weights,
    ones: Ints,
    others: Ints,
    k: int,
    advance: Callable[[int], None],
) -> Iterator[tuple[int, int, int]]:
    """Each of the ones, with each of its k best others and the rank of that."""
    for start in range(0, len(ones), ROWS):
        block = ones[start : start + ROWS]
        scores = features.scores(block, others, weights.weights)
        scores[block[:, None] == others[None, :]] = -np.inf
        for one, columns in zip(block.tolist(), top_k(scores, k), strict=True):
            ranked = enumerate(others[columns].tolist(), start=1)
            yield from ((one, other, rank) for rank, other in ranked if other != one)
        advance(len(block))
