"""Foreign text on a terminal: file names, graph data and errors steer nothing."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from limits import run_skillkg

if TYPE_CHECKING:
    from pathlib import Path

RED, BIDI, SURROGATE = "\x1b[31m", "\u202e", os.fsdecode(b"\xff")
SIGNS = {
    "escape": RED,
    "title": "\x1b]0;owned\x07",
    "one-byte escape": "\x9b31m",
    "bell": "\x07",
    "backspace": "\x08\x08",
    "return": "\r",
    "bidi": BIDI,
    "isolate": "\u2066",
    "markup": "[red]a[/] [/b] \\[bold] :smile:",
    "no UTF-8": SURROGATE,
}
MARKUP = "[red]a[/red] [/] \\[bold] [link=http://e.org]b :smile: {task}"
LABEL = "\\u001B[31mred\\u202Ered\\u009B"


def labelled(folder: Path, label: str) -> Path:
    """Build a store of two skills whose labels end so, as Turtle writes it."""
    (folder / "labels.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        "<http://e.org/a> a skos:Concept, esco:MemberConcept, esco:Skill ;"
        f' skos:prefLabel "a {label}"@en ; skos:broader <http://e.org/b> .\n'
        "<http://e.org/b> a skos:Concept, esco:MemberConcept, esco:Skill ;"
        f' skos:prefLabel "b {label}"@en .\n'
    )
    run_skillkg("build", folder / "store", "--overlay", folder / "labels.ttl").assert_ended(0)
    return folder / "store"


@pytest.fixture(scope="module")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose labels steer terminals."""
    return labelled(tmp_path_factory.mktemp("coloured"), LABEL)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose labels look like the markup of a console."""
    return labelled(tmp_path_factory.mktemp("marked"), MARKUP.replace("\\", "\\\\"))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "verb",
    [
        ("link", "{}"),
        ("match", "{}", "{}"),
        ("query", "{}"),
        ("query", "releases", "--output", "/nowhere/{}"),
        ("query", "releases", "--format", "{}"),
        ("query", "releases", "--store", "{}"),
        ("query", "releases", "--param", "x{}y=1"),
        ("query", "--text", "ASK {{ x{} }}"),
        ("paths", "{}", "SQL"),
        ("build", "/tmp/never", "--overlay", "/nowhere/{}.ttl"),
        ("{}",),
        ("query", "--{}"),
    ],
    ids=" ".join,
)
def test_errors_say_it_visibly(sample_store: Path, verb: tuple[str, ...], sign: str) -> None:
    given = [part.format(SIGNS[sign]) for part in verb]
    ended = run_skillkg(*map(os.fsencode, given), store=sample_store)
    assert ended.status in {1, 2}
    ended.assert_told(status=ended.status)


@pytest.mark.parametrize(
    "verb",
    [
        ("query", "--text", "SELECT ?l {{ ?s skos:prefLabel ?l }}"),
        ("query", "--text", "SELECT ?l {{ ?s skos:prefLabel ?l }}", "--format", "json"),
        ("query", "broader-path", "--param", "start=http://e.org/a"),
        ("paths", "http://e.org/a", "http://e.org/b"),
        ("paths", "http://e.org/a", "http://e.org/b", "--json"),
        ("info", "{}"),
        ("check", "{}"),
    ],
    ids=" ".join,
)
def test_graph_data_is_printed_visibly(coloured: Path, verb: tuple[str, ...]) -> None:
    run_skillkg(*(part.format(coloured) for part in verb), store=coloured).assert_ended(0)


@pytest.mark.parametrize(
    "verb",
    [
        ("query", "--text", "SELECT ?l { ?s skos:prefLabel ?l }"),
        ("paths", "http://e.org/a", "http://e.org/b"),
        ("check", "."),
        ("link", "document.txt"),
        ("rank", "document.txt", "--resumes", "document.txt"),
        ("match", "document.txt", "document.txt"),
    ],
    ids=lambda verb: verb[0],
)
def test_markup_is_text(
    marked: Path, verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(marked)
    (marked / "document.txt").write_text(f"Skills\n- a {MARKUP}\n")
    run_skillkg(*verb, store=marked).assert_read("[red]a[/red]", ":smile:", "[/] \\[bold]")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_is_printed_to(coloured: Path, encoding: str) -> None:
    asked = ("query", "--text", "SELECT ('→ 日本 é' AS ?x) {}")
    run_skillkg(*asked, store=coloured, PYTHONIOENCODING=encoding, LC_ALL="C").assert_ended(0)


def on_terminal(*args: str | Path, store: Path) -> bytes:
    """What the command line writes to a terminal, standard error too."""
    main, end = pty.openpty()
    command = [sys.executable, "-c", "from skillkg.cli import main; main()", *map(str, args)]
    environment = os.environ | {"SKILLKG_STORE": str(store), "NO_COLOR": "1", "TERM": "dumb"}
    with subprocess.Popen(command, stdout=end, stderr=end, stdin=end, env=environment) as process:
        os.close(end)
        said = b""
        while True:
            try:
                said += os.read(main, 1 << 16)
            except OSError:  # the other end is closed
                break
        process.wait()
    os.close(main)
    return said


@pytest.mark.parametrize(
    "verb",
    [
        ("query", "--text", "SELECT ?l { ?s skos:prefLabel ?l }"),
        ("query", "--text", "SELECT ?l { ?s skos:prefLabel ?l }", "--format", "csv"),
        ("query", "--text", "SELECT ?l { ?s skos:prefLabel ?l }", "--format", "json"),
        ("paths", "http://e.org/a", "http://e.org/b"),
        ("link", f"/nowhere/{RED}.txt"),
        ("query", "releases", "--format", f"{RED}{BIDI}"),
    ],
    ids=range(6),
)
def test_a_real_terminal_is_not_steered(coloured: Path, verb: tuple[str, ...]) -> None:
    said = on_terminal(*verb, store=coloured)
    assert b"[31m" in said
    for sign in (b"\x1b[31m", b"\xc2\x9b", BIDI.encode()):
        assert sign not in said


def test_csv_in_a_pipe_is_exact(coloured: Path) -> None:
    asked = ("query", "--text", "SELECT ?l { ?s skos:prefLabel ?l }", "--format", "csv")
    assert f"a {RED}red{BIDI}red\x9b" in run_skillkg(*asked, store=coloured).out


FORMULAS = ["=1+1", "@SUM(1)", "+1+1", "-1+1", "\t=1", "\r=1", " =1", '"=1', "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_runs_no_formula(coloured: Path, text: str) -> None:
    literal = text.replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    asked = ("query", "--text", f'SELECT ("{literal}" AS ?x) (-1 AS ?n) ("-1.5" AS ?m) {{}}')
    out = run_skillkg(*asked, "--format", "csv", store=coloured).out.split("\n", 1)[1]
    assert out.lstrip('"').startswith("'")
    assert out.strip().endswith(",-1,-1.5")
