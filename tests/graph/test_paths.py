from __future__ import annotations

from itertools import islice, pairwise
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.graph.graph_arrays import GraphArrays
from skillkg.graph.kinds import EdgeKind
from skillkg.graph.skill_graph import SkillGraph

NODES = 7
STRENGTHS = (1.0, 0.8, 0.5, 0.3)
KINDS = [
    EdgeKind(name, name, f"https://example.org/{name}", None, strength)
    for name, strength in zip(("exact", "near", "far", "faint"), STRENGTHS, strict=True)
]
edges = st.sets(
    st.tuples(
        st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(0, len(KINDS) - 1)
    ).filter(lambda edge: edge[0] != edge[1]),
    max_size=18,
)


def graph_of(found: set[tuple[int, int, int]]) -> SkillGraph:
    sources, targets, kinds = np.array(sorted(found), dtype=np.int64).reshape(-1, 3).T
    return SkillGraph(
        GraphArrays(
            iris=[f"https://example.org/{number}" for number in range(NODES)],
            concept_kinds=np.zeros(NODES, dtype=np.int64),
            edge_kinds=KINDS,
            graphs=["https://example.org/graph"],
            sources=sources,
            targets=targets,
            kinds=kinds,
            homes=np.zeros(len(sources), dtype=np.int64),
            strengths=np.array([STRENGTHS[kind] for kind in kinds], dtype=np.float64),
        )
    )


def every_path(graph: SkillGraph, max_hops: int) -> list[tuple[float, tuple[str, ...]]]:
    """All simple paths by brute force, the strongest first, with the documented order of ties."""
    best: nx.Graph[str] = nx.Graph()
    best.add_nodes_from(graph.concepts())
    for step in graph.edges():
        known = best.get_edge_data(step.source, step.target, {"strength": 0.0})["strength"]
        best.add_edge(step.source, step.target, strength=max(known, step.strength))
    first, last = graph.concepts()[0], graph.concepts()[-1]
    found = [
        (prod(best.edges[pair]["strength"] for pair in pairwise(nodes)), tuple(nodes))
        for nodes in nx.all_simple_paths(best, first, last, cutoff=max_hops)
    ]
    return sorted(found, key=lambda path: (-round(path[0], 9), len(path[1]), path[1]))


@given(edges, st.integers(1, 6), st.integers(1, 12))
def test_finds_the_best_paths_in_the_documented_order(
    found: set[tuple[int, int, int]], max_hops: int, k: int
) -> None:
    graph = graph_of(found)
    expected = list(islice(every_path(graph, max_hops), k))
    paths = graph.paths(graph.concepts()[0], graph.concepts()[-1], k=k, max_hops=max_hops)
    assert [path.concepts for path in paths] == [nodes for _, nodes in expected]
    assert [path.strength for path in paths] == pytest.approx([s for s, _ in expected])


@given(edges)
def test_every_step_is_an_edge_as_it_is_stated(found: set[tuple[int, int, int]]) -> None:
    graph = graph_of(found)
    stated = {(s.source, s.kind, s.target) for s in graph.edges()}
    for path in graph.paths(graph.concepts()[0], graph.concepts()[-1], k=20):
        for step in path.steps:
            ends = (step.source, step.target) if step.forward else (step.target, step.source)
            assert (ends[0], step.kind, ends[1]) in stated


@given(edges, st.integers(1, 4), st.sampled_from([0.2, 0.5, 0.64, 0.8]))
def test_reach_gives_the_strength_of_the_best_path(
    found: set[tuple[int, int, int]], max_hops: int, floor: float
) -> None:
    graph = graph_of(found)
    source = graph.concepts()[0]
    reached = graph.reach(source, max_hops=max_hops, floor=floor)
    best = {
        target: paths[0].strength
        for target in graph.concepts()[1:]
        if (paths := graph.paths(source, target, k=1, max_hops=max_hops))
    }
    expected = {target: s for target, s in best.items() if s >= floor - 1e-9}
    assert reached == pytest.approx(expected)


def test_a_path_is_never_stronger_for_being_longer(sample_graph) -> None:
    source, target = (sample_graph.concept(name) for name in ("Java", "SQL"))
    shorter = sample_graph.paths(source, target, k=1, max_hops=2)
    longer = sample_graph.paths(source, target, k=1, max_hops=6)
    assert longer[0].strength >= shorter[0].strength
    assert all(step.strength <= 1 for step in longer[0].steps)


def test_says_what_is_wrong_with_a_question(sample_graph) -> None:
    with pytest.raises(ValueError, match="unknown kinds of edges: sibling; known: broadMatch"):
        sample_graph.paths("Java", "SQL", kinds=["sibling"])
    with pytest.raises(ValueError, match="max_hops"):
        sample_graph.paths("Java", "SQL", max_hops=0)
