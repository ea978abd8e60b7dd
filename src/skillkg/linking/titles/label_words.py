"""Words of labels as vectors, weighed by how rare they are: what titles are compared with."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.linking.labels.overlap import stems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def word_parts(labels: Sequence[str]) -> tuple[dict[str, NDArray[Any]], dict[str, float]]:
    """Postings of stems, each label's of length one; and how rare each stem is, in their order."""
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    cells = [
        (numbers.setdefault(stem, len(numbers)), column)
        for column, label in enumerate(labels)
        for stem in sorted(stems_of(label))
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    rarity = np.log((len(labels) + 2) / (np.bincount(rows, minlength=len(numbers)) + 1))
    lengths = np.sqrt(np.bincount(columns, rarity[rows] ** 2, len(labels)))
    values = (rarity[rows] / lengths[columns]).astype(np.float32)
    found = csr_array((values, (rows, columns)), shape=(len(numbers), len(labels)))
    arrays = {"data": found.data, "indices": found.indices, "indptr": found.indptr}
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
        self._stems = {stem: number for number, stem in enumerate(rarity)}
        cells = ("data", "indices", "indptr")
        self._data, self._indices, self._indptr = (np.asarray(arrays[name]) for name in cells)

    def cosines(self, title: str) -> Floats:
        """Cosine of a title's words with those of each label."""
        unknown = log(self._count + 2)
        weights = {stem: self._rarity.get(stem, unknown) for stem in sorted(stems_of(title))}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        known = {self._stems[s]: w / length for s, w in weights.items() if s in self._stems}
        found = np.zeros(self._count, dtype=np.float32)
        for number, weight in known.items():
            begin, end = self._indptr[number : number + 2]
            found[self._indices[begin:end]] += np.float32(weight) * self._data[begin:end]
        return found
