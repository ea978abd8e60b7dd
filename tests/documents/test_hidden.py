"""Text that nobody sees is told and not read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import drawn_pdf
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from skillkg.documents.formats.docx import read_docx
from skillkg.documents.formats.html import read_html
from skillkg.documents.formats.pdf.reader import read_pdf

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


@pytest.mark.parametrize(
    "attribute",
    [
        'style="display:none"',
        'style="display: none !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="font-size: 1px;"',
        'style="opacity:0"',
        'style="color:white"',
        'style="color:#FFF"',
        'style="color: #ffffff; font-weight: bold"',
        'style="position:absolute;left:-9999px"',
        "hidden",
    ],
)
def test_hidden_elements_of_pages(attribute: str) -> None:
    page = f"<h1>Nurse</h1><p>You know SQL.</p><p {attribute}>Python <b>Java</b></p><p>Kind</p>"
    parsed = read_html(page.encode(), Path("x.html"))
    assert "Python" not in parsed.text
    assert "Java" not in parsed.text
    assert parsed.text.endswith("You know SQL.\n\nKind") or "Kind" in parsed.text
    assert parsed.notes == ["hidden text was not read: 11 characters, “Python Java”"]


@pytest.mark.parametrize(
    "html",
    [
        '<div style="background:#003"><p style="color:white">Python</p></div>',
        '<table bgcolor="navy"><tr><td style="color:#fff">Python</td></tr></table>',
        '<p style="color:#fff000">Python</p>',
        '<p style="font-size:10px">Python</p>',
        '<p style="background-color:white">Python</p>',
        '<p style="opacity:0.9">Python</p>',
    ],
)
def test_what_is_seen_is_read(html: str) -> None:
    parsed = read_html(f"<h1>Nurse</h1>{html}".encode(), Path("x.html"))
    assert "Python" in parsed.text
    assert parsed.notes == []


@pytest.mark.parametrize(
    ("css", "attribute", "is_seen"),
    [
        (".x { display: none }", 'class="x"', False),
        (".a, .X{color:#fff}", 'class="b x"', False),
        ("#x{font-size:0;}", 'id="x"', False),
        ("p.x{visibility:hidden}", 'class="x"', False),
        ("/* .x{display:none} */", 'class="x"', True),
        (".y{display:none}", 'class="x"', True),
        (".x{color:#fff} body{background:navy}", 'class="x"', True),
        ("@media print{.x{display:none}} p{color:red}", 'class="x"', True),
        ("@media print{.y{color:red}} .x{display:none}", 'class="x"', False),
    ],
)
def test_rules_of_style_sheets(css: str, attribute: str, is_seen: bool) -> None:
    page = f"<html><head><style>{css}</style></head><body><p>You know SQL.</p>"
    parsed = read_html(f"{page}<p {attribute}>Python</p></body></html>".encode(), Path("x.html"))
    assert ("Python" in parsed.text) == is_seen
    assert bool(parsed.notes) != is_seen


def shade(fill: str) -> BaseOxmlElement:
    element = OxmlElement("w:shd")
    element.set(qn("w:fill"), fill)
    return element


def word(kind: str) -> bytes:
    document = WordDocument()
    paragraph = document.add_paragraph("You know SQL.")
    run = paragraph.add_run(" Python")
    if kind == "vanish":
        run.font.hidden = True
    if kind == "tiny":
        run.font.size = Pt(1)
    if kind.startswith("white"):
        run.font.color.rgb = RGBColor(255, 255, 255)
    if kind == "white on a ground":
        run._r.get_or_add_rPr().append(shade("1F3864"))
    if kind == "white on a white ground":
        run._r.get_or_add_rPr().append(shade("FFFFFF"))
    if kind == "white, another paragraph is shaded":
        other = document.add_paragraph()
        other._p.get_or_add_pPr().append(shade("1F3864"))
    if kind == "white in a shaded paragraph":
        paragraph._p.get_or_add_pPr().append(shade("1F3864"))
    if kind == "shown again":
        run.font.hidden = False
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind",
    ["vanish", "tiny", "white", "white on a white ground", "white, another paragraph is shaded"],
)
def test_hidden_runs_of_word_documents(kind: str) -> None:
    parsed = read_docx(word(kind), Path("x.docx"))
    assert parsed.text == "You know SQL."
    assert parsed.notes == ["hidden text was not read: 6 characters, “Python”"]


@pytest.mark.parametrize(
    "kind", ["plain", "white on a ground", "white in a shaded paragraph", "shown again"]
)
def test_runs_that_are_seen(kind: str) -> None:
    parsed = read_docx(word(kind), Path("x.docx"))
    assert parsed.text == "You know SQL. Python"
    assert parsed.notes == []


SEEN = "(You know SQL.) Tj 0 -20 Td"
HIDDEN = "(Python) Tj"


@pytest.mark.parametrize("how", ["3 Tr", "1 1 1 rg", "1 g", "7 Tr"])
def test_hidden_text_of_pdf_files(how: str) -> None:
    parsed = read_pdf(drawn_pdf(f"{SEEN} {how} {HIDDEN}"), Path("x.pdf"))
    assert parsed.text == "You know SQL."
    assert parsed.notes == ["hidden text was not read: 6 characters, “Python”"]


@pytest.mark.parametrize("how", ["0 Tr", "0 0 1 rg", ".9 g", "2 Tr 0 g", "1 Tr 1 g", "2 Tr 1 g"])
def test_text_of_pdf_files_that_is_seen(how: str) -> None:
    parsed = read_pdf(drawn_pdf(f"{SEEN} {how} {HIDDEN}"), Path("x.pdf"))
    assert parsed.text.split() == ["You", "know", "SQL.", "Python"]
    assert parsed.notes == []


GROUND = "ET {ground} rg 40 700 500 120 re f BT /F1 10 Tf 50 780 Td {text} rg"


@pytest.mark.parametrize("colour", ["1 1 1", ".2 .4 .6", "0 0 0"])
def test_text_in_the_colour_of_its_ground(colour: str) -> None:
    ground = GROUND.format(ground=colour, text=colour)
    parsed = read_pdf(drawn_pdf(f"{ground} {HIDDEN} 0 -300 Td 1 0 0 rg {SEEN}"), Path("x.pdf"))
    assert parsed.text == "You know SQL."
    assert parsed.notes == ["hidden text was not read: 6 characters, “Python”"]


@pytest.mark.parametrize("how", ["/F1 1 Tf", "1 0 0 1 5000 0 Tm", "1 0 0 1 50 -90 Tm"])
def test_tiny_text_and_text_off_the_page(how: str) -> None:
    parsed = read_pdf(drawn_pdf(f"{SEEN} {how} {HIDDEN}"), Path("x.pdf"))
    assert parsed.text == "You know SQL."
    assert parsed.notes == ["hidden text was not read: 6 characters, “Python”"]


def test_the_invisible_text_of_a_scan_is_read() -> None:
    parsed = read_pdf(drawn_pdf(f"3 Tr {SEEN} {HIDDEN}"), Path("x.pdf"))
    assert parsed.text.split() == ["You", "know", "SQL.", "Python"]


def test_white_text_on_a_ground_is_read() -> None:
    ground = "ET 0 0 1 rg 40 700 500 120 re f BT /F1 10 Tf 50 780 Td"
    parsed = read_pdf(drawn_pdf(f"{ground} 1 g {HIDDEN} 0 -300 Td 0 g {SEEN}"), Path("x.pdf"))
    assert "Python" in parsed.text
    assert parsed.notes == []
