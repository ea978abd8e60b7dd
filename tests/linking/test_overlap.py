"""Words that texts share with labels, beside the same worked out one by one."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.linking.labels import overlap as module
from skillkg.linking.labels.overlap import LabelOverlap, overlap_parts, stems_of
from skillkg.text.word_lists import FUNCTION_WORDS

LABELS = ["manage data", "data management", "brew tea", "tea", "软件", "use of tea", "…"]
OWNERS = np.array([0, 0, 1, 1, 2, 3, 3])
PREFERRED = np.array([1, 2, 4, 6])
WORDS = st.sampled_from(["data", "managing", "tea", "of", "brewing", "coffee", ","])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def overlap() -> LabelOverlap:
    return LabelOverlap(*overlap_parts(LABELS, OWNERS, PREFERRED))


def overlaps(text: str) -> list[float]:
    """Overlap of a text with each label."""
    every = [stems_of(label) for label in LABELS]
    count = {stem: sum(stem in each for each in every) for each in every for stem in each}
    rarity = {
        stem: log((len(LABELS) + 2) / (n + 1)) * (0.2 if stem in FUNCTION_WORDS else 1)
        for stem, n in count.items()
    }
    words = stems_of(text)
    return [
        sum(rarity[s] for s in each & words) / sum(rarity[s] for s in each) if each else 0.0
        for each in every
    ]


@given(texts=TEXTS)
def test_overlaps_are_those_of_each_pair_alone(overlap: LabelOverlap, texts: list[str]) -> None:
    rows, skills = np.divmod(np.arange(len(texts) * len(PREFERRED)), len(PREFERRED))
    stems = [overlap.known(stems_of(text)) for text in texts]
    preferred, best = overlap.of_pairs(stems, rows, skills)
    for row, text in enumerate(texts):
        whole = overlaps(text)
        mine = slice(row * len(PREFERRED), (row + 1) * len(PREFERRED))
        assert preferred[mine] == pytest.approx([whole[label] for label in PREFERRED], abs=1e-6)
        tops = [max(w for w, o in zip(whole, OWNERS, strict=True) if o == s) for s in range(4)]
        assert best[mine] == pytest.approx(tops, abs=1e-6)


@given(texts=TEXTS)
def test_a_search_finds_what_shares_a_word(overlap: LabelOverlap, texts: list[str]) -> None:
    stems = [overlap.known(stems_of(text)) for text in texts]
    rows, skills, best = overlap.search(stems)
    pairs = list(zip(rows.tolist(), skills.tolist(), strict=True))
    tops = overlap.of_pairs(stems, rows, skills)[1] if pairs else np.zeros(0)
    wanted = [
        (row, skill)
        for row, text in enumerate(texts)
        for skill in range(len(PREFERRED))
        if any(stems_of(text) & stems_of(LABELS[n]) for n in np.flatnonzero(skill == OWNERS))
    ]
    assert pairs == wanted
    assert best == pytest.approx(tops, abs=1e-6)
    assert all(one < other for one, other in pairwise(pairs))


def test_frequent_words_are_not_searched_by(
    overlap: LabelOverlap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FREQUENCY", 2)
    rows, skills, best = overlap.search([overlap.known(stems_of("tea and data"))])
    assert skills.tolist() == [0]
    assert rows.tolist() == [0]
    assert 0 < best[0] < 1
