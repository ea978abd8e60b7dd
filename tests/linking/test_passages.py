"""Passages: where a text is cut, and that each quotes it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.text.passages import MAX_CHARACTERS, passages

TEXT = """You bring:
- Experience with Java, C++ or another language
* Good communication skills; an eye for detail
You will lead
a small team. We offer e.g. fruit! Work in .NET 8 is a plus"""


def test_sentences_and_items_are_cut_and_wrapped_lines_are_not() -> None:
    assert [span.quote for span in passages(TEXT)] == [
        "You bring",
        "Experience with Java, C++ or another language",
        "Good communication skills; an eye for detail",
        "You will lead\na small team",
        "We offer e.g. fruit",
        "Work in .NET 8 is a plus",
    ]


def test_what_is_ignored_is_left_out() -> None:
    start = TEXT.index("Good")
    left = [span.quote for span in passages(TEXT, [(start, start + 20)])]
    assert "Good communication skills; an eye for detail" not in left
    assert len(left) == 6
    assert "kills; an eye for detail" in left
    cut = [span.quote for span in passages(TEXT, [(start + 18, start + 30)])]
    assert "Good communication" in cut
    assert len(cut) == 6


@pytest.mark.parametrize("text", ["word " * 1000, "x" * 3000])
def test_a_sentence_without_end_is_cut(text: str) -> None:
    spans = list(passages(text))
    assert max(len(span.quote) for span in spans) <= MAX_CHARACTERS
    assert "".join(span.quote for span in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " \n", "-\n- \n1. 2. 3", "…"])
def test_nothing_to_say(text: str) -> None:
    assert list(passages(text)) == []


@given(st.text(max_size=200) | st.text("aB.;\n -*é😀", max_size=200))
def test_passages_quote_the_text_in_order(text: str) -> None:
    spans = list(passages(text))
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
