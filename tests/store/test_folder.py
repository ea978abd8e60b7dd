from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import skillkg
from skillkg.errors import SourceError, StoreError
from skillkg.store import build as building

if TYPE_CHECKING:
    from pathlib import Path

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
<https://example.org/{name}> a esco:Skill ; skos:prefLabel "{name}"@en .
"""


def overlay(folder: Path, name: str, text: str | None = None) -> Path:
    file = folder / f"{name}.ttl"
    file.write_text(text or TURTLE.format(name=name), encoding="utf-8")
    return file


def held(store: Path) -> dict[str, str]:
    return {snapshot.version: snapshot.digest for snapshot in skillkg.open(store).store.snapshots()}


def test_adding_a_release_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    store = tmp_path / "store"
    skillkg.build(store, overlay=[overlay(tmp_path, "one")])
    before = held(store)
    skillkg.build(store, overlay=[overlay(tmp_path, "two")])
    assert held(store) == before | {"two": held(store)["two"]}
    assert skillkg.open(store).concept("one").iri == "https://example.org/one"


def test_building_again_replaces_the_graph_and_its_description(tmp_path: Path) -> None:
    store, file = tmp_path / "store", overlay(tmp_path, "one")
    skillkg.build(store, overlay=[file])
    overlay(tmp_path, "one", TURTLE.format(name="other"))
    skillkg.build(store, overlay=[file])
    kg = skillkg.open(store)
    assert kg.graph.concepts() == ["https://example.org/other"]
    described = kg.query("SELECT ?d { <https://w3id.org/skillkg/graph/overlay/one> skg:digest ?d }")
    assert len(described) == 1


def test_an_open_graph_stays_readable_while_the_store_is_built_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    skillkg.build(store, overlay=[overlay(tmp_path, "one")])
    kg = skillkg.open(store)
    skillkg.build(store, overlay=[overlay(tmp_path, "two")])
    assert kg.query("ASK { ?s skos:prefLabel 'one'@en }") is True
    assert kg.query("ASK { ?s skos:prefLabel 'two'@en }") is False


def test_a_bad_release_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    skillkg.build(store, overlay=[overlay(tmp_path, "one")])
    before = held(store)
    bad = overlay(tmp_path, "bad", "<https://example.org/x> nonsense")
    with pytest.raises(SourceError, match=r"bad\.ttl"):
        skillkg.build(store, overlay=[overlay(tmp_path, "two"), bad])
    assert held(store) == before
    assert not list((store / "generations").glob(".draft-*"))


KILLED = """
import os, signal, sys
import skillkg
from skillkg.store import build
inner = build._Loader.{method}
def stop(*args):
    {before}
    os.kill(os.getpid(), signal.SIGKILL)
build._Loader.{method} = stop
skillkg.build(sys.argv[1], overlay=[sys.argv[2]])
"""


@pytest.mark.parametrize("before", ["pass", "inner(*args)"])
@pytest.mark.parametrize("method", ["add", "_load"])
def test_a_killed_build_leaves_the_old_graph_and_the_next_one_works(
    tmp_path: Path, method: str, before: str
) -> None:
    store = tmp_path / "store"
    skillkg.build(store, overlay=[overlay(tmp_path, "one")])
    old, two = held(store), overlay(tmp_path, "two")
    script = KILLED.format(method=method, before=before)
    process = subprocess.run([sys.executable, "-c", script, store, two], check=False)
    assert process.returncode == -signal.SIGKILL
    assert held(store) == old
    skillkg.build(store, overlay=[two])
    assert held(store).keys() == {"one", "two"}
    assert not list((store / "generations").glob(".draft-*"))


def test_the_same_release_twice_is_refused(tmp_path: Path) -> None:
    file = overlay(tmp_path, "one")
    with pytest.raises(StoreError, match="same release"):
        skillkg.build(tmp_path / "store", overlay=[file, file])


def test_one_build_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, file = tmp_path / "store", overlay(tmp_path, "one")

    def build_inside(*_args: Any, **_options: Any) -> list[building.Built]:
        with pytest.raises(StoreError, match="another build"):
            skillkg.build(store, overlay=[file])
        return []

    monkeypatch.setattr(building, "fill", build_inside)
    skillkg.build(store, overlay=[file])


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("chapter one")
    with pytest.raises(StoreError, match="something else"):
        skillkg.build(tmp_path, overlay=[overlay(tmp_path, "one")])
    assert (tmp_path / "thesis.txt").read_text() == "chapter one"


def test_says_how_to_build_where_there_is_no_store(tmp_path: Path) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        with pytest.raises(StoreError, match="skillkg build STORE"):
            skillkg.open(folder)


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    store = tmp_path / "store"
    skillkg.build(store, overlay=[overlay(tmp_path, "one")])
    for manifest in store.glob("generations/*/CURRENT"):
        manifest.write_text("nothing\n")
    with pytest.raises(StoreError, match="cannot be opened"):
        skillkg.open(store)
