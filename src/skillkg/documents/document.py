"""What reading and linking a document give: frozen values, with places in the read text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from skillkg.model import Mention, Span

DocumentKind = Literal["ad", "resume"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under one heading: ``text[start:end]``, the heading included.

    ``name`` is one of ``title``, ``name`` (of a person: never linked), ``summary``,
    ``experience``, ``education``, ``skills``, ``responsibilities``, ``requirements``,
    ``nice to have``, ``about``, ``benefits``, or empty.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """A job of a resume.

    Dates are as the document writes them (``2019``, ``March 2021``, ``present``), empty where it
    does not say.
    """

    title: Span
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A job ad or a resume, read.

    ``text`` is Unicode in normal form C, its lines end in a line feed; every offset counts code
    points of this very text. ``digest`` is the SHA-256 of the file's bytes. ``titles`` are the
    ad's job title, or the resume's headline and job titles, in text order; ``notes`` say what was
    not read.
    """

    name: str
    kind: DocumentKind | None
    media_type: str
    text: str
    digest: str
    sections: tuple[Section, ...] = ()
    titles: tuple[Span, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[str, ...] = ()

    def section_at(self, offset: int) -> str:
        """Name of the section that an offset lies in; empty outside every named section."""
        place = bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        if place < 0 or offset >= self.sections[place].end:
            return ""
        return self.sections[place].name


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A place that names something which could not be linked to one concept, and why."""

    span: Span
    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Links:
    """The concepts that a document names, in text order, and what stayed open.

    ``described`` are skills that it describes without naming them, by statements that an encoder
    and a judge found near them; each has a probability, and their quotes may overlap. They are no
    part of a match.
    """

    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    described: tuple[Mention, ...] = ()
