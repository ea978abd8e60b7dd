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
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.model import ConceptKind
    from skillkg.store.base import Store
    from skillkg.store.results import Table

    Ints = NDArray[np.int64]

KIND_NAMES: tuple[ConceptKind, ...] = tuple(dict.fromkeys(CONCEPT_KINDS.values()))


@dataclass(frozen=True, slots=True)
class GraphArrays:
    """Concepts and edges of a view of the store.

    ``iris`` ascend, so that the order of node numbers is the order of IRIs; ``concept_kinds``
    index KIND_NAMES. Edge e states ``iris[sources[e]] predicate iris[targets[e]]``, is of kind
    ``edge_kinds[kinds[e]]`` and stands in ``graphs[homes[e]]``.
    """

    iris: Sequence[str]
    concept_kinds: Ints
    edge_kinds: Sequence[EdgeKind]
    graphs: Sequence[str]
    sources: Ints
    targets: Ints
    kinds: Ints
    homes: Ints

    def parts(self) -> Parts:
        """Take apart for the cache; the kinds of edges are the ontology's and not kept."""
        names = ("concept_kinds", "sources", "targets", "kinds", "homes")
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
        cost_of_kind = np.array([cost_of(kind.strength) for kind in self.edge_kinds] or [0])
        tails = np.concatenate([self.sources[edges], self.targets[edges]])
        heads = np.concatenate([self.targets[edges], self.sources[edges]])
        both = np.concatenate([edges, edges])
        costs = cost_of_kind[self.kinds[both]]
        order = np.lexsort((self.homes[both], self.kinds[both], costs, heads, tails))
        tails, heads, both, costs = tails[order], heads[order], both[order], costs[order]
        first = np.ones(len(tails), dtype=bool)
        first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
        first &= tails != heads
        offsets = np.searchsorted(tails[first], np.arange(len(self.iris) + 1))
        return Adjacency(offsets.astype(np.int64), heads[first], costs[first], both[first])


def read_arrays(store: Store, graphs: Sequence[str], kinds: Sequence[EdgeKind]) -> GraphArrays:
    """Read the concepts and edges of some graphs of a store."""
    concepts = _read_concepts(store, graphs)
    iris = sorted(concepts)
    number = {iri: i for i, iri in enumerate(iris)}
    found = {
        (number[source], number[target], index, home)
        for home, graph in enumerate(graphs)
        for predicate in sorted({kind.predicate for kind in kinds})
        for source, target in _read_edges(store, graph, predicate)
        if source in number and target in number
        for index, kind in enumerate(kinds)
        if kind.predicate == predicate and _is_of(kind, concepts[source])
    }
    columns = np.array(sorted(found), dtype=np.int64).reshape(-1, 4).T
    codes = {name: i for i, name in enumerate(KIND_NAMES)}
    return GraphArrays(
        iris,
        np.array([codes[concepts[iri]] for iri in iris], dtype=np.int64),
        kinds,
        list(graphs),
        *map(np.ascontiguousarray, columns),
    )


def _is_of(kind: EdgeKind, subject: ConceptKind) -> bool:
    return kind.subject_class is None or CONCEPT_KINDS[kind.subject_class] == subject


def _read_concepts(store: Store, graphs: Sequence[str]) -> dict[str, ConceptKind]:
    classes = " ".join(f"<{iri}>" for iri in CONCEPT_KINDS)
    found = cast(
        "Table",
        store.query(f"SELECT ?c ?class {{ VALUES ?class {{ {classes} }} ?c a ?class }}", graphs),
    )
    return {concept: CONCEPT_KINDS[class_] for concept, class_ in found}


_EDGES = """
SELECT ?source ?target { VALUES ?predicate { skos:broader } ?source ?predicate ?target }
"""


def _read_edges(store: Store, graph: str, predicate: str) -> Table:
    """Pairs of subject and object; a graph at a time, since naming it in each row costs a third."""
    query = bind(_EDGES, {"predicate": [ox.NamedNode(predicate)]})
    return cast("Table", store.query(query, [graph]))
