"""``skillkg link`` of many documents: rows for the good ones, a word on each bad one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from skillkg.cli import batch

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from conftest import Process

    import skillkg

CV = "Skills\nPython (5 years)\nno experience in SQL\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good documents, one of them in a folder, with a broken and an empty one between."""
    inside = tmp_path / "cvs"
    (inside / "more").mkdir(parents=True)
    (inside / "a.md").write_text(CV)
    (inside / "b.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    (inside / "c.txt").write_bytes(b"")
    (inside / "more" / "d.html").write_text("<h1>Skills</h1><p>Java and Python")
    return inside


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_good_documents_are_linked_and_bad_ones_named(
    process: Process, sample_graph: skillkg.KnowledgeGraph, folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "mentions.jsonl"
    result = process("link", folder, "--kind", "resume", "--output", output)
    assert result.returncode == 1
    assert f"not read: {folder}/b.pdf: a broken PDF" in result.stderr
    assert f"not read: {folder}/c.txt: the file is empty" in result.stderr
    assert "4/4" in result.stderr
    assert "documents not read: 2\n" in result.stdout
    assert "Traceback" not in result.stderr
    named = [row for row in rows(output) if row["found"] == "named"]
    expected = [
        (str(file), m.span.start, m.span.end, m.span.quote, m.concept, m.probability, m.stance)
        for file in (folder / "a.md", folder / "more" / "d.html")
        for m in sample_graph.link(sample_graph.read(file, "resume")).mentions
    ]
    columns = ("document", "start", "end", "quote", "concept", "probability", "stance")
    assert [tuple(row[name] for name in columns) for row in named] == expected
    assert {row["stance"] for row in named} == {"stated", "negated"}
    assert "documents linked: 2\n" in result.stdout
    assert f"\nmentions: {len(named)}\n" in result.stdout


def test_tables_files_and_folders_together(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    table, output = tmp_path / "t.parquet", tmp_path / "mentions.parquet"
    pl.DataFrame({"key": [1, 2, 3], "ad": ["SQL", None, "Java"]}).write_parquet(table)
    options = ("--column", "ad", "--id", "key", "--output", output)
    result = run("link", table, folder / "a.md", folder / "more", *options)
    assert result.exit_code == 1
    assert f"not read: {table}:2: no text in it" in result.output
    found = pl.read_parquet(output).filter(pl.col("found") == "named")
    assert found["document"].unique(maintain_order=True).to_list() == [
        "1", "3", f"{folder}/a.md", f"{folder}/more/d.html"
    ]  # fmt: skip
    assert found["quote"].to_list()[:2] == ["SQL", "Java"]
    assert found["years"].drop_nulls().to_list() == [5.0]


def test_the_same_documents_give_the_same_file(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    outputs = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for output in outputs:
        assert run("link", folder / "more", "--output", output).exit_code == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes() != b""


def test_where_nothing_can_be_read_nothing_is_written(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    table, output = tmp_path / "t.parquet", tmp_path / "mentions.parquet"
    pl.DataFrame({"ad": ["SQL"]}).write_parquet(table)
    result = run("link", table, folder / "b.pdf", "--output", output)
    assert result.exit_code == 1
    assert f"not read: {table}: no column 'text'; it has: ad" in result.output
    assert "no document could be read; nothing was written" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cvs", "t.parquet"]


def test_ctrl_c_leaves_no_half_file(
    run: Callable[..., Result], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "mentions.parquet"
    output.write_text("old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch.Tally, "add", interrupt)
    result = run("link", folder, "--output", output)
    assert result.exit_code == 1
    assert "Aborted" in result.output
    assert output.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cvs", "mentions.parquet"]


def test_notes_of_many_are_told_once(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_NOTES", 1)
    for number in range(3):
        text = "Requirements\n- SQL\nNationality: none\n" if number else "Lorem"
        (tmp_path / f"{number}.txt").write_text(text)
    result = run("link", tmp_path, "--output", tmp_path / "m.jsonl")
    assert result.exit_code == 0
    assert "note of 3: taken for a job ad by its headings" in result.output
    assert "documents that name nothing that the graph knows: 1\n" in result.output
    assert re.search(r"other notes: [12]; skillkg link FILE", result.output)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.md", "more/d.html"], "2 files: say with --output where to write"),
        (["more"], "more is a directory: say with --output"),
        (["t.parquet"], "t.parquet is a table: say with --output"),
        (["a.md", "--output", "m.csv"], "--output must end in .parquet or .jsonl: m.csv"),
        (["a.md", "--output", "m.jsonl", "--json", "m.json"], "--html and --json one: choose"),
        (["a.md", "--output", "absent/m.jsonl"], "absent"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    run: Callable[..., Result],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(folder)
    pl.DataFrame({"text": ["SQL"]}).write_parquet("t.parquet")
    before = sorted(Path().rglob("*"))
    result = run("link", *args)
    assert result.exit_code in (1, 2)
    assert said in " ".join(result.output.split())
    assert sorted(Path().rglob("*")) == before


def test_an_output_is_never_one_of_the_inputs(run: Callable[..., Result], folder: Path) -> None:
    for bad in ("b.pdf", "c.txt"):
        (folder / bad).unlink()
    output = folder / "mentions.parquet"
    for _ in range(2):
        assert run("link", folder, "--output", output).exit_code == 0
    before = output.read_bytes()
    result = run("link", output, "--output", output)
    assert result.exit_code == 2
    assert "is one of the files to read" in result.output
    assert output.read_bytes() == before
