from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg import vocabulary as v
from skillkg.explanation.report import wording as words

if TYPE_CHECKING:
    from skillkg.model.match import Match


@pytest.mark.parametrize(
    ("predicate", "phrase"),
    [
        (v.ESCO_ESSENTIAL_SKILL, "has the essential skill"),
        (v.ESCO + "memberOfISCOGroup", "member of ISCO group"),
        ("urn:unknown:relatedTo", "urn:unknown:related to"),
    ],
)
def test_predicates_in_words(predicate: str, phrase: str) -> None:
    assert words.phrase(predicate) == phrase


@pytest.mark.parametrize(
    ("graph", "family"),
    [
        (v.graph_iri("esco", "1.1.1"), "esco"),
        (v.graph_iri("crosswalk/esco-onet", "1"), "crosswalk"),
        ("urn:mine", "other"),
    ],
)
def test_families_of_graphs(graph: str, family: str) -> None:
    assert words.family(graph) == family


@given(st.text())
def test_one_line_has_no_control_characters(text: str) -> None:
    line = words.one_line(text)
    assert line.encode().decode() == line
    assert line == " ".join(line.split())
    assert all(char == "\ufffd" or char >= " " for char in line)


def test_notes_name_concepts_by_label_and_source(match: Match) -> None:
    known, unknown = match.contributions[1].skill, "https://example.org/x"
    assert words.with_labels(match, f"“sql”: {known} was taken, not {unknown}, {known}") == (
        f"“sql”: SQL (ESCO) was taken, not {unknown}, SQL (ESCO)"
    )


def test_one_line_keeps_what_can_be_printed() -> None:
    assert words.one_line("  C++ /\n Größe ") == "C++ / Größe"
