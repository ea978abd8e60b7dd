"""What is derived while releases are loaded is what would be derived from the loaded store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import skillkg
from skillkg import vocabulary as voc
from skillkg.sources.ntriples import iri, parse_term, text
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.loading import LoadingStore
from skillkg.store.runs import Run

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = "https://example.org/graph"


@given(st.text(), st.sampled_from([None, "en", "pt-br"]))
def test_a_literal_is_read_as_it_was_written(value: str, language: str | None) -> None:
    assert parse_term(text(value, language)) == (value, language or "")


def test_an_iri_has_no_language() -> None:
    assert parse_term(iri("https://example.org/a")) == ("https://example.org/a", None)


@pytest.fixture
def loading(tmp_path: Path) -> LoadingStore:
    """Two files of a graph, of which nothing is loaded yet, beside a graph that is."""
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    one.write_text(
        f'<urn:a> {iri(voc.SKOS_PREF_LABEL)} "a \\"b\\"\\n"@en .\n'
        f"<urn:a> {iri(voc.RDF_TYPE)} <urn:Class> .\n"
    )
    other.write_text(
        f'<urn:b> {iri(voc.SKOS_PREF_LABEL)} "ü" .\n<urn:b> {iri(voc.RDF_TYPE)} <urn:Other> .\n'
    )
    quads = ox.Store()
    label = ox.Literal("c", language="de")
    quads.add(
        ox.Quad(
            ox.NamedNode("urn:c"), ox.NamedNode(voc.SKOS_PREF_LABEL), label, ox.NamedNode("urn:g")
        )
    )
    return LoadingStore(quads, "here", {GRAPH: [Run(one), Run(other)]})


def test_a_graph_that_is_loading_is_read_from_its_files(loading: LoadingStore) -> None:
    assert list(loading.statements(GRAPH, voc.SKOS_PREF_LABEL)) == [
        ("urn:a", 'a "b"\n', "en"),
        ("urn:b", "ü", ""),
    ]
    assert list(loading.statements(GRAPH, voc.RDF_TYPE, ["urn:Other"])) == [
        ("urn:b", "urn:Other", None)
    ]
    assert not list(loading.statements(GRAPH, voc.SKOS_ALT_LABEL))


def test_a_graph_that_was_there_is_read_from_the_database(loading: LoadingStore) -> None:
    assert list(loading.statements("urn:g", voc.SKOS_PREF_LABEL)) == [("urn:c", "c", "de")]


def test_files_say_what_the_database_says(tmp_path: Path) -> None:
    file = tmp_path / "file.nt"
    file.write_text(
        '<urn:a> <urn:p> "x\\t\\"\\\\\\u0001"@en .\n<urn:a> <urn:p> <urn:o> .\n'
        f'<urn:b> <urn:p> "3.25"^^<{voc.XSD_DECIMAL}> .\n<urn:b> <urn:q> "z" .\n'
    )
    quads = ox.Store()
    quads.load(path=str(file), to_graph=ox.NamedNode(GRAPH))
    loaded, loading = EmbeddedStore(quads), LoadingStore(ox.Store(), "here", {GRAPH: [Run(file)]})
    for objects in ([], ["urn:o"]):
        ours = sorted(loading.statements(GRAPH, "urn:p", objects))
        assert ours == sorted(loaded.statements(GRAPH, "urn:p", objects))
        assert len(ours) == (1 if objects else 3)


def contents(cache: Path) -> dict[str, bytes]:
    files = (file for file in cache.rglob("*") if file.is_file())
    return {file.relative_to(cache).as_posix(): file.read_bytes() for file in files}


def test_indexes_are_the_same_during_the_build_and_after(
    sample_graph: skillkg.KnowledgeGraph, sample_releases: dict[str, list[str]], tmp_path: Path
) -> None:
    skillkg.build(tmp_path / "store", **sample_releases, derive=True)
    skillkg.KnowledgeGraph(replace(sample_graph.view, folder=tmp_path / "cache")).warm()
    derived = contents(tmp_path / "store" / "cache")
    assert derived
    assert derived == contents(tmp_path / "cache")


def test_a_release_that_is_added_is_seen_with_those_that_were_there(
    sample_releases: dict[str, list[str]], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    skillkg.build(store, esco=sample_releases["esco"])
    skillkg.build(store, onet=sample_releases["onet"], derive=True)
    derived = contents(store / "cache")
    kg = skillkg.open(store)
    kg.warm()
    assert contents(store / "cache") == derived, "nothing was left to derive"
    assert {iri.startswith(voc.ONET_DATA) for iri in kg.graph.concepts()} == {True, False}
