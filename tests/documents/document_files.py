"""Small real files of each format, made on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from docx import Document as WordDocument
from pypdf import PdfReader, PdfWriter

if TYPE_CHECKING:
    from collections.abc import Sequence


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with a page for each list of lines; a page without lines has no text layer."""
    contents = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        contents.append(f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET" if lines else "")
    return _pdf(contents)


def placed_pdf(*pages: Sequence[tuple[float, float, str]], rotate: int = 0) -> bytes:
    """A PDF of texts at places: points from the left and from the top of an A4 page, the text.

    Texts are drawn in their order, in 10-point Helvetica.
    """
    shown = ([f"1 0 0 1 {x} {842 - y} Tm ({text}) Tj" for x, y, text in page] for page in pages)
    return _pdf([f"BT /F1 10 Tf {' '.join(texts)} ET" for texts in shown], rotate)


def drawn_pdf(content: str) -> bytes:
    """A PDF of a page that is drawn so, from the upper left corner, in 10-point Helvetica.

    Args:
        content: operators of a text object; ``/F2`` is Helvetica in bold.
    """
    return _pdf([f"BT /F1 10 Tf 50 780 Td {content} ET"])


def _pdf(contents: Sequence[str], rotate: int = 0) -> bytes:
    count = len(contents)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    bold = objects[2].replace("Helvetica", "Helvetica-Bold")
    for number, content in enumerate(contents):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R /F2 {bold} >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def encrypted(data: bytes, password: str, owner: str = "owner") -> bytes:
    """The same PDF behind a password (none where it is empty)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document: paragraphs (``* `` makes a list item), then a table."""
    document = WordDocument()
    for paragraph in paragraphs:
        listed = paragraph.startswith("* ")
        document.add_paragraph(paragraph.removeprefix("* "), "List Bullet" if listed else None)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
    document.sections[0].header.paragraphs[0].text = "confidential"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(xml: str, doctype: str = "") -> bytes:
    """A Word document whose body is the given XML."""
    body = (
        f'{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{xml}</w:body></w:document>"
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(["x"]))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, body if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def packed_pdf(content: bytes) -> bytes:
    """A PDF of one page, its content compressed; it has no table of objects."""
    packed = zlib.compress(content, 9)
    return b"".join(
        [
            b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
            b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
            b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\n",
            b"endobj\n4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed),
            packed,
            b"\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n",
        ]
    )
