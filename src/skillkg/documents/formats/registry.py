"""The formats that are read, by file name extension."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from skillkg._version import __version__
from skillkg.documents.formats.docx import read_docx
from skillkg.documents.formats.europass.reader import read_xml
from skillkg.documents.formats.html import read_html
from skillkg.documents.formats.json_formats import read_json
from skillkg.documents.formats.parsed import MAX_CHARACTERS
from skillkg.documents.formats.pdf.reader import read_pdf
from skillkg.documents.formats.plain import read_markdown, read_text
from skillkg.errors import DocumentError
from skillkg.model.document import Parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skillkg.documents.formats.parsed import ParsedFile

FORMATS: Final[dict[str, Callable[[bytes, Path], ParsedFile]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".json": read_json,
    ".xml": read_xml,
}
"""Readers by file name extension."""
PLAIN: Final = frozenset((".txt", ".md"))
"""Formats that need no parser, and so no process of their own."""

PARSERS: Final = {
    ".html": "lxml",
    ".htm": "lxml",
    ".pdf": "pypdfium2",
    ".docx": "python-docx",
    ".xml": "lxml",
}
"""Packages that parse, by file name extension; the others need none but this one."""


def parser_of(extension: str) -> Parser:
    """What reads a format."""
    name = PARSERS.get(extension.lower())
    return Parser(name, version(name)) if name else Parser("skillkg", __version__)


def parse(data: bytes, path: Path) -> ParsedFile:
    """Read the content of a file in the format that its name says.

    Raises:
        DocumentError: it is not in this format, has no text, or too much of it.
    """
    return checked(FORMATS[path.suffix.lower()](data, path), path)


def checked(parsed: ParsedFile, name: str | Path) -> ParsedFile:
    """Give what was read, if it is the text of one document.

    Raises:
        DocumentError: there is no text, or too much of it.
    """
    if len(parsed.text) > MAX_CHARACTERS:
        raise DocumentError(
            f"{name}: more than {MAX_CHARACTERS:,} characters of text\n"
            "  this is no single ad or resume: split it"
        )
    if not any(character.isalnum() for character in parsed.text):
        raise DocumentError(f"{name}: no text in it\n  save the document again, with its text")
    return parsed
