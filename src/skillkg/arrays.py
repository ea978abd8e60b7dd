"""Arrays: their types, ragged arrays, best scores and rarity.

A *ragged* array has rows of different lengths, laid one after the other in one flat array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
Float32s: TypeAlias = NDArray[np.float32]
Float64s: TypeAlias = NDArray[np.float64]

SAMPLED: Final = 10
"""Of so many scores one is looked at first."""

Floats = TypeVar("Floats", Float32s, Float64s)
Scores = TypeVar("Scores", Float32s, Float64s, Ints)


def offsets(lengths: ArrayLike) -> Ints:
    """Offset at which each row of a ragged array starts, and behind the last that at which it ends.

    Args:
        lengths: of the rows.
    """
    return np.append(0, np.cumsum(lengths, dtype=np.int64))


def starts(lengths: ArrayLike) -> Ints:
    """Offset at which each row of a ragged array starts."""
    sizes = np.asarray(lengths, dtype=np.int64)
    return np.cumsum(sizes) - sizes


def row_positions(lengths: ArrayLike) -> Ints:
    """Place in its row of each element of a ragged array: lengths 2 and 3 give 0, 1, 0, 1, 2."""
    sizes = np.asarray(lengths, dtype=np.int64)
    return ranges(np.zeros_like(sizes), sizes)


def ranges(begins: Ints, ends: Ints) -> Ints:
    """Lay the whole numbers from each begin up to its end, which is left out, one after the other.

    So rows of a ragged array are picked: those from ``begins`` up to ``ends`` in the flat one.
    """
    lengths = ends - begins
    shifts = np.repeat(begins - starts(lengths), lengths)
    return shifts + np.arange(len(shifts))


def run_starts(values: Ints) -> Ints:
    """Where each run of equal values starts; they are 0 or more, such as sorted keys of groups."""
    return np.flatnonzero(np.diff(values, prepend=-1))


def kth_largest(scores: Scores, k: int) -> Scores:
    """The k-th largest score of each row; the smallest where a row has fewer.

    Args:
        scores: shape (rows, columns), with a column at least.
        k: 1 or more.

    Returns:
        Shape (rows, 1).
    """
    k = min(k, scores.shape[1])
    return np.partition(scores, -k, axis=1)[:, -k, None]


def top_k(scores: Scores, k: int) -> Ints:
    """Find the k best scores of each row; of equal ones the first come first.

    Args:
        scores: shape (rows, columns), with a column at least.
        k: 1 or more.

    Returns:
        Their columns, the best first: shape (rows, k), or (rows, columns) where these are fewer.
    """
    rows, columns = np.divmod(np.flatnonzero(_likely(scores, k)), scores.shape[1])
    high, lengths = scores[rows, columns], np.bincount(rows, minlength=len(scores))
    least = high.min(initial=0) - 1  # behind all others
    padded = np.full((len(scores), lengths.max(initial=0)), least, dtype=scores.dtype)
    padded[rows, row_positions(lengths)] = high
    order = np.argsort(-padded, axis=1, kind="stable")[:, :k]
    best: Ints = columns[starts(lengths)[:, None] + order]
    return best


def _likely(scores: Scores, k: int) -> Bools:
    """Which scores may be among the k best of their rows: those are, and mostly few others.

    Of many columns a sample tells it, in a fraction of the time; where it asked too much, all do.
    """
    if scores.shape[1] < SAMPLED * k:
        return scores >= kth_largest(scores, k)
    likely = scores >= kth_largest(scores[:, ::SAMPLED], 2 * k // SAMPLED + 5)
    few = np.flatnonzero(np.count_nonzero(likely, axis=1) < k)
    likely[few] = scores[few] >= kth_largest(scores[few], k)
    return likely


def ragged_top_k(rows: Ints, scores: Floats, k: int) -> Ints:
    """Find the k best scores of each row of a ragged array; of equal ones the first come first.

    Args:
        rows: number of each score's row, ascending.
        scores: their flat array.
        k: how many at most.

    Returns:
        Places in the flat array, row by row, the best of a row first.
    """
    lengths = np.bincount(rows)
    padded = np.full((len(lengths), lengths.max(initial=1)), -np.inf, scores.dtype)
    padded[rows, row_positions(lengths)] = scores
    columns = top_k(padded, k)
    return (starts(lengths)[:, None] + columns)[columns < lengths[:, None]]


Smoothing = Literal["plain", "scikit-learn"]
_SMOOTHING: Final[dict[Smoothing, tuple[int, float]]] = {
    "plain": (2, 0.0),
    "scikit-learn": (1, 1.0),
}


def idf(frequency: ArrayLike, documents: int, smoothing: Smoothing = "plain") -> Float64s:
    """Inverse document frequency: how rare terms are, positive for terms that all documents have.

    Args:
        frequency: how many of the documents have a term; 0 for one that is not known.
        documents: how many there are.
        smoothing: *plain* is ``ln (N + 2) / (n + 1)``; *scikit-learn*, as in its
            ``TfidfTransformer``, ``1 + ln (N + 1) / (n + 1)``, under which terms differ less.
    """
    added, least = _SMOOTHING[smoothing]
    ratio = (documents + added) / (np.asarray(frequency) + 1)
    return np.asarray(np.log(ratio) + least)
