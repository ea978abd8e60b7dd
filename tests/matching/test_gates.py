from __future__ import annotations

import pytest

from skillkg.documents.document import Document
from skillkg.linking.links import Links
from skillkg.matching.gates import gates
from skillkg.matching.reading import Reading
from skillkg.model.document import Span
from skillkg.model.mention import Mention, Stance

GERMAN = "https://example.org/german"


def reading(text: str, *mentions: Mention) -> Reading:
    return Reading(Document("x.txt", None, "text/plain", text, ""), Links(mentions), {})


def german(stance: Stance) -> Mention:
    return Mention(Span(0, 6, "German"), GERMAN, "German", "skills", stance=stance)


@pytest.mark.parametrize(
    ("ad", "resume", "name", "status"),
    [
        ("3 years of experience", "five years of experience", "3 years of experience", "pass"),
        ("at least 2.5 years of work", "2 years of work", "2.5 years of experience", "fail"),
        ("3-5 years as a cook", "cook", "3 years of experience", "unknown"),
        (
            "one year of work, 4 years of experience",
            "4+ years in a kitchen",
            "4 years of experience",
            "pass",
        ),
    ],
)
def test_years(ad: str, resume: str, name: str, status: str) -> None:
    (gate,) = gates(reading(ad), reading(resume), ())
    assert (gate.name, gate.status) == (name, status)
    assert gate.requirement is not None
    assert ad[gate.requirement.start : gate.requirement.end] == gate.requirement.quote


@pytest.mark.parametrize("ad", ["thirty-five years of experience", "version 1.10 years of work"])
def test_parts_of_longer_numbers_are_no_years(ad: str) -> None:
    assert gates(reading(ad), reading("2 years of work"), ()) == []


@pytest.mark.parametrize(
    ("ad", "resume", "status"),
    [
        ("stated", ["stated"], "pass"),
        ("stated", ["negated", "stated"], "pass"),
        ("stated", ["negated"], "fail"),
        ("stated", ["wished"], "unknown"),
        ("stated", [], "unknown"),
        ("negated", ["stated"], None),
        ("company", [], None),
    ],
)
def test_languages(ad: Stance, resume: list[Stance], status: str | None) -> None:
    stated = [german(stance) for stance in resume]
    checked = gates(reading("", german(ad)), reading("", *stated), [GERMAN])
    assert [gate.status for gate in checked] == ([] if status is None else [status])
