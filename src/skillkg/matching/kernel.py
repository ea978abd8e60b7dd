"""K: how much two concepts have in common, by the paths that the graph offers between them.

The raw figure is the strength of the best path within few hops. Such strengths alone need not
make a positive semi-definite matrix, and without one the fit could leave [0, 1]. So each is
divided by what the two concepts have around them:

    K_rr = 1        K_rs = S_rs / max(1, D_r, D_s)        D_r = Σ_{s≠r} S_rs

K is symmetric and no row's off-diagonal sum exceeds 1, so it is diagonally dominant, hence
positive semi-definite, over every set of concepts; by Cauchy and Schwarz the soft cosine of two
non-negative vectors stays in [0, 1]. D looks at the whole graph and not at the two documents:
K_rs is the same number in every match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.model.graph import Path

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model.graph import ConceptKind
    from skillkg.model.mention import Block

MAX_HOPS = 1
FLOOR = 0.3
MEMBERS: dict[Block, Collection[ConceptKind]] = {
    "skills": ["skill", "technology"],
    "occupations": ["occupation"],
}
"""Kinds of concepts that can stand in each block."""


def walked(graph: SkillGraph, block: Block, without: Collection[str] = ()) -> list[str]:
    """Kinds of edges that relate the concepts of a block, but for those that are switched off.

    The ontology declares them (``skg:relatesBlock``): learned edges help ranking more than all the
    others (``benchmarks/results/kernels.md``).
    """
    kinds = graph.edge_kinds.values()
    return [kind.name for kind in kinds if block in kind.relates and kind.name not in without]


class Kernel:
    """K over one block; rows are computed when first asked for and kept."""

    def __init__(self, graph: SkillGraph, block: Block, without: Collection[str] = ()) -> None:
        self._graph, self._block = graph, block
        self.kinds = walked(graph, block, without)
        self._rows: dict[str, dict[str, float]] = {}
        self._around: dict[str, float] = {}

    def __call__(self, one: str, other: str) -> float:
        """K of two concepts, in [0, 1]."""
        if one == other:
            return 1.0
        strength = self._row(one).get(other, 0.0)
        if strength == 0.0:
            return 0.0
        self._row(other)
        return strength / max(1.0, self._around[one], self._around[other])

    def near(self, concept: str) -> Collection[str]:
        """The other concepts whose K with this one is not zero."""
        return self._row(concept).keys()

    def path(self, source: str, target: str) -> Path:
        """The best path behind K of two concepts; empty where they are the same."""
        if source == target:
            return Path()
        return self._graph.paths(source, target, k=1, max_hops=MAX_HOPS, kinds=self.kinds)[0]

    def _row(self, concept: str) -> dict[str, float]:
        if concept not in self._rows:
            reached = self._graph.reach(concept, max_hops=MAX_HOPS, floor=FLOOR, kinds=self.kinds)
            members = MEMBERS[self._block]
            row = {c: s for c, s in reached.items() if self._graph.kind(c) in members}
            self._rows[concept] = row
            self._around[concept] = sum(row.values())
        return self._rows[concept]
