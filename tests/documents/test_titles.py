from __future__ import annotations

import pytest

from skillkg.documents.document import Section
from skillkg.documents.structure.positions import positions
from skillkg.documents.structure.sections import find_sections, heading_of
from skillkg.documents.structure.titles import ad_titles, headline, resume_name
from skillkg.model.dates import iso_month
from skillkg.model.document import Position, Span


@pytest.mark.parametrize(
    ("line", "ad", "resume"),
    [
        ("## What you bring", "requirements", "education"),
        ("Qualifications", "requirements", "education"),
        ("WORK EXPERIENCE:", "experience", "experience"),
        ("**Technical skills**", "skills", "skills"),
        ("Skills: Python, SQL", "skills", "skills"),
        ("Languages | German", "skills", "skills"),
        ("1. Key responsibilities", "responsibilities", None),
        ("What we’re looking for", "requirements", "education"),
        ("Nice-to-have", "nice to have", "skills"),
        ("About us", "about", "about"),
        ("About the role", "responsibilities", None),
        ("Benefits & perks", "benefits", None),
        ("Certificates", "education", "education"),
        ("Career Overview", "summary", "summary"),
        ("Skill Highlights", "skills", "skills"),
        ("Experience in the kitchen matters to us.", None, None),
        ("We offer a place where skills are grown and valued over many years", None, None),
        ("Data Analyst", None, None),
    ],
)
def test_headings(line: str, ad: str | None, resume: str | None) -> None:
    assert heading_of(line, "ad") == ad
    assert heading_of(line, "resume") == resume


def test_salaries_and_duties_end_no_section_of_a_resume() -> None:
    text = (
        "Experience\nCook, Ritz, 2010 - 2012\nSalary: 20,000\nDuties: cooking\nBaker, Savoy, 2008"
    )
    (section,) = find_sections(text, "resume")
    assert (section.name, section.end) == ("experience", len(text))
    assert [s.name for s in find_sections(text, "ad")][1:] == ["benefits", "responsibilities"]


def test_sections_follow_each_other() -> None:
    text = "Cook\nSkills\nknives\nEducation\nschool"
    assert find_sections(text, "resume") == (
        Section("skills", 5, 19),
        Section("education", 19, len(text)),
    )


def test_tools_stay_among_what_is_nice_to_have() -> None:
    sections = find_sections("Nice to have\nTools: Git\nWe offer\nfruit", "ad")
    assert [section.name for section in sections] == ["nice to have", "benefits"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senior Nurse (m/f/d)\nWe are …", "Senior Nurse (m/f/d)"),
        ("Acme GmbH\nSoftware Developer – remote\n", "Software Developer – remote"),
        ("Our story\nJob title: **Cook**\nmore", "Cook"),
        ("# Position: Site Manager\n", "Site Manager"),
        ("We are growing fast.\nWe are looking for a data engineer with heart.", "data engineer"),
        ("About us\nWe seek an experienced Head Chef to lead.", "experienced Head Chef"),
        ("We are growing.\nCome and see us today.", None),
    ],
)
def test_ad_titles(text: str, expected: str | None) -> None:
    titles = ad_titles(text, None)
    assert [span.quote for span in titles] == ([] if expected is None else [expected])
    assert all(text[span.start : span.end] == span.quote for span in titles)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Jane Doe\nData Engineer | Python\n", "Jane Doe", "Data Engineer"),
        ("# Jane Doe – Data Engineer\n", "# Jane Doe", "Data Engineer"),
        ("Curriculum Vitae\nJane Doe\njane@x.org\nNurse\n", "Jane Doe", "Nurse"),
        ("Peter Baker\nPastry Chef\n", "Peter Baker", "Pastry Chef"),
        ("Data Engineer\nBerlin\n", None, "Data Engineer"),
        ("Jane Doe\nSkills\nChef\n", "Jane Doe", None),
        ("Charge Nurse\nProfessional Experience\n", None, "Charge Nurse"),
        ("Jane Doe\n1 Elm Street, Leeds\nLeeds\n0113 496 0000\nNurse\n", "Jane Doe", "Nurse"),
    ],
)
def test_name_and_headline(text: str, name: str | None, expected: str | None) -> None:
    section = resume_name(text)
    assert (section and text[section.start : section.end]) == name
    spans = headline(text, section)
    assert [span.quote for span in spans] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Senior Data Engineer, ACME GmbH (2019–2022)", ("Senior Data Engineer", "2019", "2022")),
        ("2019 - present: Data Engineer, ACME", ("Data Engineer", "2019", "present")),
        (
            "ACME Ltd | Data Engineer | Jan 2019 – Mar 2021",
            ("Data Engineer", "Jan 2019", "Mar 2021"),
        ),
        ("### Nurse — St Mary\n*03/2015 – 2019*", ("Nurse", "03/2015", "2019")),
        ("June 2018 to today\nWeb Developer at Acme", ("Web Developer", "June 2018", "today")),
        ("Stagehand, Teatro, 2008–2011", ("Stagehand", "2008", "2011")),
        ("Parental leave, 2012 – 2013", None),
        ("Moved 2,000 reports from 2012 on, with care, and kept every one of them safe", None),
    ],
)
def test_positions(lines: str, expected: tuple[str, str, str] | None) -> None:
    text = f"Experience\n{lines}\nEducation\nSchool teacher training, 2001 - 2003"
    jobs = positions(text, find_sections(text, "resume"))
    assert [(p.title.quote, p.start, p.end) for p in jobs] == ([expected] if expected else [])
    assert all(text[p.title.start : p.title.end] == p.title.quote for p in jobs)


@pytest.mark.parametrize(
    ("lines", "title", "employer"),
    [
        ("Data Engineer, ACME GmbH (2019–2022)", "Data Engineer", "ACME GmbH"),
        ("2019 - present: Data Engineer, Northwind", "Data Engineer", "Northwind"),
        ("Web Developer at Acme\nJune 2018 to today", "Web Developer", "Acme"),
        ("Acme Ltd | Web Developer | 2018 – 2020", "Web Developer", "Acme Ltd"),
        ("Cook\nThe Ritz, London\n2011 - 2013\n- Cooked", "Cook", "The Ritz"),
        ("The Ritz\nHead Chef\n2011 - 2013\nCooked well", "Head Chef", "The Ritz"),
        ("The Ritz, 2011 - 2013\nHead Chef\n- Cooked", "Head Chef", "The Ritz"),
        ("Head Chef\nThe Ritz, 2011 - 2013\n- Cooked", "Head Chef", "The Ritz"),
        ("Head Chef      2011 - 2013\nThe Ritz, London\n- Cooked", "Head Chef", "The Ritz"),
        ("Head Chef, 2011 - 2013\nLed a team of cooks and managers", "Head Chef", None),
        ("Head Chef, 2011 - 2013\n- Worked with The Ritz", "Head Chef", None),
        ("Data Analyst - London, UK\n2011 - 2013", "Data Analyst", "London"),
        ("Data Analyst, New York, NY (2011 - 2013)", "Data Analyst", "New York"),
        ("Data Analyst, Remote\n2011 - 2013", "Data Analyst", None),
        ("Data Analyst, Full-time, The Ritz\n2011 - 2013", "Data Analyst", "The Ritz"),
        ("Data Analyst (Hybrid)\n2011 - 2013\nThe Ritz", "Data Analyst", "The Ritz"),
        ("Data Analyst - London, UK\n2011 - 2013\nThe Ritz", "Data Analyst", "The Ritz"),
        ("London, UK\nData Analyst, 2011 - 2013\nThe Ritz", "Data Analyst", "The Ritz"),
        ("London, UK | The Ritz\nData Analyst\n2011 - 2013", "Data Analyst", "The Ritz"),
        ("Data Analyst | The Ritz | London, UK | 2011 - 2013", "Data Analyst", "The Ritz"),
        ("Data Analyst, IBM, US\n2011 - 2013", "Data Analyst", "IBM"),
        ("Data Analyst, EY\n2011 - 2013", "Data Analyst", "EY"),
        ("Stagehand, EY\n2011 - 2013", "Stagehand", "EY"),
        ("Data Analyst, Northwind, HR\n2011 - 2013", "Data Analyst", "Northwind"),
        ("Data Analyst, Siemens, DE\n2011 - 2013", "Data Analyst", "Siemens"),
        ("Data Analyst, Northwind Ltd, UK\n2011 - 2013", "Data Analyst", "Northwind Ltd"),
        ("Northwind, UK\nData Analyst\n2011 - 2013", "Data Analyst", "Northwind"),
    ],
)
def test_employers(lines: str, title: str, employer: str | None) -> None:
    text = f"Experience\n{lines}"
    (job,) = positions(text, find_sections(text, "resume"))
    assert job.title.quote == title
    assert (job.employer and job.employer.quote) == employer
    if job.employer is not None:
        assert text[job.employer.start : job.employer.end] == job.employer.quote


def test_each_title_belongs_to_one_job() -> None:
    text = "2019 - 2021\nJava Developer\n2017 - 2019\nWeb Developer"
    assert [p.title.quote for p in positions(text, ())] == ["Java Developer", "Web Developer"]


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("March 2021", "2021-03"),
        ("Mar. 2021", "2021-03"),
        ("15 March 2021", "2021-03"),
        ("March 15, 2021", "2021-03"),
        ("03/2021", "2021-03"),
        ("3.2021", "2021-03"),
        ("2021-03", "2021-03"),
        ("2021-03-15T00:00:00", "2021-03"),
        ("2021", "2021"),
        ("13/2021", "2021"),
        ("present", ""),
        ("", ""),
    ],
)
def test_dates_to_the_month(date: str, month: str) -> None:
    assert iso_month(date) == month


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019", "2021", ("2019", "2021", False)),
        ("May 2019", "present", ("2019-05", "", True)),
        ("2019", "", ("2019", "", True)),
        ("", "", ("", "", False)),
        ("2019", "soon", ("2019", "", False)),
    ],
)
def test_periods(start: str, end: str, expected: tuple[str, str, bool]) -> None:
    position = Position(Span(0, 4, "Cook"), start, end)
    assert (position.started, position.ended, position.is_current) == expected


def test_positions_without_a_heading() -> None:
    assert [p.title.quote for p in positions("Cook, Ritz, 2011 - 2013", ())] == ["Cook"]
