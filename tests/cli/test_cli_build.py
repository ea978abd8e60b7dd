"""``build`` and ``fetch``: what they print, keep and refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from conftest import Process


def test_builds_tells_and_leaves_nothing_to_derive(
    process: Process, sample_sources: list[str], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    built = process("build", store, *sample_sources)
    assert built.returncode == 0, built.stderr
    for snapshot in skillkg.open(store).snapshots:
        assert snapshot.graph in built.stdout
        assert snapshot.digest in built.stdout
        assert f"{snapshot.statements:,} statements" in built.stdout
    assert "not in this release: " in built.stdout
    digest = skillkg.open(store).encoder.digest.removeprefix("sha256:")[:16]
    assert re.findall(r"^deriving ([\w-]+) ", built.stderr, re.MULTILINE) == [
        "graph",
        "labels-en",
        "search-en",
        f"vectors-en-{digest}",
        "linking-en",
        f"skills-en-{digest}",
        f"occupations-en-{digest}",
    ]
    first = process("paths", "web developer", "SQL", store=store)
    assert first.returncode == 0
    assert "deriving" not in first.stderr


def test_two_releases_side_by_side_and_only_the_newer_in_view(
    run: Callable[..., Result], sample_sources: list[str], tmp_path: Path
) -> None:
    store, esco = tmp_path / "store", sample_sources[1].partition("=")[2]
    options = ["--esco", f"1.1.0-sample={esco}", f"1.1.1-sample={esco}"]
    assert run("build", store, *options).exit_code == 0
    shown = run("info", store).output
    assert re.search(r"esco 1\.1\.0-sample  \(not in the default view\)", shown)
    assert re.search(r"esco 1\.1\.1-sample$", shown, re.MULTILINE)


def test_several_options_may_take_several_paths_each(
    run: Callable[..., Result], overlay: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(overlay.read_text().replace("example.org", "example.com"))
    built = run("build", tmp_path / "store", "--overlay", overlay, other, "--languages", "en")
    assert built.exit_code == 0, built.output
    assert "overlay/own" in built.output
    assert "overlay/other" in built.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], ["at least one of --esco"]),
        (["--esco", "{tmp}/absent.zip"], ["absent.zip"]),
        (["--esco", "{tmp}/text.zip"], ["text.zip"]),
        (["--onet", "{tmp}/empty"], ["empty"]),
        (["--overlay", "{tmp}/bad.ttl"], ["bad.ttl:1"]),
        (["--crosswalk", "{tmp}/bad.ttl"], ["bad.ttl"]),
        (["--skills", "x"], ["--skills"]),
    ],
)
def test_bad_sources_are_named_and_no_store_is_left(
    process: Process, tmp_path: Path, args: list[str], said: list[str]
) -> None:
    (tmp_path / "text.zip").write_text("no zip at all")
    (tmp_path / "bad.ttl").write_text("<https://example.org/a> nonsense .")
    (tmp_path / "empty").mkdir()
    result = process("build", tmp_path / "store", *(arg.format(tmp=tmp_path) for arg in args))
    assert result.returncode in (1, 2)
    assert "Traceback" not in result.stderr
    assert all(words in result.stderr for words in said), result.stderr
    assert process("info", tmp_path / "store").returncode != 0


def test_a_store_that_is_a_file_or_another_folder_is_refused(
    process: Process, overlay: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("chapter one")
    for place in (tmp_path / "thesis.txt", tmp_path):
        result = process("build", place, "--overlay", overlay)
        assert result.returncode in (1, 2)
        assert "Traceback" not in result.stderr
        assert str(place) in result.stderr
    assert (tmp_path / "thesis.txt").read_text() == "chapter one"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["esko"], ["esko", "onet"]),
        (["onet", "--version", "twenty"], ["twenty"]),
        (["esco", "--languages", "english"], ["english"]),
    ],
)
def test_fetch_refuses_what_it_cannot_fetch_before_it_asks_anybody(
    run: Callable[..., Result], tmp_path: Path, args: list[str], said: list[str]
) -> None:
    result = run("fetch", *args, "--to", tmp_path)
    assert result.exit_code in (1, 2)
    assert all(words in result.output for words in said), result.output
    assert not list(tmp_path.iterdir())
