"""Paths and neighbours over the arrays of the graph."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arguments import as_names, check_name, did_you_mean
from skillkg.errors import ConceptError, QueryError, check_limit
from skillkg.graph.graph_arrays import KIND_NAMES, GraphArrays
from skillkg.graph.paths import MAX_HOPS, MAX_PATHS, best_paths, cost_of, reach, strength_of
from skillkg.model.graph import Path, Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from skillkg.graph.kinds import EdgeKind
    from skillkg.graph.paths import Adjacency
    from skillkg.model.graph import ConceptKind

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

ADJACENCIES: Final = 4
"""Choices of kinds of edges whose adjacency is kept; a match walks two."""
TOGETHER: Final = 10_000
"""Statements that are read from the arrays together."""


class SkillGraph:
    """Concepts joined by the statements that paths may walk, in both directions."""

    def __init__(self, arrays: GraphArrays, without: Collection[str] = ()) -> None:
        """Look at arrays.

        Args:
            arrays: concepts and edges.
            without: kinds of edges that are switched off: as if there were none.
        """
        self.arrays, self._without = arrays, frozenset(without)
        self._adjacency = lru_cache(ADJACENCIES)(arrays.adjacency)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {iri: number for number, iri in enumerate(self.arrays.iris)}

    @cached_property
    def edge_kinds(self) -> dict[str, EdgeKind]:
        """The kinds of edges by name, those left out that are switched off."""
        kinds = self.arrays.edge_kinds
        return {kind.name: kind for kind in kinds if kind.name not in self._without}

    def leaving_out(self, kinds: Collection[str] | str) -> SkillGraph:
        """The same graph with some more kinds of edges switched off.

        Raises:
            QueryError: one of them is no kind of edges.
        """
        return SkillGraph(self.arrays, self._without.union(self.check_kinds(kinds)))

    def __contains__(self, iri: str) -> bool:
        return iri in self._numbers

    def kind(self, iri: str) -> ConceptKind:
        """What a concept is.

        Raises:
            ConceptError: the graph has no such concept.
        """
        return KIND_NAMES[self._concept_kinds[self._number(iri)]]

    @cached_property
    def _concept_kinds(self) -> list[int]:
        kinds: list[int] = self.arrays.concept_kinds.tolist()
        return kinds

    def concepts(self, kind: ConceptKind | None = None) -> list[str]:
        """IRIs of all concepts, or of those of one kind, ascending.

        Raises:
            QueryError: there is no such kind.
        """
        if kind is None:
            return list(self.arrays.iris)
        check_name(kind, "kind", KIND_NAMES)
        code = KIND_NAMES.index(kind)
        members = (self.arrays.concept_kinds == code).nonzero()[0]
        return [self.arrays.iris[number] for number in members]

    def paths(
        self,
        source: str,
        target: str,
        *,
        k: int = 3,
        max_hops: int = 4,
        kinds: Collection[str] | str | None = None,
    ) -> list[Path]:
        """Find the k strongest simple paths; ties go to fewer hops, then to smaller IRIs.

        Args:
            source: IRI of the concept to start from.
            target: IRI of the concept to reach.
            k: how many paths at most, 1 to 1,000.
            max_hops: how many steps a path may have, 1 to 255.
            kinds: name of a kind of edges to walk, or names of several; all where None.

        Raises:
            ConceptError: one of the two is not in the graph.
            QueryError: a kind is unknown, a number is out of range, or the search has no end in
                sight.
        """
        check_limit(k, "k", MAX_PATHS)
        check_limit(max_hops, "max_hops", MAX_HOPS)
        graph = self._joined(kinds)
        walks = best_paths(graph, self._number(source), self._number(target), k, max_hops)
        return [self._path(graph, numbers) for numbers in walks]

    def reach(
        self,
        source: str,
        *,
        max_hops: int,
        floor: float,
        kinds: Collection[str] | str | None = None,
    ) -> dict[str, float]:
        """Strength of the best path to every other concept within some hops, not under a floor."""
        graph = self._joined(kinds)
        limit = cost_of(floor) + max_hops
        nodes, costs = reach(graph, self._number(source), max_hops, limit)
        return {
            self.arrays.iris[node]: strength_of(int(cost))
            for node, cost in zip(nodes, costs, strict=True)
        }

    def steps(self, iri: str, kinds: Collection[str] | str | None = None) -> list[Step]:
        """Every statement at a concept, walked away from it, parallel ones included."""
        names, number = self._names(kinds), self._number(iri)
        order, begins = self._incidence
        ends = np.sort(order[begins[number] : begins[number + 1]])
        return self._steps(ends[self._are_of(names, ends % len(self.arrays.sources))])

    @cached_property
    def _incidence(self) -> tuple[Ints, Ints]:
        """Edge ends grouped by concept; an end past the number of edges is an edge's target."""
        ends = np.concatenate([self.arrays.sources, self.arrays.targets])
        order = np.argsort(ends, kind="stable")
        return order, np.searchsorted(ends[order], np.arange(len(self.arrays.iris) + 1))

    def edges_of(self, kinds: Collection[str] | str | None = None) -> Ints:
        """Numbers of the edges of some kinds in the arrays, ascending; all where None.

        Raises:
            QueryError: a kind is unknown.
        """
        every = np.arange(len(self.arrays.kinds))
        return every[self._are_of(self._names(kinds), every)]

    def edges(self, kinds: Collection[str] | str | None = None) -> Iterator[Step]:
        """Every edge of some kinds as it is stated, parallel ones included."""
        some = self.edges_of(kinds)
        for first in range(0, len(some), TOGETHER):
            yield from self._steps(some[first : first + TOGETHER])

    def _number(self, iri: str) -> int:
        try:
            return self._numbers[iri]
        except KeyError:
            raise ConceptError(f"no concept of the graph has the IRI {iri}") from None

    def check_kinds(self, kinds: Collection[str] | str) -> frozenset[str]:
        """Make sure that names are names of kinds of edges; one name is one kind.

        Raises:
            QueryError: one of them is not.
        """
        names = frozenset(as_names(kinds, "kinds"))
        every = sorted(kind.name for kind in self.arrays.edge_kinds)
        if unknown := sorted(names.difference(every)):
            hint = did_you_mean(unknown[0], every)
            told, known = ", ".join(unknown), ", ".join(every)
            raise QueryError(f"unknown kinds of edges: {told:.200}; known: {known}{hint}")
        return names

    def _names(self, kinds: Collection[str] | str | None) -> frozenset[str]:
        return self.check_kinds(list(self.edge_kinds) if kinds is None else kinds) - self._without

    def _joined(self, kinds: Collection[str] | str | None) -> Adjacency:
        return self._adjacency(self._names(kinds))

    def _path(self, graph: Adjacency, numbers: tuple[int, ...]) -> Path:
        size, ends = len(self.arrays.sources), list[int]()
        for source, target in pairwise(numbers):
            edge = graph.edge(source, target)
            ends.append(edge if self.arrays.sources[edge] == source else size + edge)
        return Path(tuple(self._steps(np.array(ends, dtype=np.int64))))

    def _are_of(self, names: Collection[str], edges: Ints) -> Bools:
        """Which edges are of kinds with some names."""
        kinds = np.array([kind.name in names for kind in self.arrays.edge_kinds], dtype=bool)
        return kinds[self.arrays.kinds[edges]]

    def _steps(self, ends: Ints) -> list[Step]:
        """Statements walked from one of their ends, as ``_incidence`` numbers them."""
        arrays = self.arrays
        iris, graphs = arrays.iris, arrays.graphs
        edges, forward = ends % len(arrays.sources), (ends < len(arrays.sources)).tolist()
        columns = (arrays.sources, arrays.targets, arrays.kinds, arrays.strengths, arrays.homes)
        rows = zip(forward, *(column[edges].tolist() for column in columns), strict=True)
        return [
            Step(
                source=iris[source if is_forward else target],
                target=iris[target if is_forward else source],
                kind=arrays.edge_kinds[kind].name,
                predicate=arrays.edge_kinds[kind].predicate,
                strength=strength,
                graph=graphs[home],
                forward=is_forward,
            )
            for is_forward, source, target, kind, strength, home in rows
        ]
