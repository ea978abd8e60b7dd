"""How much of a requirement another concept offers: the strength of the best statement between.

A published statement comes before a learned edge between the same two concepts, however strong
that is: what people asserted is not displaced by what was found.
"""

from __future__ import annotations

from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.model.graph import NO_PATH, Path
from skillkg.sources.release import LEARNED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model.graph import ConceptKind, Step
    from skillkg.model.mention import Block

FLOOR: Final = 0.3
"""Least strength of a statement that relates two concepts."""
ASKING: Final = ("essential", "optional", "technology")
"""Kinds of edges by which occupations ask for skills."""
MEMBERS: Final[dict[Block, Collection[ConceptKind]]] = {
    "skills": ["skill", "technology"],
    "occupations": ["occupation"],
}
"""Kinds of concepts that can stand in each block."""


def walked(graph: SkillGraph, block: Block, without: Collection[str] = ()) -> list[str]:
    """Kinds of edges that relate the concepts of a block, but for those that are switched off.

    The ontology declares them (``skg:relatesBlock``).
    """
    kinds = graph.edge_kinds.values()
    return [kind.name for kind in kinds if block in kind.relates and kind.name not in without]


def implying(graph: SkillGraph, without: Collection[str] = ()) -> list[str]:
    """Kinds of edges by which an occupation implies a skill, as the ontology declares them."""
    kinds = graph.edge_kinds.values()
    return [kind.name for kind in kinds if kind.implies and kind.name not in without]


class Implying(NamedTuple):
    """The occupations that imply a skill."""

    numbers: Ints
    """Places among all occupations."""
    strengths: Float64s
    steps: Sequence[Step]


class Kernel:
    """Statements between concepts; rows are looked up when first asked for, and kept."""

    def __init__(
        self, graph: SkillGraph, occupations: Mapping[str, int], without: Collection[str] = ()
    ) -> None:
        """Look at a graph.

        Args:
            graph: has the statements.
            occupations: number of each occupation that documents are compared with.
            without: kinds of edges that must not be walked.
        """
        self._graph, self._occupations = graph, occupations
        blocks: tuple[Block, ...] = ("skills", "occupations")
        self.kinds = {block: walked(graph, block, without) for block in blocks}
        self.implying = implying(graph, without)
        self._rows: dict[tuple[Block, str], dict[str, Step]] = {}
        self._implied: dict[str, Implying] = {}

    def near(self, block: Block, requirement: str) -> Mapping[str, Step]:
        """The concepts of a block that a statement joins to a requirement, and the best one."""
        key = (block, requirement)
        if key not in self._rows:
            best: dict[str, Step] = {}
            for step in self._graph.steps(requirement, self.kinds[block]):
                is_member = self._graph.kind(step.target) in MEMBERS[block]
                if is_member and step.strength >= FLOOR and _is_better(step, best.get(step.target)):
                    best[step.target] = step
            self._rows[key] = {c: step.reversed for c, step in best.items()}
        return self._rows[key]

    def implied_by(self, skill: str) -> Implying:
        """The occupations that imply a skill, each by its strongest statement."""
        if skill not in self._implied:
            best: dict[str, Step] = {}
            for step in self._graph.steps(skill, self.implying):
                if not step.forward and step.target in self._occupations:
                    known = best.get(step.target)
                    if known is None or step.strength > known.strength:
                        best[step.target] = step
            steps = [step.reversed for step in best.values()]
            self._implied[skill] = Implying(
                np.array([self._occupations[step.source] for step in steps], dtype=np.int64),
                np.array([step.strength for step in steps], dtype=np.float64),
                steps,
            )
        return self._implied[skill]

    def rarity(self, skill: str) -> float:
        """How few occupations ask for a skill, in (0, 1]; 1 where none does."""
        counted = self._asking.get(skill, 0)
        return 1 - log(1 + counted) / log(2 + len(self._occupations))

    @cached_property
    def _asking(self) -> dict[str, int]:
        """How many statements ask for each skill."""
        arrays = self._graph.arrays
        kinds = [n for n, kind in enumerate(arrays.edge_kinds) if kind.name in ASKING]
        targets = np.asarray(arrays.targets)[np.isin(arrays.kinds, kinds)]
        skills, counts = np.unique(targets, return_counts=True)
        pairs = zip(skills.tolist(), counts.tolist(), strict=True)
        return {arrays.iris[skill]: count for skill, count in pairs}


def _is_better(step: Step, known: Step | None) -> bool:
    """Published before learned, then the stronger, then the first by name."""
    if known is None:
        return True
    return (step.kind != LEARNED, step.strength) > (known.kind != LEARNED, known.strength)


def path_of(step: Step | None) -> Path:
    """The path of one step, or of none."""
    return NO_PATH if step is None else Path((step,))
