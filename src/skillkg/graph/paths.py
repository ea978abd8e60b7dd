"""Best paths with few hops, exactly and fast: a perfect look-ahead, then best-first search.

Weights are whole numbers, so that sums do not depend on their order and ties are real ones. A
table of the cheapest continuation within the hops that remain is computed for the nodes that
matter only: two hops back from the target and one forward from the source meet in the middle of
a path of four. With that table the search never leaves the best paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice
from math import exp, log
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from skillkg.arrays import ranges, starts
from skillkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.arrays import Ints

NEVER = np.int64(1 << 60)
"""The cost of what cannot be reached."""
HOP_BITS = 8
MAX_HOPS = (1 << HOP_BITS) - 1
MAX_PATHS = 1000
"""Most paths that are asked for at a time."""
_EXPANSIONS = 10_000
"""Beginnings of paths that are looked at, besides 20 for each path that is asked for. Where every
way on leads back to where it came from, the look-ahead, which does not see that, is of no help."""


def cost_of(strength: float) -> int:
    """Turn a strength in (0, 1] into a whole-number cost; products become sums.

    The cost is −ln strength in units of 2⁻³⁰, then one for the hop itself in bits of its own:
    among paths of equal strength the one with fewer hops is the cheaper.
    """
    return (round(-log(strength) * (1 << 30)) << HOP_BITS) + 1


def strength_of(cost: int) -> float:
    """Turn a path's cost back into its strength, rounded to nine digits."""
    return round(exp(-(cost >> HOP_BITS) / (1 << 30)), 9)


@dataclass(frozen=True, slots=True)
class Adjacency:
    """An undirected graph as compressed rows: at most one edge per pair, the best one.

    ``targets[offsets[u]:offsets[u + 1]]`` are the neighbours of u, ascending; ``costs`` and
    ``edges`` (which edge of the graph it is) run parallel to ``targets``.
    """

    offsets: Ints
    targets: Ints
    costs: Ints
    edges: Ints

    def row(self, node: int) -> slice:
        """Where a node's neighbours stand."""
        return slice(int(self.offsets[node]), int(self.offsets[node + 1]))

    def rows(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Positions of all neighbours of several nodes, one row after the other, and its length."""
        begins, ends = self.offsets[nodes], self.offsets[nodes + 1]
        return ranges(begins, ends), ends - begins

    def edge(self, source: int, target: int) -> int:
        """Which edge joins two neighbours."""
        row = self.row(source)
        return int(self.edges[row.start + np.searchsorted(self.targets[row], target)])


def best_paths(
    graph: Adjacency, source: int, target: int, k: int, max_hops: int
) -> list[tuple[int, ...]]:
    """Find the k cheapest simple paths of at most ``max_hops`` hops, cheapest first.

    Ties go to fewer hops, then to the smaller sequence of node numbers.

    Raises:
        QueryError: too many beginnings of paths lead nowhere.
    """
    if source == target or max_hops < 1:
        return []
    search = _Search(graph, _look_ahead(graph, source, target, max_hops), k)
    return list(islice(search.paths(source, target), k))


def _look_ahead(graph: Adjacency, source: int, target: int, max_hops: int) -> list[Ints]:
    """Cheapest cost to the target within 0, 1, … max_hops − 1 hops, by node.

    The last table is right for the source's neighbours only: no other node is asked there.
    """
    table = np.full(len(graph.offsets) - 1, NEVER, dtype=np.int64)
    table[target] = 0
    tables, frontier = [table], np.array([target], dtype=np.int64)
    for _ in range(max_hops - 2):
        table = tables[-1].copy()
        positions, lengths = graph.rows(frontier)
        through = graph.costs[positions] + np.repeat(tables[-1][frontier], lengths)
        np.minimum.at(table, graph.targets[positions], through)
        frontier = np.flatnonzero(table < tables[-1])
        tables.append(table)
    if max_hops > 1:
        tables.append(_pull(graph, graph.targets[graph.row(source)], tables[-1]))
    return tables


def _pull(graph: Adjacency, nodes: Ints, ahead: Ints) -> Ints:
    """One more hop for these nodes: the cheapest of their neighbours' costs, or their own."""
    table = np.full(len(ahead), NEVER, dtype=np.int64)
    if len(nodes):
        positions, lengths = graph.rows(nodes)
        through = graph.costs[positions] + ahead[graph.targets[positions]]
        table[nodes] = np.minimum(np.minimum.reduceat(through, starts(lengths)), ahead[nodes])
    return table


_Extensions: TypeAlias = "Iterator[tuple[int, int, int]]"
"""Ways to go on: (least total cost, node, cost so far), best first."""


class _Search:
    """Best-first search for the k cheapest simple paths."""

    def __init__(self, graph: Adjacency, ahead: list[Ints], k: int) -> None:
        self._graph, self._ahead, self._k = graph, ahead, k
        self._left = _EXPANSIONS + 20 * k
        self._heap: list[tuple[int, tuple[int, ...], int, _Extensions]] = []
        """For every prefix that was extended, the best extension not yet taken."""

    def paths(self, source: int, target: int) -> Iterator[tuple[int, ...]]:
        """Give them in the order of cost, then of node numbers."""
        self._push((source,), self._extensions((source,), 0))
        while self._heap:
            _, path, spent, siblings = heappop(self._heap)
            self._push(path[:-1], siblings)
            if path[-1] == target:
                yield path
            else:
                self._push(path, self._extensions(path, spent))

    def _push(self, prefix: tuple[int, ...], options: _Extensions) -> None:
        for total, node, spent in options:
            heappush(self._heap, (total, (*prefix, node), spent, options))
            return

    def _extensions(self, path: tuple[int, ...], spent: int) -> _Extensions:
        remaining = len(self._ahead) - len(path)
        if remaining < 0:
            return
        self._count()
        row = self._graph.row(path[-1])
        nodes, costs = self._graph.targets[row], self._graph.costs[row] + spent
        totals = costs + self._ahead[remaining][nodes]
        open_ = np.flatnonzero(totals < NEVER)
        # No more than k are taken, and those that the path has been at already.
        best = open_[np.argsort(totals[open_], kind="stable")][: self._k + len(path)]
        ways = zip(totals[best], nodes[best], costs[best], strict=True)
        del row, nodes, costs, totals, open_, best  # a search keeps thousands of these
        for total, node, cost in ways:
            if node not in path:
                yield int(total), int(node), int(cost)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise QueryError(
                "the search for paths was given up: too many beginnings lead nowhere\n"
                "  ask for fewer hops, fewer kinds of edges, or fewer paths"
            )


def reach(graph: Adjacency, source: int, max_hops: int, limit: int) -> tuple[Ints, Ints]:
    """Nodes within some hops and a cost limit, the source left out, and their least costs."""
    table = np.full(len(graph.offsets) - 1, NEVER, dtype=np.int64)
    table[source] = 0
    frontier = np.array([source], dtype=np.int64)
    for _ in range(max_hops):
        before = table.copy()
        positions, lengths = graph.rows(frontier)
        through = graph.costs[positions] + np.repeat(before[frontier], lengths)
        within = through <= limit
        np.minimum.at(table, graph.targets[positions[within]], through[within])
        frontier = np.flatnonzero(table < before)
    table[source] = NEVER
    nodes = np.flatnonzero(table < NEVER)
    return nodes, table[nodes]
