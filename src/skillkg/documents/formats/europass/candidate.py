"""Europass since 2020: the ``Candidate``, whose elements come from HR-XML and EURES."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.europass.elements import find_all, not_read
from skillkg.documents.formats.language_codes import language_name, with_levels
from skillkg.documents.formats.resume_writer import ResumeEntry, ResumeWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.formats.europass.elements import Element, Texts
    from skillkg.documents.formats.parsed import ParsedFile

_LISTS: Final = {
    "Skills": ("skills", "Skills"),
    "Projects": ("skills", "Projects"),
    "Certifications": ("education", "Certificates"),
    "CourseCertifications": ("education", "Courses"),
    "PublicationHistory": ("education", "Publications"),
    "VoluntaryWorks": ("experience", "Volunteering"),
}
"""Parts of a profile whose entries have a title and a description: section and heading."""
_READ: Final = {
    *_LISTS, "ID", "ExecutiveSummary", "EmploymentHistory", "EducationHistory",
    "PersonQualifications",
}  # fmt: skip


def read_candidate(root: Element, texts: Texts) -> ParsedFile:
    """Write a candidate as text."""
    person, profile = (
        root.find(f"{{*}}{name}") for name in ("CandidatePerson", "CandidateProfile")
    )
    names = () if person is None else ("PersonName/GivenName", "PersonName/FamilyName")
    name = " ".join(filter(None, (texts.first(person, path) for path in names)))
    writer = ResumeWriter(name, "")
    if profile is None:
        return writer.finish("application/xml", [])
    writer.paragraph(texts.first(profile, "ExecutiveSummary"))
    _write_entries(profile, texts, writer)
    if person is not None and (native := texts.first(person, "PrimaryLanguageCode")):
        spoken = f"{language_name(native)} (native)"
        writer.entries("skills", "Languages", [ResumeEntry(items=[spoken])])
    return writer.finish("application/xml", not_read(profile, _READ))


def _write_entries(profile: Element, texts: Texts, writer: ResumeWriter) -> None:
    writer.entries("experience", "Experience", _jobs(profile, texts))
    writer.entries("education", "Education", _schools(profile, texts))
    competencies = find_all(profile, "PersonQualifications/PersonCompetency")
    names = [_competency(item, texts) for item in competencies]
    if any(names):
        writer.entries("skills", "Competencies", [ResumeEntry(items=names)])
    for part, (section, heading) in _LISTS.items():
        writer.entries(section, heading, _titled(profile.find(f"{{*}}{part}"), texts))


def _competency(item: Element, texts: Texts) -> str:
    """A competency by its name; a language, which has a code, with its CEFR levels."""
    name, code = texts.first(item, "CompetencyName"), texts.first(item, "CompetencyID")
    if texts.first(item, "TaxonomyID") != "language":
        return name or (language_name(code) if len(code) == 3 else code)
    levels = {
        _dimension(texts.first(part, "CompetencyDimensionTypeCode")): texts.first(
            part, "Score/ScoreText"
        )
        for part in find_all(item, "CompetencyDimension")
    }
    return with_levels(name or code, levels)


def _dimension(code: str) -> str:
    """``CEF-Speaking-Production`` as words."""
    return " ".join(code.removeprefix("CEF-").split("-"))


def _jobs(profile: Element, texts: Texts) -> Iterator[ResumeEntry]:
    for employer in find_all(profile, "EmploymentHistory/EmployerHistory"):
        name = texts.first(employer, "OrganizationName")
        for job in find_all(employer, "PositionHistory") or [employer]:
            title = texts.first(job, "PositionTitle")
            dates = _period(job, "EmploymentPeriod", texts)
            if not any(dates):
                dates = _period(employer, "EmploymentPeriod", texts)
            yield ResumeEntry(title, name, (), *dates, [texts.first(job, "Description")])


def _schools(profile: Element, texts: Texts) -> Iterator[ResumeEntry]:
    for school in find_all(profile, "EducationHistory/EducationOrganizationAttendance"):
        degree = texts.first(school, "EducationDegree/DegreeName", "ProgramName")
        field = texts.first(school, "EducationDegree/FieldOfStudy/MainFieldOfStudy")
        name = texts.first(school, "OrganizationName")
        text = texts.first(school, "EducationDegree/OccupationalSkillsCovered", "Description")
        dates = _period(school, "AttendancePeriod", texts)
        yield ResumeEntry("", "", (degree, field, name), *dates, [text])


def _titled(part: Element | None, texts: Texts) -> Iterator[ResumeEntry]:
    """Whatever in a part has a title, and the description beside it."""
    for title in () if part is None else part.iterfind(".//{*}Title"):
        entry = title.getparent()
        yield ResumeEntry(
            others=[texts.first(entry, "Title")], paragraphs=[texts.first(entry, "Description")]
        )


def _period(element: Element, name: str, texts: Texts) -> tuple[str, str]:
    start, end = (
        texts.first(element, f"{name}/{date}/FormattedDateTime", f"{name}/{date}")
        for date in ("StartDate", "EndDate")
    )
    ongoing = texts.first(element, f"{name}/CurrentIndicator", f"{name}/Ongoing") == "true"
    return start, end or ("present" if ongoing else "")
