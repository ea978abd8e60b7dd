"""Statements of a store that were changed since it was built, under the digest of its catalog."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from sparql_server import serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.cli import cli
from skillkg.explanation.canonical import canonical
from skillkg.store.recomputed import digest_of_graph
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Made

    from skillkg.store.base import Store

NAME = "digests of the graphs"


@pytest.fixture(scope="module")
def record(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("record") / "record.json"
    file.write_bytes(canonical(made.record))
    return file


@pytest.fixture(scope="module")
def changed(made: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with one statement in another's place, that no record names; and its graph."""
    store = tmp_path_factory.mktemp("changed") / "store"
    shutil.copytree(made.store, store)
    database = store / "generations" / (store / "current").read_text().strip()
    graph = next(each.graph for each in made.match.snapshots if each.source == "esco")
    quads = ox.Store(str(database))
    labels = quads.quads_for_pattern(
        None, ox.NamedNode(voc.SKOS_PREF_LABEL), None, ox.NamedNode(graph)
    )
    old = next(each for each in labels if each.subject.value not in made.match.labels)
    quads.remove(old)
    quads.add(
        ox.Quad(old.subject, old.predicate, ox.Literal("Another.", language="en"), old.graph_name)
    )
    quads.flush()
    del quads
    return store, graph


@contextmanager
def reached(store: Path, way: str) -> Iterator[str]:
    """A store as it is given to verify: a folder, or an endpoint that serves it."""
    if way == "embedded":
        yield str(store)
    else:
        with serving(store) as address:
            yield address


@pytest.mark.parametrize("way", ["embedded", "served"])
def test_only_the_statements_show_that_they_were_changed(
    record: Path, changed: tuple[Path, str], way: str
) -> None:
    store, graph = changed
    with reached(store, way) as location:
        assert Verifier(location).verify(record).holds
        found = skillkg.verify(record, location, recompute_digests=True)
    (check,) = found.of("differs")
    assert check.name == NAME
    (said,) = check.said
    assert said.startswith(f"{graph}: digest is 'sha256:")
    assert "its statements have sha256:" in said


@pytest.mark.parametrize("way", ["embedded", "served"])
def test_a_store_as_it_was_built_holds(record: Path, made: Made, way: str) -> None:
    with reached(made.store, way) as location:
        found = skillkg.verify(record, location, recompute_digests=True)
    assert found.holds, found.of("differs")
    assert NAME in [check.name for check in found.of("holds")]


def test_graphs_are_read_once_for_many_records(
    record: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(store: Store, graph: str) -> object:
        read.append(graph)
        return digest_of_graph(store, graph)

    monkeypatch.setattr("skillkg.verifying.digest_of_graph", counted)
    verifier = Verifier(made.store, recompute_digests=True)
    assert verifier.verify(record).holds
    assert verifier.verify(record).holds
    assert read == [each.graph for each in made.match.snapshots]


def test_it_is_said_where_they_are_not_recomputed(record: Path, made: Made) -> None:
    for location in (None, made.store):
        (check,) = (c for c in Verifier(location).verify(record).checks if c.name == NAME)
        assert check.outcome == "unchecked"
        assert "not recomputed from the statements" in check.said[0]


def test_the_command_line_recomputes_them(record: Path, changed: tuple[Path, str]) -> None:
    store, graph = changed
    asked = ["verify", str(record), "--recompute-digests"]
    told = CliRunner(env={"SKILLKG_STORE": ""}).invoke(cli, [*asked, "--store", str(store)])
    assert told.exit_code == 1
    assert f"✗ {NAME}: {graph}: digest is" in told.output
    without = CliRunner(env={"SKILLKG_STORE": ""}).invoke(cli, asked)
    assert without.exit_code == 2
    assert "give it with --store or --endpoint" in without.output
