"""Measures of rankings and of separation.

Measures of rankings take, for every query, the ranks of its relevant targets: whole numbers from
1, ascending. A relevant target that the system cannot give at all has the rank ``NEVER``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from numpy.typing import NDArray

    Ranks = NDArray[np.int64]
    Floats = NDArray[np.floating]

NEVER = 1 << 40
"""The rank of what is not among the targets: counts as a miss in every measure."""
DIGITS = 6
"""Scores are compared after rounding to so many digits: below that they are noise of the sums."""


def ranks(scores: Floats, relevant: Sequence[int], *, favoured: bool = False) -> Ranks:
    """Ranks of the relevant targets of one query, ascending.

    Args:
        scores: one score per target, higher is better; ties go to the target that comes first.
        relevant: positions of the relevant targets; −1 stands for one that is not there.
        favoured: give a relevant target the best rank of those that tie with it instead.
    """
    rounded = np.round(scores, DIGITS)
    ascending = sorted(_rank(rounded, position, favoured) for position in relevant)
    return np.array(ascending, dtype=np.int64)


def _rank(scores: Floats, position: int, favoured: bool) -> int:
    if position < 0:
        return NEVER
    own = scores[position]
    before = 0 if favoured else int((scores[:position] == own).sum())
    return 1 + int((scores > own).sum()) + before


def reciprocal_rank(ranked: Ranks) -> float:
    """One over the rank of the first relevant target."""
    return float(1 / ranked[0]) if ranked[0] < NEVER else 0.0


def hit(ranked: Ranks, k: int) -> float:
    """Whether a relevant target is among the first k: accuracy@k, 0 or 1."""
    return float(ranked[0] <= k)


def precision(ranked: Ranks, k: int) -> float:
    """Share of relevant targets among the first k."""
    return float((ranked <= k).sum() / k)


def recall(ranked: Ranks, k: int) -> float:
    """Share of the relevant targets that is among the first k."""
    return float((ranked <= k).mean())


def average_precision(ranked: Ranks) -> float:
    """Mean of the precisions at the ranks of the relevant targets; its mean is MAP."""
    return float((np.arange(1, len(ranked) + 1) / ranked * (ranked < NEVER)).mean())


def ndcg(ranked: Ranks, k: int) -> float:
    """Normalized discounted cumulative gain of the first k, every relevant target gaining 1."""
    ideal = 1 / np.log2(np.arange(2, min(k, len(ranked)) + 2))
    return float((1 / np.log2(ranked[ranked <= k] + 1)).sum() / ideal.sum())


def mean(measure: Callable[..., float], every: Sequence[Ranks], *args: int) -> float:
    """Mean of a measure over queries."""
    return float(np.mean([measure(ranked, *args) for ranked in every]))


def macro(
    measure: Callable[..., float], every: Sequence[Ranks], groups: Sequence[Hashable], *args: int
) -> float:
    """Mean over groups of queries of a measure's mean in the group."""
    within: dict[Hashable, list[float]] = {}
    for ranked, group in zip(every, groups, strict=True):
        within.setdefault(group, []).append(measure(ranked, *args))
    return float(np.mean([np.mean(values) for values in within.values()]))


def auc_pr(related: NDArray[np.bool_], scores: Floats) -> float:
    """Area under the precision–recall curve as average precision; ties are taken together."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(related, np.round(scores, DIGITS)))
