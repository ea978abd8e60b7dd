"""Documents of every format that do harm: read rightly, or told, within time and memory."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from docx import Document
from limits import run_python, run_skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
LOL = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


def docx(body: str, doctype: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    plain, out = io.BytesIO(), io.BytesIO()
    Document().save(plain)
    xml = f"{doctype}<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            content = xml if name == "word/document.xml" else source.read(name)
            target.writestr(name, content)
        for name, data in (extra or {}).items():
            target.writestr(name, data)
    return out.getvalue()


def paragraph(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def boxes(depth: int) -> str:
    """Text boxes in text boxes, each with its fallback, as word processors write them."""
    inner = paragraph("<w:t>inmost</w:t>")
    for _ in range(depth):
        box = f"<w:txbxContent>{inner}</w:txbxContent>"
        inner = paragraph(
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box if len(box) < 100_000 else ''}</mc:Fallback></mc:AlternateContent>"
        )
    return inner


def pdf(*objects: str, content: bytes = b"") -> bytes:
    """A PDF of the objects from number 2 on; the first is the catalog."""
    packed = zlib.compress(content)
    parts = [b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"]
    parts += [f"{n} 0 obj\n{body}\nendobj\n".encode() for n, body in enumerate(objects, 2)]
    parts.append(
        b"9 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n"
        % (len(packed), packed)
    )
    return b"".join(parts) + b"trailer\n<< /Size 10 /Root 1 0 R >>\n%%EOF\n"


PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 9 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
POSTING = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Cook"}


def posting(**fields: Any) -> bytes:
    return json.dumps(POSTING | fields).encode()


TOLD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "docx: entities": (
        "a.docx",
        lambda: docx(paragraph("<w:t>&a9;</w:t>"), f"<!DOCTYPE d [{LOL}]>"),
    ),
    "docx: unpacks to gigabytes": (
        "a.docx",
        lambda: docx("", extra={"word/x": bytes(300_000_000)}),
    ),
    "docx: half": ("a.docx", lambda: docx("")[:3_000]),
    "docx: no zip": ("a.docx", lambda: b"PK no zip"),
    "docx: an empty zip": ("a.docx", lambda: b"PK\x05\x06" + bytes(18)),
    "docx: a PDF": ("a.docx", lambda: pdf(PAGES, PAGE)),
    "docx: no document": (
        "a.docx",
        lambda: docx("").replace(b"word/document.xml", b"word/documenu.xml"),
    ),
    "pdf: half": ("a.pdf", lambda: pdf(PAGES, PAGE)[:60]),
    "pdf: pages of themselves": ("a.pdf", lambda: pdf("<< /Type /Pages /Kids [2 0 R] /Count 9 >>")),
    "pdf: no pages": ("a.pdf", lambda: pdf("<< /Type /Pages /Kids [] /Count 0 >>")),
    "pdf: pages without end": (
        "a.pdf",
        lambda: pdf("<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>"),
    ),
    "pdf: a page of spaces": ("a.pdf", lambda: pdf(PAGES, PAGE, content=b" " * 300_000_000)),
    "pdf: no PDF": ("a.pdf", lambda: b"<html><p>Cook"),
    "html: nothing": ("a.html", lambda: b"<p></p>"),
    "html: nothing but a script": ("a.html", lambda: b"<script>alert(1)</script>"),
    "html: UTF-16": ("a.html", lambda: "<p>Cook".encode("utf-16")),
    "json: nested": ("a.json", lambda: b"[" * 1_000_000),
    "json: nested objects": ("a.json", lambda: b'{"a":' * 100_000),
    "json: none": ("a.json", lambda: b"{"),
    "json: a list": ("a.json", lambda: b"[1, 2]"),
    "json: a number": ("a.json", lambda: b"1" * 100_000),
    "json: no such format": ("a.json", lambda: b'{"a": 1}'),
    "xml: entities": ("a.xml", lambda: f"<!DOCTYPE d [{LOL}]><d>&a9;</d>".encode()),
    "xml: a file": (
        "a.xml",
        lambda: b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
    ),
    "xml: nested": ("a.xml", lambda: b"<a>" * 300_000),
    "xml: another format": ("a.xml", lambda: b"<a>Cook</a>"),
    "text: NULs": ("a.txt", lambda: b"Cook\0Cook"),
    "text: UTF-16": ("a.txt", lambda: "Cook".encode("utf-16")),
    "text: another encoding": ("a.txt", lambda: "Köchin".encode("latin-1")),
    "text: blank": ("a.txt", lambda: b" \n\t\xe2\x80\x8b"),
    "text: too long": ("a.txt", lambda: b"a " * 1_500_000),
    "text: too large": ("a.txt", lambda: b"a" * 21_000_000),
    "another extension": ("a.exe", lambda: b"MZ"),
    "no extension": ("a", lambda: b"Cook"),
    "html: nested": ("a.html", lambda: b"<div>" * 50_000 + b"cook"),
    "html: lists": ("a.html", lambda: b"<ul><li>" * 10_000 + b"cook"),
    "json: wrong types": (
        "a.json",
        lambda: posting(
            description=5, skills={"a": [1]}, hiringOrganization=[None], datePosted=[1]
        ),
    ),
    "json resume: wrong types": (
        "a.json",
        lambda: json.dumps(
            {
                "basics": {"name": 1, "label": ["Cook"], "summary": "cook", "location": "x"},
                "work": [
                    {"position": "Cook", "startDate": "0000-13-99", "highlights": "x"},
                    7,
                    None,
                ],
                "skills": {"name": "x"},
                "education": "x",
            }
        ).encode(),
    ),
}
READ: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "docx: text boxes in text boxes": ("a.docx", lambda: docx(boxes(12)), "inmost"),
    "docx: many paragraphs": (
        "a.docx",
        lambda: docx(paragraph("<w:t>cook</w:t>") * 20_000),
        "cook",
    ),
    "docx: nested tables": (
        "a.docx",
        lambda: docx(
            "<w:tbl><w:tr><w:tc>" * 60
            + paragraph("<w:t>cook</w:t>")
            + "</w:tc></w:tr></w:tbl>" * 60
        ),
        "cook",
    ),
    "html: many attributes": ("a.html", lambda: b"<p " + b"a=1 " * 50_000 + b">cook", "cook"),
    "html: a script that never ends": (
        "a.html",
        lambda: b"<p>cook<script>" + b"x" * 1_000_000,
        "cook",
    ),
    "json: null everywhere": ("a.json", lambda: posting(description=None, skills=None), "Cook"),
    "json: odd dates": (
        "a.json",
        lambda: posting(datePosted="99999-99-99", validThrough=10**30),
        "Cook",
    ),
    "json: half a character": ("a.json", lambda: posting(description="cook \ud800"), "Cook"),
    "text: a line of 2 MB": ("a.txt", lambda: b"cook " * 390_000, "cook"),
    "text: dots": ("a.txt", lambda: b"cook" + b"." * 200_000, "cook"),
    "text: brackets": ("a.txt", lambda: b"cook" + b"(" * 100_000 + b")" * 100_000, "cook"),
    "text: digits": ("a.txt", lambda: b"cook 2010" + b"-2011" * 50_000, "cook"),
    "text: spaces": ("a.txt", lambda: b"cook" + b" " * 500_000 + b"baker", "baker"),
    "text: line ends": ("a.txt", lambda: b"cook" + b"\n" * 500_000 + b"baker", "baker"),
    "text: bullets": ("a.txt", lambda: b"cook\n" + "• \n- ".encode() * 50_000, "cook"),
    "text: hyphens": ("a.txt", lambda: b"cook" + b"-" * 300_000, "cook"),
    "text: headings": ("a.txt", lambda: b"cook\n" + b"SKILLS\n" * 30_000, "cook"),
    "text: dates": ("a.txt", lambda: b"cook\n" + b"Jan 2010 - Feb 2011\n" * 10_000, "cook"),
    "text: marks upon one letter": (
        "a.txt",
        lambda: b"cook e" + "\u0301".encode() * 300_000,
        "cook",
    ),
    "text: what shows nothing": ("a.txt", lambda: "S\u2066Q\u200bL is asked".encode(), "SQL"),
    "text: full width": ("a.txt", lambda: "Ｐｙｔｈｏｎ is asked".encode(), "Python"),
    "text: mathematical": ("a.txt", lambda: "𝐏𝐲𝐭𝐡𝐨𝐧 is asked".encode(), "Python"),
    "text: a look-alike": (
        "a.txt",
        lambda: "Pyth\u043en is asked".encode(),
        "cyrillic small letter o",
    ),
    "text: commas": ("a.txt", lambda: b"cook" + b", " * 200_000, "cook"),
    "text: negations": ("a.txt", lambda: b"cook. " + b"no not without " * 20_000, "cook"),
}
READING = (
    "from pathlib import Path\nfrom skillkg.documents.read import read\n"
    "document = read(Path(sys.argv[1]), 'resume' if 'basics' in str(sys.argv) else None)\n"
    "print(document.text[:200], document.text[-200:], *document.notes)"
)


@pytest.mark.parametrize("name", TOLD)
def test_told(tmp_path: Path, name: str) -> None:
    file, content = TOLD[name]
    (tmp_path / file).write_bytes(content())
    run_python(READING, tmp_path / file).assert_told("DocumentError", file)


@pytest.mark.parametrize("name", READ)
def test_read(tmp_path: Path, name: str) -> None:
    file, content, words = READ[name]
    (tmp_path / file).write_bytes(content())
    run_python(READING, tmp_path / file).assert_read(words)


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(boxes(8)))
    code = READING.replace(
        "document.text[:200], document.text[-200:]", "document.text.count('inmost')"
    )
    run_python(code, tmp_path / "a.docx").assert_read("1 ")


@pytest.mark.parametrize("name", ["text: dots", "text: negations", "text: commas", "text: digits"])
def test_linked_in_time(sample_store: Path, tmp_path: Path, name: str) -> None:
    file, content, _ = READ[name]
    (tmp_path / file).write_bytes(content()[:60_000])
    run_skillkg("link", tmp_path / file, "--kind", "ad", store=sample_store).assert_ended(0)


TABLES: dict[str, Callable[[Path], object]] = {
    "no column": lambda file: pl.DataFrame({"x": ["cook"]}).write_parquet(file),
    "numbers": lambda file: pl.DataFrame({"text": [1, 2]}).write_parquet(file),
    "lists": lambda file: pl.DataFrame({"text": [["cook"]]}).write_parquet(file),
    "nothing": lambda file: pl.DataFrame({"text": [None, None]}).write_parquet(file),
    "no rows": lambda file: pl.DataFrame({"text": []}, schema={"text": pl.String}).write_parquet(
        file
    ),
    "half": lambda file: file.write_bytes(b"PAR1" + bytes(100)),
    "no Parquet": lambda file: file.write_bytes(b"cook"),
    "empty": lambda file: file.write_bytes(b""),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_told(sample_store: Path, tmp_path: Path, name: str) -> None:
    TABLES[name](tmp_path / "a.parquet")
    asked = ("link", tmp_path / "a.parquet", "--output", tmp_path / "out.jsonl")
    run_skillkg(*asked, store=sample_store).assert_told()
    assert not (tmp_path / "out.jsonl").exists()
