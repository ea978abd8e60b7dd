"""The graph as arrays: which concepts there are, and every edge that paths may walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.graph.kinds import CONCEPT_KINDS, EdgeKind
from skillkg.graph.paths import Adjacency, cost_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.model.graph import ConceptKind

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
