"""The network behind the span tagger, in numpy: scores of tags, and the best sequence of them.

Passages lie one below the other in one array, with rows of zeros between, so that one pass reads
all: what a convolution sees beyond the ends of a passage is zeros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.arrays import row_positions, starts
from skillkg.linking.spans.word_features import NARROW, REACH, hashed_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s, Ints
    from skillkg.linking.spans.word_features import Keys

LAYERS: Final = 2
"""SkillSpan's two: skills and knowledge; each is a chain of its own."""
TAGS: Final = 3
OUTSIDE, BEGIN, INSIDE = range(TAGS)
FORBIDDEN: Final = -30.0
"""Score of an I that follows no B or I."""
BEFORE: Final = 4
"""Passages before one that it is read with: what stands under ``Requirements`` is asked for."""
LATE: Final = 40
"""Passages after which a document counts as late."""
START: Final = 3
"""Row of the transitions for what comes before the first word."""


class Network:
    """Scores tags of words, and finds the best tags of passages.

    Args:
        weights: arrays by name, as :mod:`.training` learns them:

            - *wide*: of hashed features, shape (:data:`.word_features.WIDE`, 6);
            - *narrow*: vectors of what words hash to, shape (:data:`.word_features.NARROW`, any);
            - *near*, *near_bias*: convolution over five words, shape (inputs, 5, units);
            - *before*, *before_bias*, *turned*: two layers that turn what stands before a passage
              into something added to each of its words, shapes (2 · dimension + 2, any),
              (any, units);
            - *far*, *far_bias*: dilated convolution, over three words that are
              :data:`.word_features.REACH` apart at most, added to what it reads, shape
              (3, units, units);
            - *out*, *out_bias*: shape (units, 6), layers by tags;
            - *moves*: transitions, scores of a tag after another, shape (2, 4, 3).
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating[Any]]]) -> None:
        self._weights = {name: np.asarray(each, np.float32) for name, each in weights.items()}

    def tags(self, lengths: Ints, numbers: Ints, vectors: Float32s, keys: Keys) -> Ints:
        """Tag the words of the passages of a document.

        Args:
            lengths: words of each passage, at least one.
            numbers: for every word of every passage, which of the distinct words it is.
            vectors: those of the distinct words, shape (distinct words, dimension).
            keys: theirs (:func:`.word_features.word_keys`), shape (distinct words, 5).

        Returns:
            Tags, shape (words, layers).
        """
        gaps = REACH * np.arange(1, len(lengths) + 1)
        places = np.arange(len(numbers)) + np.repeat(gaps, lengths)
        padded = np.full(len(numbers) + REACH * (len(lengths) + 1), len(vectors))
        padded[places] = numbers
        before = self._encoded_contexts(contexts(lengths, vectors[numbers]))
        scores = self._wide(padded, places, keys)
        scores += self._deep(padded, places, vectors, keys, np.repeat(before, lengths, axis=0))
        return self._best(scores.reshape(-1, LAYERS, TAGS), lengths)

    def _wide(self, padded: Ints, places: Ints, keys: Keys) -> Float32s:
        """Scores by hashed features: shape (words, 6)."""
        no_word = np.zeros((1, keys.shape[1]), np.uint64)
        rows = np.append(keys, no_word, axis=0)[padded]
        return np.asarray(self._weights["wide"][hashed_features(rows)[places]].sum(axis=1))

    def _encoded_contexts(self, before: Float32s) -> Float32s:
        """What is added to the units of each passage's words: shape (passages, units)."""
        weights = self._weights
        hidden = np.maximum(before @ weights["before"] + weights["before_bias"], 0)
        return np.asarray(hidden @ weights["turned"])

    def _deep(
        self, padded: Ints, places: Ints, vectors: Float32s, keys: Keys, before: Float32s
    ) -> Float32s:
        """Scores by convolutions: shape (words, 6).

        What the first makes of a word is the same wherever it stands, and is computed once.
        """
        weights = self._weights
        hidden = np.zeros((len(padded), len(weights["out"])), np.float32)
        buckets = (keys % np.uint64(NARROW)).astype(np.int64)
        inputs = np.concatenate([vectors, weights["narrow"][buckets].sum(axis=1)], axis=1)
        for tap, weight in enumerate(weights["near"].transpose(1, 0, 2)):
            no_word = np.zeros((1, weight.shape[1]), np.float32)
            outputs = np.append(inputs @ weight, no_word, axis=0)
            hidden[places] += outputs[padded[places + tap - 2]]
        hidden[places] = np.maximum(hidden[places] + before + weights["near_bias"], 0)
        far = sum(
            hidden[places + step] @ weight
            for step, weight in zip((-2, 0, 2), weights["far"], strict=True)
        )
        last = hidden[places] + np.maximum(far + weights["far_bias"], 0)
        return np.asarray(last @ weights["out"] + weights["out_bias"])

    def _best(self, scores: Float32s, lengths: Ints) -> Ints:
        """Viterbi over all passages at once, shorter ones padded with what changes nothing."""
        transitions = self._weights["moves"]
        rows, columns = np.repeat(np.arange(len(lengths)), lengths), row_positions(lengths)
        shape = (int(lengths.max(initial=0)), len(lengths), LAYERS, TAGS)
        padded = np.zeros(shape, np.float32)
        padded[columns, rows] = scores
        best = padded[0] + transitions[:, START]
        previous: list[Ints] = []
        for column, step in enumerate(padded[1:], start=1):
            reached = best[..., :, None] + transitions[:, :START]
            has_ended = (column >= lengths)[:, None, None]
            previous.append(np.where(has_ended, np.arange(TAGS), reached.argmax(axis=-2)))
            best = np.where(has_ended, best, reached.max(axis=-2) + step)
        return _backtracked(best.argmax(axis=-1), previous)[columns, rows]


def contexts(lengths: Ints, vectors: Float32s) -> Float32s:
    """What stands before each passage of a document.

    Args:
        lengths: words of each passage, at least one.
        vectors: those of all words, shape (words, dimension).

    Returns:
        Shape (passages, 2 · dimension + 2): the mean vector of the passage before, that of the
        :data:`BEFORE` ones before, how late in the document it stands, up to 1, and 1 where it
        is the first.
    """
    means = np.add.reduceat(vectors, starts(lengths), axis=0) / lengths[:, None]
    rows = np.zeros((len(lengths), 2 * vectors.shape[1] + 2), np.float32)
    rows[:, -2] = np.minimum(np.arange(len(lengths)) / LATE, 1)
    rows[0, -1] = 1
    for row in range(1, len(lengths)):
        several = means[max(0, row - BEFORE) : row].mean(axis=0)
        rows[row, :-2] = np.concatenate([means[row - 1], several])
    return rows


def _backtracked(last: Ints, previous: Sequence[Ints]) -> Ints:
    """Tags from the first word to the last: shape (words, passages, layers)."""
    tags = [last]
    for each in reversed(previous):
        tags.append(np.take_along_axis(each, tags[-1][..., None], axis=-1)[..., 0])
    return np.stack(tags[::-1])
