"""The lexical index against a plain computation of the same TF-IDF cosines."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.graph.lexical import LexicalIndex, build_index
from skillkg.text.tokens import fold, stem, words

some_words = st.lists(
    st.sampled_from(["data", "databases", "C++", "R&D", "manage", "managing", "Résumé", "a", "🙂"]),
    max_size=4,
).map(" ".join)


def parts(text: str) -> tuple[Counter[str], Counter[str]]:
    found = [token.text for token in words(text) if token.stem]
    grams = [
        padded[i : i + 3]
        for padded in (f" {fold(word)} " for word in found)
        for i in range(len(padded) - 2)
    ]
    return Counter(map(stem, found)), Counter(grams)


def cosine(one: Counter[str], other: Counter[str], idf: dict[str, float]) -> float:
    dot = sum(one[name] * other[name] * idf[name] ** 2 for name in one.keys() & other.keys())
    lengths = [sqrt(sum((n * idf[name]) ** 2 for name, n in c.items())) for c in (one, other)]
    return dot / (lengths[0] * lengths[1]) if dot else 0.0


@given(texts=st.lists(some_words, min_size=1, max_size=6), asked=st.integers(0, 5))
def test_scores_are_half_words_half_trigrams(texts: list[str], asked: int) -> None:
    text = texts[asked % len(texts)]
    scores = LexicalIndex(build_index(texts)).scores(text)
    expected = []
    for label in texts:
        score = 0.0
        for number in (0, 1):
            counted = Counter(name for other in texts for name in parts(other)[number])
            idf = {name: log((1 + len(texts)) / (1 + n)) + 1 for name, n in counted.items()}
            score += 0.5 * cosine(parts(text)[number], parts(label)[number], idf)
        expected.append(score)
    assert scores == pytest.approx(expected, abs=1e-6)


def test_the_order_of_labels_changes_no_score() -> None:
    texts = ["manage data", "data base", "web developer", "webdeveloper", "SQL"]
    scores = LexicalIndex(build_index(texts)).scores("manages web data")
    backwards = LexicalIndex(build_index(texts[::-1])).scores("manages web data")
    assert scores == pytest.approx(backwards[::-1], abs=1e-6)


def test_forgives_typos_and_endings_and_prefers_the_right_word() -> None:
    index = LexicalIndex(build_index(["programming", "project management", "welding"]))
    assert int(np.argmax(index.scores("progamming"))) == 0
    assert index.scores("programs")[0] > index.scores("programs")[1]


def test_a_word_that_no_label_has_lowers_the_score() -> None:
    index = LexicalIndex(build_index(["web developer", "painter"]))
    assert index.scores("zebra web developer")[0] < index.scores("web developer")[0]


@pytest.mark.parametrize("texts", [[], [""], ["🙂", "+"]])
def test_labels_without_words_are_no_trouble(texts: list[str]) -> None:
    index = LexicalIndex(build_index(texts))
    assert index.scores("data").tolist() == [0.0] * len(texts)
    assert index.scores("").tolist() == [0.0] * len(texts)
