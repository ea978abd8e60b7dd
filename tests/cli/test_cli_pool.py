"""``read`` and ``rank`` of many ads: read once, resumed, explained from what was kept."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def folder(resumes: list[Path], tmp_path: Path) -> Path:
    folder = tmp_path / "resumes"
    folder.mkdir()
    for resume in resumes:
        shutil.copy(resume, folder)
    return folder


@pytest.fixture
def kept(run: Callable[..., Result], folder: Path, tmp_path: Path) -> Path:
    output = tmp_path / "kept.parquet"
    assert run("read", folder, "--kind", "resume", "--output", output).exit_code == 0
    return output


def test_what_was_kept_ranks_and_is_explained_by_the_same_numbers(
    run: Callable[..., Result], folder: Path, kept: Path, ad: Path, tmp_path: Path
) -> None:
    best = [tmp_path / name for name in ("kept-best.parquet", "best.parquet")]
    for output, pool in zip(best, (kept, folder), strict=True):
        reports = tmp_path / f"{output.stem}-reports"
        args = ("rank", ad, "--resumes", pool, "--output", output, "--reports", reports)
        assert run(*args).exit_code == 0
        rows = pl.read_parquet(output)
        records = [json.loads(file.read_text()) for file in sorted(reports.glob("0*.json"))]
        assert [record["fit"] for record in records] == rows["fit"].to_list()
    assert pl.read_parquet(best[0]).equals(pl.read_parquet(best[1]))


def test_only_what_is_new_or_changed_is_read(
    run: Callable[..., Result],
    folder: Path,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = skillkg.Readings.read_parquet(kept)
    changed = folder / "changed.txt"
    read: list[str] = []
    link = skillkg.KnowledgeGraph.readings

    def counted(self: skillkg.KnowledgeGraph, documents: list, kind: str) -> skillkg.Readings:
        read.extend(document.name for document in documents)
        return link(self, documents, kind)

    monkeypatch.setattr(skillkg.KnowledgeGraph, "readings", counted)
    for text in ("Nurse\n", "Staff nurse, 2019 - 2024\n"):
        changed.write_text(text)
        assert run("read", folder, "--kind", "resume", "--output", kept).exit_code == 0
    assert read == [str(changed)] * 2
    after = skillkg.Readings.read_parquet(kept)
    assert len(after) == len(before) + 1
    assert before.digests < after.digests


def test_a_run_that_was_stopped_goes_on(
    run: Callable[..., Result],
    folder: Path,
    kept: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("skillkg.cli.pool_files.INTERVAL", 0.0)
    monkeypatch.setattr("skillkg.cli.pool_files.BATCH", 1)
    read, output = skillkg.KnowledgeGraph.readings, tmp_path / "stopped.parquet"

    def stopped(self: skillkg.KnowledgeGraph, documents: list, kind: str) -> skillkg.Readings:
        if output.exists() and len(skillkg.Readings.read_parquet(output)) == 2:
            raise KeyboardInterrupt
        return read(self, documents, kind)

    monkeypatch.setattr(skillkg.KnowledgeGraph, "readings", stopped)
    assert run("read", folder, "--kind", "resume", "--output", output).exit_code == 1
    assert len(skillkg.Readings.read_parquet(output)) == 2
    monkeypatch.setattr(skillkg.KnowledgeGraph, "readings", read)
    assert run("read", folder, "--kind", "resume", "--output", output).exit_code == 0
    assert skillkg.Readings.read_parquet(output).frame.equals(
        skillkg.Readings.read_parquet(kept).frame
    )


def test_many_ads_are_ranked_for_with_a_folder_of_reports_each(
    run: Callable[..., Result], kept: Path, ad: Path, tmp_path: Path
) -> None:
    pl.DataFrame({"text": [ad.read_text(), "Nurse\n"], "id": ["first", "second"]}).write_parquet(
        tmp_path / "ads.parquet"
    )
    args = ("rank", tmp_path / "ads.parquet", "--id", "id", "--top", "2", "--resumes", kept)
    result = run(*args)
    assert result.exit_code == 0
    assert all(name in result.output for name in ("first", "second"))
    assert run(*args, "--reports", tmp_path / "reports").exit_code == 0
    assert len(list((tmp_path / "reports" / "001-first").glob("*.html"))) == 2
    assert len(list((tmp_path / "reports" / "002-second").glob("*.json"))) == 2


def test_what_changed_since_it_was_read_is_not_explained(
    run: Callable[..., Result], folder: Path, kept: Path, ad: Path
) -> None:
    file = next(folder.glob("*.txt"))
    file.write_text("something else\n")
    result = run("rank", ad, "--resumes", kept)
    assert result.exit_code == 1
    assert f"{file} has it no more as it was read" in result.output


def test_readings_go_nowhere_but_to_parquet(
    run: Callable[..., Result], folder: Path, ad: Path, tmp_path: Path
) -> None:
    for verb in (("read", folder, "--kind", "resume"), ("rank", ad, "--resumes", folder)):
        result = run(*verb, "--output", tmp_path / "best.csv")
        assert result.exit_code == 2
        assert "must end in .parquet" in result.output
    bad = tmp_path / "bad.txt"
    bad.write_text(" \n")
    result = run("read", bad, ad, "--kind", "ad", "--output", tmp_path / "ads.parquet")
    assert result.exit_code == 1
    assert f"not read: {bad}: the file is empty" in result.output
    assert len(skillkg.Readings.read_parquet(tmp_path / "ads.parquet")) == 1
