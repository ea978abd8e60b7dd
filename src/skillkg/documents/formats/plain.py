"""Plain text and Markdown. Markdown keeps its marks: they are no words, and say where lists are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.parsed import ParsedFile, clean, decode

if TYPE_CHECKING:
    from pathlib import Path

_FIRST_HEADING: Final = re.compile(r"^#[^\S\n]+(?P<title>[^\n]*\S)", re.MULTILINE)


def read_text(data: bytes, path: Path) -> ParsedFile:
    """Read plain text."""
    return ParsedFile("text/plain", clean(decode(data, path)))


def read_markdown(data: bytes, path: Path) -> ParsedFile:
    """Read Markdown as the text that it is."""
    text = clean(decode(data, path))
    heading = _FIRST_HEADING.search(text)
    return ParsedFile("text/markdown", text, title=heading["title"] if heading else None)
