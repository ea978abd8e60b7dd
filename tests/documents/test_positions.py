"""Jobs of resumes, however they are laid out: titles, employers, dates."""

from __future__ import annotations

import pytest

from skillkg.documents.structure.positions import positions
from skillkg.documents.structure.role_words import role_likeness
from skillkg.documents.structure.sections import find_sections
from skillkg.documents.structure.titles import ad_titles, title_likeness

LAYOUTS = [
    ("Experience\nBlue Mug Coffee — Barista — 2015 - 2020", [("Barista", "Blue Mug Coffee")]),
    (
        "Experience\nCity Fire Brigade | Firefighter | 2015 - 2020",
        [("Firefighter", "City Fire Brigade")],
    ),
    ("Experience\nGreggs, Baker, 2015 - 2020", [("Baker", "Greggs")]),
    ("Experience\nWimpey Homes - Bricklayer - 2015 - 2020", [("Bricklayer", "Wimpey Homes")]),
    ("Experience\nSmith & Jones LLP, Solicitor, 2015 - 2020", [("Solicitor", "Smith & Jones LLP")]),
    ("Experience\nSparkle — Cleaner — 2015 - 2020", [("Cleaner", "Sparkle")]),
    ("Experience\nKew Gardens\nGardener\n2015 - 2020", [("Gardener", "Kew Gardens")]),
    ("Experience\nGardener\nKew Gardens\n2015 - 2020", [("Gardener", "Kew Gardens")]),
    ("Experience\nBank Teller, First National, 2015 - 2020", [("Bank Teller", "First National")]),
    ("Experience\nTravel Nurse, Aya Healthcare, 2015 - 2020", [("Travel Nurse", "Aya Healthcare")]),
    (
        "Experience\n"
        "2015 - 2020\n"
        "Barista\n"
        "Blue Mug Coffee\n"
        "- made coffee\n"
        "2010 - 2014\n"
        "Waiter\n"
        "The Ritz\n"
        "- served",
        [("Barista", "Blue Mug Coffee"), ("Waiter", "The Ritz")],
    ),
    (
        "Jane Doe\n"
        "\n"
        "Barista, Blue Mug Coffee, 2015 - 2020\n"
        "Made coffee.\n"
        "\n"
        "Education\n"
        "BSc Coffee Science, University of Leeds, 2010 - 2014",
        [("Barista", "Blue Mug Coffee")],
    ),
    (
        "Jane Doe\n"
        "\n"
        "Teaching Experience\n"
        "Primary School Teacher, St Mary's School, 2015 - 2020\n"
        "- taught",
        [("Primary School Teacher", "St Mary's School")],
    ),
    (
        "Experience\n"
        "Acme Corp\n"
        "3 years 2 months\n"
        "Senior Engineer\n"
        "January 2020 - Present (1 year 2 months)\n"
        "Berlin\n"
        "Engineer\n"
        "January 2018 - December 2019 (2 years)\n"
        "Berlin\n"
        "Globex\n"
        "Sales Manager\n"
        "May 2010 - Dec 2017 (7 years)",
        [("Senior Engineer", "Acme Corp"), ("Engineer", "Acme Corp"), ("Sales Manager", "Globex")],
    ),
    (
        "Experience\nGlobex\nSales Manager\nMay 2010 - Dec 2017 (7 years 8 months)\nHamburg",
        [("Sales Manager", "Globex")],
    ),
    (
        "Experience\n"
        "Jan 2015 –\n"
        "Mar 2018\n"
        "Barista, Blue Mug\n"
        "- x\n"
        "Feb 2012 –\n"
        "Dec 2014\n"
        "Waiter, The Ritz",
        [("Barista", "Blue Mug"), ("Waiter", "The Ritz")],
    ),
    (
        "Experience\nJan 2015 –  Barista, Blue Mug\nMar 2018  - made coffee",
        [("Barista", "Blue Mug")],
    ),
    (
        "Experience\n"
        "Database Administrator\n"
        "\n"
        "Database Administrator - Family Private Care LLC\n"
        "Skill Details\n"
        "ORACLE- Exprience - 6 months",
        [("Database Administrator", "Family Private Care LLC")],
    ),
    ("Experience\nHGV driver, Fastline Ltd\nJan 2020 to date", [("HGV driver", "Fastline Ltd")]),
    ("Experience\nHGV driver, Fastline Ltd\nsince 2020", [("HGV driver", "Fastline Ltd")]),
    ("Experience\nHGV driver, Fastline Ltd\n6/18 - 8/20", [("HGV driver", "Fastline Ltd")]),
    ("Experience\nHGV driver, Fastline Ltd\nSummer 2019", [("HGV driver", "Fastline Ltd")]),
    (
        "Work History\n"
        "Head Chef\n"
        "The Ritz\n"
        "London\n"
        "2015 - 2020\n"
        "\n"
        "Chef\n"
        "Savoy\n"
        "London\n"
        "2010 - 2015",
        [("Head Chef", "The Ritz"), ("Chef", "Savoy")],
    ),
    (
        "Experience\nWelder\n- MIG and TIG\n- Read drawings\nMachine Operator\n- Ran lathes",
        [("Welder", None), ("Machine Operator", None)],
    ),
    (
        "Experience\n"
        "Staff Nurse at St Thomas' Hospital from March 2015 to June 2018\n"
        "Cared for patients.",
        [("Staff Nurse", "St Thomas' Hospital")],
    ),
    (
        "Employment\n"
        "Acme Ltd (2010 - 2020)\n"
        "Project Manager (2015 - 2020)\n"
        "- led\n"
        "Project Coordinator (2010 - 2015)\n"
        "- did",
        [("Project Manager", "Acme Ltd"), ("Project Coordinator", "Acme Ltd")],
    ),
]


@pytest.mark.parametrize(("text", "jobs"), LAYOUTS)
def test_titles_and_employers(text: str, jobs: list[tuple[str, str | None]]) -> None:
    found = positions(text, find_sections(text, "resume"))
    named = [(job.title.quote, job.employer and job.employer.quote) for job in found]
    assert named == jobs
    for job in found:
        for span in filter(None, (job.title, job.employer)):
            assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        ("Welder, Acme\nJan 2015 -\nMar 2018", ("Jan 2015", "Mar 2018")),
        ("Jan 2015 -\nMar 2018\nWelder, Acme", ("Jan 2015", "Mar 2018")),
        ("January 2015\nto\nCurrent\nAcme Ltd Welder", ("January 2015", "Current")),
        ("January 2015\nto\nMarch 2018\nWelder", ("January 2015", "March 2018")),
        ("Welder 03/2014 to 04/2015 Acme, Leeds", ("03/2014", "04/2015")),
        ("Acme Ltd December 2012 to Current Welder", ("December 2012", "Current")),
        ("Welder\nSummer 2019", ("Summer 2019", "Summer 2019")),
    ],
)
def test_dates_over_several_lines(lines: str, dates: tuple[str, str]) -> None:
    text = f"Experience\n{lines}"
    (job,) = positions(text, find_sections(text, "resume"))
    assert (job.start, job.end) == dates
    assert "Welder" in job.title.quote


@pytest.mark.parametrize(
    "line",
    [
        "Responsible for administering a Microsoft 2000/2003 environment, consisting of 50 servers",
        "- Led the move to new servers, 2015 - 2016",
        "2012 - 2014 knits at cost",
        "Parental leave, 2015 - 2016",
        "Travelling, 2015 - 2016",
        "Career break 2015 - 2016",
    ],
)
def test_what_is_no_job(line: str) -> None:
    text = f"Experience\nWelder, 2018 - 2020\n- MIG\n{line}"
    assert [job.title.quote for job in positions(text, find_sections(text, "resume"))] == ["Welder"]


@pytest.mark.parametrize("title", ["Travel Nurse", "Leave Administrator", "Travel Agent"])
def test_some_jobs_sound_like_leave(title: str) -> None:
    text = f"Experience\n{title}, 2018 - 2020"
    (job,) = positions(text, find_sections(text, "resume"))
    assert job.title.quote == title


def test_titles_of_several_roles_are_one() -> None:
    text = "Experience\nManager - BPO Analyst, Acme, 2018 - 2020"
    (job,) = positions(text, find_sections(text, "resume"))
    assert job.title.quote == "Manager - BPO Analyst"
    assert job.employer is not None
    assert job.employer.quote == "Acme"


@pytest.mark.parametrize(
    ("title", "employer"),
    [
        ("Primary School Teacher", "Teacher Training College"),
        ("Hospital Porter", "Porter Hospital"),
        ("Company Secretary", "Acme Company"),
        ("Bank Teller", "First Bank"),
        ("Group Fitness Instructor", "Fitness Group"),
        ("Barista", "Blue Mug Coffee"),
        ("Clinical and Data Support Analyst", "Clinical Data Ltd"),
        ("Accountant II", "Company Name"),
        ("Bricklayer", "Wimpey Homes"),
    ],
)
def test_titles_read_more_like_roles_than_employers_do(title: str, employer: str) -> None:
    assert title_likeness(title) >= 1.5 > title_likeness(employer)


def test_what_a_text_is_about_is_its_head() -> None:
    words = ("Nurse", "Barista", "Nurse training", "Barista training", "Training")
    assert [role_likeness(text) for text in words] == [2.0, 1.5, 1.0, 0.5, 0.0]


@pytest.mark.parametrize(
    "title",
    [
        "Primary School Teacher",
        "Hospital Porter",
        "Company Secretary",
        "Group Fitness Instructor",
        "Travel Agency Manager",
        "University Lecturer",
        "Bank Clerk",
    ],
)
def test_institutions_in_titles_of_ads(title: str) -> None:
    (span,) = ad_titles(f"{title}\nWe are looking for somebody kind.", None)
    assert span.quote == title
