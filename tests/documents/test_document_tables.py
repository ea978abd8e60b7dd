"""Resumes that are one table, as templates make them, in each format that has tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import docx_of, placed_pdf

from skillkg.documents.formats.registry import parse
from skillkg.documents.read import read

SIDE = ["Skills", "Python", "SQL", "Docker"]
MAIN = ["Jane Doe", "Cook, Ritz", "2011 - 2013", "Education"]


def paragraphs(*lines: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


def table(*rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraphs(*cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word(xml: str) -> list[str]:
    return parse(docx_of(xml), Path("cv.docx")).text.split("\n")


def html(markup: str) -> list[str]:
    return [line for line in parse(markup.encode(), Path("cv.html")).text.split("\n") if line]


def test_word_layout() -> None:
    assert word(table([SIDE, MAIN])) == [*SIDE, *MAIN]


def test_word_dates_beside_jobs() -> None:
    rows = [[["2011 - 2013"], ["Cook", "Ritz"]], [["2009 - 2011"], ["Waiter"]]]
    assert word(table(*rows)) == ["2011 - 2013 | Cook", "Ritz", "2009 - 2011 | Waiter"]


def test_word_table_in_a_table() -> None:
    inner = table([["Tools"], ["Git"]])
    outer = f"<w:tbl><w:tr><w:tc>{paragraphs('Skills')}{inner}</w:tc></w:tr></w:tbl>"
    assert word(outer) == ["Skills", "Tools | Git"]


def test_word_forms_and_text_boxes() -> None:
    form = f"<w:sdt><w:sdtContent>{paragraphs('Cook')}</w:sdtContent></w:sdt>"
    run = "<w:r><w:t>at the Ritz</w:t></w:r>"
    inline = f"<w:p><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>"
    inside = f"<w:txbxContent>{paragraphs('Python')}</w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{inside}</w:pict></w:r></w:p>"
    assert word(form + inline + box) == ["Cook", "at the Ritz", "", "Python"]


def test_word_changes_that_are_tracked() -> None:
    changed = (
        "<w:p><w:del><w:r><w:delText>Waiter</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Cook</w:t></w:r></w:ins></w:p>"
    )
    assert word(changed) == ["Cook"]


@pytest.mark.parametrize("block", ["p", "div"])
def test_html_layout(block: str) -> None:
    cells = ("".join(f"<{block}>{line}</{block}>" for line in cell) for cell in (SIDE, MAIN))
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    assert html(f"<table><tr>{row}</tr></table>") == [*SIDE, *MAIN]


def test_html_dates_beside_jobs() -> None:
    row = "<tr><td>2011 - 2013</td><td>Cook<br>Ritz</td></tr>"
    assert html(f"<table>{row}</table>") == ["2011 - 2013 | Cook", "Ritz"]


def test_pdf_layout() -> None:
    texts = [(50.0, 60 + 13.0 * n, line) for n, line in enumerate(SIDE)]
    texts += [(200.0, 60 + 15.0 * n, line) for n, line in enumerate(MAIN)]
    lines = parse(placed_pdf(texts), Path("cv.pdf")).text.split("\n")
    assert [line for line in lines if line] == [*SIDE, *MAIN]


def test_tab_stops_are_no_text(tmp_path: Path) -> None:
    from docx import Document as WordDocument
    from docx.shared import Cm

    word = WordDocument()
    paragraph = word.add_paragraph("Cook, Inn\t2019 – 2021")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(14))
    word.save(str(tmp_path / "cv.docx"))
    assert read(tmp_path / "cv.docx", "resume").text == "Cook, Inn\t2019 – 2021"
