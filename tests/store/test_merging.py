"""The default graph is the RDF merge of the default view, whatever was built before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox

import skillkg
from skillkg import vocabulary as voc
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.folder import open_store
from skillkg.store.merging import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from skillkg.store.build import Built

TEA = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .
"""
COFFEE = TEA + '<https://example.org/b> a esco:Skill ; skos:prefLabel "brew coffee"@en .\n'


def triples(quads: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in quads.quads_for_pattern(None, None, None, graph)}


def check(folder: Path, seen: Collection[str]) -> None:
    """See that the default graph holds what the graphs in view state, and nothing else."""
    store = open_store(folder)
    graphs = {f"{voc.GRAPHS}{name}" for name in seen} | set(ALWAYS)
    assert store.merged == graphs == set(skillkg.open(folder).graphs)
    stated = set[ox.Triple]().union(*(triples(store.quads, ox.NamedNode(g)) for g in graphs))
    assert triples(store.quads, ox.DefaultGraph()) == stated


def build(folder: Path, **files: str) -> None:
    """Put overlays into a store."""
    for name, text in files.items():
        (folder.parent / f"{name}.ttl").write_text(text, encoding="utf-8")
    skillkg.build(folder, overlay=[folder.parent / f"{name}.ttl" for name in files])


def test_it_grows_with_what_is_built(tmp_path: Path) -> None:
    build(tmp_path / "store", one=TEA)
    check(tmp_path / "store", ["overlay/one"])
    build(tmp_path / "store", two=COFFEE)
    check(tmp_path / "store", ["overlay/one", "overlay/two"])


def test_what_is_replaced_goes(tmp_path: Path) -> None:
    build(tmp_path / "store", one=COFFEE, two=TEA)
    build(tmp_path / "store", one=TEA.replace("tea", "mate"))
    check(tmp_path / "store", ["overlay/one", "overlay/two"])


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        build(tmp_path / "store", one=COFFEE, two=TEA)
        check(tmp_path / "store", ["overlay/one", "overlay/two"])


def test_an_older_release_goes_when_a_newer_one_comes(
    tmp_path: Path, sample_store: Path, sample_releases: dict[str, list[str]]
) -> None:
    shutil.copytree(sample_store, tmp_path / "store")
    check(tmp_path / "store", ["esco/1.1.1-sample", "onet/29.2-sample"])
    esco = [given.replace("1.1.1-sample", "1.1.2-sample") for given in sample_releases["esco"]]
    skillkg.build(tmp_path / "store", esco=esco)
    check(tmp_path / "store", ["esco/1.1.2-sample", "onet/29.2-sample"])


def test_learned_edges_come_and_go(tmp_path: Path, related_sample: tuple[Path, Built]) -> None:
    folder, edges = related_sample
    learned = edges.graph.removeprefix(voc.GRAPHS)
    check(folder, ["esco/1.1.1-sample", "onet/29.2-sample", learned])
    shutil.copytree(folder, tmp_path / "store")
    build(tmp_path / "store", one=TEA)
    check(tmp_path / "store", ["esco/1.1.1-sample", "onet/29.2-sample", "overlay/one"])


def test_a_store_in_memory_has_it_too(sample_memory: skillkg.KnowledgeGraph) -> None:
    store = sample_memory.store
    assert isinstance(store, EmbeddedStore)
    assert store.merged == set(sample_memory.graphs)
    stated = set[ox.Triple]().union(
        *(triples(store.quads, ox.NamedNode(graph)) for graph in sample_memory.graphs)
    )
    assert triples(store.quads, ox.DefaultGraph()) == stated
