"""Europass before 2020 (schema 3): the ``SkillsPassport``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.europass.elements import find_all, not_read
from skillkg.documents.formats.language_codes import language_name, with_levels
from skillkg.documents.formats.resume_writer import ResumeEntry, ResumeWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.formats.europass.elements import Element, Texts
    from skillkg.documents.formats.parsed import ParsedFile

_LISTS: Final = (
    ("WorkExperienceList/WorkExperience", "experience", "Experience"),
    ("EducationList/Education", "education", "Education"),
    ("AchievementList/Achievement", "education", "Achievements"),
)
"""Paths of entries, each with its section and heading."""
_LANGUAGE_SKILLS: Final = (
    "Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing",
)  # fmt: skip
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SKILLS: Final = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
_READ: Final = {
    "Identification", "Headline", "WorkExperienceList", "EducationList", "Skills",
    "AchievementList",
}  # fmt: skip


def read_passport(root: Element, texts: Texts) -> ParsedFile:
    """Write a skills passport as text."""
    learner = root.find("{*}LearnerInfo")
    learner = root if learner is None else learner
    names = ("FirstName", "Surname")
    parts = (texts.first(learner, f"Identification/PersonName/{name}") for name in names)
    headline = texts.first(learner, "Headline/Description/Label")
    writer = ResumeWriter(" ".join(filter(None, parts)), headline)
    for path, section, heading in _LISTS:
        items = find_all(learner, path)
        writer.entries(section, heading, (_entry(item, texts) for item in items))
    _write_skills(learner, texts, writer)
    return writer.finish("application/xml", not_read(learner, _READ))


def _entry(item: Element, texts: Texts) -> ResumeEntry:
    current = texts.first(item, "Period/Current") == "true"
    return ResumeEntry(
        texts.first(item, "Position/Label", "Position"),
        texts.first(item, "Employer/Name"),
        [texts.first(item, "Title/Label", "Title"), texts.first(item, "Organisation/Name")],
        _date(item, "Period/From", texts),
        _date(item, "Period/To", texts) or ("present" if current else ""),
        [texts.first(item, "Activities"), texts.first(item, "Description")],
    )


def _date(item: Element, path: str, texts: Texts) -> str:
    """``2019-03``: year and month are attributes (``month="--03"``), or the text."""
    for date in find_all(item, path)[:1]:
        month = date.get("month", "").strip("-")
        return "-".join(filter(None, (date.get("year"), month))) or texts.first(item, path)
    return ""


def _write_skills(learner: Element, texts: Texts, writer: ResumeWriter) -> None:
    languages = [*_mother_tongues(learner, texts), *_foreign_languages(learner, texts)]
    skills = [texts.first(learner, f"Skills/{part}/Description") for part in _SKILLS]
    if any((*languages, *skills)):
        writer.entries("skills", "Skills", [ResumeEntry(paragraphs=skills, items=languages)])


def _mother_tongues(learner: Element, texts: Texts) -> Iterator[str]:
    for language in find_all(learner, "Skills/Linguistic/MotherTongueList/MotherTongue"):
        if name := texts.first(language, "Description/Label", "Description/Code"):
            yield f"{language_name(name)} (native)"


def _foreign_languages(learner: Element, texts: Texts) -> Iterator[str]:
    for language in find_all(learner, "Skills/Linguistic/ForeignLanguageList/ForeignLanguage"):
        levels = {
            _WORDS.sub(" ", skill): texts.first(language, f"ProficiencyLevel/{skill}")
            for skill in _LANGUAGE_SKILLS
        }
        name = texts.first(language, "Description/Label", "Description/Code")
        yield with_levels(name, levels)
