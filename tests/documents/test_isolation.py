"""Untrusted files are parsed in a process that can be killed: its limits, and what it leaves."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from document_files import docx_of, packed_pdf

from skillkg.documents.isolation import parsing
from skillkg.documents.isolation.parsing import POOL, parse_apart
from skillkg.documents.read import read
from skillkg.errors import DocumentError
from skillkg.isolation import pool, worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = b"<h1>Cook</h1><p>Cooks."


@pytest.fixture(autouse=True)
def _no_workers() -> Iterator[None]:
    """Every test starts a process of its own, and leaves none."""
    POOL.end()
    yield
    POOL.end()
    assert workers() == []


def workers() -> list[int]:
    """Processes that were started here, those included that ended and were not waited for."""
    children = psutil.Process().children()
    return [child.pid for child in children if child.status() == "zombie" or is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    return POOL.handler in process.cmdline()


def refused(data: bytes, path: Path) -> str:
    with pytest.raises(DocumentError) as error:
        parse_apart(data, path)
    assert str(error.value).startswith(str(path))
    assert "\n  " in str(error.value), "says what to do"
    return str(error.value)


def test_a_process_is_kept_for_the_next_file(tmp_path: Path) -> None:
    path = tmp_path / "ad.html"
    first = parse_apart(PAGE, path), workers()
    assert (parse_apart(PAGE, path), workers()) == first
    assert len(first[1]) == 1
    assert first[0].text == "Cook\n\nCooks."


def test_plain_text_needs_no_process(tmp_path: Path) -> None:
    (tmp_path / "ad.txt").write_text("Cook")
    read(tmp_path / "ad.txt")
    assert workers() == []


def test_a_file_that_cannot_be_read_leaves_the_process(tmp_path: Path) -> None:
    assert "broken PDF" in refused(b"Cook", tmp_path / "ad.pdf")
    before = workers()
    parse_apart(PAGE, tmp_path / "ad.html")
    assert workers() == before


def test_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = b"<p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">Cook"
    monkeypatch.setattr(parsing, "MAX_SECONDS", 0.5)
    assert "more than 0.5 seconds" in refused(attributes, tmp_path / "ad.html")
    assert workers() == []
    monkeypatch.undo()
    assert parse_apart(PAGE, tmp_path / "ad.html").text == "Cook\n\nCooks."


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ad.json", b"[" + b"[]," * 4_000_000 + b"[]]"),
        ("ad.pdf", packed_pdf(b" " * 400_000_000)),
        ("ad.docx", docx_of("<w:p/>" * 4_000_000)),
    ],
)
def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes) -> None:
    monkeypatch.setattr(pool, "MAX_MEMORY", 160 << 20)
    message = refused(data, tmp_path / name)
    assert "160 MiB of memory" in message or "broken DOCX" in message
    monkeypatch.undo()
    POOL.end()
    assert parse_apart(PAGE, tmp_path / "ad.html").text == "Cook\n\nCooks."


def test_word_documents_that_unpack_to_too_much(tmp_path: Path) -> None:
    data = docx_of("<w:p/>" * 6_000_000)
    assert len(data) < 100_000
    assert "bytes of XML; the limit is 30,000,000" in refused(data, tmp_path / "cv.docx")


def test_xml_that_multiplies_itself(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE d [<!ENTITY a0 "lol">{entities}]>'
    data = docx_of("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", doctype)
    assert "entity amplification" in refused(data, tmp_path / "cv.docx")
    page = f"{doctype}<p>&a9; cooks".encode()
    assert "lollol" not in parse_apart(page, tmp_path / "ad.html").text


@pytest.mark.parametrize(
    ("command", "how"),
    [
        ("import os; os.abort()", "SIGABRT"),
        ("raise ZeroDivisionError('by nought')", "ZeroDivisionError: by nought"),
        ("import sys; sys.exit(3)", "exit status 3"),
        ("print('half', end='')", "exit status 0"),
        ("print('half an answer', end='')", "no valid answer"),
    ],
)
def test_a_parser_that_breaks_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, how: str
) -> None:
    monkeypatch.setattr(worker, "_COMMAND", command)
    assert how in refused(b"x" * 1_000_000, tmp_path / "cv.pdf")
    assert workers() == []


@pytest.mark.parametrize(
    "answer",
    ["{", "[]", '{"parsed": {"media_type": 1}}', '{"parsed": null}', "[" * 100_000, '"\xff"'],
)
def test_an_answer_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    command = (
        "import sys; from skillkg.isolation.frames import Kind, write_frame; "
        f"write_frame(sys.stdout.buffer, Kind.ANSWER, {answer!r}.encode('latin-1')); "
        "write_frame(sys.stdout.buffer, Kind.END)"
    )
    monkeypatch.setattr(worker, "_COMMAND", command)
    assert "gave no valid answer" in refused(b"Cook", tmp_path / "cv.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
def test_a_file_whose_name_is_not_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.html")
    path.write_bytes(PAGE)
    assert read(path, "ad").text == "Cook\n\nCooks."
    path.write_bytes(b"<p></p>")
    with pytest.raises(DocumentError, match=r"caf\?\.html: no text in it"):
        read(path, "ad")
