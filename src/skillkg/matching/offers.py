"""What resumes offer for many requirements at once: arrays of the offers that ``fit`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.arrays import offsets
from skillkg.matching.scoring import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import ArrayLike

    from skillkg.arrays import Float64s
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.stored import StoredReading
    from skillkg.model.graph import Step


class _Rows:
    """For each of many requirements, the concepts that offer something of it."""

    def __init__(self, rows: Iterable[tuple[ArrayLike, ArrayLike]]) -> None:
        """Lay rows one after the other, each of numbers of concepts and strengths."""
        every = [(np.asarray(c, np.int64), np.asarray(s, np.float64)) for c, s in rows]
        self._offsets = offsets([len(concepts) for concepts, _ in every])
        self._concepts = np.concatenate([np.zeros(0, np.int64), *(c for c, _ in every)])
        self._strengths = np.concatenate([np.zeros(0), *(s for _, s in every)])

    def best(self, weights: Float64s) -> Float64s:
        """The largest of strength times weight in each row; 0 in an empty one."""
        best = np.zeros(len(self._offsets) - 1)
        filled = np.flatnonzero(np.diff(self._offsets))
        if len(filled):
            offered = self._strengths * weights[self._concepts]
            best[filled] = np.maximum.reduceat(offered, self._offsets[filled])
        return best


class Offers:
    """Offers for the requirements of a pool of ads.

    Args:
        kernel: has the statements between concepts.
        occupations: IRIs that are asked for, and that resumes attest, by number.
        skills: IRIs of the skills that any of the ads asks for.
    """

    def __init__(self, kernel: Kernel, occupations: Sequence[str], skills: Sequence[str]) -> None:
        numbers = {iri: number for number, iri in enumerate(occupations)}
        near = [kernel.near("skills", skill) for skill in skills]
        stated = dict.fromkeys([*skills, *(concept for row in near for concept in row)])
        self._stated = {iri: number for number, iri in enumerate(stated)}
        self._count = len(skills)
        self._occupations = _Rows(
            _numbered(kernel.near("occupations", iri), numbers) for iri in occupations
        )
        self._skills = _Rows(_numbered(row, self._stated) for row in near)
        implied = [kernel.implied_by(skill) for skill in skills]
        self._implied = _Rows((each.numbers, each.strengths) for each in implied)

    def of(self, resume: StoredReading) -> Float64s:
        """What a resume offers, in units: of each occupation, then of each skill."""
        attested = resume.occupations
        occupations = np.maximum(attested, self._occupations.best(attested))
        stated = np.zeros(len(self._stated))
        for concept, weight in resume.stated.items():
            if concept in self._stated:
                stated[self._stated[concept]] = weight / UNIT
        implied = self._implied.best(attested)
        denied = [self._stated[c] for c in resume.denied if c in self._stated]
        implied[[number for number in denied if number < self._count]] = 0
        own = np.maximum(stated[: self._count], self._skills.best(stated))
        offered = np.concatenate([occupations, np.maximum(own, implied)])
        whole: Float64s = np.rint(offered * UNIT)
        return whole


def _numbered(row: Mapping[str, Step], numbers: Mapping[str, int]) -> tuple[list[int], list[float]]:
    known = [(numbers[c], step.strength) for c, step in row.items() if c in numbers]
    return [number for number, _ in known], [strength for _, strength in known]
