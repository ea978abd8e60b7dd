"""Text that was decoded wrongly is read as it was meant; text that only looks so is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.formats.mojibake import without_mojibake
from skillkg.documents.formats.parsed import clean


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("donâ€™t", "don’t"),
        ("Company â€“ City", "Company – City"),
        ("resumÃ©", "resumé"),
        ("CafÃ© MÃ¼ller", "Café Müller"),
        ("â€¢ SQL", "• SQL"),
        ("â ¢ SQL", "• SQL"),
        ("Company ï¼ City", "Company – City"),
        ("11/2015 ï¼ 12/2015", "11/2015 – 12/2015"),
        ("Responsible forÂ stock", "Responsible for stock"),
        ("Responsible for.Â stock", "Responsible for. stock"),
        ("stock.Â ", "stock."),
    ],
)
def test_what_was_meant(text: str, meant: str) -> None:
    assert clean(without_mojibake(text)) == clean(meant)
    assert clean(text) == clean(meant)


@pytest.mark.parametrize(
    "text",
    [
        "naïve, château, âge, Ângela, ÂNGELA, Ãrea",
        "résumé of Müller – “café” • SQL",
        "Ïle, São, Ça",
        "plain",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert without_mojibake(text) == text


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), max_size=40))
def test_it_is_done_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("E X P E R I E N C E", "EXPERIENCE"),
        ("W O R K   H I S T O R Y", "WORK HISTORY"),
        ("S K I L L S :", "SKILLS:"),
        ("S K I L L S:", "SKILLS:"),
        ("A B C", "A B C"),
        ("Classes A B C D E", "Classes A B C D E"),
        ("a b c d e f", "a b c d e f"),
    ],
)
def test_letters_that_are_set_apart(line: str, heading: str) -> None:
    assert clean(f"text\n{line}\ntext") == f"text\n{heading}\ntext"
