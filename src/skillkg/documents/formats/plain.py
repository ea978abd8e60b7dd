"""Plain text and Markdown. Markdown keeps its marks: they are no words, and say where lists are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.formats.parsed import Reading, clean, decode

if TYPE_CHECKING:
    from pathlib import Path

_FIRST_HEADING: Final = re.compile(r"^#[^\S\n]+(?P<title>[^\n]*\S)", re.MULTILINE)


def read_text(data: bytes, path: Path) -> Reading:
    """Read plain text."""
    return Reading("text/plain", clean(decode(data, path)))


def read_markdown(data: bytes, path: Path) -> Reading:
    """Read Markdown as the text that it is."""
    text = clean(decode(data, path))
    heading = _FIRST_HEADING.search(text)
    return Reading("text/markdown", text, title=heading["title"] if heading else None)
