"""Labels that a title is once both are cleaned: looked up by their words, as they are written.

Stems would take a security analyst for a securities analyst. Keys are kept as 64-bit hashes: two of
some 100,000 labels share one by chance about once in four billion graphs.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from skillkg.linking.titles.cleaning import clean_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Bools, Float64s, Ints


_WORD: Final = re.compile(r"[^\W_]+[+#]*")
_SIDES: Final = ("left", "right")


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
    keys = np.array([_hashed(_key(clean_title(label))) for label in labels], dtype=np.int64)
    order = np.lexsort((np.asarray(owners), keys))
    return {
        "keys": keys[order],
        "key_owners": np.asarray(owners, dtype=np.int64)[order],
        "key_preferred": np.asarray(preferred, dtype=bool)[order],
    }


def _key(title: str) -> str:
    return " ".join(sorted(word.casefold() for word in _WORD.findall(title)))


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
        """Occupations with a label of the same words as a cleaned title, or in the plural.

        O*NET's preferred labels are plurals.
        """
        keys = [_key(title), _key(f"{title}s")] if title else []
        places = np.concatenate([np.zeros(0, np.int64), *map(self._places, keys)])
        occupations, numbers = np.unique(self._owners[places], return_inverse=True)
        preferred = np.zeros(len(occupations), dtype=bool)
        np.logical_or.at(preferred, numbers, self._preferred[places])
        return LabelOwners(occupations, preferred)

    def _places(self, key: str) -> Ints:
        hashed = _hashed(key)
        first, last = (np.searchsorted(self._keys, hashed, side=side) for side in _SIDES)
        return np.arange(first, last)


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
