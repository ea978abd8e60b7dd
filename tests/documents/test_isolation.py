"""Untrusted files are parsed in a process that can be killed: its limits, and what it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest
from document_files import docx, docx_of, packed_pdf, pdf

from skillkg.documents.isolation import processes as isolation
from skillkg.documents.isolation.processes import end_workers, parse_apart
from skillkg.documents.read import read
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = b"<h1>Cook</h1><p>Cooks."


@pytest.fixture(autouse=True)
def _no_workers() -> Iterator[None]:
    """Every test starts a process of its own, and leaves none."""
    end_workers()
    yield
    end_workers()
    assert workers() == []


def workers() -> list[int]:
    """Processes that were started here, those included that ended and were not waited for."""
    children = psutil.Process().children()
    return [child.pid for child in children if child.status() == "zombie" or is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    return "skillkg.documents.isolation.worker" in " ".join(process.cmdline())


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
    monkeypatch.setattr(isolation, "MAX_SECONDS", 0.5)
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
    monkeypatch.setattr(isolation, "MAX_MEMORY", 160 << 20)
    message = refused(data, tmp_path / name)
    assert "160 MiB of memory" in message or "broken DOCX" in message
    monkeypatch.undo()
    end_workers()
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
        ("print('half an answer', end='')", "exit status 0"),
    ],
)
def test_a_parser_that_breaks_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, how: str
) -> None:
    monkeypatch.setattr(isolation, "_COMMAND", command)
    assert how in refused(b"x" * 1_000_000, tmp_path / "cv.pdf")
    assert workers() == []


@pytest.mark.parametrize(
    "answer",
    ["{", "[]", '{"parsed": {"media_type": 1}}', '{"parsed": null}', "[" * 100_000, '"\xff"'],
)
def test_an_answer_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    command = f"import sys; sys.stdout.buffer.write({answer!r}.encode('latin-1') + b'\\n')"
    monkeypatch.setattr(isolation, "_COMMAND", command)
    assert "gave no valid answer" in refused(b"Cook", tmp_path / "cv.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
def test_a_file_whose_name_is_not_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.html")
    path.write_bytes(PAGE)
    assert read(path, "ad").text == "Cook\n\nCooks."
    path.write_bytes(b"<p></p>")
    with pytest.raises(DocumentError, match=r"caf\?\.html: no text in it"):
        read(path, "ad")


def test_a_process_that_was_killed_meanwhile(tmp_path: Path) -> None:
    parse_apart(PAGE, tmp_path / "ad.html")
    (worker,) = workers()
    psutil.Process(worker).kill()
    psutil.Process(worker).wait()
    assert parse_apart(PAGE, tmp_path / "ad.html").text == "Cook\n\nCooks."
    assert worker not in workers()


def test_ctrl_c_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(isolation._Worker, "_exchange", interrupt)
    with pytest.raises(KeyboardInterrupt):
        parse_apart(PAGE, tmp_path / "ad.html")
    assert workers() == []


def test_threads_have_a_process_each(tmp_path: Path) -> None:
    pages = [f"<p>Cook {n}" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        parsed = pool.map(lambda page: parse_apart(page.encode(), tmp_path / "ad.html"), pages)
        assert [file.text for file in parsed] == [f"Cook {n}" for n in range(40)]
    assert 1 <= len(workers()) <= 4


SCRIPT = """
import os, sys
from pathlib import Path
from skillkg.documents.read import read

print(read(Path(sys.argv[1])).text, flush=True)
child = os.fork()
if not child:
    print(read(Path(sys.argv[1])).text, flush=True)
    sys.exit()
os.waitpid(child, 0)
print(read(Path(sys.argv[1])).text)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_script_without_a_main_guard_and_a_fork(tmp_path: Path) -> None:
    path = tmp_path / "ad.pdf"
    path.write_bytes(pdf(["Cook"]))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Cook\n" * 3
    assert done.stderr == ""


ENDS = """
import os, sys
from pathlib import Path
from skillkg.documents.isolation.processes import _idle
from skillkg.documents.read import read

read(Path(sys.argv[1]))
print(_idle[0]._process.pid, flush=True)
os.kill(os.getpid(), 9) if sys.argv[2] == "killed" else sys.exit()
"""


@pytest.mark.parametrize("how", ["ends", "killed"])
def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path, how: str) -> None:
    path = tmp_path / "cv.docx"
    path.write_bytes(docx(["Cook"]))
    done = subprocess.run(
        [sys.executable, "-c", ENDS, str(path), how], capture_output=True, text=True, check=False
    )
    worker = int(done.stdout)
    assert (
        psutil.wait_procs([psutil.Process(worker)] if psutil.pid_exists(worker) else [], 20)[1]
        == []
    )
