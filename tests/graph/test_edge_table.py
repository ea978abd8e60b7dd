"""Edges as a data frame, a sparse matrix and a networkx graph say what paths walk."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import polars as pl
import pytest

from skillkg.graph.edge_table import EdgeTable
from skillkg.graph.graph_arrays import GraphArrays
from skillkg.graph.kinds import EdgeKind

if TYPE_CHECKING:
    import skillkg

COLUMNS = ["source", "target", "kind", "predicate", "strength", "graph"]


@pytest.mark.parametrize("kinds", [None, "essential", ["essential", "broader"], []])
def test_a_data_frame_has_every_edge(
    sample_graph: skillkg.KnowledgeGraph, kinds: list[str] | str | None
) -> None:
    edges, steps = sample_graph.edges(kinds), [*map(asdict, sample_graph.graph.edges(kinds))]
    frame = edges.to_polars()
    assert frame.columns == COLUMNS
    assert frame.to_dicts() == [{name: step[name] for name in COLUMNS} for step in steps]
    assert len(edges) == len(frame)


@pytest.fixture
def parallel() -> EdgeTable:
    """Two edges from a to b, one back, and c without any."""
    kinds = [EdgeKind("strong", "", "p", None, 0.9), EdgeKind("weak", "", "q", None, 0.2)]
    arrays = GraphArrays(
        iris=["a", "b", "c"],
        concept_kinds=np.zeros(3, dtype=np.int64),
        edge_kinds=kinds,
        graphs=["g", "h"],
        sources=np.array([0, 0, 1]),
        targets=np.array([1, 1, 0]),
        kinds=np.array([0, 1, 1]),
        homes=np.array([0, 1, 0]),
        strengths=np.array([0.9, 0.2, 0.2]),
    )
    return EdgeTable(arrays, np.arange(3), str.upper)


def test_a_matrix_has_the_strongest_of_parallel_edges(parallel: EdgeTable) -> None:
    matrix, iris = parallel.to_scipy()
    assert iris == ["a", "b", "c"]
    assert matrix.toarray().tolist() == [[0, 0.9, 0], [0.2, 0, 0], [0, 0, 0]]
    assert repr(parallel) == "<3 edges: 1 strong, 2 weak>"


def test_a_networkx_graph_keeps_parallel_edges_and_no_lonely_concept(parallel: EdgeTable) -> None:
    view = parallel.to_networkx()
    assert dict(view.nodes(data=True)) == {
        "a": {"kind": "skill", "label": "A"},
        "b": {"kind": "skill", "label": "B"},
    }
    assert view["a"]["b"] == {
        "strong g": {"kind": "strong", "predicate": "p", "strength": 0.9, "graph": "g"},
        "weak h": {"kind": "weak", "predicate": "q", "strength": 0.2, "graph": "h"},
    }


def test_matrices_of_kinds_have_rows_in_common(sample_graph: skillkg.KnowledgeGraph) -> None:
    needed, iris = sample_graph.edges("essential").to_scipy()
    learned, same = sample_graph.edges("broader").to_scipy()
    assert iris == same == sample_graph.graph.concepts()
    both, _ = sample_graph.edges(["essential", "broader"]).to_scipy()
    assert (both != needed.maximum(learned)).nnz == 0
    occupation = sample_graph.concept("web developer")
    row = needed[[iris.index(occupation.iri)], :].nonzero()[1]
    assert {iris[number] for number in row} == {
        relation.concept.iri for relation in occupation.skills if relation.step.kind == "essential"
    }


def test_networkx_copies_the_edges_of_some_kinds(sample_graph: skillkg.KnowledgeGraph) -> None:
    view = sample_graph.to_networkx()
    assert view.number_of_edges() == len(sample_graph.edges())
    assert view.nodes[sample_graph.concept("SQL").iri] == {"kind": "skill", "label": "SQL"}
    essential = sample_graph.to_networkx(kinds="essential")
    assert not list(nx.isolates(essential))
    assert essential.number_of_nodes() < view.number_of_nodes()
    assert {data["kind"] for *_, data in essential.edges(data=True)} == {"essential"}


def test_no_edges_are_told_as_such(sample_graph: skillkg.KnowledgeGraph) -> None:
    none = sample_graph.edges([])
    assert repr(none) == "<0 edges: none>"
    assert none.to_polars().schema == sample_graph.edges().to_polars().schema
    assert none.to_polars().schema["source"] == pl.String
    assert none.to_scipy()[0].nnz == 0
    assert len(none.to_networkx()) == 0
