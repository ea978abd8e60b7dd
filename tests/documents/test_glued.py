"""Headings that lost their line breaks, and the export that comes as one line."""

from __future__ import annotations

import pytest

from skillkg.documents.formats.glued import unglued
from skillkg.documents.read import read_text

EXPORT = (
    "Skills * Languages: Python, Java * Tools: TableauEducation Details January 2015 to January "
    "2018 BE Computer Pune Data Science Associate Data Science Associate - Acme & Co LLP Skill "
    "Details PYTHON- Exprience - 24 months SQL- Exprience - 12 monthsCompany Details company - "
    "Acme & Co LLP description - Investigations company - Beta description - Support"
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nurse in IndiaEducation Details\nBSc", "Nurse in India\nEducation Details\nBSc"),
        ("Led a team.Work Experience:\nCook", "Led a team.\nWork Experience:\nCook"),
        ("Work HistoryStaff Nurse, 2010", "Work History\nStaff Nurse, 2010"),
        ("Certifications\nEducation\nBSc", "Certifications\nEducation\nBSc"),
        ("Physical Education teacher", "Physical Education teacher"),
        ("the details of Work Experience", "the details of Work Experience"),
        ("EducationUSA adviser", "EducationUSA adviser"),
        ("Welder Welder - Acme", "Welder Welder - Acme"),
    ],
)
def test_breaks_come_back_where_no_prose_has_them(text: str, wanted: str) -> None:
    assert unglued(text) == wanted


@pytest.mark.parametrize("text", [EXPORT, EXPORT.replace(" Details", " Details\r\n")])
def test_an_export_has_its_sections_and_its_job(text: str) -> None:
    document = read_text(text, "resume")
    assert [section.name for section in document.sections] == ["education", "skills", "experience"]
    (job,) = document.positions
    assert (job.title.quote, job.employer and job.employer.quote) == (
        "Data Science Associate",
        "Acme & Co LLP",
    )
    assert document.text[job.title.start : job.title.end] == job.title.quote


def test_each_job_has_the_employer_of_its_own_lines() -> None:
    lines = ["HGV Driver\tJan 2020 – Present", "Fastline Ltd", "Delivered"]
    lines += ["Warehouse Operative\t2015 – 2019", "Amazon", "Picked"]
    document = read_text("\n".join(["Experience", *lines]), "resume")
    employers = [job.employer.quote if job.employer else "" for job in document.positions]
    assert employers == ["Fastline Ltd", "Amazon"]
