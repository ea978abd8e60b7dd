"""Gates: what is demanded is checked, and what is only told is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillkg.documents.read import read_text
from skillkg.linking.links import Links
from skillkg.matching.gates.degrees import qualifications
from skillkg.matching.gates.gates import gates
from skillkg.matching.reading import Reading
from skillkg.model.document import Span
from skillkg.model.mention import Mention, Stance

if TYPE_CHECKING:
    from skillkg.model.match import Gate

GERMAN, FRENCH = "https://example.org/german", "https://example.org/french"
LABELS = {"German": GERMAN, "French": FRENCH}
WELDER = "Experience\nWelder, Acme\n2015 - 2016"
COOK_AND_DEVELOPER = """Experience
Java Developer, Acme
Jan 2015 - Dec 2018
Built services in Java and SQL.
Cook, The Ritz
Jan 2005 - Dec 2014
Cooked.
"""


def checked(ad: str, resume: str = WELDER) -> list[Gate]:
    """Gates of texts in which languages are mentioned wherever they are named."""
    readings = [
        Reading(document, Links(tuple(named(document.text))))
        for document in (read_text(ad, "ad"), read_text(resume, "resume"))
    ]
    return gates(readings[0], readings[1], LABELS.values())


def named(text: str) -> list[Mention]:
    places = sorted((text.find(label), label) for label in LABELS if label in text)
    return [language(label, start) for start, label in places]


def language(label: str, start: int = 0, stance: Stance = "stated") -> Mention:
    span = Span(start, start + len(label), label)
    return Mention(span, LABELS[label], label, "skills", stance=stance)


@pytest.mark.parametrize(
    "ad",
    [
        "For more than 50 years we have worked in steel.",
        "You must be at least 18 years of age.",
        "Applicants must be 21 years old.",
        "We give a 10 year warranty on our work.",
        "No 5 years of experience needed.",
        "5 years of experience would be a plus.",
        "Ideally 3 years of experience in sales.",
        "Nice to have\n- 2 years of experience with SQL",
        "Our company has 25 years of experience in logistics.",
        "This is a 2 year fixed term contract.",
        "We have been in business for 30 years.",
        "About us\nWith over 100 years of experience, Acme builds ships.",
        "Founded 20 years ago.",
        "The project runs for 3 years.",
        "Experience is not required.",
        "No experience necessary.",
        "A degree is not required.",
        "We offer a 4 year degree course.",
        "A driving licence is an advantage.",
        "No driving licence needed.",
        "Two years' maternity cover.",
        "Our founders have 40 years of work behind them.",
        "Benefits\n- 5 years of work earn you a watch",
        "Desirable: 3 years of experience",
        "The firm has 12 years of experience in tax.",
        "We serve French fries.",
        "German customers love us",
        "German is a plus",
    ],
)
def test_nobody_fails_by_what_demands_nothing(ad: str) -> None:
    assert checked(ad) == []


@pytest.mark.parametrize(
    ("ad", "years"),
    [
        ("2+ yrs of experience", 2),
        ("Two (2) years of experience", 2),
        ("Minimum 18 months experience", 1.5),
        ("Experience: 5 years minimum", 5),
        ("five (3-5) years of experience required", 3),
        ("At least three years' experience", 3),
        ("3 years as electrician or 5 as mate", 3),
        ("You have 5+ years of experience with Java", 5),
        ("a minimum of 2 years experience in a similar role", 2),
        ("Must have 4 years work experience", 4),
        ("1-2 years of experience", 1),
        ("3 to 5 years experience in sales", 3),
        ("10 years in a senior role", 10),
        ("We require 6 years of experience", 6),
        ("We are looking for someone with 7 years of experience", 7),
        ("six months experience in a kitchen", 0.5),
        ("Requirements\n- 8 years of relevant work experience", 8),
        ("experience of at least 2 years", 2),
        ("Candidates need 2.5 years of experience", 2.5),
        ("Proven experience (5 years)", 5),
        ("twelve months' experience as a carer", 1),
        ("1 year experience", 1),
        ("One year's experience in childcare", 1),
        ("Over 3 years of professional experience", 3),
    ],
)
def test_years_that_are_demanded(ad: str, years: float) -> None:
    (gate,) = checked(ad)
    assert gate.name.split(":")[0] == f"{years:g} years of experience"
    assert gate.requirement is not None
    assert ad[gate.requirement.start : gate.requirement.end] == gate.requirement.quote


@pytest.mark.parametrize(
    ("ad", "resume", "status"),
    [
        ("3 years of experience with Java", COOK_AND_DEVELOPER, "pass"),
        ("5 years of experience with Java", COOK_AND_DEVELOPER, "unknown"),
        ("10 years of experience", COOK_AND_DEVELOPER, "pass"),
        ("15 years of experience", COOK_AND_DEVELOPER, "fail"),
        ("12 years as a cook", COOK_AND_DEVELOPER, "unknown"),
        ("9 years of experience as a cook", COOK_AND_DEVELOPER, "pass"),
        (
            "3 years of experience with Java",
            "Experience\nCook, The Ritz\nJan 2005 - Dec 2014",
            "unknown",
        ),
        ("3 years of experience", "My father has 30 years of experience.\nSkills\nSQL", "unknown"),
        ("3 years of experience", "I have 4 years of experience", "pass"),
        ("3 years of experience", "I have 2 years of experience", "fail"),
        ("3 years of experience", "Experience\nWelder, Acme\nJan 2020 - Mar 2021", "fail"),
        ("3 years of experience", "Experience\nWelder, Acme\nJan 2020 - present", "unknown"),
        ("1 year of experience", "Experience\nWelder, Acme\nJan 2020 - Nov 2020", "pass"),
        ("1 year of experience", "Experience\nWelder, Acme\nFeb 2020 - Dec 2020", "pass"),
        ("1 year of experience", "Experience\nWelder, Acme\nFeb 2020 - Nov 2020", "fail"),
        ("0-2 years of experience", "Skills\nSQL", "pass"),
        (
            "2 years of experience",
            "Experience\nWelder, A\nJan 2019 - Dec 2019\nWelder, B\nJun 2019 - Dec 2020",
            "pass",
        ),
        (
            "3 years of experience",
            "Experience\nWelder, A\nJan 2019 - Dec 2019\nWelder, B\nJun 2019 - Dec 2020",
            "fail",
        ),
        ("A full driving licence", "I hold a full UK driving licence", "pass"),
        ("A full driving licence", "Skills\nSQL", "unknown"),
        ("Driving license required", "no driving licence", "fail"),
        ("Must have valid driver's license", "Driver's License: yes", "pass"),
        ("SC clearance required", "SC cleared", "pass"),
        ("You must have the right to work in the UK", "I have the right to work in the UK", "pass"),
        ("Enhanced DBS check", "DBS checked", "unknown"),
        (
            "Bachelor's degree in Computer Science required",
            "Education\nBSc Computer Science, Leeds",
            "pass",
        ),
        ("Master's degree", "Education\nBachelor of Arts, Leeds", "fail"),
        ("Master's degree or equivalent experience", "Education\nBachelor of Arts", "unknown"),
        ("PhD in chemistry", "Education\nMSc Chemistry", "fail"),
        ("Bachelor or Master degree", "Education\nBSc", "pass"),
        ("HND or degree in Engineering", "Education\nHND Mechanical Engineering", "pass"),
        ("A degree in marketing", "Skills\nSQL", "unknown"),
        ("NVQ Level 3 in childcare", "NVQ Level 3", "pass"),
        ("MBA", "currently studying MBA", "unknown"),
        ("Educated to degree level", "BA, History", "pass"),
        ("German B2", "German B2", "pass"),
        ("German B2", "German A2", "fail"),
        ("German B2", "German C1", "pass"),
        ("German B2", "Native German", "pass"),
        ("German B2", "German: basic", "fail"),
        ("German B2", "German", "unknown"),
        ("German B2", "SQL", "unknown"),
        ("Fluent German", "German (native)", "pass"),
        ("Fluent German", "Conversational German", "fail"),
        ("German or French", "French", "pass"),
        ("German or French B2", "French A1, German C1", "pass"),
        ("German", "German A1", "pass"),
    ],
)
def test_what_resumes_say(ad: str, resume: str, status: str) -> None:
    (gate,) = checked(ad, resume)
    assert gate.status == status, gate
    assert (gate.evidence is None) or (
        resume[gate.evidence.start : gate.evidence.end] == gate.evidence.quote
    )
    assert gate.note or gate.status == "pass"


@pytest.mark.parametrize("ad", ["thirty-five years of experience", "version 1.10 years of work"])
def test_parts_of_longer_numbers_are_no_years(ad: str) -> None:
    assert checked(ad) == []


@pytest.mark.parametrize(
    "ad",
    [
        "BSc degree with 4 years of experience, diploma with 8 years of experience",
        "Diploma: 8 years of experience, BSc: 4 years of experience",
        "4 years of experience or 8 years of work",
    ],
)
def test_of_alternatives_the_fewest_years_are_demanded(ad: str) -> None:
    years = [gate.name for gate in checked(ad) if "experience" in gate.name]
    assert years == ["4 years of experience"]


def test_each_field_has_its_gate() -> None:
    names = [
        gate.name for gate in checked("5 years of Java experience.\n2 years of experience in sales")
    ]
    assert names == ["5 years of experience: Java", "2 years of experience: sales"]


def test_a_job_that_goes_on_is_counted_to_the_latest_date() -> None:
    resume = "Experience\nWelder, A\n2010 - present\nWelder, B\nJan 2012 - Dec 2016"
    (gate,) = checked("5 years of experience", resume)
    assert gate.status == "pass"
    assert "cover 6." in gate.note


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
def test_languages_by_stance(ad: Stance, resume: list[Stance], status: str | None) -> None:
    document = read_text("German", "ad")
    stated = tuple(language("German", stance=stance) for stance in resume)
    readings = [Reading(document, Links(m)) for m in ((language("German", stance=ad),), stated)]
    found = gates(readings[0], readings[1], [GERMAN])
    assert [gate.status for gate in found] == ([] if status is None else [status])


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("PhD, Ph.D., doctorate", [8, 8, 8]),
        ("MSc, M.Sc., Master's degree, MBA, Masters", [7, 7, 7, 7, 7]),
        ("BSc, B.A., bachelor's degree, educated to degree level", [6, 6, 6, 6]),
        ("HND, HNC, foundation degree, associate's degree", [5, 5, 5, 5]),
        ("A levels, NVQ level 3, high school diploma, Abitur", [4, 4, 4, 4]),
        ("GCSEs, NVQ level 2", [3, 3]),
        ("a relevant qualification, mastering SQL, a base, bad", []),
    ],
)
def test_levels_of_qualifications(text: str, levels: list[int]) -> None:
    found = list(qualifications(text))
    assert [each.level for each in found] == levels
    assert all(text[s.start : s.end] == s.quote for _, s in found)
