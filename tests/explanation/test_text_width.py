from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.explanation.report.text_width import BOLD, LABEL, QUOTE, SMALL, Font, text_width, wrap

FONTS = st.sampled_from([LABEL, BOLD, QUOTE, SMALL])

CHROMIUM = {
    "manage database security": (LABEL, 156.41),
    "MySQL Administrator": (LABEL, 125.80),
    "statistics reports": (LABEL, 99.54),
    "identifizieren Überwachung": (LABEL, 162.70),
    "администратор бази данни": (LABEL, 167.40),
}
"""Widths in Inter, the first font of the page, in pixels."""


@pytest.mark.parametrize("text", CHROMIUM)
def test_texts_are_nearly_as_wide_in_a_browser(text: str) -> None:
    font, width = CHROMIUM[text]
    assert text_width(text, font) == pytest.approx(width, rel=0.08)


@given(st.text(), st.floats(100, 200), FONTS, st.integers(1, 4))
def test_no_line_is_wider_than_the_box(text: str, width: float, font: Font, most: int) -> None:
    lines = wrap(text, width, font, most)
    assert len(lines) <= most
    assert all(text_width(line, font) <= width for line in lines)


@given(st.text("abc WM-", max_size=40), FONTS)
def test_nothing_is_lost_where_there_is_room(text: str, font: Font) -> None:
    lines = wrap(text, 150, font, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_left_out_is_marked() -> None:
    assert wrap("one two three four five six", 50, LABEL, 2)[-1].endswith(" …")
    assert wrap("", 50, LABEL, 2) == ()


def test_narrow_letters_fill_a_line_with_more_of_them() -> None:
    narrow, wide = (wrap(letter * 90, 150, LABEL, 9) for letter in "iW")
    assert len(narrow[0]) > 2 * len(wide[0])
