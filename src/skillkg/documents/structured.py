"""JSON documents: JSON Resume (jsonresume.org, schema 1.0.0) and schema.org JobPosting.

Both become a readable text with sections; titles are known, not searched for. What the score must
not see (address, e-mail, phone, picture) is not read; a person's name is marked as such.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Position
from skillkg.documents.reading import Reading, Writer, decode
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, object]

_POSTING_SECTIONS: Final = {
    "description": ("", ""),
    "responsibilities": ("responsibilities", "Responsibilities"),
    "skills": ("skills", "Skills"),
    "qualifications": ("requirements", "Qualifications"),
    "experienceRequirements": ("requirements", "Experience"),
    "educationRequirements": ("requirements", "Education"),
    "jobBenefits": ("benefits", "Benefits"),
}
_POSTING_READ: Final = {"@context", "@type", "@id", "title", "hiringOrganization"}
_RESUME_SECTIONS: Final = {
    "work": ("experience", "Experience"),
    "volunteer": ("experience", "Volunteering"),
    "projects": ("skills", "Projects"),
    "education": ("education", "Education"),
    "certificates": ("education", "Certificates"),
    "awards": ("education", "Awards"),
    "publications": ("education", "Publications"),
    "skills": ("skills", "Skills"),
    "languages": ("skills", "Languages"),
}
_TEXTS: Final = (
    "name", "company", "organization", "institution", "area", "studyType", "title", "language",
    "issuer", "publisher", "entity", "type",
)  # fmt: skip
_LISTS: Final = ("highlights", "keywords", "courses", "roles")
_RESUME_READ: Final = {"$schema", "meta", "basics", *_RESUME_SECTIONS}


def read_json(data: bytes, path: Path) -> Reading:
    """Read a JSON Resume or a JobPosting.

    Raises:
        DocumentError: it is not JSON, is neither of the two, or a field has a wrong type.
    """
    try:
        value = json.loads(decode(data, path))
    except RecursionError:
        raise DocumentError(
            f"{path}: JSON nested too deep\n  it cannot be a resume or an ad"
        ) from None
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"{path}:{error.lineno}: not JSON ({error.msg}, column {error.colno})\n"
            "  repair it, or save the text as .txt"
        ) from None
    posting = find_posting(value)
    if posting is not None:
        return read_posting(posting, path)
    if isinstance(value, dict) and value.keys() & {"basics", *_RESUME_SECTIONS}:
        return read_resume(value, path)
    found = (
        f"an object with {sorted(value)[:8]}" if isinstance(value, dict) else type(value).__name__
    )
    raise DocumentError(
        f"{path}: neither a JSON Resume nor a schema.org JobPosting (found {found})\n"
        '  a resume has "basics" or "work" at its top; a posting has "@type": "JobPosting"'
    )


def find_posting(value: object) -> Record | None:
    """The first JobPosting in a JSON-LD value: itself, in a list, or in its ``@graph``."""
    if isinstance(value, list):
        return next((found for item in value if (found := find_posting(item)) is not None), None)
    if not isinstance(value, dict):
        return None
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    if any(isinstance(name, str) and name.endswith("JobPosting") for name in names):
        return value
    return find_posting(value["@graph"]) if isinstance(value.get("@graph"), list) else None


def read_posting(posting: Record, path: Path) -> Reading:
    """Write a JobPosting as text; its HTML fields as plain text."""
    fields = _Fields(path, "JobPosting")
    writer = Writer()
    writer.section("title")
    titles = writer.line(fields.text(posting, "title"))
    writer.line(fields.name(posting, "hiringOrganization"))
    for key, (name, heading) in _POSTING_SECTIONS.items():
        if paragraphs := fields.paragraphs(posting, key):
            writer.section(name, heading)
            for paragraph in paragraphs:
                writer.line(paragraph)
    text, sections = writer.finish()
    notes = _not_read(posting, _POSTING_READ | _POSTING_SECTIONS.keys())
    return Reading(
        "application/ld+json", text, "ad", sections=sections, titles=tuple(titles), notes=notes
    )


def read_resume(resume: Record, path: Path) -> Reading:
    """Write a JSON Resume as text."""
    fields = _Fields(path, "JSON Resume")
    writer = Writer()
    basics = fields.record(resume, "basics")
    writer.section("name")
    writer.line(fields.text(basics, "name"))
    writer.section("summary")
    titles = writer.line(fields.text(basics, "label"))
    writer.line(fields.text(basics, "summary"))
    jobs: list[Position] = []
    for key, (name, heading) in _RESUME_SECTIONS.items():
        if entries := fields.records(resume, key):
            writer.section(name, heading)
            for entry in entries:
                jobs += _entry(entry, fields, writer)
    text, sections = writer.finish()
    notes = _not_read(resume, _RESUME_READ)
    notes += _not_read(basics, {"name", "label", "summary"}, "basics.")
    return Reading(
        "application/json", text, "resume", sections=sections, positions=tuple(jobs),
        titles=(*titles, *(job.title for job in jobs)), notes=notes,
    )  # fmt: skip


def _entry(entry: Record, fields: _Fields, writer: Writer) -> list[Position]:
    dates = [fields.text(entry, key) for key in ("startDate", "endDate")]
    position = fields.text(entry, "position")
    spans = writer.line(
        position, *(fields.text(entry, key) for key in _TEXTS), " – ".join(filter(None, dates))
    )
    for key in ("summary", "description"):
        writer.line(fields.text(entry, key))
    for key in _LISTS:
        writer.items(fields.texts(entry, key))
    return [Position(spans[0], *dates)] if position else []


def _not_read(record: Record, known: set[str], prefix: str = "") -> list[str]:
    unknown = [prefix + key for key in record if key not in known]
    return [f"fields not read: {', '.join(sorted(unknown))}"] if unknown else []


class _Fields:
    """Reads typed fields of a record; a wrong type is an error that names the field."""

    def __init__(self, path: Path, what: str) -> None:
        self._path, self._what = path, what

    def text(self, record: Record, key: str) -> str:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise self._wrong(key, "a text", value)
        return value or ""

    def texts(self, record: Record, key: str) -> list[str]:
        value = record.get(key)
        if isinstance(value, str):
            return [value]
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts", value)
        return value

    def record(self, record: Record, key: str) -> Record:
        value = record.get(key)
        if value is not None and not isinstance(value, dict):
            raise self._wrong(key, "an object", value)
        return value or {}

    def records(self, record: Record, key: str) -> list[Record]:
        value = record.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, "a list of objects", value)
        return value

    def name(self, record: Record, key: str) -> str:
        """A text, or the name of the thing that stands for it."""
        value = record.get(key)
        return self.text(value, "name") if isinstance(value, dict) else self.text(record, key)

    def paragraphs(self, record: Record, key: str) -> list[str]:
        """Texts of a field that schema.org leaves open: a text, a thing, or several."""
        from skillkg.documents.web import html_to_text

        value = record.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        texts = []
        for item in values:
            if isinstance(item, dict):
                texts += [self.text(item, part) for part in ("name", "description")]
            elif isinstance(item, str):
                texts.append(html_to_text(item, self._path) if "<" in item or "&" in item else item)
            else:
                raise self._wrong(key, "a text, an object, or a list of these", item)
        return [text for text in texts if text]

    def _wrong(self, key: str, expected: str, found: object) -> DocumentError:
        return DocumentError(
            f"{self._path}: {self._what}: {key!r} should be {expected}, found "
            f"{type(found).__name__} {json.dumps(found)[:60]}\n  correct the field or leave it out"
        )
