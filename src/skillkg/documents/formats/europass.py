"""Europass resumes in XML: ``Candidate`` of today's Europass, and ``SkillsPassport`` before 2020.

Names of elements are compared without their namespaces, which differ from tool to tool. What the
score must not see (address, date of birth, nationality, picture, …) is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.formats.html_text import html_to_text
from skillkg.documents.formats.resume_writer import ResumeEntry, ResumeWriter
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.documents.formats.parsed import ParsedFile

    Element = Any
    """An element of lxml, which has no types."""

_KINDS: Final = ("Candidate", "SkillsPassport", "Europass")
_CANDIDATE_LISTS: Final = {
    "Skills": ("skills", "Skills"),
    "Projects": ("skills", "Projects"),
    "Certifications": ("education", "Certificates"),
    "CourseCertifications": ("education", "Courses"),
    "PublicationHistory": ("education", "Publications"),
    "VoluntaryWorks": ("experience", "Volunteering"),
}
_CANDIDATE_READ: Final = {
    *_CANDIDATE_LISTS, "ID", "ExecutiveSummary", "EmploymentHistory", "EducationHistory",
    "PersonQualifications",
}  # fmt: skip
_PASSPORT_SKILLS: Final = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
_PASSPORT_READ: Final = {
    "Identification", "Headline", "WorkExperienceList", "EducationList", "Skills",
    "AchievementList",
}  # fmt: skip


def is_europass(data: bytes) -> bool:
    """Whether this is XML with the root of a Europass resume."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        return _kind(_parse(data)) in _KINDS
    except etree.XMLSyntaxError:
        return False


def read_xml(data: bytes, path: Path) -> ParsedFile:
    """Read a Europass resume.

    Raises:
        DocumentError: it is not XML, or no Europass resume.
    """
    from lxml import etree

    try:
        root = _parse(data)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"{path}:{error.lineno}: not XML ({error.msg})\n  export the resume again"
        ) from None
    kind = _kind(root)
    if kind not in _KINDS:
        raise DocumentError(
            f"{path}: no Europass resume (its root is <{kind}>)\n"
            f"  a Europass resume has one of {', '.join(_KINDS)}; save anything else as text"
        )
    return _Candidate(root, path).read() if kind == "Candidate" else _Passport(root, path).read()


def _parse(data: bytes) -> Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _kind(root: Element) -> str:
    from lxml import etree

    return str(etree.QName(root).localname)


class _Resume:
    """What both forms have in common: texts by paths without namespaces."""

    def __init__(self, root: Element, path: Path) -> None:
        self._root, self._path = root, path

    def text(self, element: Element, *paths: str) -> str:
        """The text of the first path that leads to one, its HTML as plain text."""
        for path in paths:
            found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
            text = "" if found is None else "".join(found.itertext()).strip()
            if text:
                return html_to_text(text, self._path) if "<" in text or "&" in text else text
        return ""

    def all(self, element: Element, path: str) -> Sequence[Element]:
        """All elements that a path leads to."""
        found: Sequence[Element] = element.findall("/".join(f"{{*}}{n}" for n in path.split("/")))
        return found

    def not_read(self, element: Element, known: set[str]) -> list[str]:
        """A note on the parts of an element that say something and are not known."""
        from lxml import etree

        parts = [part for part in element.iterchildren("*") if "".join(part.itertext()).strip()]
        unknown = sorted({etree.QName(part).localname for part in parts} - known)
        return [f"parts not read: {', '.join(unknown)}"] if unknown else []


class _Candidate(_Resume):
    """Europass since 2020; its elements come from HR-XML and EURES."""

    def read(self) -> ParsedFile:
        person, profile = (
            self._root.find(f"{{*}}{name}") for name in ("CandidatePerson", "CandidateProfile")
        )
        names = () if person is None else ("PersonName/GivenName", "PersonName/FamilyName")
        name = " ".join(filter(None, (self.text(person, path) for path in names)))
        writer = ResumeWriter(name, "")
        if profile is None:
            return writer.finish("application/xml", [])
        writer.paragraph(self.text(profile, "ExecutiveSummary"))
        self._jobs(profile, writer)
        self._schools(profile, writer)
        self._qualifications(profile, writer)
        for part, (section, heading) in _CANDIDATE_LISTS.items():
            if entries := self._titled(profile.find(f"{{*}}{part}")):
                writer.section(section, heading)
                for entry in entries:
                    writer.entry(entry)
        return writer.finish("application/xml", self.not_read(profile, _CANDIDATE_READ))

    def _jobs(self, profile: Element, writer: ResumeWriter) -> None:
        if employers := self.all(profile, "EmploymentHistory/EmployerHistory"):
            writer.section("experience", "Experience")
        for employer in employers:
            name = self.text(employer, "OrganizationName")
            for job in self.all(employer, "PositionHistory") or [employer]:
                title = self.text(job, "PositionTitle")
                paragraphs = [self.text(job, "Description")]
                dates = self._period(job, "EmploymentPeriod")
                if not any(dates):
                    dates = self._period(employer, "EmploymentPeriod")
                writer.entry(ResumeEntry(title, name, (), *dates, paragraphs))

    def _schools(self, profile: Element, writer: ResumeWriter) -> None:
        if schools := self.all(profile, "EducationHistory/EducationOrganizationAttendance"):
            writer.section("education", "Education")
        for school in schools:
            degree = self.text(school, "EducationDegree/DegreeName", "ProgramName")
            field = self.text(school, "EducationDegree/FieldOfStudy/MainFieldOfStudy")
            name = self.text(school, "OrganizationName")
            text = self.text(school, "EducationDegree/OccupationalSkillsCovered", "Description")
            dates = self._period(school, "AttendancePeriod")
            writer.entry(ResumeEntry("", "", (degree, field, name), *dates, [text]))

    def _qualifications(self, profile: Element, writer: ResumeWriter) -> None:
        competencies = self.all(profile, "PersonQualifications/PersonCompetency")
        names = [self.text(item, "CompetencyName", "CompetencyID") for item in competencies]
        if any(names):
            writer.section("skills", "Competencies")
            writer.entry(ResumeEntry(items=[name for name in names if name]))

    def _titled(self, part: Element | None) -> list[ResumeEntry]:
        """Whatever in a part has a title, and the description beside it."""
        found = () if part is None else part.iterfind(".//{*}Title")
        parents = [title.getparent() for title in found]
        return [
            ResumeEntry(
                others=[self.text(item, "Title")], paragraphs=[self.text(item, "Description")]
            )
            for item in parents
        ]

    def _period(self, element: Element, name: str) -> tuple[str, str]:
        start, end = (
            self.text(element, f"{name}/{date}/FormattedDateTime", f"{name}/{date}")
            for date in ("StartDate", "EndDate")
        )
        ongoing = self.text(element, f"{name}/CurrentIndicator", f"{name}/Ongoing") == "true"
        return start, end or ("present" if ongoing else "")


class _Passport(_Resume):
    """Europass before 2020 (schema 3)."""

    def read(self) -> ParsedFile:
        learner = self._root.find("{*}LearnerInfo")
        learner = self._root if learner is None else learner
        names = ("FirstName", "Surname")
        parts = (self.text(learner, f"Identification/PersonName/{name}") for name in names)
        headline = self.text(learner, "Headline/Description/Label")
        writer = ResumeWriter(" ".join(filter(None, parts)), headline)
        for path, section, heading in (
            ("WorkExperienceList/WorkExperience", "experience", "Experience"),
            ("EducationList/Education", "education", "Education"),
            ("AchievementList/Achievement", "education", "Achievements"),
        ):
            if items := self.all(learner, path):
                writer.section(section, heading)
            for item in items:
                writer.entry(self._entry(item))
        self._skills(learner, writer)
        return writer.finish("application/xml", self.not_read(learner, _PASSPORT_READ))

    def _entry(self, item: Element) -> ResumeEntry:
        return ResumeEntry(
            self.text(item, "Position/Label", "Position"),
            self.text(item, "Employer/Name"),
            [self.text(item, "Title/Label", "Title"), self.text(item, "Organisation/Name")],
            self._date(item, "Period/From"),
            self._date(item, "Period/To")
            or ("present" if self.text(item, "Period/Current") == "true" else ""),
            [self.text(item, "Activities"), self.text(item, "Description")],
        )

    def _date(self, item: Element, path: str) -> str:
        """``2019-03``: year and month are attributes (``month="--03"``), or the text."""
        for date in self.all(item, path):
            month = date.get("month", "").strip("-")
            return "-".join(filter(None, (date.get("year"), month))) or self.text(item, path)
        return ""

    def _skills(self, learner: Element, writer: ResumeWriter) -> None:
        languages = [
            self.text(language, "Description/Label")
            for path in ("MotherTongueList/MotherTongue", "ForeignLanguageList/ForeignLanguage")
            for language in self.all(learner, f"Skills/Linguistic/{path}")
        ]
        texts = [self.text(learner, f"Skills/{part}/Description") for part in _PASSPORT_SKILLS]
        if any((*languages, *texts)):
            writer.section("skills", "Skills")
            writer.entry(ResumeEntry(paragraphs=texts, items=[name for name in languages if name]))
