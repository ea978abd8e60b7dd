"""Word documents (DOCX): paragraphs, tables and text boxes, in reading order."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

from skillkg.documents.formats.hidden import hidden_note
from skillkg.documents.formats.parsed import ParsedFile, clean
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from docx.document import Document as WordDocument

    Element = Any
    """An element of lxml, which has no types."""

MAX_UNPACKED: Final = 200_000_000
"""Largest size of a document's parts when unpacked, in bytes; pictures are parts."""
MAX_XML: Final = 30_000_000
"""The same of its parts that are XML: a parser needs many times that."""

_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_BOX: Final = _W + "txbxContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS: Final = {_W + name for name in ("tbl", "sdt", "sdtContent", "customXml", "ins", "moveTo")}
"""Elements around paragraphs, rows or cells; templates are made of forms (``sdt``)."""
_TINY: Final = 4
"""Largest size of text that nobody reads, in half points."""
_PROPERTIES: Final = {f"{_W}{name}" for name in ("rPr", "pPr", "tcPr", "trPr", "tblPr")}
_NO_SHADE: Final = ("AUTO", "FFFFFF")
_SHAPES: Final = {f"{_W}txbxContent"}
"""What may have a colour that is said elsewhere."""
_MARKS: Final = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def read_docx(data: bytes, path: Path) -> ParsedFile:
    """Read the body of a document, text boxes too; headers and footers are named in the notes.

    Raises:
        DocumentError: the file is broken, protected by a password, or not a DOCX.
    """
    if data.startswith(_COMPOUND_FILE):
        raise DocumentError(
            f"{path}: a password-protected document, or an old .doc under a new name\n"
            "  open it in a word processor and save it as .docx without a password"
        )
    document = _open(data, path)
    styles = {style.style_id: style.name or "" for style in document.styles}
    hidden = hidden_note(_take_hidden(document.element.body))
    text = clean("\n".join(_lines(document.element.body, styles)))
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return ParsedFile(media_type, text, notes=_unread(document) + hidden)


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


def _take_hidden(body: Element) -> list[str]:
    """Take runs that are hidden, white on no ground, or tiny out of a body; gives their texts."""
    taken: list[str] = []
    for run in list(body.iter(_W + "r")):
        properties = run.find(_W + "rPr")
        if properties is not None and _is_hidden(run, properties):
            taken.append("".join(_texts(run)))
            run.getparent().remove(run)
    return taken


def _is_hidden(run: Element, properties: Element) -> bool:
    vanish = properties.find(_W + "vanish")
    if vanish is not None and vanish.get(_W + "val") not in ("0", "false", "off"):
        return True
    size = properties.find(_W + "sz")
    points = "" if size is None else size.get(_W + "val") or ""
    if points.isdecimal() and int(points) <= _TINY:
        return True
    colour = properties.find(_W + "color")
    if colour is None or (colour.get(_W + "val") or "").upper() != "FFFFFF":
        return False
    return not any(map(_has_ground, (run, *run.iterancestors())))


def _has_ground(element: Element) -> bool:
    """Whether a run, paragraph, cell, table or shape has a colour of its own behind its text."""
    if element.tag in _SHAPES:
        return True
    for properties in element:
        if properties.tag in _PROPERTIES:
            if properties.find(f"{_W}highlight") is not None:
                return True
            shade = properties.find(f"{_W}shd")
            if shade is not None and (shade.get(_W + "fill") or "auto").upper() not in _NO_SHADE:
                return True
    return False


# Paragraphs, rows and text boxes -------------------------------------------------------------


def _lines(element: Element, styles: Mapping[str, str]) -> Iterator[str]:
    """Lines of whatever holds paragraphs: the body, a cell, a text box."""
    for child in element.iterchildren():
        if child.tag == _W + "p":
            yield from _paragraph(child, styles)
        elif child.tag == _W + "tr":
            yield from _row(child, styles)
        elif child.tag in _HOLDERS:
            yield from _lines(child, styles)


def _paragraph(paragraph: Element, styles: Mapping[str, str]) -> Iterator[str]:
    text = "".join(_texts(paragraph))
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else styles.get(style.get(_W + "val"), "")
    is_item = name.startswith("List") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    yield f"- {text}" if is_item and text.strip() else text
    for box in _boxes(paragraph):
        yield from _lines(box, styles)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes of a paragraph; not those inside of them, which their own paragraphs have."""
    from lxml import etree  # type: ignore[import-untyped]

    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        # What a fallback holds comes a second time, for programs that do not know the first kind.
        if element.tag == _FALLBACK:
            walk.skip_subtree()
        elif element.tag == _TEXT_BOX:
            yield element
            walk.skip_subtree()


def _texts(paragraph: Element) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in (_TEXT_BOX, _FALLBACK, _W + "moveFrom", _W + "pPr"):
            walk.skip_subtree()
        elif element.tag == _W + "t":
            yield element.text or ""
        else:
            yield _MARKS.get(element.tag, "")


def _row(row: Element, styles: Mapping[str, str]) -> Iterator[str]:
    """Cells of one line each, and the first line of the last cell, make a line of their own.

    A row with more in an earlier cell is a layout: its cells are read one after the other.
    """
    cells = [[line for line in _lines(cell, styles) if line.strip()] for cell in _cells(row)]
    cells = [cell for cell in cells if cell]
    if any(len(cell) > 1 for cell in cells[:-1]):
        for cell in cells:
            yield from cell
    elif cells:
        yield " | ".join(cell[0].strip() for cell in cells)
        yield from cells[-1][1:]


def _cells(row: Element) -> Iterator[Element]:
    for child in row.iterchildren():
        if child.tag == _W + "tc":
            yield child
        elif child.tag in _HOLDERS:
            yield from _cells(child)


def _unread(document: WordDocument) -> list[str]:
    parts = [part for section in document.sections for part in (section.header, section.footer)]
    own = (part for part in parts if not part.is_linked_to_previous)
    if any("".join(_texts(part._element)).strip() for part in own):
        return ["headers and footers were not read"]
    return []
