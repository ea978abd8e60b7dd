"""Words as the span tagger sees them: places in a text, and numbers that their writing hashes to.

Commas are no words, and what clings to a word is told apart from it: the sentences that the
tagger was trained on (SkillSpan) come split at blanks and without commas.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from skillkg.text.tokens import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from skillkg.arrays import Ints

    Keys = NDArray[np.uint64]

WIDE: Final = 1 << 15
"""Numbers that combinations of words hash to."""
NARROW: Final = 1 << 12
"""Numbers that words alone hash to."""
REACH: Final = 4
"""Words on each side that a word is seen with: how many rows of zeros part two passages."""

_CHUNK: Final = re.compile(r"[^\s,()\[\]{}<>|•▪●■·\"“”]+")
_WORD: Final = re.compile(r"[^\W_](?:.*[^\W_])?(?:\+{1,2}|#)?", re.DOTALL)
_FORM, _STEM, _ENDING3, _ENDING2, _SHAPE = range(5)
_ALONE: Final = (
    *((key, at) for at in (-1, 0, 1) for key in range(5)),
    (_STEM, -2), (_STEM, 2), (_ENDING2, -2), (_ENDING2, 2),
    (_STEM, -3), (_STEM, 3), (_SHAPE, 2), (_SHAPE, -2),
)  # fmt: skip
"""Which key of which neighbour is a feature of a word."""
_PAIRS: Final = tuple(
    (key, first, first + 1)
    for key, places in ((_STEM, (-1, 0, -2, 1)), (_ENDING2, (-1, 0)), (_SHAPE, (-1, 0)))
    for first in places
)
"""Which key of which two neighbours is one together: key, first and second neighbour."""
WORD_FEATURES: Final = len(_ALONE) + len(_PAIRS)
"""Hashed features of a word."""


class SpanWord(NamedTuple):
    """A word at ``text[start:end]``, and the mark that clings to its end, where there is one."""

    start: int
    end: int
    text: str
    mark: str


def span_words(text: str) -> Iterator[SpanWord]:
    """Words of a text, in order: what stands between blanks, commas and brackets."""
    for chunk in _CHUNK.finditer(text):
        if word := _WORD.search(chunk[0]):
            start = chunk.start() + word.start()
            mark = chunk[0][-1] if word.end() < len(chunk[0]) else ""
            yield SpanWord(start, start + len(word[0]), word[0], mark)


@lru_cache(maxsize=1 << 16)
def word_keys(text: str, mark: str) -> tuple[int, ...]:
    """What a word hashes to by its form, stem, last three and last two letters, and shape."""
    low = text.lower()
    parts = (f"w{low}", f"s{stem(text)}", f"3{low[-3:]}", f"2{low[-2:]}", f"h{_shape(text)}{mark}")
    return tuple(crc32(part.encode("utf-8", "replace")) for part in parts)


def _shape(text: str) -> str:
    if text.isupper() and len(text) > 1:
        return "U"
    if text[0].isupper():
        return "T"
    return "d" if any(map(str.isdigit, text)) else "l"


def hashed_features(keys: Keys) -> Ints:
    """Number the features of words.

    Args:
        keys: of the words of all passages, one below the other, with at least
            :data:`REACH` rows of zeros before, between and behind: shape (rows, 5).

    Returns:
        Shape (rows, :data:`WORD_FEATURES`), each below :data:`WIDE`; rows of zeros have no meaning.
    """
    columns = [
        _mixed(_neighbours(keys[:, key], step), 11 * number + 7)
        for number, (key, step) in enumerate(_ALONE)
    ]
    for number, (key, first, second) in enumerate(_PAIRS):
        values = keys[:, key]
        both = _neighbours(values, first) * np.uint64(31) + _neighbours(values, second)
        columns.append(_mixed(both, 11 * number + 5003))
    return np.stack(columns, axis=1).astype(np.int64)


def _neighbours(values: Keys, step: int) -> Keys:
    """Each row's neighbour; what comes in at one end left at the other, and is zeros."""
    return np.roll(values, -step)


def _mixed(values: Keys, salt: int) -> Keys:
    """Multiplicative hashing (Knuth): the middle bits of a product with 2³² / φ."""
    product = values * np.uint64(2654435761) + np.uint64(salt * 40503001)
    return (product >> np.uint64(7)) % np.uint64(WIDE)
