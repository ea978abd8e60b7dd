"""Search concepts by text: TF-IDF over the words and the letter trigrams of their labels.

Half of a label's score is the cosine of its stemmed words with the text's, half that of its
letter trigrams (which forgive typos and other endings); a concept's score is that of its best
label: 1 for the very same words, 0 where nothing is shared.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

HALF = sqrt(0.5)
"""Weight of each of the two parts of a vector, so that the whole has length one."""
PART = "\x00"
"""What marks a feature as a trigram."""


@lru_cache(maxsize=1 << 16)
def _trigrams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(PART + padded[i : i + 3] for i in range(len(padded) - 2))


def _features(text: str) -> tuple[Counter[str], Counter[str]]:
    tokens = [token for token in words(text) if token.stem]
    grams = (gram for token in tokens for gram in _trigrams(fold(token.text)))
    return Counter(token.stem for token in tokens), Counter(grams)


def build_index(texts: Sequence[str]) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Index texts as parts for the cache: the postings of every feature, and their names."""
    names: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    parts: list[int] = []
    for row, text in enumerate(texts):
        for part, counts in enumerate(_features(text)):
            for name, count in counts.items():
                rows.append(row)
                columns.append(names.setdefault(name, len(names)))
                weights.append(count)
                parts.append(part)
    return _postings(len(texts), names, *map(np.array, (rows, columns, weights, parts)))


def _postings(
    size: int,
    names: Mapping[str, int],
    rows: NDArray[Any],
    columns: NDArray[Any],
    counts: NDArray[Any],
    parts: NDArray[Any],
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Weigh counts by inverse document frequency, normalize both parts, group by feature."""
    columns = columns.astype(np.int64)
    frequency = np.bincount(columns, minlength=len(names))
    idf = np.log((1 + size) / (1 + frequency)) + 1
    weights = counts * idf[columns]
    cells = rows.astype(np.int64) * 2 + parts
    lengths = np.sqrt(np.bincount(cells, weights=weights**2, minlength=2 * size))
    weights = HALF * weights / lengths[cells]
    order = np.argsort(columns, kind="stable")
    arrays = {
        "begins": np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64),
        "labels": rows[order].astype(np.int32),
        "weights": weights[order].astype(np.float32),
        "idf": idf,
    }
    return arrays, {"names": list(names), "size": size}


class LexicalIndex:
    """The index of a list of labels, each of a concept and of a group of concepts."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], values: Mapping[str, Any]) -> None:
        self._arrays = arrays
        self._numbers = {name: number for number, name in enumerate(values["names"])}
        self._size: int = values["size"]

    def scores(self, text: str) -> Vector:
        """Score every label: shape (labels,), in [0, 1]."""
        total = np.zeros(self._size)
        for counts in _features(text):
            for number, weight in self._weigh(counts):
                begin, end = self._arrays["begins"][number : number + 2]
                labels = self._arrays["labels"][begin:end]
                total[labels] += weight * self._arrays["weights"][begin:end]
        return np.minimum(total, 1.0)

    def _weigh(self, counts: Counter[str]) -> Iterator[tuple[int, float]]:
        """Weights of one part of a text; a word that no label has counts for its length."""
        rarest = float(np.log(1 + self._size)) + 1
        known = {name: self._numbers.get(name) for name in counts}
        weights = {
            name: count
            * (rarest if known[name] is None else float(self._arrays["idf"][known[name]]))
            for name, count in counts.items()
            if known[name] is not None or not name.startswith(PART)
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        for name, number in known.items():
            if number is not None:
                yield number, HALF * weights[name] / length
