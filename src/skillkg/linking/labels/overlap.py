"""Overlap of texts with the labels of skills: the words in common, weighted by idf.

The overlap of a text with a label is the share of the label's words, each weighted by its inverse
document frequency among all labels, that stand in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.arrays import idf, offsets, ranges, run_starts, starts
from skillkg.text.tokens import words
from skillkg.text.word_lists import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Bools, Float32s, Ints

MAX_FREQUENCY: Final = 300
"""A word of more labels than these is not searched by: it tells too little. It counts in overlaps
all the same."""
_FUNCTION_WORD_WEIGHT: Final = 0.2
"""What the idf of a function word is multiplied by."""
_NO_STEM: Final = ""
"""The stem of a label without a word: no text has it."""


def stems_of(text: str) -> set[str]:
    """The stems of a text's words, by which labels and documents meet."""
    return {token.stem for token in words(text) if token.stem}


def overlap_parts(
    labels: Sequence[str], owners: Ints, preferred: Ints
) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """Derive what :class:`LabelOverlap` reads.

    Args:
        labels: of skills, those of one skill together.
        owners: the number of each label's skill, ascending, none left out.
        preferred: for each skill, which of the labels is its preferred one.

    Returns:
        Arrays, and the stems that labels consist of. ``stems`` and ``weights`` are ragged, with a
        row for each label, from ``label_offsets[label]``: the numbers of its stems, and their
        weights, which add up to 1. The labels of a skill start at ``skill_offsets[skill]``.
        ``postings`` are places in these flat arrays, grouped by stem, from
        ``posting_offsets[stem]``.
    """
    stems_of_labels = [sorted(stems_of(label)) or [_NO_STEM] for label in labels]
    lengths = [len(stems) for stems in stems_of_labels]
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(stem, len(numbers)) for stems in stems_of_labels for stem in stems]
    stems = np.array(flat, dtype=np.int64)
    rows = np.repeat(np.arange(len(labels)), lengths)
    frequency = np.bincount(stems, minlength=len(numbers))
    rarity = idf(frequency, len(labels))
    rarity *= [_FUNCTION_WORD_WEIGHT if stem in FUNCTION_WORDS else 1 for stem in numbers]
    totals = np.bincount(rows, rarity[stems])
    arrays: dict[str, NDArray[Any]] = {
        "stems": stems.astype(np.int32),
        "weights": (rarity[stems] / totals[rows]).astype(np.float32),
        "label_offsets": offsets(lengths),
        "skill_offsets": np.searchsorted(owners, np.arange(len(preferred) + 1)),
        "preferred": preferred,
        "postings": np.argsort(stems, kind="stable").astype(np.int32),
        "posting_offsets": offsets(frequency),
    }
    return arrays, list(numbers)


class LabelOverlap:
    """How much of the labels of skills stands in texts.

    Args:
        arrays: what :func:`overlap_parts` gave.
        stems: what else it gave.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], stems: Sequence[str]) -> None:
        self._numbers = {stem: number for number, stem in enumerate(stems)}
        self._stems, self._weights = np.asarray(arrays["stems"]), np.asarray(arrays["weights"])
        self._label_offsets = np.asarray(arrays["label_offsets"])
        self._skill_offsets = np.asarray(arrays["skill_offsets"])
        self._preferred = np.asarray(arrays["preferred"])
        self._posting_offsets = np.asarray(arrays["posting_offsets"])
        labels = np.arange(len(self._label_offsets) - 1, dtype=np.int32)
        label_of_stem = np.repeat(labels, np.diff(self._label_offsets))
        self._posted_labels = label_of_stem[arrays["postings"]]
        self._posted_weights = self._weights[arrays["postings"]]
        self._owners = np.repeat(np.arange(len(self._preferred)), np.diff(self._skill_offsets))

    def known(self, stems: Iterable[str]) -> list[int]:
        """Numbers of those stems of a text that labels have, ascending."""
        return sorted({self._numbers[stem] for stem in stems if stem in self._numbers})

    def search(self, stems: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Float32s]:
        """Find skills by the stems of some texts, those that are too frequent left out.

        Args:
            stems: what :meth:`known` gave for each text.

        Returns:
            Pairs of a text and a skill with such a stem in a label, in order, and the overlap with
            the label that has most of them.
        """
        texts, searched = self._rare(stems)
        begins, ends = self._posting_offsets[searched], self._posting_offsets[searched + 1]
        postings = ranges(begins, ends)
        texts = np.repeat(texts, ends - begins)
        keys = texts * len(self._owners) + self._posted_labels[postings]
        order = np.argsort(keys, kind="stable")
        keys, overlaps = _grouped(np.add, keys[order], self._posted_weights[postings[order]])
        texts, labels = np.divmod(keys, len(self._owners))
        keys = texts * len(self._preferred) + self._owners[labels]
        keys, best = _grouped(np.maximum, keys, overlaps)
        texts, skills = np.divmod(keys, len(self._preferred))
        return texts, skills, best

    def _rare(self, stems: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
        """Pairs of a text and a stem that is searched by, in order."""
        texts = np.repeat(np.arange(len(stems)), [len(each) for each in stems])
        numbers = np.array([number for each in stems for number in each], dtype=np.int64)
        frequency = self._posting_offsets[numbers + 1] - self._posting_offsets[numbers]
        rare = frequency <= MAX_FREQUENCY
        return texts[rare], numbers[rare]

    def of_pairs(
        self, stems: Sequence[Sequence[int]], texts: Ints, skills: Ints
    ) -> tuple[Float32s, Float32s]:
        """Overlaps of pairs of a text and a skill.

        Args:
            stems: what :meth:`known` gave for each text.
            texts: number of each pair's text.
            skills: number of its skill.

        Returns:
            The overlap with the skill's preferred label, and the largest with any of its labels;
            shapes (pairs,).
        """
        first, last = self._skill_offsets[skills], self._skill_offsets[skills + 1]
        labels = ranges(first, last)
        label_starts = starts(last - first)
        begins, ends = self._label_offsets[first], self._label_offsets[last]
        cells = ranges(begins, ends)
        rows = np.repeat(texts, ends - begins)
        weights = self._weights[cells] * self._present(stems)[rows, self._stems[cells]]
        lengths = self._label_offsets[labels + 1] - self._label_offsets[labels]
        overlaps = np.add.reduceat(weights, starts(lengths))
        preferred = label_starts + self._preferred[skills] - first
        return overlaps[preferred], np.maximum.reduceat(overlaps, label_starts)

    def _present(self, stems: Sequence[Sequence[int]]) -> Bools:
        """Which stems stand in which text: shape (texts, stems)."""
        present = np.zeros((len(stems), len(self._numbers)), dtype=bool)
        for text, numbers in enumerate(stems):
            present[text, numbers] = True
        return present


def _grouped(reduce: np.ufunc, keys: Ints, values: Float32s) -> tuple[Ints, Float32s]:
    """Reduce the values of each key to one; keys ascending."""
    firsts = run_starts(keys)
    return keys[firsts], reduce.reduceat(values, firsts)
