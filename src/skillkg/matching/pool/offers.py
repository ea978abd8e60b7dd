"""What resumes offer for many requirements at once: arrays of the offers that ``fit`` names."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from skillkg.arrays import ranges, starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.pool.readings import Readings
    from skillkg.model.graph import Step
    from skillkg.model.mention import Block

Numbers = TypeVar("Numbers", "NDArray[np.uint16]", "Float64s")


class _Largest:
    """Takes the largest values of each row of a ragged array of places.

    The array is held in jagged diagonals: the first place of every row, longest rows first, then
    the second of those that have one, and so on. So each step works on whole arrays.

    Args:
        places: the flat array.
        lengths: of the rows.
    """

    def __init__(self, places: Ints, lengths: Ints) -> None:
        self._rows = len(lengths)
        order = np.argsort(-lengths, kind="stable")
        begins, sizes = starts(lengths)[order], lengths[order]
        counts = np.searchsorted(-sizes, -np.arange(sizes.max(initial=0)))
        self._order = order[: np.count_nonzero(sizes)]
        self._diagonals = [places[begins[:count] + step] for step, count in enumerate(counts)]

    def __call__(self, values: Numbers) -> Numbers:
        """The largest values of each row, 0 in an empty one.

        Args:
            values: shape (places, resumes), none below 0.
        """
        every = np.zeros((self._rows, values.shape[1]), dtype=values.dtype)
        if self._diagonals:
            largest = values[self._diagonals[0]]
            for diagonal in self._diagonals[1:]:
                longer = largest[: len(diagonal)]
                np.maximum(longer, values[diagonal], out=longer)
            every[self._order] = largest
        return every


class _Rows:
    """For each of many requirements, the concepts that offer something of it.

    Of concepts that a requirement is joined to by equal strengths, the one with the largest weight
    offers most: so weights are compared first, as the small numbers that they are.
    """

    def __init__(self, rows: Iterable[tuple[ArrayLike, ArrayLike]]) -> None:
        """Lay rows one after the other, each of numbers of concepts and strengths."""
        every = [(np.asarray(c, np.int64), np.asarray(s, np.float64)) for c, s in rows]
        row = np.repeat(np.arange(len(every)), [len(concepts) for concepts, _ in every])
        concepts = np.concatenate([np.zeros(0, np.int64), *(c for c, _ in every)])
        strengths = np.concatenate([np.zeros(0), *(s for _, s in every)])
        order = np.lexsort((strengths, row))
        concepts, strengths, row = concepts[order], strengths[order], row[order]
        is_first = (np.diff(row, prepend=-1) != 0) | (np.diff(strengths, prepend=-1) != 0)
        first = np.flatnonzero(is_first)
        self._weight = _Largest(concepts, np.diff(np.append(first, len(row))))
        self._strengths = strengths[first][:, None]
        self._offer = _Largest(np.arange(len(first)), np.bincount(row[first], minlength=len(every)))

    def best(self, weights: NDArray[np.uint16]) -> Float64s:
        """The largest of strength times weight in each row; 0 in an empty one.

        Args:
            weights: shape (concepts, resumes).

        Returns:
            Shape (rows, resumes).
        """
        return self._offer(self._strengths * self._weight(weights))


class Offers:
    """Offers of a pool of resumes.

    Args:
        resumes: as they were read.
        kernel: has the statements between concepts.
        numbers: of the occupations that resumes attest.
        asked: IRIs of the concepts that any of the ads asks for, by block.
    """

    def __init__(
        self,
        resumes: Readings,
        kernel: Kernel,
        numbers: Mapping[str, int],
        asked: Mapping[Block, Sequence[str]],
    ) -> None:
        skills = asked["skills"]
        near = [kernel.near("skills", skill) for skill in skills]
        stated = dict.fromkeys([*skills, *chain.from_iterable(near)])
        places = {iri: place for place, iri in enumerate(stated)}
        self._occupations = _Rows(
            _row(iri, kernel.near("occupations", iri), numbers) for iri in asked["occupations"]
        )
        self._near = _strengths(skills, near, places)
        implied = [kernel.implied_by(skill) for skill in skills]
        self._implied = _Rows((each.numbers, each.strengths) for each in implied)
        self._attested = resumes.attested(len(numbers))
        self._stated = resumes.weights("stated", places)
        self._denied = resumes.weights("denied", {iri: place for place, iri in enumerate(skills)})

    def of(self, resumes: slice) -> dict[Block, Float32s]:
        """What some resumes offer, in whole units: of each block, shape (concepts, resumes)."""
        attested = np.ascontiguousarray(self._attested[resumes].T)
        implied = self._implied.best(attested)
        denied = self._denied[resumes].tocoo()
        implied[denied.col, denied.row] = 0
        skills = np.maximum(implied, self._of_stated(resumes))
        occupations = self._occupations.best(attested)
        return {"skills": _whole(skills), "occupations": _whole(occupations)}

    def _of_stated(self, resumes: slice) -> Float64s:
        """The best of the skills that resumes state: shape (skills, resumes)."""
        stated, near = self._stated[resumes], self._near
        ends = near.indptr.astype(np.int64)
        begins, ends = ends[stated.indices], ends[stated.indices + 1]
        cells, lengths = ranges(begins, ends), ends - begins
        who = np.repeat(np.arange(stated.shape[0]), np.diff(stated.indptr))
        best = np.zeros((near.shape[1], stated.shape[0]))
        offered = near.data[cells] * np.repeat(stated.data, lengths)
        np.maximum.at(best, (near.indices[cells], np.repeat(who, lengths)), offered)
        return best


def _strengths(
    skills: Sequence[str], near: Sequence[Mapping[str, Step]], places: Mapping[str, int]
) -> csr_array:
    """How much of each skill others offer, and itself: shape (others, skills)."""
    from scipy.sparse import csr_array

    rows = [_row(skill, others, places) for skill, others in zip(skills, near, strict=True)]
    columns = np.repeat(np.arange(len(rows)), [len(others) for others, _ in rows])
    others = np.array(list(chain.from_iterable(others for others, _ in rows)), dtype=np.int64)
    strengths = np.array(list(chain.from_iterable(strengths for _, strengths in rows)))
    return csr_array((strengths, (others, columns)), shape=(len(places), len(skills)))


def _whole(offered: Float64s) -> Float32s:
    whole: Float32s = np.rint(offered).astype(np.float32)
    return whole


def _row(
    concept: str, near: Mapping[str, Step], numbers: Mapping[str, int]
) -> tuple[list[int], list[float]]:
    """What offers something of a concept: itself, and what a statement joins to it."""
    strengths = {concept: 1.0} | {other: step.strength for other, step in near.items()}
    known = [(numbers[c], strength) for c, strength in strengths.items() if c in numbers]
    return [number for number, _ in known], [strength for _, strength in known]
