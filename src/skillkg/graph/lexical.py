"""Search concepts by text: TF-IDF over the words and the letter trigrams of their labels.

Half of a label's score is the cosine of its stemmed words with the text's, half that of its
letter trigrams (which forgive typos and other endings); a concept's score is that of its best
label: 1 for the very same words, 0 where nothing is shared.
"""

from __future__ import annotations

from array import array
from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.arrays import idf
from skillkg.text.tokens import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csc_array, csr_array

    from skillkg.arrays import Float64s
    from skillkg.graph.cache import Parts

HALF = sqrt(0.5)
"""Weight of each of the two parts of a vector, so that the whole has length one."""
PART = "\x00"
"""What marks a feature as a trigram."""


def _trigrams(word: str) -> list[str]:
    padded = f" {fold(word)} "
    return [PART + padded[i : i + 3] for i in range(len(padded) - 2)]


def _words(text: str) -> list[str]:
    return [token.text for token in words(text) if token.stem]


def build_index(texts: Sequence[str]) -> Parts:
    """Index texts as parts for the cache: the postings of every feature, and their names."""
    # What a word is made of is worked out once per word; the sums are a product of matrices.
    words_of_texts, vocabulary = _count(map(_words, texts))
    features_of_words, names = _count([stem(word), *_trigrams(word)] for word in vocabulary)
    return _postings((words_of_texts @ features_of_words).tocsc(), names)


def _count(rows: Iterable[Sequence[str]]) -> tuple[csr_array, list[str]]:
    """Count how often each row has each value; give the values in the order of the columns.

    Single precision holds counts exactly.
    """
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    columns, ends = array("i"), array("q", [0])
    for row in rows:
        columns.extend([numbers.setdefault(value, len(numbers)) for value in row])
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    indices, offsets = np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int64)
    counts = csr_array((ones, indices, offsets), shape=(len(offsets) - 1, len(numbers)))
    counts.sum_duplicates()
    return counts, list(numbers)


def _postings(counts: csc_array, names: list[str]) -> Parts:
    """Weigh counts by inverse document frequency, normalize both parts, group by feature."""
    size, frequency = counts.shape[0], np.diff(counts.indptr)
    rarity = idf(frequency, size, "scikit-learn")
    grams = np.array([name.startswith(PART) for name in names], dtype=np.int32)
    weights = counts.data * np.repeat(rarity, frequency)
    cells = counts.indices * 2 + np.repeat(grams, frequency)
    lengths = np.sqrt(np.bincount(cells, weights=weights**2, minlength=2 * size))
    arrays: dict[str, NDArray[Any]] = {
        "begins": counts.indptr.astype(np.int64),
        "labels": counts.indices.astype(np.int32),
        "weights": (HALF * weights / lengths[cells]).astype(np.float32),
        "idf": rarity,
    }
    return arrays, {"names": names, "size": size}


class LexicalIndex:
    """The index of a list of labels."""

    def __init__(self, parts: Parts) -> None:
        arrays, values = parts
        self._begins, self._idf = arrays["begins"], arrays["idf"]
        self._labels, self._weights = np.asarray(arrays["labels"]), np.asarray(arrays["weights"])
        self._numbers = {name: number for number, name in enumerate(values["names"])}
        self._size: int = values["size"]

    def scores(self, text: str) -> Float64s:
        """Score every label: shape (labels,), in [0, 1]."""
        in_text = _words(text)
        grams = (gram for word in in_text for gram in _trigrams(word))
        parts = (Counter(map(stem, in_text)), Counter(grams))
        weighed = [pair for counts in parts for pair in self._weigh(counts)]
        if not weighed:
            return np.zeros(self._size)
        rows = [slice(*self._begins[number : number + 2]) for number, _ in weighed]
        labels = np.concatenate([self._labels[row] for row in rows])
        parts_of_sums = [
            weight * self._weights[row] for (_, weight), row in zip(weighed, rows, strict=True)
        ]
        total = np.bincount(labels, np.concatenate(parts_of_sums), minlength=self._size)
        return np.minimum(total, 1.0)

    def _weigh(self, counts: Counter[str]) -> Iterator[tuple[int, float]]:
        """Weights of one part of a text; a word that no label has counts for its length."""
        rarest = float(idf(0, self._size, "scikit-learn"))
        known = {name: self._numbers.get(name) for name in counts}
        weights = {
            name: count * (rarest if known[name] is None else float(self._idf[known[name]]))
            for name, count in counts.items()
            if known[name] is not None or not name.startswith(PART)
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        for name, number in known.items():
            if number is not None:
                yield number, HALF * weights[name] / length
