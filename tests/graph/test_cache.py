"""A cache may be missing, damaged, read-only or contended for: the answer is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING

import numpy as np
import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.documents.document import Document
from skillkg.graph import cache
from skillkg.graph.cache import KEPT, Cache

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.graph.cache import Parts


class Deriving:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Parts:
        self.times += 1
        arrays = {"numbers": np.arange(5), "none": np.zeros(0, dtype=np.int64)}
        return arrays, {"names": ["é", "\x00"], "size": 5}


def same(found: Parts) -> bool:
    arrays, values = found
    kept = {name: array.tolist() for name, array in arrays.items()}
    numbers = {"numbers": [0, 1, 2, 3, 4], "none": []}
    return (kept, values) == (numbers, {"names": ["é", "\x00"], "size": 5})


def test_derives_once_and_keeps_it_for_the_next_process(tmp_path: Path) -> None:
    derive = Deriving()
    assert same(Cache(tmp_path, ["digest"]).get("entry", derive))
    assert same(Cache(tmp_path, ["digest"]).get("entry", derive))
    assert derive.times == 1
    assert not list(tmp_path.glob("*/.*"))


def test_another_digest_has_an_entry_of_its_own(tmp_path: Path) -> None:
    derive = Deriving()
    for inputs in (["one"], ["two"], ["one", "two"], ["two", "one"], ["one"]):
        Cache(tmp_path, inputs).get("entry", derive)
    assert derive.times == 4
    assert len(list(tmp_path.iterdir())) == 4


def test_only_the_views_used_last_are_kept(tmp_path: Path) -> None:
    derive = Deriving()
    views = [Cache(tmp_path, [str(number)]) for number in range(KEPT)]
    (tmp_path / "notes").mkdir()
    for view in views:
        view.get("entry", derive)
    views[0].get("entry", derive)  # used again, and so younger than the second
    new = Cache(tmp_path, ["new"])
    new.get("entry", derive)
    new.get("another", derive)
    left = {view.folder for view in (views[0], *views[2:], new)}
    assert set(tmp_path.iterdir()) == {*left, tmp_path / "notes"}
    assert derive.times == KEPT + 2
    assert same(views[1].get("entry", derive))
    assert derive.times == KEPT + 3


def test_what_earlier_builds_of_a_store_left_does_not_pile_up(tmp_path: Path) -> None:
    file, store = tmp_path / "own.ttl", tmp_path / "store"
    seen: list[Path | None] = []
    for number in range(KEPT + 2):
        file.write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            f'<urn:juggling> a <{voc.ESCO_SKILL}> ; skos:prefLabel "juggling {number} balls"@en .'
        )
        skillkg.build(store, overlay=[file])
        kg = skillkg.open(store)
        assert kg.concept("urn:juggling").label == f"juggling {number} balls"
        seen.append(kg.view.indexes.cache.folder)
    assert set((store / "cache").iterdir()) == set(seen[-KEPT:])


def test_without_a_folder_nothing_is_kept() -> None:
    derive = Deriving()
    assert same(Cache(None, ["digest"]).get("entry", derive))
    assert same(Cache(None, ["digest"]).get("entry", derive))
    assert derive.times == 2


def encoded(kg: skillkg.KnowledgeGraph) -> set[str]:
    digest = kg.encoder.digest.removeprefix("sha256:")[:16]
    return {f"{what}-en-{digest}" for what in ("vectors", "skills", "occupations")}


def damage(file: Path, how: str) -> None:
    if how == "gone":
        file.unlink()
    else:
        data = file.read_bytes()
        file.write_bytes({"empty": b"", "half": data[: len(data) // 2], "other": b"\x93x"}[how])


@pytest.mark.parametrize("how", ["empty", "half", "other", "gone"])
@pytest.mark.parametrize("name", ["numbers.npy", "values.json"])
def test_a_damaged_entry_is_derived_again(tmp_path: Path, name: str, how: str) -> None:
    derive, kept = Deriving(), Cache(tmp_path, ["digest"])
    kept.get("entry", derive)
    assert kept.folder is not None
    damage(kept.folder / "entry" / name, how)
    assert same(kept.get("entry", derive))
    assert same(kept.get("entry", derive))
    assert derive.times == 2


def test_an_entry_that_cannot_be_written_is_derived_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cache, "_write", refuse)  # root, who runs some CI, may write anywhere
    derive = Deriving()
    assert same(Cache(tmp_path, ["digest"]).get("entry", derive))
    assert same(Cache(tmp_path, ["digest"]).get("entry", derive))
    assert derive.times == 2


def test_a_file_where_the_folder_should_be_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    assert same(Cache(tmp_path / "cache", ["digest"]).get("entry", Deriving()))


def test_writers_at_the_same_time_leave_one_whole_entry(tmp_path: Path) -> None:
    writers = 6
    barrier = Barrier(writers)

    def derive_together() -> Parts:
        barrier.wait()
        return Deriving()()

    def ask(_: int) -> bool:
        return same(Cache(tmp_path, ["digest"]).get("entry", derive_together))

    with ThreadPoolExecutor(writers) as pool:
        assert all(pool.map(ask, range(writers)))
    assert same(Cache(tmp_path, ["digest"]).get("entry", derive_together))
    assert [entry.name for entry in tmp_path.glob("*/*")] == ["entry"]


def test_a_graph_opened_on_a_damaged_cache_answers_the_same(
    sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    expected = sample_graph.search("web programing")
    skillkg.KnowledgeGraph(replace(sample_graph.view, folder=tmp_path)).warm()
    entries = sorted(tmp_path.glob("*/*"))
    kept = {"graph", "labels-en", "linking-en", "search-en"} | encoded(sample_graph)
    assert {entry.name for entry in entries} == kept
    for entry in entries:
        damage(max(entry.iterdir(), key=lambda file: file.stat().st_size), "half")
    again = skillkg.KnowledgeGraph(replace(sample_graph.view, folder=tmp_path))
    assert [(h.concept, h.score) for h in again.search("web programing")] == [
        (h.concept, h.score) for h in expected
    ]
    assert again.concept("SQL") == sample_graph.concept("SQL")
    document = Document("ad.txt", "ad", "text/plain", "You talk to customers in SQL.", "")
    assert again.link(document) == sample_graph.link(document)
