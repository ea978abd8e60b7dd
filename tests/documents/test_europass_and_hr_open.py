"""Europass XML, alone and inside a PDF, and HR Open's candidates and openings."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from document_files import pdf
from pypdf import PdfReader, PdfWriter

from skillkg.documents.read import read
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.documents.document import Document

CANDIDATE = """<?xml version="1.0" encoding="UTF-8"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"
    xmlns:oa="http://www.openapplications.org/oagis/9">
  <CandidatePerson>
    <PersonName><oa:GivenName>Ines</oa:GivenName><hr:FamilyName>Duarte</hr:FamilyName></PersonName>
    <hr:BirthDate>1990-01-01</hr:BirthDate>
  </CandidatePerson>
  <CandidateProfile languageCode="en">
    <hr:ID>1</hr:ID>
    <ExecutiveSummary>
      &lt;p&gt;Ten years of &lt;b&gt;pipelines&lt;/b&gt;.&lt;/p&gt;</ExecutiveSummary>
    <EmploymentHistory><EmployerHistory>
      <hr:OrganizationName>Northwind</hr:OrganizationName>
      <EmploymentPeriod>
        <StartDate><hr:FormattedDateTime>2019-02-01</hr:FormattedDateTime></StartDate>
        <hr:CurrentIndicator>true</hr:CurrentIndicator>
      </EmploymentPeriod>
      <PositionHistory>
        <PositionTitle>Data Engineer</PositionTitle>
        <oa:Description>&lt;ul&gt;&lt;li&gt;Kafka&lt;/li&gt;&lt;/ul&gt;</oa:Description>
      </PositionHistory>
    </EmployerHistory></EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance>
      <hr:OrganizationName>University of Porto</hr:OrganizationName>
      <AttendancePeriod><EndDate>2015</EndDate></AttendancePeriod>
      <EducationDegree><hr:DegreeName>MSc Statistics</hr:DegreeName></EducationDegree>
    </EducationOrganizationAttendance></EducationHistory>
    <PersonQualifications><PersonCompetency>
      <CompetencyID>eng</CompetencyID><CompetencyName>English</CompetencyName>
    </PersonCompetency></PersonQualifications>
    <Skills><DigitalSkills><DigitalSkillsGroup><Title>PostgreSQL</Title></DigitalSkillsGroup>
    </DigitalSkills></Skills>
    <NetworksAndMemberships><Title>Chess club</Title></NetworksAndMemberships>
  </CandidateProfile>
</Candidate>"""
PASSPORT = """<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>
  <Identification><PersonName><FirstName>Ines</FirstName><Surname>Duarte</Surname></PersonName>
    <Demographics><Birthdate year="1990"/></Demographics></Identification>
  <Headline><Description><Label>Data Engineer</Label></Description></Headline>
  <WorkExperienceList><WorkExperience>
    <Period><From year="2015" month="--03"/><To year="2019"/></Period>
    <Position><Label>Analyst</Label></Position>
    <Activities>&lt;p&gt;Wrote reports&lt;/p&gt;</Activities>
    <Employer><Name>Acme</Name></Employer>
  </WorkExperience></WorkExperienceList>
  <EducationList><Education><Title>MSc Statistics</Title>
    <Organisation><Name>University of Porto</Name></Organisation></Education></EducationList>
  <Skills><Linguistic><ForeignLanguageList><ForeignLanguage>
      <Description><Label>English</Label></Description></ForeignLanguage></ForeignLanguageList>
    </Linguistic><Computer><Description>PostgreSQL</Description></Computer></Skills>
  <ReferenceTo>somebody</ReferenceTo>
</LearnerInfo></SkillsPassport>"""
HR_CANDIDATE: dict[str, Any] = {
    "documentId": {"value": "1"},
    "person": {"name": {"given": "Ines", "family": "Duarte"}, "gender": "Female"},
    "profiles": [
        {
            "executiveSummary": "Ten years of pipelines.",
            "employment": [
                {
                    "organization": {"name": "Northwind"},
                    "start": "2019-02",
                    "current": True,
                    "positionHistories": [
                        {"title": "Data Engineer", "descriptions": ["Moved reports to Kafka"]}
                    ],
                },
                {"organization": "Acme", "title": "Analyst", "start": "2015", "end": "2019"},
            ],
            "education": [
                {"institution": {"name": "University of Porto"}, "programs": ["Statistics"]}
            ],
            "qualifications": [{"competencyName": "PostgreSQL"}, "SQL"],
            "positionPreferences": [{"locations": []}],
        }
    ],
}
OPENING: dict[str, Any] = {
    "documentId": {"value": "157"},
    "positionProfiles": [
        {
            "positionTitle": "Data Engineer",
            "positionOrganizations": [{"name": "Northwind"}],
            "positionFormattedDescriptions": [
                {"title": "What you do", "content": "<p>Build pipelines.</p>"},
                {"title": "Requirements", "content": "<ul><li>Kafka</li></ul>"},
            ],
            "positionQualifications": [{"name": "Python"}],
            "positionOpenQuantity": 1,
        }
    ],
}


def written(folder: Path, name: str, data: str | bytes | object) -> Path:
    path = folder / name
    if not isinstance(data, str | bytes):
        data = json.dumps(data)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def jobs(document: Document) -> list[tuple[str, str | None, str, str, bool]]:
    text = document.text
    for position in document.positions:
        for span in filter(None, (position.title, position.employer)):
            assert text[span.start : span.end] == span.quote
    return [
        (p.title.quote, p.employer and p.employer.quote, p.started, p.ended, p.is_current)
        for p in document.positions
    ]


def test_europass(tmp_path: Path) -> None:
    document = read(written(tmp_path, "cv.xml", CANDIDATE))
    assert (document.kind, document.media_type) == ("resume", "application/xml")
    assert document.text == (
        "Ines Duarte\n\nTen years of pipelines.\n\nExperience\n"
        "Data Engineer, Northwind, 2019-02-01 – present\n- Kafka\n\n"
        "Education\nMSc Statistics, University of Porto, 2015\n\nCompetencies\n- English\n\n"
        "Skills\nPostgreSQL"
    )
    assert jobs(document) == [("Data Engineer", "Northwind", "2019-02", "", True)]
    names = [section.name for section in document.sections]
    assert names == ["name", "summary", "experience", "education", "skills", "skills"]
    assert "parts not read: NetworksAndMemberships" in document.notes
    assert "1990" not in document.text


def test_europass_before_2020(tmp_path: Path) -> None:
    document = read(written(tmp_path, "cv.xml", PASSPORT))
    assert document.text == (
        "Ines Duarte\n\nData Engineer\n\nExperience\nAnalyst, Acme, 2015-03 – 2019\n"
        "Wrote reports\n\nEducation\nMSc Statistics, University of Porto\n\n"
        "Skills\nPostgreSQL\n- English"
    )
    assert [title.quote for title in document.titles] == ["Data Engineer", "Analyst"]
    assert jobs(document) == [("Analyst", "Acme", "2015-03", "2019", False)]
    assert "parts not read: ReferenceTo" in document.notes


def pdf_with(name: str, data: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["Ines Duarte", "Cook"]))))
    writer.add_attachment(name, data.encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("resume", [CANDIDATE, PASSPORT])
def test_europass_inside_a_pdf(tmp_path: Path, resume: str) -> None:
    document = read(written(tmp_path, "cv.pdf", pdf_with("attachment.xml", resume)))
    assert document.media_type == "application/pdf"
    assert document.text == read(written(tmp_path, "cv.xml", resume)).text
    assert any("its pages were not read" in note for note in document.notes)


@pytest.mark.parametrize("data", ["<invoice/>", "no XML", CANDIDATE[:300]])
def test_another_attachment_of_a_pdf_is_told(tmp_path: Path, data: str) -> None:
    document = read(written(tmp_path, "cv.pdf", pdf_with("factur-x.xml", data)), "resume")
    assert document.text == "Ines Duarte\nCook"
    assert "attached files were not read: factur-x.xml" in document.notes


def test_hr_open_candidate(tmp_path: Path) -> None:
    document = read(written(tmp_path, "cv.json", HR_CANDIDATE))
    assert document.kind == "resume"
    assert jobs(document) == [
        ("Data Engineer", "Northwind", "2019-02", "", True),
        ("Analyst", "Acme", "2015", "2019", False),
    ]
    assert document.section_at(document.text.index("PostgreSQL")) == "skills"
    assert document.section_at(document.text.index("Porto")) == "education"
    assert document.section_at(0) == "name"
    assert "fields not read: profiles.positionPreferences" in document.notes
    assert "Female" not in document.text


def test_hr_open_lists_under_item(tmp_path: Path) -> None:
    profile = HR_CANDIDATE["profiles"][0]
    wrapped = {key: {"item": value} for key, value in profile.items() if isinstance(value, list)}
    candidate = {**HR_CANDIDATE, "profiles": {"item": [{}, {**profile, **wrapped}]}}
    document = read(written(tmp_path, "cv.json", candidate))
    assert document.text == read(written(tmp_path, "b.json", HR_CANDIDATE)).text
    assert "only the first of 2 profiles was read" in document.notes


@pytest.mark.parametrize("value", [OPENING, [OPENING]])
def test_hr_open_opening(tmp_path: Path, value: object) -> None:
    document = read(written(tmp_path, "ad.json", value))
    assert document.kind == "ad"
    assert document.text == (
        "Data Engineer\nNorthwind\n\nWhat you do\nBuild pipelines.\n\nRequirements\n- Kafka\n\n"
        "Qualifications\n- Python"
    )
    assert [title.quote for title in document.titles] == ["Data Engineer"]
    names = [section.name for section in document.sections]
    assert names == ["title", "responsibilities", "requirements", "requirements"]
    assert "fields not read: positionProfiles.positionOpenQuantity" in document.notes


BAD = [
    ("cv.xml", "<Candidate>", r"cv\.xml:1: not XML"),
    ("cv.xml", "<rss/>", r"no Europass resume \(its root is <rss>\)"),
    ("cv.xml", "<Candidate/>", "no text"),
    ("cv.json", {"documentId": 1, "profiles": {"item": 3}}, "'item' should be a list of objects"),
    ("cv.json", {"person": [], "profiles": []}, "'person' should be an object"),
    ("cv.json", {"person": {}, "profiles": [{"objective": 1}]}, "'objective' should be a text"),
    (
        "cv.json",
        {"person": {}, "profiles": [{"employment": [{"title": 3}]}]},
        "'title' should be a text, an object, or a list",
    ),
    ("cv.json", {"positionProfiles": [{"positionTitle": []}]}, "'positionTitle' should be a text"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_bad_files(tmp_path: Path, name: str, data: str | object, message: str) -> None:
    path = written(tmp_path, name, data)
    with pytest.raises(DocumentError, match=message) as error:
        read(path)
    assert str(error.value).startswith(str(path))
