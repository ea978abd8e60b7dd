"""schema.org JobPosting as a readable text with sections, its HTML fields as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.json_fields import Fields, not_read
from skillkg.documents.formats.parsed import ParsedFile, Writer, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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


_INSIDE: Final = ("@graph", "itemListElement", "item", "mainEntity")
"""What holds postings in a page's JSON-LD."""


def find_postings(value: object) -> Iterator[Record]:
    """The JobPostings in a JSON-LD value: itself, in a list, in its graph, in a list of items."""
    if isinstance(value, list):
        for item in value:
            yield from find_postings(item)
    elif isinstance(value, dict):
        types = value.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and name.endswith("JobPosting") for name in names):
            yield value
        else:
            for key in _INSIDE:
                yield from find_postings(value.get(key))


def read_posting(postings: Sequence[Record], path: Path) -> ParsedFile:
    """Write the first of some JobPostings as text; its HTML fields as plain text."""
    posting, others = postings[0], postings[1:]
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
    if others:
        titles_left = "; ".join(clean(fields.text(other, "title")) or "?" for other in others)
        notes.append(f"more postings, not read: {titles_left}")
    return ParsedFile(
        "application/ld+json", text, "ad", sections=sections, titles=tuple(titles), notes=notes
    )
