"""Words of labels as TF-IDF vectors: what the words of titles are compared with."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.arrays import idf
from skillkg.linking.labels.overlap import stems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s


def word_parts(labels: Sequence[str]) -> tuple[dict[str, NDArray[Any]], dict[str, float]]:
    """Derive what :class:`LabelWords` reads.

    Returns:
        Postings: a sparse matrix of stems by labels, the column of each label of length one; and
        the idf of each stem, in the order of its rows.
    """
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    cells = [
        (numbers.setdefault(stem, len(numbers)), column)
        for column, label in enumerate(labels)
        for stem in sorted(stems_of(label))
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    rarity = idf(np.bincount(rows, minlength=len(numbers)), len(labels))
    lengths = np.sqrt(np.bincount(columns, rarity[rows] ** 2, len(labels)))
    weights = (rarity[rows] / lengths[columns]).astype(np.float32)
    postings = csr_array((weights, (rows, columns)), shape=(len(numbers), len(labels)))
    arrays = {
        "weights": postings.data,
        "posted_labels": postings.indices,
        "posting_offsets": postings.indptr,
    }
    return arrays, dict(zip(numbers, rarity.tolist(), strict=True))


class LabelWords:
    """The words of some labels.

    Args:
        arrays: what :func:`word_parts` gave.
        rarity: what else it gave.
        count: how many labels there are.
    """

    def __init__(
        self, arrays: Mapping[str, NDArray[Any]], rarity: Mapping[str, float], count: int
    ) -> None:
        self._rarity, self._count = rarity, count
        self._numbers = {stem: number for number, stem in enumerate(rarity)}
        self._weights = np.asarray(arrays["weights"])
        self._labels = np.asarray(arrays["posted_labels"])
        self._offsets = np.asarray(arrays["posting_offsets"])

    def cosines(self, title: str) -> Float32s:
        """Cosine of a title's words with those of each label."""
        unknown = float(idf(0, self._count))
        weights = {stem: self._rarity.get(stem, unknown) for stem in sorted(stems_of(title))}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        cosines = np.zeros(self._count, dtype=np.float32)
        for stem, weight in weights.items():
            number = self._numbers.get(stem)
            if number is not None:
                begin, end = self._offsets[number : number + 2]
                products = np.float32(weight / length) * self._weights[begin:end]
                cosines[self._labels[begin:end]] += products
        return cosines
