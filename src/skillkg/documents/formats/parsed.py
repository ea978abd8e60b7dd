"""What a format's reader hands over, and the text that every reader writes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from skillkg.documents.document import Place, Section
from skillkg.documents.formats.glued import unglued
from skillkg.documents.formats.mojibake import without_mojibake
from skillkg.errors import DocumentError
from skillkg.model.document import DocumentKind, Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES: Final = 20_000_000
"""Largest file that is read, in bytes."""
MAX_CHARACTERS: Final = 2_000_000
"""Longest text that is kept, in code points."""

_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_BLANK: Final = re.compile(r"\n{3,}")
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters that show nothing (Unicode's *default ignorable* ones, and what marks annotations):
they break words that look whole. All but joiners, which spell words."""
_JOINER: Final = re.compile(
    r"(?<=[\x00-\u052f\u1e00-\u1fff])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u052f])"
)
"""A joiner beside a Latin, Greek or Cyrillic letter, which needs none."""
_SPACED: Final = re.compile(r"^[ \t]*(?:[^\W\da-z_] {1,4}){4,}[^\W\da-z_][ \t]*:?$", re.MULTILINE)
"""A line whose letters are set apart: ``S K I L L S``."""
_COMPATIBLE: Final = re.compile(
    "[\u2100-\u214f\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f110-\U0001f18f]{2,}"
)
"""Words in letters that are others in another dress: full width, mathematical, in circles."""


@dataclass(slots=True)
class ParsedFile:
    """A file's text and what its format says about it; what it does not say stays ``None``.

    Its types are needed at run time: :mod:`.wire` checks them.
    """

    media_type: str
    text: str
    kind: DocumentKind | None = None
    title: str | None = None
    """The page's main heading, word for word."""
    sections: tuple[Section, ...] | None = None
    positions: tuple[Position, ...] = ()
    titles: tuple[Span, ...] | None = None
    places: tuple[Place, ...] = ()
    notes: list[str] = field(default_factory=list)


def clean(text: str) -> str:
    """Bring a text into the form that offsets count in.

    Decoded as it was meant, in normal form C; lines end in a line feed, no characters control
    anything or show nothing, words are in plain letters, no blanks trail, and at most one line in
    a row is blank.
    """
    if text.isascii() and text.isprintable() and " " not in text:
        return text  # words of pages come by the thousand
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = unglued(_SPACED.sub(_closed, text))
    if not text.isascii():
        text = without_mojibake(text)
        text = _UNSEEN.sub("", text)
        if "\u200c" in text or "\u200d" in text:  # looking around every character takes time
            text = _JOINER.sub("", text)
        text = unicodedata.normalize("NFC", _COMPATIBLE.sub(_plain, text))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK.sub("\n\n", lines).strip()


def _closed(line: re.Match[str]) -> str:
    """A heading without the spaces between its letters; wider ones part its words."""
    return " ".join(word.replace(" ", "") for word in re.split(" {2,}", line[0].strip()))


def _plain(word: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", word[0])


def decode(data: bytes, path: Path) -> str:
    """Decode UTF-8, with or without a byte-order mark; nothing is guessed.

    Raises:
        DocumentError: it is something else; says where, and how to convert it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{path}:{line}: not UTF-8 text (byte 0x{data[error.start]:02X} at {error.start})\n"
            "  save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW "
            "(-f UTF-16 where the file starts with FF FE or FE FF)"
        ) from None
    if "\0" in text:
        raise DocumentError(
            f"{path}: not text (it contains NUL bytes)\n"
            "  save it as UTF-8 text, or give the file the extension of its format"
        )
    return text


class Writer:
    """Writes a readable text from structured data and keeps the places of what it wrote."""

    def __init__(self) -> None:
        self._text = ""
        self._next: str | None = None
        self._open: tuple[str, int] | None = None
        self._sections: list[Section] = []

    def section(self, name: str, heading: str = "") -> None:
        """Start a section; it ends where the next one starts, and is none where it is empty."""
        self._close()
        self._next = name
        self.line(heading)

    def line(self, *parts: str) -> list[Span]:
        """Write parts as one line, commas between, empty parts left out; returns their places."""
        spans: list[Span] = []
        for part in filter(None, map(clean, parts)):
            self._text += ", " if spans else self._line_start()
            if self._next is not None:
                self._open, self._next = (self._next, len(self._text)), None
            spans.append(Span(len(self._text), len(self._text) + len(part), part))
            self._text += part
        return spans

    def items(self, values: Iterable[str]) -> None:
        """Write a list, an item a line."""
        for value in filter(None, map(clean, values)):
            self.line("- " + value)

    def finish(self) -> tuple[str, tuple[Section, ...]]:
        """The text and its sections."""
        self._close()
        return self._text, tuple(self._sections)

    def _line_start(self) -> str:
        if not self._text:
            return ""
        return "\n" if self._next is None else "\n\n"

    def _close(self) -> None:
        if self._open is not None:
            self._sections.append(Section(*self._open, len(self._text)))
        self._open = None
