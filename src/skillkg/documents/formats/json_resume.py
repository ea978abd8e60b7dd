"""JSON Resume (jsonresume.org, schema 1.0.0) as a readable text with sections.

What the score must not see (address, e-mail, phone, picture) is not read; a person's name is
marked as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.json_fields import Fields, not_read
from skillkg.documents.formats.language_codes import language_name
from skillkg.documents.formats.resume_writer import ResumeEntry, ResumeWriter

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.documents.formats.json_fields import Record
    from skillkg.documents.formats.parsed import ParsedFile

SECTIONS: Final = {
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
_EMPLOYER: Final = ("name", "company", "organization")
_TEXTS: Final = (
    "institution", "area", "studyType", "title", "language", "fluency", "level", "issuer",
    "publisher", "entity", "type",
)  # fmt: skip
_LISTS: Final = ("highlights", "keywords", "courses", "roles")
_READ: Final = {"$schema", "meta", "basics", *SECTIONS}


def read_resume(resume: Record, path: Path) -> ParsedFile:
    """Write a JSON Resume as text.

    Raises:
        DocumentError: a field has a wrong type.
    """
    fields = Fields(path, "JSON Resume")
    basics = fields.record(resume, "basics")
    writer = ResumeWriter(fields.text(basics, "name"), fields.text(basics, "label"))
    writer.paragraph(fields.text(basics, "summary"))
    for key, (name, heading) in SECTIONS.items():
        records = fields.records(resume, key)
        writer.entries(name, heading, (_entry(record, fields) for record in records))
    notes = not_read(resume, _READ) + not_read(basics, {"name", "label", "summary"}, "basics.")
    return writer.finish("application/json", notes)


def _entry(record: Record, fields: Fields) -> ResumeEntry:
    names = [text for key in _EMPLOYER if (text := fields.text(record, key))]
    return ResumeEntry(
        title=fields.text(record, "position"),
        employer=names[0] if names else "",
        others=(*names[1:], *(_short(fields.text(record, key), key) for key in _TEXTS)),
        start=fields.text(record, "startDate"),
        end=fields.text(record, "endDate"),
        paragraphs=[fields.text(record, key) for key in ("summary", "description")],
        items=[item for key in _LISTS for item in fields.texts(record, key)],
    )


def _short(text: str, key: str) -> str:
    return language_name(text) if key == "language" else text
