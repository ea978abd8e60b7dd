"""Sections that say nothing of what somebody can do are not read."""

from __future__ import annotations

import pytest

from skillkg.documents.read import read_text
from skillkg.linking.linker import Linker
from skillkg.model.graph import Label
from skillkg.vocabulary import ESCO_DATA

LINKER = Linker(
    [Label(s, f"{ESCO_DATA}skill/{s}", "skill", "preferred") for s in ("Java", "SQL", "football")]
)


@pytest.mark.parametrize(
    "heading",
    ["Interests", "HOBBIES", "Hobbies & Interests:", "References", "Referees", "Free time"],
)
def test_they_are_left_out_of_resumes(heading: str) -> None:
    text = f"Skills\nSQL\n\n{heading}\nfootball\nJane Welding, Head of Java\n\nSkills\nJava\n"
    links = LINKER.link(read_text(text, "resume"))
    assert [mention.span.quote for mention in links.mentions] == ["SQL", "Java"]
    told = "interests beside the job were not read" in links.notes
    assert told == (not heading.startswith("Ref"))


def test_an_ad_is_read_all_the_same() -> None:
    links = LINKER.link(read_text("Your interests\nfootball\nInterests\nJava\n", "ad"))
    assert [mention.span.quote for mention in links.mentions] == ["football", "Java"]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("We process your personal data on Java under GDPR.", False),
        ("Your personal data will be stored in SQL.", False),
        ("See our privacy policy on Java.", False),
        ("I hereby consent to the processing of my personal data in Java.", False),
        ("You process personal data of customers in Java under GDPR.", True),
        ("We use Java to process orders.", True),
        ("Processed customers' data in SQL.", True),
    ],
)
def test_what_is_said_of_data_protection_is_no_skill(text: str, is_read: bool) -> None:
    links = LINKER.link(read_text(f"Nurse\n{text}\nKind and patient.\n", "ad"))
    assert bool(links.mentions) == is_read
    assert ("1 statements on data protection were not read" in links.notes) != is_read
