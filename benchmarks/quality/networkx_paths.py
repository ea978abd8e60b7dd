"""The paths of a match as somebody finds them who has networkx, beside skillkg's own."""

from __future__ import annotations

from math import exp, isclose, log
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx
from common import Figure

from skillkg.matching.kernel import FLOOR, MEMBERS, Kernel
from skillkg.sources.release import LEARNED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from skillkg import KnowledgeGraph
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block

    Strengths = dict[str, float]
    """Of the best paths to a requirement, by the concepts that they come from."""

HOPS: Final = 20
"""More than any path has that is not under the floor."""
SEED, ADS, SEARCHED = 0, 5, 4
"""How many ads, and to how many requirements of each paths of any length are searched."""
NEAR: Final = 1e-4
"""Costs are rounded: at the floor a path may be found by one of the two alone."""


class Beside(NamedTuple):
    """Seconds that the same paths take, how many there are, and from how many they differ."""

    ours: float
    theirs: float
    found: int
    differing: int


def simple_graph(graph: SkillGraph, kinds: Collection[str] | None = None) -> nx.Graph[str]:
    """Walked in both directions, of parallel statements the strongest; weights are −ln strength."""
    simple: nx.Graph[str] = nx.Graph()
    for step in sorted(graph.edges(kinds), key=lambda step: step.strength):
        simple.add_edge(step.source, step.target, weight=-log(step.strength))  # the last one stays
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    return simple


class NetworkxPaths:
    """The graph of a match in networkx, copied once, and the kernel's paths over it.

    Args:
        kg: has the graph.
        numbers: of the occupations that imply skills.
    """

    def __init__(self, kg: KnowledgeGraph, numbers: Mapping[str, int]) -> None:
        self._graph, self._numbers = kg.graph, numbers
        kernel = Kernel(self._graph, numbers)
        self._kinds, self._implying = kernel.kinds, frozenset(kernel.implying)
        every = {*self._implying, *(kind for kinds in self._kinds.values() for kind in kinds)}
        self._view = kg.to_networkx(sorted(every))
        self._view.add_nodes_from(self._graph.concepts())  # those without an edge, too
        self._simple = {b: simple_graph(self._graph, each) for b, each in self._kinds.items()}

    def of_match(self, ad: Profile) -> Beside:
        """The paths that a match looks at: of one step, to each requirement of an ad."""
        kernel = Kernel(self._graph, self._numbers)  # a new one has looked nothing up

        def ours(block: Block, requirement: str) -> Strengths:
            best = {c: step.strength for c, step in kernel.near(block, requirement).items()}
            if block == "skills":
                implied = kernel.implied_by(requirement)
                best |= {step.source: step.strength for step in implied.steps}
            return best

        return _beside(_asked(ad), ours, self._adjacent)

    def of_any_length(self, ad: Profile, seed: str) -> Beside:
        """Everything that paths of some strength join to some requirements of an ad."""
        asked = _asked(ad)
        some = Random(seed).sample(asked, min(SEARCHED, len(asked)))
        return _beside(some, self._reach, self._dijkstra)

    def _adjacent(self, block: Block, requirement: str) -> Strengths:
        best: dict[str, tuple[bool, float]] = {}
        for other, kind, strength in self._edges(requirement):
            is_near = kind in self._kinds[block] and strength >= FLOOR
            if is_near and self._view.nodes[other]["kind"] in MEMBERS[block]:
                known = kind != LEARNED, strength
                best[other] = max(best.get(other, known), known)
        strengths = {other: strength for other, (_, strength) in best.items()}
        if block == "skills":
            for other, _, data in self._view.in_edges(requirement, data=True):
                if data["kind"] in self._implying and other in self._numbers:
                    strengths[other] = max(strengths.get(other, 0.0), data["strength"])
        return strengths

    def _edges(self, concept: str) -> Iterator[tuple[str, str, float]]:
        for _, other, data in self._view.out_edges(concept, data=True):
            yield other, data["kind"], data["strength"]
        for other, _, data in self._view.in_edges(concept, data=True):
            yield other, data["kind"], data["strength"]

    def _reach(self, block: Block, requirement: str) -> Strengths:
        kinds = self._kinds[block]
        return self._graph.reach(requirement, max_hops=HOPS, floor=FLOOR, kinds=kinds)

    def _dijkstra(self, block: Block, requirement: str) -> Strengths:
        simple, limit = self._simple[block], -log(FLOOR)
        if requirement not in simple:
            return {}
        costs = nx.single_source_dijkstra_path_length(simple, requirement, limit, "weight")
        return {concept: exp(-cost) for concept, cost in costs.items() if concept != requirement}


def networkx_figures(kg: KnowledgeGraph, ads: Sequence[Profile]) -> Iterator[Figure]:
    """Paths of matches beside networkx's, from graphs that both hold in memory."""
    theirs = NetworkxPaths(kg, ads[0].numbers)
    some = Random(SEED).sample(ads, min(ADS, len(ads)))
    one = [theirs.of_match(ad) for ad in some]
    any_ = [theirs.of_any_length(ad, f"{SEED} {n}") for n, ad in enumerate(some)]
    for what, found in (("one step, looked up first", one), (f"any length, to {SEARCHED}", any_)):
        times = [median(getattr(each, name) for each in found) for name in ("ours", "theirs")]
        ratio = median(each.theirs / each.ours for each in found)
        name = f"paths to what an ad asks for, of {what}"
        yield Figure(f"{name}: skillkg, median", 1e3 * times[0], "ms")
        yield Figure(f"{name}: networkx", 1e3 * times[1], "ms")
        yield Figure(f"{name}: networkx ÷ skillkg", ratio, "×")
    differing = sum(each.differing for each in (*one, *any_))
    found_ = sum(each.found for each in (*one, *any_))
    yield Figure("paths that were compared with networkx’s", found_, "")
    yield Figure("of them with another strength", differing, "", "0", differing == 0)


def _asked(ad: Profile) -> list[tuple[Block, str]]:
    return [(block, each) for block, shares in ad.asked.items() for each in shares]


def _beside(
    asked: Sequence[tuple[Block, str]],
    ours: Callable[[Block, str], Strengths],
    theirs: Callable[[Block, str], Strengths],
) -> Beside:
    begin = perf_counter()
    mine = [ours(*each) for each in asked]
    middle = perf_counter()
    others = [theirs(*each) for each in asked]
    end = perf_counter()
    differing = sum(map(_differing, mine, others))
    return Beside(middle - begin, end - middle, sum(map(len, mine)), differing)


def _differing(own: Strengths, other: Strengths) -> int:
    """From how many concepts paths are not as strong, those at the floor left out."""
    return sum(
        not isclose(own.get(concept, FLOOR), other.get(concept, FLOOR), rel_tol=NEAR)
        for concept in own.keys() | other.keys()
    )
