"""Graphs as RDF: the same statements, from the embedded store and from a real server."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from sparql_server import serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import StoreError
from skillkg.store.dump import FORMATS, dump
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.folder import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ESCO, ONET = f"{voc.GRAPHS}esco/1.1.1-sample", f"{voc.GRAPHS}onet/29.2-sample"


@pytest.fixture(scope="module")
def endpoint(sample_store: Path) -> Iterator[str]:
    with serving(sample_store) as address:
        yield address


@pytest.fixture(params=["disk", "endpoint"])
def kg(
    request: pytest.FixtureRequest, sample_graph: skillkg.KnowledgeGraph
) -> skillkg.KnowledgeGraph:
    if request.param == "disk":
        return sample_graph
    return skillkg.open(request.getfixturevalue("endpoint"))


@pytest.fixture(scope="module")
def quads(sample_store: Path) -> set[ox.Quad]:
    """What the sample's named graphs say."""
    database = open_store(sample_store).quads
    patterns = ((None, None, None, graph) for graph in database.named_graphs())
    return {quad for pattern in patterns for quad in database.quads_for_pattern(*pattern)}


def dumped(kg: skillkg.KnowledgeGraph, graphs: list[str], format_: str) -> list[ox.Quad]:
    stream = io.BytesIO()
    dump(kg.store, graphs, stream, format_)
    return list(ox.parse(stream.getvalue(), FORMATS[format_]))


@pytest.mark.parametrize("format_", ["nq", "trig", "jsonld"])
def test_graphs_keep_their_names(
    kg: skillkg.KnowledgeGraph, quads: set[ox.Quad], format_: str
) -> None:
    found = dumped(kg, list(kg.graphs), format_)
    assert len(found) == len(quads)
    assert set(found) == quads


def test_turtle_has_what_the_graphs_say_together(
    kg: skillkg.KnowledgeGraph, quads: set[ox.Quad]
) -> None:
    found = dumped(kg, [ESCO, ONET], "ttl")
    wanted = {q.triple for q in quads if q.graph_name.value in (ESCO, ONET)}
    assert {quad.triple for quad in found} == wanted


def test_each_graph_is_told_of_from_none_to_all(sample_graph: skillkg.KnowledgeGraph) -> None:
    told: list[tuple[str, int, int | None]] = []
    dump(sample_graph.store, [ESCO], io.BytesIO(), "nq", lambda *step: told.append(step))
    total = sample_graph.snapshots[0].statements
    assert [done for _, done, _ in told] == [0, 10_000, total]
    assert {(stage, whole) for stage, _, whole in told} == {("esco/1.1.1-sample", total)}


def test_the_catalog_does_not_tell_of_what_is_left_out(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    stream = io.BytesIO()
    dump(sample_graph.store, [ESCO, voc.CATALOG], stream, "nq", untold=[ONET])
    subjects = {q.subject.value for q in ox.parse(stream.getvalue(), ox.RdfFormat.N_QUADS)}
    assert ESCO in subjects
    assert ONET not in subjects


def test_the_unnamed_graph_is_not_written() -> None:
    quads, node = ox.Store(), ox.NamedNode("https://example.org/x")
    quads.add(ox.Quad(node, node, node))
    quads.add(ox.Quad(node, node, ox.Literal("named"), ox.NamedNode(ESCO)))
    stream = io.BytesIO()
    dump(EmbeddedStore(quads), [ESCO], stream, "ttl")
    (found,) = ox.parse(stream.getvalue(), ox.RdfFormat.TURTLE)
    assert found.object == ox.Literal("named")


class Short(EmbeddedStore):
    """Breaks off, as servers do that limit what they give."""

    def exported(self, graph: str) -> Iterator[str]:
        yield from list(super().exported(graph))[:-1]


def test_half_a_graph_is_an_error(sample_store: Path) -> None:
    whole = open_store(sample_store)
    short = Short(whole.quads, "short")
    with pytest.raises(StoreError, match="short counts 19,346 statements"):
        dump(short, [ESCO], io.BytesIO(), "trig")
