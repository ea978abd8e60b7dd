"""Read the arrays of the graph from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg import vocabulary as voc
from skillkg.graph.graph_arrays import KIND_NAMES, GraphArrays
from skillkg.graph.kinds import CONCEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.kinds import EdgeKind
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


def read_arrays(store: Store, graphs: Sequence[str], kinds: Sequence[EdgeKind]) -> GraphArrays:
    """Read the concepts and edges of some graphs of a store.

    Edges ascend by source, target, kind and graph; of those alike in all four, the strongest
    counts.
    """
    concepts = _read_concepts(store, graphs)
    iris = sorted(concepts)
    concept_kinds = np.array([KIND_NAMES.index(concepts[iri]) for iri in iris], dtype=np.int64)
    numbers = {iri: number for number, iri in enumerate(iris)}
    parts = [np.zeros((5, 0)), *_read_edges(store, graphs, kinds, numbers, concept_kinds)]
    edges = _distinct(np.concatenate(parts, axis=1))
    sources, targets, of_kind, homes = edges[:4].astype(np.int64)
    return GraphArrays(
        iris=iris,
        concept_kinds=concept_kinds,
        edge_kinds=kinds,
        graphs=list(graphs),
        sources=sources,
        targets=targets,
        kinds=of_kind,
        homes=homes,
        strengths=edges[4],
    )


def _read_concepts(store: Store, graphs: Iterable[str]) -> dict[str, ConceptKind]:
    """The kind of each concept; of several classes the last one counts."""
    order = list(CONCEPT_KINDS)
    classes = sorted(
        (order.index(class_), concept)
        for graph in graphs
        for concept, class_, _ in store.statements(graph, voc.RDF_TYPE, order)
    )
    return {concept: CONCEPT_KINDS[order[place]] for place, concept in classes}


def _read_edges(
    store: Store,
    graphs: Sequence[str],
    kinds: Sequence[EdgeKind],
    numbers: Mapping[str, int],
    concept_kinds: Ints,
) -> Iterator[Floats]:
    """Edges between concepts, by graph and kind: shape (5, edges).

    The rows are source, target, kind and graph, whole numbers that floats hold exactly, and the
    strength.
    """
    for home, graph in enumerate(graphs):
        for predicate in sorted({kind.predicate for kind in kinds}):
            alike = [
                (place, kind) for place, kind in enumerate(kinds) if kind.predicate == predicate
            ]
            pairs = _read_pairs(store, graph, predicate, alike[0][1], numbers)
            for place, kind in alike:
                chosen = pairs[:, _subjects(kind, concept_kinds)[pairs[0].astype(np.int64)]]
                strengths = (
                    chosen[2] if kind.strength is None else np.full_like(chosen[2], kind.strength)
                )
                same = np.broadcast_to([[place], [home]], (2, chosen.shape[1]))
                yield np.vstack([chosen[:2], same, strengths])


def _subjects(kind: EdgeKind, concept_kinds: Ints) -> Bools:
    """Which concepts edges of a kind may start from."""
    if kind.subject_class is None:
        return np.ones(len(concept_kinds), dtype=bool)
    chosen: Bools = concept_kinds == KIND_NAMES.index(CONCEPT_KINDS[kind.subject_class])
    return chosen


def _read_pairs(
    store: Store, graph: str, predicate: str, kind: EdgeKind, numbers: Mapping[str, int]
) -> Floats:
    """Numbers of subject and object of statements, and the strength where each has its own."""
    if kind.strength is None:
        rows = _described(store, graph)
    else:
        rows = ((source, target, 0.0) for source, target, _ in store.statements(graph, predicate))
    known = [
        (numbers[source], numbers[target], strength)
        for source, target, strength in rows
        if source in numbers and target in numbers
    ]
    return np.array(known, dtype=np.float64).reshape(-1, 3).T


def _described(store: Store, graph: str) -> Iterator[tuple[str, str, float]]:
    """Ends and strengths of edges that a node describes each."""
    nodes = [node for node, _, _ in store.statements(graph, voc.RDF_TYPE, [voc.SKG_RELATEDNESS])]
    if nodes:
        sources, targets, strengths = (
            {node: value for node, value, _ in store.statements(graph, predicate)}
            for predicate in (
                voc.SKG_RELATEDNESS_SOURCE,
                voc.SKG_RELATEDNESS_TARGET,
                voc.SKG_STRENGTH,
            )
        )
        for node in nodes:
            if 0 < (strength := float(strengths.get(node, 0))) <= 1:
                yield sources[node], targets[node], strength


def _distinct(edges: Floats) -> Floats:
    """Edges in order, and of those that differ in nothing but strength the strongest."""
    sources, targets, kinds, homes, strengths = edges
    edges = edges[:, np.lexsort((-strengths, homes, kinds, targets, sources))]
    return edges[:, np.any(np.diff(edges[:4], axis=1, prepend=-1) != 0, axis=0)]
