"""Word documents (DOCX): paragraphs and tables, in reading order."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from skillkg.documents.reading import Reading, clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED: Final = 200_000_000
"""Largest size of a document's parts when unpacked, in bytes; pictures are parts."""
MAX_XML: Final = 30_000_000
"""The same of its parts that are XML: a parser needs many times that."""

_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_TEXT_BOX: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"


def read_docx(data: bytes, path: Path) -> Reading:
    """Read the body of a document; headers, footers and text boxes are named in the notes.

    Raises:
        DocumentError: the file is broken, protected by a password, or not a DOCX.
    """
    if data.startswith(_COMPOUND_FILE):
        raise DocumentError(
            f"{path}: a password-protected document, or an old .doc under a new name\n"
            "  open it in a word processor and save it as .docx without a password"
        )
    document = _open(data, path)
    text = clean("\n".join(_blocks(document)))
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Reading(media_type, text, notes=_unread(document))


def _open(data: bytes, path: Path) -> WordDocument:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, path)
        return Document(io.BytesIO(data))
    except (
        OpcError, LxmlError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError,
        AttributeError, EOFError, RuntimeError,
    ) as error:  # fmt: skip
        raise DocumentError(
            f"{path}: a broken DOCX ({type(error).__name__}: {error})\n"
            "  open it in a word processor and save it again as .docx"
        ) from error


def _check_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    members = archive.infolist()
    sizes = {
        MAX_UNPACKED: sum(member.file_size for member in members),
        MAX_XML: sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels"))),
    }
    for limit, size in sizes.items():
        if size > limit:
            what = "" if limit == MAX_UNPACKED else " of XML"
            raise DocumentError(
                f"{path}: unpacks to {size:,} bytes{what}; the limit is {limit:,}\n"
                "  save the text alone, without pictures"
            )


def _blocks(document: WordDocument) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style is not None else ""
    listed = (style or "").startswith("List") and paragraph.text.strip()
    return f"- {paragraph.text}" if listed else paragraph.text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        # A merged cell is given once for each column that it spans.
        cells = {id(cell._tc): cell.text.strip() for cell in row.cells}
        yield " | ".join(filter(None, cells.values()))


def _unread(document: WordDocument) -> list[str]:
    notes = []
    if any(True for _ in document.element.iter(_TEXT_BOX)):
        notes.append("text boxes were not read")
    parts = [part for section in document.sections for part in (section.header, section.footer)]
    if any(
        p.text.strip() for part in parts if not part.is_linked_to_previous for p in part.paragraphs
    ):
        notes.append("headers and footers were not read")
    return notes
