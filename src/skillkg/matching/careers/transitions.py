"""How likely somebody in an occupation has another one next."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.linking.titles.occupation_features import shipped_common
from skillkg.model.career import Origin, Transition
from skillkg.model.graph import NO_PATH, Path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scipy.sparse import csr_array

    from skillkg.arrays import Float64s
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.careers.scoring import CareerScoring
    from skillkg.matching.kernel import Kernel
    from skillkg.model.graph import Step

RELATED: Final = "relatedOccupation"
"""Kind of the edges by which O*NET relates occupations that people move between. A resume that
attests one does not offer the other, so that matching does not walk them."""
DIGITS: Final = 9


class _Row(NamedTuple):
    """Moves from one occupation: arrays over all of them."""

    closeness: Float64s
    overlap: Float64s
    probabilities: Float64s
    """Of moves and of staying; they sum to 1."""
    total: float


class Transitions:
    """Transitions between the occupations of a taxonomy; rows are kept once they are made."""

    def __init__(
        self,
        graph: SkillGraph,
        kernel: Kernel,
        occupations: Sequence[str],
        scoring: CareerScoring,
    ) -> None:
        """Look at a graph.

        Args:
            graph: has the statements.
            kernel: knows which kinds of edges relate occupations, and how rare skills are.
            occupations: IRIs, ascending.
            scoring: has the numbers.
        """
        self.occupations = occupations
        self.numbers = {iri: number for number, iri in enumerate(occupations)}
        known = shipped_common()
        self.commonness = scoring.rare + np.array([known.get(iri, 0.0) for iri in occupations])
        walked = dict.fromkeys((*kernel.kinds["occupations"], RELATED))
        self._kinds = [kind for kind in walked if kind in graph.edge_kinds]
        self._graph, self._kernel, self._scoring = graph, kernel, scoring
        self._rows: dict[str, _Row] = {}
        self._needs: dict[str, dict[str, Step]] = {}

    def scores(self, origins: Sequence[Origin]) -> Float64s:
        """How likely a person has each occupation next: shape (occupations,)."""
        scores = np.zeros(len(self.occupations))
        for origin in origins:
            scores += origin.share * self._row(origin.concept).probabilities
        return scores

    def between(self, origin: Origin, occupation: str) -> Transition | None:
        """What an origin adds to the score of an occupation; None where that is nothing."""
        row, number = self._row(origin.concept), self.numbers[occupation]
        probability = float(row.probabilities[number])
        if not probability:
            return None
        is_same = origin.concept == occupation
        return Transition(
            origin.concept,
            origin.share * probability,
            probability,
            NO_PATH if is_same else self._path(origin.concept, occupation),
            float(row.closeness[number]),
            float(row.overlap[number]),
            () if is_same else tuple(self._shared(origin.concept, occupation)),
            row.total,
        )

    def needs(self, occupation: str) -> Mapping[str, Step]:
        """The skills that an occupation implies, and the statements that say so."""
        if occupation not in self._needs:
            steps = self._graph.steps(occupation, self._kernel.implying)
            self._needs[occupation] = {step.target: step for step in steps if step.forward}
        return self._needs[occupation]

    def shares(self, occupation: str) -> dict[str, float]:
        """The share of each skill that an occupation needs, by rarity; they sum to 1."""
        weights = {skill: self._kernel.rarity(skill) for skill in self.needs(occupation)}
        total = sum(weights.values())
        return {skill: weight / total for skill, weight in weights.items()}

    def _row(self, origin: str) -> _Row:
        if origin not in self._rows:
            overlap = self._overlap(origin)
            closeness = np.maximum(self._strengths(origin), overlap)
            odds = closeness * self.commonness
            odds[self.numbers[origin]] = 0
            total = float(odds.sum())
            staying = self._scoring.staying if total else 1.0
            probabilities = (1 - staying) * odds / (total or 1.0)
            probabilities[self.numbers[origin]] = staying
            self._rows[origin] = _Row(closeness, overlap, probabilities, total)
        return self._rows[origin]

    def _strengths(self, origin: str) -> Float64s:
        """Strength of the best path to each occupation, 0 where there is none."""
        strengths = np.zeros(len(self.occupations))
        strengths[self.numbers[origin]] = 1
        hops, floor = self._scoring.hops, self._scoring.floor
        near = self._graph.reach(origin, max_hops=hops, floor=floor, kinds=self._kinds)
        for concept, strength in near.items():
            if concept in self.numbers:
                strengths[self.numbers[concept]] = strength
        return strengths

    def _overlap(self, origin: str) -> Float64s:
        """Share of each occupation's needs that an origin has, too."""
        matrix, skills = self._shares
        has = np.zeros(len(skills))
        has[[skills[skill] for skill in self.needs(origin)]] = 1
        overlap: Float64s = np.round(matrix @ has, DIGITS)
        return overlap

    @cached_property
    def _shares(self) -> tuple[csr_array, dict[str, int]]:
        """Shares of needs, shape (occupations, skills), and the numbers of the skills."""
        from scipy.sparse import csr_array

        shares = [self.shares(occupation) for occupation in self.occupations]
        skills = {
            skill: n for n, skill in enumerate(dict.fromkeys(s for row in shares for s in row))
        }
        rows = np.repeat(np.arange(len(shares)), [len(row) for row in shares])
        columns = np.array([skills[skill] for row in shares for skill in row], dtype=np.int64)
        values = np.array([share for row in shares for share in row.values()], dtype=np.float64)
        return csr_array((values, (rows, columns)), shape=(len(shares), len(skills))), skills

    def _path(self, origin: str, occupation: str) -> Path | None:
        """The strongest path, if it is one that counts."""
        hops, floor = self._scoring.hops, self._scoring.floor
        found = self._graph.paths(origin, occupation, k=1, max_hops=hops, kinds=self._kinds)
        return next((path for path in found if round(path.strength, DIGITS) >= floor), None)

    def _shared(self, origin: str, occupation: str) -> list[Path]:
        """From the origin over each skill that both need to the occupation, by IRIs."""
        own, needed = self.needs(origin), self.needs(occupation)
        return [Path((own[skill], needed[skill].reversed)) for skill in sorted(own.keys() & needed)]
