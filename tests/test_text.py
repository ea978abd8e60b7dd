from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.text.tokens import BREAK, fold, inflected, stem, tokenize, words


def texts(text: str) -> list[str]:
    return [token.text for token in words(text) if token.stem]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C#/F# .NET", ["C++", "C#", "F#", ".NET"]),
        ("ASP.NET Node.js", ["ASP", ".NET", "Node", "js"]),
        ("C++11 5+ R&D & co", ["C++", "11", "5+", "R&D", "&", "co"]),
        ("driver’s don't", ["driver’s", "don't"]),
        ("manage a project, A/B", ["manage", "project", "A", "B"]),
        ("__bold__ **x**", ["bold", "x"]),
        ("a@b.org http://x.y/z www.q.r linkedin.com/in/me end", ["end"]),
        ("شبكات 東京 naïve", ["شبكات", "東京", "naïve"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "Organization"), ("behaviour", "behaviors"), ("analysing", "analyze"),
        ("naïve", "naive"), ("ﬁnance", "finance"), ("e\u0301clair", "éclair"), ("&", "and"),
        ("co\u00adding", "coding"), ("driver’s", "driver"), ("STRASSE", "straße"),
    ],
)  # fmt: skip
def test_words_with_one_key(one: str, other: str) -> None:
    assert stem(one) == stem(other) != BREAK


@pytest.mark.parametrize(
    "text", ["a, b", "a. b", "a\n\nb", "a\nB", "a (b", "a • b", "a - b", "a\n- b"]
)
def test_phrases_end(text: str) -> None:
    assert [bool(token.stem) for token in words(text.replace("a", "x", 1))] == [True, False, True]


@pytest.mark.parametrize(
    "text", ["x b", "x-b", "x/b", "x.b", "x\nb", "x\u00a0b", "x, a", "**x** b"]
)
def test_phrases_go_on(text: str) -> None:
    assert all(token.stem for token in words(text.removesuffix(", a")))


@pytest.mark.parametrize(
    ("one", "other", "number", "verb"),
    [
        ("policy", "policies", True, True), ("process", "processes", True, True),
        ("database", "databases", True, True), ("plan", "planning", False, True),
        ("manage", "managed", False, True), ("carry", "carried", False, True),
        ("model", "modelling", False, True), ("manage", "manager", False, False),
        ("market", "marketer", False, False), ("program", "programmer", False, False),
        ("universe", "university", False, False),
    ],
)  # fmt: skip
def test_inflection(one: str, other: str, number: bool, verb: bool) -> None:
    for first, second in ((one, other), (other, one)):
        assert inflected(fold(first), fold(second)) is number
        assert inflected(fold(first), fold(second), verb=True) is verb


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        end = token.end
    stems = [token.stem for token in tokens]
    assert not stems or stems[0] != BREAK
    assert not any(one == other == BREAK for one, other in pairwise(stems))
