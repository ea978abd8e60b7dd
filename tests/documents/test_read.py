from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from document_files import docx, encrypted, pdf

from skillkg.documents.formats.parsed import MAX_BYTES, MAX_CHARACTERS
from skillkg.documents.read import read, read_as
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from skillkg.documents.document import Document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("[ar]*/*.*"))

POSTING: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Data Engineer",
    "hiringOrganization": {"@type": "Organization", "name": "Northwind"},
    "description": "<p>Build pipelines.</p><ul><li>Python</li><li>SQL</li></ul>",
    "skills": ["Python", "Kafka"],
    "baseSalary": 1,
}
RESUME: dict[str, Any] = {
    "basics": {
        "name": "Julia Meyer",
        "label": "Data Engineer",
        "email": "julia@example.org",
        "summary": "Ten years of pipelines.",
    },
    "work": [
        {"name": "Northwind", "position": "Data Engineer", "startDate": "2019-02",
         "highlights": ["Moved reports to Kafka"]},
        {"name": "Acme", "position": "Analyst", "startDate": "2015", "endDate": "2019"},
    ],
    "skills": [{"name": "Databases", "keywords": ["PostgreSQL", "SQL"]}],
    "interests": [{"name": "Chess"}],
}  # fmt: skip


def write(folder: Path, name: str, data: str | bytes | object) -> Path:
    path = folder / name
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def check(document: Document) -> None:
    """What holds for every document."""
    text = document.text
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert list(document.titles) == sorted(document.titles)
    for title in document.titles:
        assert title.quote
        assert text[title.start : title.end] == title.quote
    for position in document.positions:
        assert position.title in document.titles
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(text)


def quotes(document: Document) -> list[str]:
    return [title.quote for title in document.titles]


def names(document: Document) -> list[str]:
    return [section.name for section in document.sections]


def test_text(tmp_path: Path) -> None:
    data = (
        "\ufeffData Analyst (m/f/d)\r\n\r\n\r\n\r\nYour profile:\r\n- Cafe\u0301 SQL  \r\n".encode()
    )
    document = read(write(tmp_path, "ad.txt", data), "ad")
    check(document)
    assert document.text == "Data Analyst (m/f/d)\n\nYour profile:\n- Café SQL"
    assert document.digest == hashlib.sha256(data).hexdigest()
    assert (document.name, document.media_type) == ("ad.txt", "text/plain")
    assert quotes(document) == ["Data Analyst (m/f/d)"]
    assert names(document) == ["requirements"]
    assert document.section_at(document.text.index("SQL")) == "requirements"
    assert document.section_at(0) == ""


def test_markdown(tmp_path: Path) -> None:
    text = "Northwind\n\n# Backend Developer\n\n## What you do\n\n- APIs\n\n## A plus\n\n- Go\n"
    document = read(write(tmp_path, "ad.md", text), "ad")
    check(document)
    assert document.text == text.strip()
    assert quotes(document) == ["Backend Developer"]
    assert names(document) == ["responsibilities", "nice to have"]


def test_html_shows_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>t</title><style>p{}</style></head><body><nav>Menu</nav>"
        "<!-- hidden --><h1>Test <em>Engineer</em></h1><p>Use <b>Python</b>\n daily.<br>And SQL</p>"
        "<ul><li>Jira</li></ul><table><tr><td>A</td><td>B</td></tr></table>"
        "<script>x=1</script></body></html>"
    )
    document = read(write(tmp_path, "ad.html", page), "ad")
    check(document)
    assert document.text == "Test Engineer\n\nUse Python daily.\nAnd SQL\n\n- Jira\n\nA | B"
    assert quotes(document) == ["Test Engineer"]
    assert any("navigation" in note for note in document.notes)


@pytest.mark.parametrize("wrapped", [POSTING, [{"@type": "Thing"}, POSTING], {"@graph": [POSTING]}])
def test_html_with_posting_is_read_once(tmp_path: Path, wrapped: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(wrapped)}</script>'
    page = f"{script}<p>Build it, elsewhere</p>"
    document = read(write(tmp_path, "ad.htm", page))
    check(document)
    assert (document.kind, document.media_type) == ("ad", "text/html")
    assert quotes(document) == ["Data Engineer"]
    assert "elsewhere" not in document.text
    assert any("JobPosting" in note for note in document.notes)


def test_html_with_many_elements_and_deep_nesting(tmp_path: Path) -> None:
    page = "<ul>" + "<li>knife" * 20_000 + "</ul>" + "<div>" * 1_000 + "spoon"
    document = read(write(tmp_path, "ad.html", page), "ad")
    assert document.text.count("- knife") == 20_000
    assert document.text.endswith("spoon")


def test_html_with_broken_json_is_read_as_page(tmp_path: Path) -> None:
    page = '<script type="application/ld+json">{"@type":</script><h1>Cook</h1><p>Cooks.</p>'
    document = read(write(tmp_path, "ad.html", page), "ad")
    assert document.text == "Cook\n\nCooks."
    assert any("broken" in note for note in document.notes)


def test_html_with_line_feeds_inside_the_strings_of_its_posting(tmp_path: Path) -> None:
    posting = '{"@type": "JobPosting", "title": "Cook", "description": "<p>Cooks\nand bakes."}'
    page = f'<script type="application/ld+json">{posting}</script><h1>Elsewhere</h1>'
    assert read(write(tmp_path, "ad.html", page)).text == "Cook\n\nCooks and bakes."


def test_html_heading_in_the_navigation_is_no_title(tmp_path: Path) -> None:
    page = "<nav><h1>Jobs</h1></nav><h1>Test <em>Eng</em>ineer</h1><p>Jobs: two."
    assert quotes(read(write(tmp_path, "ad.html", page), "ad")) == ["Test Engineer"]


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><h1>Café manager</h1>'
    document = read(write(tmp_path, "ad.html", page.encode("latin-1")), "ad")
    assert document.text == "Café manager"


def test_posting(tmp_path: Path) -> None:
    document = read(write(tmp_path, "ad.json", POSTING))
    check(document)
    assert document.kind == "ad"
    assert document.text == (
        "Data Engineer\nNorthwind\n\nBuild pipelines.\n\n- Python\n- SQL\n\nSkills\nPython\nKafka"
    )
    assert document.section_at(document.text.index("Kafka")) == "skills"
    assert "fields not read: baseSalary" in document.notes


def test_json_resume(tmp_path: Path) -> None:
    document = read(write(tmp_path, "cv.json", RESUME))
    check(document)
    assert document.kind == "resume"
    assert quotes(document) == ["Data Engineer", "Data Engineer", "Analyst"]
    assert [(p.title.quote, p.start, p.end) for p in document.positions] == [
        ("Data Engineer", "2019-02", ""),
        ("Analyst", "2015", "2019"),
    ]
    assert names(document) == ["name", "summary", "experience", "skills"]
    assert "julia@" not in document.text
    assert any("interests" in note for note in document.notes)
    assert any("basics.email" in note for note in document.notes)


def test_pdf(tmp_path: Path) -> None:
    data = pdf(["Jane Doe", "Data Scientist", "Skills", "Python"], [], ["SQL"])
    document = read(write(tmp_path, "cv.pdf", data), "resume")
    check(document)
    assert document.text.split() == ["Jane", "Doe", "Data", "Scientist", "Skills", "Python", "SQL"]
    assert quotes(document) == ["Data Scientist"]
    assert "pages without text were not read: 2" in document.notes


def test_pdf_that_is_irregular(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = pdf(["Data Scientist"]).replace(b"startxref\n", b"startxref\n9")
    document = read(write(tmp_path, "ad.pdf", data), "ad")
    assert document.text == "Data Scientist"
    assert any("irregular" in note for note in document.notes)
    assert capsys.readouterr().err == ""


def test_pdf_with_an_owner_password_only(tmp_path: Path) -> None:
    data = encrypted(pdf(["Data Scientist"]), "")
    assert read(write(tmp_path, "ad.pdf", data), "ad").text == "Data Scientist"


def test_docx_with_table(tmp_path: Path) -> None:
    data = docx(
        ["Web Developer", "Skills", "* JavaScript"], [["Tools", "Git"], ["Level", "Expert"]]
    )
    document = read(write(tmp_path, "ad.docx", data), "ad")
    check(document)
    assert document.text == "Web Developer\nSkills\n- JavaScript\nTools | Git\nLevel | Expert"
    assert "headers and footers were not read" in document.notes


def test_kind_is_told_by_headings(tmp_path: Path) -> None:
    resume = write(tmp_path, "a.txt", "Ann Lee\nExperience\nCook, Ritz, 2011 - 2013\nEducation\nx")
    ad = write(tmp_path, "b.txt", "Cook\nRequirements\nExperience\n")
    assert [read(resume).kind, read(ad).kind] == ["resume", "ad"]
    assert any("taken for a resume" in note for note in read(resume).notes)


def test_what_was_guessed_right_is_as_if_it_had_been_said(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "Ann Lee\nExperience\nCook, Ritz, 2011 - 2013\nEducation\nx")
    assert read_as(read(file), "resume") == read(file, "resume")
    said = read(file, "ad")
    assert read_as(said, "resume") == said
    with pytest.raises(DocumentError, match=r"a\.txt: taken for a resume .* where a job ad was"):
        read_as(read(file), "ad")


@pytest.mark.parametrize("text", ["Skills\nSQL", "Ann Lee\nCook, Ritz, 2011 - 2013\n\nSkills\nSQL"])
def test_a_resume_that_was_taken_for_an_ad_is_read_again(text: str, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", text)
    assert read(file).kind == "ad"
    assert read_as(read(file), "resume") == read(file, "resume")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples(path: Path) -> None:
    kind = "ad" if path.parent.name == "ads" else "resume"
    document = read(path)
    check(document)
    assert document.kind == kind
    assert document.titles
    assert len(document.sections) >= 3
    assert kind == "ad" or document.positions


def test_there_are_examples() -> None:
    assert {path.suffix for path in EXAMPLES} == {".txt", ".md", ".html", ".pdf", ".docx", ".json"}


BAD_FILES = [
    ("a.txt", b"", "empty"),
    ("a.txt", b" \n\t", "empty"),
    ("a.txt", "… — !".encode(), "no text"),
    ("a.txt", "Señor\nCafé".encode("latin-1"), r"a\.txt:1: not UTF-8 .*0xF1 at 2(.|\n)*iconv"),
    ("a.txt", "\ufeffCook".encode("utf-16-le"), "not UTF-8"),
    ("a.txt", b"Co\0ok", "NUL"),
    ("a.html", b"<script>x</script>", "no text"),
    ("a.html", b'<meta charset="utf-7000">Cook', "says that it is utf-7000"),
    ("a.html", "Café".encode("latin-1"), "not UTF-8"),
    ("a.html", b"<div>" * 5_000 + b"Cook", "nested too deep"),
    ("a.rtf", b"Cook", r"format \.rtf is not read(.|\n)*\.docx"),
    ("a", b"Cook", "without extension"),
    ("a.pdf", b"Cook", "broken PDF"),
    ("a.pdf", pdf(["Cook"])[:200], "broken PDF"),
    ("a.pdf", pdf([], []), r"2 page\(s\) and no text layer(.|\n)*OCR"),
    ("a.pdf", encrypted(pdf(["Cook"]), "secret"), "needs a password"),
    ("a.docx", b"Cook", "broken DOCX"),
    ("a.docx", docx(["Cook"])[:2000], "broken DOCX"),
    ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password-protected"),
    ("a.docx", docx([]), "no text"),
    ("a.json", b'{"basics": ', r"a\.json:1: not JSON"),
    ("a.json", b"[" * 100_000, "nested too deep"),
    ("a.json", b'"text"', "neither a JSON Resume nor"),
    ("a.json", b'{"jobs": []}', r"found an object with \['jobs'\]"),
    ("a.json", b'{"basics": []}', "'basics' should be an object, found list"),
    ("a.json", b'{"basics": {"name": 3}}', "'name' should be a text, found int 3"),
    ("a.json", b'{"work": {"position": "Cook"}}', "'work' should be a list of objects"),
    ("a.json", b'{"work": [{"position": ["Cook"]}]}', "'position' should be a text"),
    ("a.json", b'{"work": [{"highlights": [1]}]}', "'highlights' should be a list of texts"),
    ("a.json", b'{"@type": "JobPosting", "title": {}}', "'title' should be a text"),
    (
        "a.json",
        b'{"@type": "JobPosting", "title": "x", "skills": 3}',
        "'skills' should be a text, an",
    ),
    ("a.json", b'{"@type": "JobPosting"}', "no text"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD_FILES)
def test_bad_files(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(DocumentError, match=message) as error:
        read(path)
    text = str(error.value)
    assert text.startswith(str(path))
    assert "\n  " in text, "says what to do"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentError, match="a folder"):
        read(tmp_path / "folder.txt")


def test_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(DocumentError, match=f"200,000,000 bytes; the limit is {MAX_BYTES:,}"):
        read(path)


def test_long_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "long.txt", "word " * (MAX_CHARACTERS // 5 + 1))
    with pytest.raises(DocumentError, match="more than 2,000,000 characters"):
        read(path)


def test_resume_given_as_ad(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="a resume, where a job ad was expected"):
        read(write(tmp_path, "cv.json", RESUME), "ad")


def test_lone_surrogates_do_not_survive(tmp_path: Path) -> None:
    data = b'{"basics": {"label": "Cook \\ud83d"}}'
    text = read(write(tmp_path, "cv.json", data)).text
    assert text.encode().decode() == text
