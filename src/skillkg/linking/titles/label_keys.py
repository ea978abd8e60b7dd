"""Labels that a title is, or ends in, once both are cleaned: looked up by their words.

Keys (:func:`.cleaning.title_key`) are kept as 64-bit hashes: two of some 100,000 labels share one
by chance about once in four billion graphs.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from skillkg.linking.labels.overlap import stems_of
from skillkg.linking.titles.cleaning import clean_title, title_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Bools, Float64s, Ints


class LabelOwners(NamedTuple):
    """Occupations with a label, each once."""

    occupations: Ints
    """Their numbers, ascending."""
    preferred: Bools
    """Whether it is their preferred label."""


def key_parts(
    labels: Sequence[str], owners: Sequence[int], preferred: Sequence[bool]
) -> dict[str, NDArray[Any]]:
    """Derive what :class:`LabelKeys` reads.

    Args:
        labels: of occupations.
        owners: the number of each label's occupation.
        preferred: whether each is the preferred one.
    """
    keys = np.array([_hashed(title_key(label)) for label in labels], dtype=np.int64)
    order = np.lexsort((np.asarray(owners), keys))
    return {
        "keys": keys[order],
        "key_owners": np.asarray(owners, dtype=np.int64)[order],
        "key_preferred": np.asarray(preferred, dtype=bool)[order],
    }


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


class LabelKeys:
    """The labels of occupations, by their words.

    Args:
        arrays: what :func:`key_parts` gave.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._keys = np.asarray(arrays["keys"])
        self._owners = np.asarray(arrays["key_owners"])
        self._preferred = np.asarray(arrays["key_preferred"])

    def owners(self, title: str) -> LabelOwners:
        """Occupations with a label of the same words as a cleaned title."""
        return self._of_key(" ".join(sorted(stems_of(title))))

    def endings(self, title: str) -> tuple[LabelOwners, float]:
        """Occupations with the longest label that a cleaned title ends in, but is not.

        Returns:
            The occupations, and the share of the title's words that the label has.
        """
        words = title.split()
        for size in range(len(words) - 1, 0, -1):
            owners = self.owners(clean_title(" ".join(words[-size:])))
            if len(owners.occupations):
                return owners, size / len(words)
        return self._of_key(""), 0.0

    def _of_key(self, key: str) -> LabelOwners:
        hashed = _hashed(key) if key else None
        first, last = (
            (0, 0)
            if hashed is None
            else (np.searchsorted(self._keys, hashed, side=side) for side in ("left", "right"))
        )
        owners, preferred = self._owners[first:last], self._preferred[first:last]
        occupations, places = np.unique(owners, return_inverse=True)
        is_preferred = np.zeros(len(occupations), dtype=bool)
        np.logical_or.at(is_preferred, places, preferred)
        return LabelOwners(occupations, is_preferred)


def shares(owners: LabelOwners, taxonomy: Bools, count: int) -> tuple[Float64s, Float64s]:
    """Whether each occupation has a label as its preferred one, and its share of the others.

    Args:
        owners: those of the label.
        taxonomy: of each of all occupations whether it is of O*NET; labels are shared within one.
        count: how many occupations there are.
    """
    preferred, alternative = np.zeros(count), np.zeros(count)
    for is_onet in (False, True):
        of_taxonomy = taxonomy[owners.occupations] == is_onet
        own = owners.occupations[of_taxonomy & owners.preferred]
        others = owners.occupations[of_taxonomy & ~owners.preferred]
        preferred[own] = 1.0
        alternative[others] = 1 / max(len(others), 1)
    return preferred, alternative
