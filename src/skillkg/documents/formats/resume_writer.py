"""Resumes from structured data: jobs, courses and skills, written as a readable text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg.documents.formats.parsed import ParsedFile, Writer, clean
from skillkg.model.document import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model.document import Span


@dataclass(frozen=True, slots=True)
class ResumeEntry:
    """A job, a course, a skill of a resume; what it does not say stays empty.

    ``title`` is a job title; ``others`` are further short texts of the same line.
    """

    title: str = ""
    employer: str = ""
    others: Sequence[str] = ()
    start: str = ""
    end: str = ""
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()


class ResumeWriter:
    """Writes a resume and keeps where its titles and positions stand.

    Args:
        name: The person's name; it is marked as such.
        headline: What the person calls herself, a title.
    """

    def __init__(self, name: str, headline: str) -> None:
        self._writer = Writer()
        self._writer.section("name")
        self._writer.line(name)
        self._writer.section("summary")
        self._titles = self._writer.line(headline)
        self._positions: list[Position] = []

    def paragraph(self, text: str) -> None:
        """Write a text of its own."""
        self._writer.line(text)

    def entries(self, section: str, heading: str, entries: Iterable[ResumeEntry]) -> None:
        """Write a section of entries, if there are any; one with a title is a position."""
        for number, entry in enumerate(entries):
            if number == 0:
                self._writer.section(section, heading)
            self._entry(entry)

    def _entry(self, entry: ResumeEntry) -> None:
        start, end = clean(entry.start), clean(entry.end)
        dates = " – ".join(filter(None, (start, end)))
        spans = iter(self._writer.line(entry.title, entry.employer, *entry.others, dates))
        if clean(entry.title):
            title = next(spans)
            employer: Span | None = next(spans) if clean(entry.employer) else None
            self._positions.append(Position(title, start, end, employer))
        for paragraph in entry.paragraphs:
            self._writer.line(paragraph)
        self._writer.items(entry.items)

    def finish(self, media_type: str, notes: list[str]) -> ParsedFile:
        """The resume as it was written."""
        text, sections = self._writer.finish()
        titles = (*self._titles, *(position.title for position in self._positions))
        return ParsedFile(
            media_type, text, "resume", sections=sections, titles=titles,
            positions=tuple(self._positions), notes=notes,
        )  # fmt: skip
