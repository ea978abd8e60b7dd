"""PDF files that have a text layer: words with their boxes, in reading order."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.documents.formats.europass.reader import is_europass, read_xml
from skillkg.documents.formats.hidden import hidden_note
from skillkg.documents.formats.parsed import MAX_CHARACTERS, ParsedFile, clean
from skillkg.documents.formats.pdf.fragments import Word
from skillkg.documents.formats.pdf.hidden import hidden_characters
from skillkg.documents.formats.pdf.page_layout import is_right_to_left, reading_order
from skillkg.documents.formats.pdf.text_flow import flow
from skillkg.documents.formats.pdf.words import words_of
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pypdfium2 import (  # type: ignore[import-untyped]
        PdfDocument,
        PdfPage,
        PdfTextPage,
    )

    from skillkg.arrays import Float64s
    from skillkg.documents.formats.pdf.page_layout import Line
    from skillkg.documents.formats.pdf.words import DrawnWords

_SCALE: Final = 100
"""PDFium gives places on a page in whole dots: this many to a point."""


def read_pdf(data: bytes, path: Path) -> ParsedFile:
    """Read the text layer, page by page.

    Raises:
        DocumentError: the file is broken, protected by a password, or has no text layer.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
        parsed = _attached(document, path) or _parse(document, path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise _protected(path) from None
        raise DocumentError(
            f"{path}: a broken PDF ({error})\n"
            "  open it in a viewer and print or save it as a new PDF"
        ) from error
    if not raw.FPDF_DocumentHasValidCrossReferenceTable(document):
        parsed.notes.append("the PDF is irregular: its table of objects was repaired")
    return parsed


def _protected(path: Path) -> DocumentError:
    return DocumentError(
        f"{path}: the PDF is encrypted, and needs a password\n"
        "  open it with the password and save a copy without one (qpdf --decrypt IN OUT)"
    )


def _attached(document: PdfDocument, path: Path) -> ParsedFile | None:
    """The Europass resume that is attached as XML, as Europass attaches it to its own PDF."""
    for number in range(document.count_attachments()):
        data = bytes(document.get_attachment(number).get_data())
        if is_europass(data):
            parsed = read_xml(data, path)
            parsed.notes.append("read from the Europass XML in the PDF; its pages were not read")
            parsed.media_type = "application/pdf"
            return parsed
    return None


def _parse(document: PdfDocument, path: Path) -> ParsedFile:
    pages: list[list[Line]] = []
    hidden: list[str] = []
    characters = 0
    for page in document:
        textpage = page.get_textpage()
        characters += textpage.count_chars()
        unseen = hidden_characters(page, textpage)
        drawn = words_of(textpage, unseen, page.get_bbox())
        hidden += [_text(textpage, unseen), drawn.unseen]
        pages.append(reading_order(_words(page, drawn)))
        textpage.close()
        page.close()
        if characters > MAX_CHARACTERS:
            break
    text, places = flow(pages)
    if not text:
        raise DocumentError(
            f"{path}: {len(pages)} page(s) and no text layer: a scan, or nothing but pictures\n"
            "  run OCR on it first, for example: ocrmypdf IN OUT"
        )
    parsed = ParsedFile("application/pdf", text, places=places, notes=hidden_note(hidden))
    if names := [_name(document, n) for n in range(document.count_attachments())]:
        parsed.notes.append(f"attached files were not read: {', '.join(names)}")
    if empty := [str(number) for number, lines in enumerate(pages, 1) if not lines]:
        parsed.notes.append(f"pages without text were not read: {', '.join(empty)}")
    return parsed


def _name(document: PdfDocument, number: int) -> str:
    return clean(document.get_attachment(number).get_name())


# Characters to words ------------------------------------------------------------------------


def _text(textpage: PdfTextPage, characters: Sequence[int]) -> str:
    from pypdfium2.raw import FPDFText_GetUnicode  # type: ignore[import-untyped]

    return "".join(chr(FPDFText_GetUnicode(textpage.raw, index)) for index in characters)


def _words(page: PdfPage, drawn: DrawnWords) -> Iterator[Word]:
    boxes = _Device(page).boxes(drawn.boxes).round(1).tolist()
    for text, forward, box in zip(drawn.texts, drawn.forward, boxes, strict=True):
        # Some programs draw right-to-left words backwards, character by character.
        yield Word(text[::-1] if forward and is_right_to_left(text) else text, *box)


class _Device:
    """Turns places in the coordinates of a page into those that a viewer shows."""

    def __init__(self, page: PdfPage) -> None:
        origin = np.array(self._shown(page, 0, 0))
        ends = [self._shown(page, 1000, 0), self._shown(page, 0, 1000)]
        self._origin, self._axes = origin, (np.array(ends) - origin) / 1000

    def boxes(self, boxes: Float64s) -> Float64s:
        """Left, top, right and bottom of boxes that are given as left, bottom, right and top."""
        ends = boxes.reshape(-1, 2, 2) @ self._axes + self._origin
        return np.concatenate([ends.min(axis=1), ends.max(axis=1)], axis=1)

    @staticmethod
    def _shown(page: PdfPage, x: float, y: float) -> tuple[float, float]:
        from pypdfium2.raw import FPDF_PageToDevice

        left, top = ctypes.c_int(), ctypes.c_int()
        width, height = (round(size * _SCALE) for size in page.get_size())
        FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, left, top)
        return left.value / _SCALE, top.value / _SCALE
