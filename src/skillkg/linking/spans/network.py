"""The network behind the span tagger, in numpy: scores of tags, and the best sequence of them.

Statements lie one below the other in one array, with rows of zeros between, so that one pass
reads all: what a convolution sees beyond the ends of a statement is zeros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.linking.spans.word_features import NARROW, REACH, features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Keys = NDArray[np.uint64]

LAYERS: Final = 2
"""SkillSpan's two: skills and knowledge; each is a chain of its own."""
OUTSIDE, BEGIN, INSIDE = range(3)
FORBIDDEN: Final = -30.0
"""Score of an I that follows no B or I."""
BEFORE: Final = 4
"""Statements before one that it is read with: what stands under ``Requirements`` is asked for."""
LATE: Final = 40
"""Statements after which a document counts as late."""
START: Final = 3
"""Row of the transitions for what comes before the first word."""


class Network:
    """Scores tags of words, and finds the best tags of statements.

    Args:
        weights: arrays by name, trained by ``benchmarks/quality/tagging.py``:

            - *wide*: of hashed features, shape (:data:`.span_words.WIDE`, 6);
            - *narrow*: vectors of what words hash to, shape (:data:`.span_words.NARROW`, any);
            - *near*, *near_bias*: convolution over five words, shape (inputs, 5, units);
            - *before*, *before_bias*, *turned*: two layers that turn what stands before a statement
              into something added to each of its words, shapes (2 · dimension + 2, any),
              (any, units);
            - *far*, *far_bias*: over three words that are :data:`.span_words.REACH` apart at
              most, added to what it reads, shape (3, units, units);
            - *out*, *out_bias*: shape (units, 6), layers by tags;
            - *moves*: scores of a tag after another, shape (2, 4, 3).
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating[Any]]]) -> None:
        self._weights = {name: np.asarray(each, np.float32) for name, each in weights.items()}

    def tags(self, lengths: Ints, numbers: Ints, vectors: Floats, hashed: Keys) -> Ints:
        """Tag the words of the statements of a document.

        Args:
            lengths: words of each statement, at least one.
            numbers: for every word of every statement, which of the different words it is.
            vectors: those of the different words, shape (different words, dimension).
            hashed: their keys, shape (different words, 5).

        Returns:
            Tags, shape (words, layers).
        """
        places = np.arange(len(numbers)) + np.repeat(
            REACH * np.arange(1, len(lengths) + 1), lengths
        )
        laid = np.full(len(numbers) + REACH * (len(lengths) + 1), len(vectors))
        laid[places] = numbers
        told = np.repeat(self._told(contexts(lengths, vectors[numbers])), lengths, axis=0)
        scores = self._wide(laid, places, hashed)
        scores += self._deep(laid, places, vectors, hashed, told)
        return self._best(scores.reshape(-1, LAYERS, 3), lengths)

    def _wide(self, laid: Ints, places: Ints, hashed: Keys) -> Floats:
        keys = np.append(hashed, np.zeros((1, hashed.shape[1]), np.uint64), axis=0)[laid]
        return np.asarray(self._weights["wide"][features(keys)[places]].sum(axis=1))

    def _told(self, before: Floats) -> Floats:
        weights = self._weights
        units = np.maximum(before @ weights["before"] + weights["before_bias"], 0)
        return np.asarray(units @ weights["turned"])

    def _deep(
        self, laid: Ints, places: Ints, vectors: Floats, hashed: Keys, told: Floats
    ) -> Floats:
        """Scores by convolutions: what the first makes of a word is the same wherever it stands."""
        weights, hidden = self._weights, np.zeros((len(laid), len(self._weights["out"])), "f4")
        written = weights["narrow"][(hashed % np.uint64(NARROW)).astype(np.int64)].sum(axis=1)
        inputs = np.concatenate([vectors, written], axis=1)
        for tap, weight in enumerate(weights["near"].transpose(1, 0, 2)):
            made = np.append(inputs @ weight, np.zeros((1, weight.shape[1]), "f4"), axis=0)
            hidden[places] += made[laid[places + tap - 2]]
        hidden[places] = np.maximum(hidden[places] + told + weights["near_bias"], 0)
        added = sum(
            hidden[places + step] @ weight
            for step, weight in zip((-2, 0, 2), weights["far"], strict=True)
        )
        last = hidden[places] + np.maximum(added + weights["far_bias"], 0)
        return np.asarray(last @ weights["out"] + weights["out_bias"])

    def _best(self, scores: Floats, lengths: Ints) -> Ints:
        """Viterbi over all statements at once, shorter ones padded with what changes nothing."""
        moves, rows = self._weights["moves"], np.repeat(np.arange(len(lengths)), lengths)
        columns = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        padded = np.zeros((int(lengths.max(initial=0)), len(lengths), LAYERS, 3), np.float32)
        padded[columns, rows] = scores
        best = padded[0] + moves[:, START]
        came: list[Ints] = []
        for at, step in enumerate(padded[1:], start=1):
            reached = best[..., :, None] + moves[:, :START]
            ended = (at >= lengths)[:, None, None]
            came.append(np.where(ended, np.arange(3), reached.argmax(axis=-2)))
            best = np.where(ended, best, reached.max(axis=-2) + step)
        return _followed(best.argmax(axis=-1), came)[columns, rows]


def contexts(lengths: Ints, vectors: Floats) -> Floats:
    """What stands before each statement of a document.

    Args:
        lengths: words of each statement, at least one.
        vectors: those of all words, shape (words, dimension).

    Returns:
        Shape (statements, 2 · dimension + 2): the mean vector of the statement before, that of
        the :data:`BEFORE` ones before, how late in the document it stands, up to 1, and 1 where
        it is the first.
    """
    starts = np.cumsum(lengths) - lengths
    means = np.add.reduceat(vectors, starts, axis=0) / lengths[:, None]
    found = np.zeros((len(lengths), 2 * vectors.shape[1] + 2), np.float32)
    found[:, -2] = np.minimum(np.arange(len(lengths)) / LATE, 1)
    found[0, -1] = 1
    for at in range(1, len(lengths)):
        near = means[max(0, at - BEFORE) : at].mean(axis=0)
        found[at, :-2] = np.concatenate([means[at - 1], near])
    return found


def _followed(last: Ints, came: Sequence[Ints]) -> Ints:
    """Tags from the first word to the last: shape (words, statements, layers)."""
    found = [last]
    for each in reversed(came):
        found.append(np.take_along_axis(each, found[-1][..., None], axis=-1)[..., 0])
    return np.stack(found[::-1])
