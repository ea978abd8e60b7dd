"""HR Open Standards (hropenstandards.org, 4.x) in JSON: candidates and position openings.

Products fill these large schemas in their own ways: texts stand bare or in an object, lists
bare or under ``item``. Both are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.json_fields import Fields, Record, not_read
from skillkg.documents.formats.parsed import ParsedFile, Writer
from skillkg.documents.formats.resume_writer import ResumeEntry, ResumeWriter
from skillkg.documents.structure.sections import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PROFILE_READ: Final = {
    "objective", "executiveSummary", "employment", "education", "qualifications",
    "certifications", "licenses",
}  # fmt: skip
_OPENING_READ: Final = {
    "positionTitle", "positionOrganizations", "positionFormattedDescriptions",
    "positionQualifications", "positionCompetencies",
}  # fmt: skip
_OPENINGS: Final = ("positionOpening", "positionOpenings", "openings")
_NAMES: Final = (
    "name", "title", "competencyName", "formattedName", "content", "value", "description",
)  # fmt: skip
_LISTS: Final = {
    "qualifications": ("skills", "Skills"),
    "certifications": ("education", "Certificates"),
    "licenses": ("education", "Licences"),
}


def is_candidate(value: Record) -> bool:
    """Whether an object is a candidate."""
    return "profiles" in value and bool(value.keys() & {"person", "documentId"})


def find_openings(value: object) -> list[Record]:
    """The position openings of a value: itself, in a list, or under a key of their own."""
    if isinstance(value, dict) and "positionProfiles" not in value:
        value = next((part for key, part in value.items() if key in _OPENINGS), [])
        value = value.get("item", value) if isinstance(value, dict) else value
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, dict) and "positionProfiles" in item]


def read_candidate(candidate: Record, path: Path) -> ParsedFile:
    """Write a candidate as text: the first profile that says something.

    Raises:
        DocumentError: a field has a wrong type.
    """
    fields = Fields(path, "HR Open candidate")
    profiles = _records(fields, candidate, "profiles")
    profile = next((p for p in profiles if p.keys() & _PROFILE_READ and any(p.values())), {})
    name = fields.record(fields.record(candidate, "person"), "name")
    parts = [fields.text(name, key) for key in ("given", "family")]
    writer = ResumeWriter(fields.text(name, "formattedName") or " ".join(filter(None, parts)), "")
    for key in ("objective", "executiveSummary"):
        writer.paragraph(fields.text(profile, key))
    _write_entries(fields, profile, writer)
    notes = not_read(profile, _PROFILE_READ, "profiles.")
    if len(profiles) > 1:
        notes.append(f"only the first of {len(profiles)} profiles was read")
    return writer.finish("application/json", notes)


def _write_entries(fields: Fields, profile: Record, writer: ResumeWriter) -> None:
    employers = _records(fields, profile, "employment")
    jobs = (entry for employer in employers for entry in _jobs(fields, employer))
    writer.entries("experience", "Experience", jobs)
    schools = _records(fields, profile, "education")
    writer.entries("education", "Education", (_school(fields, school) for school in schools))
    for key, (name, heading) in _LISTS.items():
        if texts := _texts(fields, profile, key):
            writer.entries(name, heading, [ResumeEntry(items=texts)])


def _jobs(fields: Fields, employer: Record) -> Iterator[ResumeEntry]:
    organization = ", ".join(_texts(fields, employer, "organization"))
    start, end = _period(fields, employer)
    jobs = _records(fields, employer, "positionHistories") or [employer]
    for job in jobs:
        first, last = _period(fields, job)
        yield ResumeEntry(
            title=", ".join(_texts(fields, job, "title")),
            employer=organization,
            start=first or start,
            end=last or end,
            paragraphs=_texts(fields, job, "descriptions"),
        )
    if jobs[0] is not employer:
        yield ResumeEntry(paragraphs=_texts(fields, employer, "descriptions"))


def _school(fields: Fields, school: Record) -> ResumeEntry:
    start, end = _period(fields, school)
    names = [
        text
        for key in ("educationDegrees", "programs", "institution", "educationLevelCodes")
        for text in _texts(fields, school, key)
    ]
    texts = _texts(fields, school, "descriptions")
    return ResumeEntry(others=names, start=start, end=end, paragraphs=texts)


def _period(fields: Fields, record: Record) -> tuple[str, str]:
    end = fields.text(record, "end")
    return fields.text(record, "start"), end or ("present" if record.get("current") else "")


def read_opening(openings: Sequence[Record], path: Path) -> ParsedFile:
    """Write the first profile of the first of some position openings as text.

    Raises:
        DocumentError: a field has a wrong type.
    """
    fields, writer = Fields(path, "HR Open position opening"), Writer()
    profiles = [p for opening in openings for p in _records(fields, opening, "positionProfiles")]
    profile = next(iter(profiles), {})
    writer.section("title")
    titles = writer.line(fields.text(profile, "positionTitle"))
    writer.line(*_texts(fields, profile, "positionOrganizations"))
    for part in _records(fields, profile, "positionFormattedDescriptions"):
        heading = fields.text(part, "title")
        writer.section(heading_of(heading, "ad") or "", heading)
        for text in fields.paragraphs(part, "content"):
            writer.line(text)
    for key in ("positionQualifications", "positionCompetencies"):
        if texts := _texts(fields, profile, key):
            writer.section("requirements", "Qualifications")
            writer.items(texts)
    text, sections = writer.finish()
    notes = not_read(profile, _OPENING_READ, "positionProfiles.")
    if len(profiles) > 1:
        titles_left = "; ".join(fields.text(p, "positionTitle") or "?" for p in profiles[1:])
        notes.append(f"more openings, not read: {titles_left}")
    return ParsedFile(
        "application/json", text, "ad", sections=sections, titles=tuple(titles), notes=notes
    )


# Texts and lists in either form -------------------------------------------------------------


def _records(fields: Fields, record: Record, key: str) -> list[Record]:
    value = record.get(key)
    return fields.records(value, "item") if isinstance(value, dict) else fields.records(record, key)


def _texts(fields: Fields, record: Record, key: str) -> list[str]:
    return list(_flat(fields, key, record.get(key)))


def _flat(fields: Fields, key: str, value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _flat(fields, key, item)
    elif isinstance(value, dict):
        if "item" in value:
            yield from _flat(fields, key, value["item"])
        else:
            said = next((value[name] for name in _NAMES if value.get(name)), None)
            yield from _flat(fields, key, said)
    elif value is not None:
        raise fields.wrong(key, "a text, an object, or a list of these", value)
