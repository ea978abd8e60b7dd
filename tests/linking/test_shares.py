"""Words that texts share with labels, beside the same worked out one by one."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.linking.labels import overlap as module
from skillkg.linking.labels.overlap import Shares, share_parts, stems_of
from skillkg.text.word_lists import FUNCTION_WORDS

LABELS = ["manage data", "data management", "brew tea", "tea", "软件", "use of tea", "…"]
OWNERS = np.array([0, 0, 1, 1, 2, 3, 3])
PREFERRED = np.array([1, 2, 4, 6])
WORDS = st.sampled_from(["data", "managing", "tea", "of", "brewing", "coffee", ","])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def shares() -> Shares:
    return Shares(*share_parts(LABELS, OWNERS, PREFERRED))


def expected(text: str) -> list[float]:
    """What share of each label a text has."""
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
def test_shares_are_those_of_each_pair_alone(shares: Shares, texts: list[str]) -> None:
    rows, skills = np.divmod(np.arange(len(texts) * len(PREFERRED)), len(PREFERRED))
    words = [shares.known(stems_of(text)) for text in texts]
    preferred, best = shares.of(words, rows, skills)
    for row, text in enumerate(texts):
        whole = expected(text)
        mine = slice(row * len(PREFERRED), (row + 1) * len(PREFERRED))
        assert preferred[mine] == pytest.approx([whole[label] for label in PREFERRED], abs=1e-6)
        tops = [max(w for w, o in zip(whole, OWNERS, strict=True) if o == s) for s in range(4)]
        assert best[mine] == pytest.approx(tops, abs=1e-6)


@given(texts=TEXTS)
def test_a_search_finds_what_shares_a_word(shares: Shares, texts: list[str]) -> None:
    words = [shares.known(stems_of(text)) for text in texts]
    rows, skills, best = shares.search(words)
    pairs = list(zip(rows.tolist(), skills.tolist(), strict=True))
    tops = shares.of(words, rows, skills)[1] if pairs else np.zeros(0)
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
    shares: Shares, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FREQUENT", 2)
    rows, skills, best = shares.search([shares.known(stems_of("tea and data"))])
    assert skills.tolist() == [0]
    assert rows.tolist() == [0]
    assert 0 < best[0] < 1
