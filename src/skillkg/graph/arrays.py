"""The graph as arrays: which concepts there are, and every edge that paths may walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyoxigraph as ox

from skillkg.graph.kinds import CONCEPT_KINDS, EdgeKind
from skillkg.graph.paths import Adjacency, cost_of
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store
    from skillkg.store.results import Table

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

KIND_NAMES: tuple[ConceptKind, ...] = tuple(dict.fromkeys(CONCEPT_KINDS.values()))


@dataclass(frozen=True, slots=True)
class GraphArrays:
    """Concepts and edges of a view of the store.

    ``iris`` ascend, so that the order of node numbers is the order of IRIs; ``concept_kinds``
    index KIND_NAMES. Edge e states ``iris[sources[e]] predicate iris[targets[e]]``, is of kind
    ``edge_kinds[kinds[e]]``, as strong as ``strengths[e]``, and stands in ``graphs[homes[e]]``.
    """

    iris: Sequence[str]
    concept_kinds: Ints
    edge_kinds: Sequence[EdgeKind]
    graphs: Sequence[str]
    sources: Ints
    targets: Ints
    kinds: Ints
    homes: Ints
    strengths: Floats

    def parts(self) -> Parts:
        """Take apart for the cache; the kinds of edges are the ontology's and not kept."""
        names = ("concept_kinds", "sources", "targets", "kinds", "homes", "strengths")
        arrays = {name: getattr(self, name) for name in names}
        return arrays, {"iris": list(self.iris), "graphs": list(self.graphs)}

    @classmethod
    def restore(
        cls, arrays: Mapping[str, Any], values: dict[str, Any], kinds: Sequence[EdgeKind]
    ) -> GraphArrays:
        """Put together what ``parts`` took apart."""
        return cls(edge_kinds=kinds, **arrays, **values)

    def adjacency(self, names: Collection[str]) -> Adjacency:
        """Join both directions of the edges of these kinds; of parallel edges the best one."""
        wanted = [i for i, kind in enumerate(self.edge_kinds) if kind.name in names]
        edges = np.flatnonzero(np.isin(self.kinds, wanted))
        tails = np.concatenate([self.sources[edges], self.targets[edges]])
        heads = np.concatenate([self.targets[edges], self.sources[edges]])
        both = np.concatenate([edges, edges])
        costs = np.tile(_costs(self.strengths[edges]), 2)
        order = np.lexsort((self.homes[both], self.kinds[both], costs, heads, tails))
        tails, heads, both, costs = tails[order], heads[order], both[order], costs[order]
        first = np.ones(len(tails), dtype=bool)
        first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
        first &= tails != heads
        offsets = np.searchsorted(tails[first], np.arange(len(self.iris) + 1))
        return Adjacency(offsets.astype(np.int64), heads[first], costs[first], both[first])


def _costs(strengths: Floats) -> Ints:
    """Costs of edges; few strengths differ, and a logarithm in Python is the same everywhere."""
    distinct, places = np.unique(strengths, return_inverse=True)
    return np.array([cost_of(float(strength)) for strength in distinct], dtype=np.int64)[places]


def read_arrays(store: Store, graphs: Sequence[str], kinds: Sequence[EdgeKind]) -> GraphArrays:
    """Read the concepts and edges of some graphs of a store."""
    concepts = _read_concepts(store, graphs)
    iris = sorted(concepts)
    number = {iri: i for i, iri in enumerate(iris)}
    found: dict[tuple[int, int, int, int], float] = {}
    for home, graph in enumerate(graphs):
        for source, target, kind, strength in _read_edges(store, graph, kinds, concepts):
            edge = (number[source], number[target], kind, home)
            found[edge] = max(strength, found.get(edge, 0.0))
    rows = sorted(found)
    sources, targets, of_kind, homes = np.array(rows, dtype=np.int64).reshape(-1, 4).T.copy()
    codes = {name: i for i, name in enumerate(KIND_NAMES)}
    return GraphArrays(
        iris=iris,
        concept_kinds=np.array([codes[concepts[iri]] for iri in iris], dtype=np.int64),
        edge_kinds=kinds,
        graphs=list(graphs),
        sources=sources,
        targets=targets,
        kinds=of_kind,
        homes=homes,
        strengths=np.array([found[row] for row in rows], dtype=np.float64),
    )


def _is_of(kind: EdgeKind, subject: ConceptKind) -> bool:
    return kind.subject_class is None or CONCEPT_KINDS[kind.subject_class] == subject


def _read_concepts(store: Store, graphs: Sequence[str]) -> dict[str, ConceptKind]:
    classes = " ".join(f"<{iri}>" for iri in CONCEPT_KINDS)
    query = f"SELECT ?c ?class {{ VALUES ?class {{ {classes} }} ?c a ?class }}"
    return {concept: CONCEPT_KINDS[class_] for concept, class_ in store.select(query, graphs)}


_STATED = """
SELECT ?source ?target { VALUES ?predicate { skos:broader } ?source ?predicate ?target }
"""
_DESCRIBED = """
SELECT ?source ?target ?strength {
  ?node a skg:Relatedness ; skg:relatednessSource ?source ; skg:relatednessTarget ?target ;
        skg:strength ?strength
  FILTER(?strength > 0 && ?strength <= 1)
}
"""


def _read_edges(
    store: Store, graph: str, kinds: Sequence[EdgeKind], concepts: Mapping[str, ConceptKind]
) -> Iterator[tuple[str, str, int, float]]:
    """Source, target, index of the kind and strength of a graph's edges between concepts.

    A graph at a time, since naming it in each row costs a third.
    """
    for predicate in sorted({kind.predicate for kind in kinds}):
        alike = [(i, kind) for i, kind in enumerate(kinds) if kind.predicate == predicate]
        for source, target, *own in _read_pairs(store, graph, predicate, alike[0][1]):
            if source in concepts and target in concepts:
                for index, kind in alike:
                    if _is_of(kind, concepts[source]):
                        yield source, target, index, own[0] if own else cast("float", kind.strength)


def _read_pairs(store: Store, graph: str, predicate: str, kind: EdgeKind) -> Table:
    """Subject and object of statements, and the strength where each has its own."""
    if kind.strength is None:
        return store.select(_DESCRIBED, [graph])
    query = bind(_STATED, {"predicate": [ox.NamedNode(predicate)]})
    return store.select(query, [graph])
