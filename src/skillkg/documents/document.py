"""What reading a document gives: frozen values, with places in the read text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg.model.document import Parser

if TYPE_CHECKING:
    from skillkg.model.document import DocumentKind, Position, Span


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
class ForeignPassage:
    """A part of a text, ``text[start:end]``, and the code (ISO 639-1) of its language.

    The code is empty where only the script tells that it is another language.
    """

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's upper left corner.

    The first page is number 1.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of the text, ``text[start:end]``, stands on a page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Document:
    """A job ad or a resume, read.

    ``text`` is Unicode in normal form C, its lines end in a line feed; every offset counts code
    points of this very text. ``digest`` is the SHA-256 of the file's bytes. ``titles`` are the
    ad's job title, or the resume's headline and job titles, in text order; ``places`` are those of
    its words, in text order, where the format has pages. ``language`` is the code (ISO 639-1) of
    the language that most of the text is in, empty where that cannot be told, and ``foreign``
    are the passages in another language than English. ``notes`` say what was not read, and
    ``parser`` what read the file.
    """

    name: str
    kind: DocumentKind | None
    media_type: str
    text: str
    digest: str
    sections: tuple[Section, ...] = ()
    titles: tuple[Span, ...] = ()
    positions: tuple[Position, ...] = ()
    places: tuple[Place, ...] = ()
    language: str = ""
    foreign: tuple[ForeignPassage, ...] = ()
    notes: tuple[str, ...] = ()
    parser: Parser = Parser()

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text, as UTF-8."""
        return f"sha256:{hashlib.sha256(self.text.encode()).hexdigest()}"

    def __hash__(self) -> int:
        """By the digest, which stands for the content: the places of words are thousands."""
        return hash((self.digest, self.name, self.kind))

    def section_at(self, offset: int) -> str:
        """Name of the section that an offset lies in; empty outside every named section."""
        place = bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        if place < 0 or offset >= self.sections[place].end:
            return ""
        return self.sections[place].name

    def is_foreign(self, offset: int) -> bool:
        """Whether a place lies in a passage in another language than English."""
        return any(passage.start <= offset < passage.end for passage in self.foreign)

    @property
    def page_starts(self) -> tuple[int, ...]:
        """Where in the text each page begins; nothing where the format has no pages."""
        pages = [place.box.page for place in self.places]
        starts = [bisect_left(pages, number) for number in range(2, max(pages, default=0) + 1)]
        return (0, *(self.places[start].start for start in starts)) if pages else ()

    def page_at(self, offset: int) -> int | None:
        """Number of the page that a place stands on, from 1; None where there are no pages."""
        last = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[max(last, 0)].box.page if self.places else None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Where ``text[start:end]`` stands: a box for each line of a page that it is part of.

        Whole words are framed. Nothing is where the format has no pages.
        """
        first = bisect_right(self.places, start, key=lambda place: place.end)
        boxes: list[Box] = []
        last = bisect_left(self.places, end, lo=first, key=lambda place: place.start)
        for place in self.places[first:last]:
            if boxes and _same_line(boxes[-1], place.box):
                boxes[-1] = _around(boxes[-1], place.box)
            else:
                boxes.append(place.box)
        return tuple(boxes)


def _same_line(box: Box, other: Box) -> bool:
    middle = (other.top + other.bottom) / 2
    return box.page == other.page and box.top < middle < box.bottom


def _around(box: Box, other: Box) -> Box:
    return Box(
        box.page,
        min(box.left, other.left),
        min(box.top, other.top),
        max(box.right, other.right),
        max(box.bottom, other.bottom),
    )
