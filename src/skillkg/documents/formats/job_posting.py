"""schema.org JobPosting as a readable text with sections, its HTML fields as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.json_fields import Fields, not_read
from skillkg.documents.formats.parsed import ParsedFile, Writer

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.documents.formats.json_fields import Record

_SECTIONS: Final = {
    "description": ("", ""),
    "responsibilities": ("responsibilities", "Responsibilities"),
    "skills": ("skills", "Skills"),
    "qualifications": ("requirements", "Qualifications"),
    "experienceRequirements": ("requirements", "Experience"),
    "educationRequirements": ("requirements", "Education"),
    "jobBenefits": ("benefits", "Benefits"),
}
_READ: Final = {"@context", "@type", "@id", "title", "hiringOrganization"}


def find_posting(value: object) -> Record | None:
    """The first JobPosting in a JSON-LD value: itself, in a list, or in its ``@graph``."""
    if isinstance(value, list):
        return next(filter(None, map(find_posting, value)), None)
    if not isinstance(value, dict):
        return None
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    if any(isinstance(name, str) and name.endswith("JobPosting") for name in names):
        return value
    return find_posting(value["@graph"]) if isinstance(value.get("@graph"), list) else None


def read_posting(posting: Record, path: Path) -> ParsedFile:
    """Write a JobPosting as text; its HTML fields as plain text."""
    fields = Fields(path, "JobPosting")
    writer = Writer()
    writer.section("title")
    titles = writer.line(fields.text(posting, "title"))
    writer.line(fields.name(posting, "hiringOrganization"))
    for key, (name, heading) in _SECTIONS.items():
        if paragraphs := fields.paragraphs(posting, key):
            writer.section(name, heading)
            for paragraph in paragraphs:
                writer.line(paragraph)
    text, sections = writer.finish()
    notes = not_read(posting, _READ | _SECTIONS.keys())
    return ParsedFile(
        "application/ld+json", text, "ad", sections=sections, titles=tuple(titles), notes=notes
    )
