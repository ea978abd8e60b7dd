"""Words that a text and the labels of skills have in common, weighed by how rare they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.arrays import ranges, starts
from skillkg.text.tokens import words
from skillkg.text.word_lists import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

FREQUENT: Final = 300
"""Labels that have a word from which on it is not searched by: it tells too little. It counts
among the words that are shared all the same."""
_COMMON: Final = 0.2
"""What a function word counts for, beside the rarity of other words."""
_NO_WORD: Final = ""
"""What a label without a word is made of: no text has it."""


def stems_of(text: str) -> set[str]:
    """The words of a text, by what labels and documents meet by."""
    return {token.stem for token in words(text) if token.stem}


def share_parts(labels: Sequence[str], owners: Ints, preferred: Ints) -> tuple[Any, list[str]]:
    """Derive what :class:`Shares` reads.

    Args:
        labels: of skills, those of one skill together.
        owners: the number of each label's skill, ascending, none left out.
        preferred: for each skill, which of the labels is its preferred one.

    Returns:
        Arrays, and the stems that labels are made of.
    """
    numbers: dict[str, int] = {}
    found = [sorted(stems_of(label)) or [_NO_WORD] for label in labels]
    cells = [numbers.setdefault(stem, len(numbers)) for each in found for stem in each]
    stems = np.array(cells, dtype=np.int64)
    sizes = np.array([len(each) for each in found], dtype=np.int64)
    rows = np.repeat(np.arange(len(labels)), sizes)
    frequency = np.bincount(stems, minlength=len(numbers))
    rarity = np.log((len(labels) + 2) / (frequency + 1))
    rarity *= [_COMMON if stem in FUNCTION_WORDS else 1 for stem in numbers]
    shares = rarity[stems] / np.bincount(rows, rarity[stems])[rows]
    arrays = {
        "stems": stems.astype(np.int32),
        "shares": shares.astype(np.float32),
        "cells": np.cumsum([0, *sizes]),
        "begins": np.searchsorted(owners, np.arange(len(preferred) + 1)),
        "preferred": preferred,
        "order": np.argsort(stems, kind="stable").astype(np.int32),
        "postings": np.cumsum([0, *frequency]),
    }
    return arrays, list(numbers)


class Shares:
    """How much of the labels of skills stands in a text."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], stems: Sequence[str]) -> None:
        """Read what :func:`share_parts` gave."""
        self._numbers = {stem: number for number, stem in enumerate(stems)}
        self._stems, self._shares = np.asarray(arrays["stems"]), np.asarray(arrays["shares"])
        self._cells, self._begins = np.asarray(arrays["cells"]), np.asarray(arrays["begins"])
        self._preferred, self._postings = (np.asarray(arrays[n]) for n in ("preferred", "postings"))
        labels = np.repeat(np.arange(len(self._cells) - 1, dtype=np.int32), np.diff(self._cells))
        self._posted_labels = labels[arrays["order"]]
        self._posted_shares = self._shares[arrays["order"]]
        self._owners = np.repeat(np.arange(len(self._preferred)), np.diff(self._begins))

    def known(self, stems: Iterable[str]) -> list[int]:
        """Numbers of those words of a text that labels have, ascending."""
        return sorted({self._numbers[stem] for stem in stems if stem in self._numbers})

    def search(self, words: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Floats]:
        """Find skills by those words of some texts that are not too frequent.

        Returns:
            Pairs of a text and a skill with such a word in a label, in order, and what share of
            the label that has most of them they make up.
        """
        numbers = np.array([number for each in words for number in each], dtype=np.int64)
        texts = np.repeat(np.arange(len(words)), [len(each) for each in words])
        sizes = self._postings[numbers + 1] - self._postings[numbers]
        rare = sizes <= FREQUENT
        begins, sizes = self._postings[numbers[rare]], sizes[rare]
        posted = ranges(begins, begins + sizes)
        keys = np.repeat(texts[rare], sizes) * len(self._owners) + self._posted_labels[posted]
        order = np.argsort(keys, kind="stable")
        labels, sums = _together(np.add, keys[order], self._posted_shares[posted[order]])
        texts, labels = np.divmod(labels, len(self._owners))
        keys = texts * len(self._preferred) + self._owners[labels]
        skills, best = _together(np.maximum, keys, sums)
        return *np.divmod(skills, len(self._preferred)), best

    def of(
        self, words: Sequence[Sequence[int]], texts: Ints, skills: Ints
    ) -> tuple[Floats, Floats]:
        """What share of a skill's preferred label, and of its best one, the words of a text are.

        Args:
            words: of the texts.
            texts: number of each pair's text.
            skills: number of its skill.
        """
        count = len(self._numbers)
        present = np.zeros(len(words) * count, dtype=bool)
        present[[row * count + word for row, each in enumerate(words) for word in each]] = True
        first, last = self._begins[skills], self._begins[skills + 1]
        begins, ends = self._cells[first], self._cells[last]
        cells = ranges(begins, ends)
        rows = np.repeat(texts * count, ends - begins)
        shared = self._shares[cells] * present[rows + self._stems[cells]]
        labels = ranges(first, last)
        sums = np.add.reduceat(shared, starts(self._cells[labels + 1] - self._cells[labels]))
        firsts = starts(last - first)
        return sums[firsts + self._preferred[skills] - first], np.maximum.reduceat(sums, firsts)


def _together(join: np.ufunc, keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Join the values of each key; keys ascending."""
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[firsts], join.reduceat(values, firsts)
