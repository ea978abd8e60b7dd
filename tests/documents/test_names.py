"""Names are text that can be shown, and reports have names that any system takes."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.names import report_name
from skillkg.documents.read import read_text
from skillkg.text.printable import printable


@given(st.binary())
def test_any_bytes_are_a_name_that_can_be_shown(name: bytes) -> None:
    shown = printable(os.fsdecode(name))
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert printable(shown) == shown


PARTS = st.text(st.sampled_from("a\x85\udc85\x1b\u2028\ud800\udcff\xff\U000e0041"), max_size=4)


@given(PARTS, PARTS)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert one == other or printable(one) != printable(other)


@given(st.integers(1, 99999), st.text(st.characters(exclude_categories=())))
def test_any_name_gives_the_name_of_a_report(place: int, name: str) -> None:
    report = report_name(place, name)
    assert report.startswith(f"{place:03}-")
    assert len(os.fsencode(f"{report}.html")) < 220
    assert not set(report) & set('/\\:*?"<>|\0\n')
    assert report == report.rstrip(" .")


def test_a_name_in_any_script_is_as_it_was() -> None:
    for name in ("Lebenslauf Müller.pdf", "履歴書", "رزومه\u200cها", "👩\u200d💻", "e\u0301"):
        assert printable(name) == name
    assert printable("a\x1b\n\u2028\u202e\udce9\ud800\U000e0041") == (
        r"a\x1b\x0a\u2028\u202e\xe9\ud800\ue0041"
    )
    assert report_name(7, "cv/résumé 1.0 .txt") == "007-résumé 1.0"
    assert read_text("SQL", name="a\nb").name == r"a\x0ab"
