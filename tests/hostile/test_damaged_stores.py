"""Stores and caches that are damaged: told, or derived again, and never read as something else."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox
import pytest
from limits import run_skillkg

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Damage = Callable[[Path], object]

DEEP = b"[" * 100_000


@pytest.fixture
def store(related_sample: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of the sample, with what is derived of it."""
    folder = tmp_path / "store"
    shutil.copytree(related_sample[0], folder)
    return folder


def current(store: Path) -> Path:
    return store / "current"


def generation(store: Path) -> Path:
    return store / "generations" / current(store).read_text().strip()


def written(data: bytes) -> Damage:
    return lambda store: current(store).write_bytes(data)


def in_place(make: Damage) -> Damage:
    def damage(store: Path) -> None:
        current(store).unlink()
        make(current(store))

    return damage


def each_file(pattern: str, data: bytes | None) -> Damage:
    def damage(store: Path) -> None:
        files = list(generation(store).glob(pattern))
        assert files
        for file in files:
            if data is None:
                file.unlink()
            else:
                file.write_bytes(data)

    return damage


CURRENT: dict[str, Damage] = {
    "binary": written(bytes(range(256))),
    "not UTF-8": written(b"\xff\xfe"),
    "empty": written(b""),
    "blank": written(b" \n"),
    "a way out": written(b"../../../etc"),
    "dots": written(b".."),
    "an absolute path": written(b"/etc"),
    "huge": written(b"a" * 50_000_000),
    "two names": written(b"0123456789ab\n0123456789ac\n"),
    "a generation that is gone": written(b"0123456789ab\n"),
    "a folder": in_place(lambda path: path.mkdir()),
    "a pipe": in_place(os.mkfifo),
    "a link to itself": in_place(lambda path: path.symlink_to(path)),
    "a link to nowhere": in_place(lambda path: path.symlink_to("/nowhere")),
    "a device": in_place(lambda path: path.symlink_to("/dev/zero")),
    "a generation that is a file": lambda store: (
        shutil.rmtree(generation(store)),
        generation(store).write_text("x"),
    ),
}
DATABASE: dict[str, Damage] = {
    "no CURRENT": each_file("CURRENT", None),
    "CURRENT empty": each_file("CURRENT", b""),
    "CURRENT garbage": each_file("CURRENT", b"\xff" * 100),
    "no MANIFEST": each_file("MANIFEST-*", None),
    "MANIFEST garbage": each_file("MANIFEST-*", b"\xff" * 10_000),
    "MANIFEST empty": each_file("MANIFEST-*", b""),
    "no tables": each_file("*.sst", None),
    "tables empty": each_file("*.sst", b""),
    "tables garbage": each_file("*.sst", b"\xff" * 10_000),
}


@pytest.mark.parametrize("how", CURRENT)
def test_a_pointer_that_is_damaged_is_told(store: Path, how: str) -> None:
    CURRENT[how](store)
    for verb in (("query", "releases"), ("info",), ("paths", "SQL", "Python")):
        run_skillkg(*verb, store=store, seconds=20).assert_told(str(store))
    held = sorted(path.name for path in (store / "generations").iterdir())
    run_skillkg("relate", store, seconds=20).assert_told(str(store))
    assert held == sorted(path.name for path in (store / "generations").iterdir())


@pytest.mark.parametrize("how", DATABASE)
def test_a_database_that_is_damaged_is_told(store: Path, how: str) -> None:
    DATABASE[how](store)
    run_skillkg("query", "releases", store=store).assert_told()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda store: (store / "build.lock").mkdir(), id="a lock that is a folder"),
        pytest.param(
            lambda store: (shutil.rmtree(store / "generations"), (store / "generations").touch()),
            id="generations that are a file",
        ),
        pytest.param(
            lambda store: (shutil.rmtree(store), store.touch()), id="a store that is a file"
        ),
    ],
)
def test_what_cannot_be_built_upon_is_told(store: Path, tmp_path: Path, damage: Damage) -> None:
    (store / "build.lock").unlink(missing_ok=True)
    damage(store)
    (tmp_path / "more.ttl").write_text("<http://e.org/a> a <http://e.org/b> .")
    status = 1 if store.is_dir() else 2  # what is no folder is no STORE for the command line
    told = run_skillkg("build", store, "--overlay", tmp_path / "more.ttl")
    told.assert_told(str(store), status=status)


@pytest.mark.parametrize("format_", [None, "1", "2", "4", "\x1b[31m"])
def test_another_versions_store_is_told(store: Path, tmp_path: Path, format_: str | None) -> None:
    catalog, term = ox.NamedNode(voc.CATALOG), ox.NamedNode(voc.SKG_STORE_FORMAT)
    quads = ox.Store(str(generation(store)))
    for quad in list(quads.quads_for_pattern(catalog, term, None)):
        quads.remove(quad)
    if format_ is not None:
        quads.add(ox.Quad(catalog, term, ox.Literal(format_), catalog))
    quads.flush()
    del quads
    (tmp_path / "more.ttl").write_text("<http://e.org/a> a <http://e.org/b> .")
    for verb in (
        ("query", "releases", "--store", store),
        ("info", store),
        ("build", store, "--overlay", tmp_path / "more.ttl"),
        ("relate", store),
    ):
        run_skillkg(*verb).assert_told("another version", "build it again")


@pytest.mark.parametrize(
    "without", [["esco", "onet", "relatedness"], ["esco", "onet", "crosswalk", "nothing"]]
)
def test_a_view_of_nothing_is_told(store: Path, without: list[str]) -> None:
    options = [part for name in without for part in ("--without", name)]
    run_skillkg("query", "releases", *options, store=store).assert_told("esco")


CACHED: dict[str, Damage] = {
    "values of another type": lambda entry: (entry / "values.json").write_text("[1, 2]"),
    "values without keys": lambda entry: (entry / "values.json").write_text("[[], {}]"),
    "values nested deeply": lambda entry: (entry / "values.json").write_bytes(DEEP),
    "values that are no JSON": lambda entry: (entry / "values.json").write_bytes(b"\xff"),
    "digests of another type": lambda entry: (entry / "digests.json").write_text("[1]"),
    "digests nested deeply": lambda entry: (entry / "digests.json").write_bytes(DEEP),
    "no digests": lambda entry: (entry / "digests.json").unlink(),
    "an additional file": lambda entry: (entry / "more.npy").touch(),
    "a missing array": lambda entry: next(entry.glob("*.npy")).unlink(),
    "an array of another shape": lambda entry: np.save(next(entry.glob("*.npy")), np.zeros((2, 3))),
    "an array of nothing": lambda entry: np.save(next(entry.glob("*.npy")), np.zeros(0)),
    "an array of NaN": lambda entry: np.save(next(entry.glob("*.npy")), np.full(99, np.nan)),
    "an array out of range": lambda entry: np.save(next(entry.glob("*.npy")), np.full(99, 10**9)),
    "an array of objects": lambda entry: np.save(
        next(entry.glob("*.npy")), np.array([{}], dtype=object), allow_pickle=True
    ),
    "half an array": lambda entry: os.truncate(next(entry.glob("*.npy")), 200),
    "a pipe": lambda entry: (
        next(entry.glob("*.npy")).unlink(),
        os.mkfifo(entry / "pipe.npy"),
    ),
    "an entry that is a file": lambda entry: (shutil.rmtree(entry), entry.touch()),
    "an entry that is a link to itself": lambda entry: (
        shutil.rmtree(entry),
        entry.symlink_to(entry),
    ),
}


@pytest.mark.parametrize("how", CACHED)
def test_a_cache_that_is_damaged_is_derived_again(store: Path, how: str) -> None:
    asked = ("paths", "web developer", "SQL", "--json")
    before = run_skillkg(*asked, store=store)
    entries = [file.parent for file in store.glob("cache/*/*/values.json")]
    assert entries
    for entry in entries:
        CACHED[how](entry)
    after = run_skillkg(*asked, store=store)
    assert json.loads(after.out) == json.loads(before.out)
    assert after.status == 0
