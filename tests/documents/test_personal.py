"""Lines that say who somebody is are told from those that say what they can do."""

from __future__ import annotations

import pytest

from skillkg.documents.read import read_text
from skillkg.documents.structure.personal import is_personal


@pytest.mark.parametrize(
    "line",
    [
        "12 Elm Street, Springfield, IL 62704",
        "12 Baker Street, London",
        "Flat 4, Rosewood House, Leeds LS1 4AP",
        "Karl-Marx-Straße 15, 12043 Berlin, Germany",
        "j.baker@example.com | (555) 010-4477 | Austin, TX",
        "+44 20 7946 0000",
        "www.example.org/jane",
        "[Photo]",
        "Photo: see attachment",
        "Pronouns: she/her",
        "(they/them)",
        "Nationality: Turkish",
        "Marital status: married",
        "Born on 12 March 1961 in Ankara, Turkish citizen",
        "Single mother of three, 27 years old",
        "Married, two children",
    ],
)
def test_who_somebody_is(line: str) -> None:
    assert is_personal(line)


@pytest.mark.parametrize(
    "line",
    [
        "Data Engineer | jane@example.com",
        "Registered Nurse, Springfield, IL 62704",
        "Photo editor",
        "Photo-editing software",
        "Age-appropriate lessons",
        "Children’s nurse, married",
        "Python, SQL",
        "2010 - 2014",
        "01/2010 to 02/2014",
        "Served 1,200 guests a day",
        "Care of senior citizens",
        "",
    ],
)
def test_what_somebody_can_do(line: str) -> None:
    assert not is_personal(line)


@pytest.mark.parametrize("above", ["", "[Photo]\n", "jane@example.com\n"])
@pytest.mark.parametrize(
    "below", ["", "Nationality: Irish\nBorn in Cork\nMarried, two children\nAge: 51\n"]
)
def test_a_headline_is_found_below_them(above: str, below: str) -> None:
    resume = read_text(f"{above}Jane Doe\n{below}\nData Engineer\n\nSkills\nSQL\n", "resume")
    assert [title.quote for title in resume.titles] == ["Data Engineer"]
    names = [resume.text[s.start : s.end] for s in resume.sections if s.name == "name"]
    assert sorted(names) == sorted(["Jane Doe", *(above + below).split("\n")[:-1]])


def test_below_the_first_heading_lines_without_a_field_are_read() -> None:
    resume = read_text("Jane Doe\nNurse\nSummary\nMarried to the sea, as they say\n", "resume")
    assert [section.name for section in resume.sections] == ["name", "summary"]


def test_a_title_above_a_heading_is_no_name() -> None:
    resume = read_text("CHARGE NURSE\nProfessional Experience\nNurse, 2010 - 2014\n", "resume")
    assert [title.quote for title in resume.titles] == ["CHARGE NURSE", "Nurse"]
