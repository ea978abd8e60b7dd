"""The graph as arrays: which concepts there are, and every edge that paths may walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.arrays import run_starts
from skillkg.graph.kinds import CONCEPT_KINDS, EdgeKind
from skillkg.graph.paths import Adjacency, cost_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.graph.cache import Parts
    from skillkg.model.graph import ConceptKind

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
    strengths: Float64s

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
        stated = np.isin(self.kinds, wanted) & (self.sources != self.targets)
        forward = np.flatnonzero(stated)
        edges = np.tile(forward, 2)
        tails = np.concatenate([self.sources[forward], self.targets[forward]])
        heads = np.concatenate([self.targets[forward], self.sources[forward]])
        costs = np.tile(_costs(self.strengths[forward]), 2)
        pairs = tails * len(self.iris) + heads
        order = np.lexsort((self.homes[edges], self.kinds[edges], costs, pairs))
        best = order[run_starts(pairs[order])]
        offsets = np.searchsorted(tails[best], np.arange(len(self.iris) + 1))
        return Adjacency(offsets, heads[best], costs[best], edges[best])


def _costs(strengths: Float64s) -> Ints:
    """Costs of edges; few strengths differ, and a logarithm in Python is the same everywhere."""
    distinct, places = np.unique(strengths, return_inverse=True)
    return np.array([cost_of(float(strength)) for strength in distinct], dtype=np.int64)[places]
