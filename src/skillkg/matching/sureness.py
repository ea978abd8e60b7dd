"""How sure a fit is: what it would be, were what is read read otherwise, as is plausible.

Each reading takes every skill that is mentioned for meant or not, by its probability, and every
title and the ad for one occupation of each taxonomy. They are a scrambled Sobol sequence (Owen
1998) with a fixed seed, so that the same match always has the same range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.fit import repetitions
from skillkg.model.explanation import Sureness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.arrays import Float64s, Ints
    from skillkg.matching.profile import Profile
    from skillkg.matching.understood import Understood

READINGS: Final = 128
"""A power of two, as the sequence wants it."""
TAILS: Final = (0.05, 0.95)
_SEED: Final = 0
_WORD: Final = re.compile(r"\w+")


def sureness(ad: Profile, resume: Profile, needs: Understood) -> Sureness:
    """Tell how a fit varies over plausible readings, and how much was read.

    Args:
        ad: what the ad asks for.
        resume: what the resume offers.
        needs: how much of the ad was understood.
    """
    low, high = np.quantile(_Readings(ad, resume).fits, TAILS).tolist()
    asking = len(needs.asking)
    words = len(_WORD.findall(resume.reading.document.text))
    return Sureness(
        low,
        high,
        READINGS,
        (asking - len(needs.unread)) / asking if asking else None,
        min(resume.words / words, 1.0) if words else 0.0,
    )


@dataclass(eq=False)
class _Readings:
    """Plausible readings of two documents, all at once."""

    ad: Profile
    resume: Profile

    def __post_init__(self) -> None:
        from scipy.stats.qmc import Sobol

        skills = {*self.ad.asked["skills"], *self.resume.stated_skills}
        size = len(skills) * 2 + len(self._titles) + len(self._taxonomies)
        sequence = Sobol(max(size, 1), rng=np.random.default_rng(_SEED)).random(READINGS)
        self._columns: Iterator[Float64s] = iter(sequence.T)

    @cached_property
    def fits(self) -> Float64s:
        """The fits: shape (readings,)."""
        asked = {block: bool(weights) for block, weights in self.ad.asked.items()}
        shares = self.ad.scoring.shares(block for block, is_asked in asked.items() if is_asked)
        fits = np.zeros(READINGS)
        if "skills" in shares:
            fits += shares["skills"] * self._skills
        if "occupations" in shares:
            fits += shares["occupations"] * self._occupations
        words = sum(each.words for each in repetitions(self.ad, self.resume))
        repeated = words / max(self.ad.words, 1)
        told: Float64s = repeated + (1 - repeated) * fits
        return told

    @property
    def _titles(self) -> list[list[tuple[str, float]]]:
        """Of each title of the resume and taxonomy, what it may mean, and how probably."""
        compared = self.resume.compared
        return [
            [(each.concept, each.probability) for each in taxonomy]
            for title in (compared.predictions if compared else ())
            for taxonomy in title
        ]

    @cached_property
    def _taxonomies(self) -> list[list[tuple[str, float]]]:
        """Of each taxonomy, the occupations that the ad may be about, and how probably."""
        compared = self.ad.compared
        expected = compared.expected(self.ad.scoring) if compared else []
        asked = self.ad.asked["occupations"]
        return [
            [(each.concept, each.probability) for each in taxonomy if each.concept in asked]
            for taxonomy in expected
        ]

    @cached_property
    def _attested(self) -> Float64s:
        """How far the resume attests occupations: shape (readings, occupations)."""
        attested = self.resume.attested
        if attested is None:
            return np.tile(self.resume.occupations, (READINGS, 1))
        missed = np.ones((READINGS, len(self.resume.numbers)))
        rows = np.arange(READINGS)
        for meanings in self._titles:
            chosen = _chosen([p for _, p in meanings], next(self._columns))
            numbers = np.array([self.resume.numbers[concept] for concept, _ in meanings] + [-1])
            meant = numbers[chosen]
            missed[rows[meant >= 0], meant[meant >= 0]] *= 1 - self.resume.scoring.title
        _, said, passages = attested.views
        weights: Float64s = (np.sqrt(1 - missed) + said + passages) / 3
        return weights

    @cached_property
    def _stated(self) -> dict[str, Float64s]:
        """Which skills the resume means: 0 or 1, shape (readings,) each."""
        return {
            concept: (next(self._columns) < entry.weight).astype(float)
            for concept, entry in self.resume.stated_skills.items()
        }

    @property
    def _skills(self) -> Float64s:
        """Share of the skills asked for that is offered."""
        asked = [
            (concept, entry.asking.rarity * entry.asking.demand, entry.asking.probability)
            for concept, entry in self.ad.required["skills"].items()
            if concept in self.ad.asked["skills"] and entry.asking
        ]
        wanted, offered = np.zeros(READINGS), np.zeros(READINGS)
        for concept, weight, probability in asked:
            meant = weight * (next(self._columns) < probability)
            wanted += meant
            offered += meant * self._offer(concept)
        shares: Float64s = np.divide(offered, wanted, out=np.zeros(READINGS), where=wanted > 0)
        return shares

    def _offer(self, skill: str) -> Float64s:
        """The best that the resume offers for a skill."""
        kernel, stated = self.resume.kernel, self._stated
        best = stated.get(skill, np.zeros(READINGS))
        for concept, step in kernel.near("skills", skill).items():
            if concept in stated:
                best = np.maximum(best, step.strength * stated[concept])
        implied = kernel.implied_by(skill)
        if len(implied.numbers) and skill not in self.resume.denied:
            attested = self._attested[:, implied.numbers] * implied.strengths
            best = np.maximum(best, attested.max(axis=1))
        return best

    @property
    def _occupations(self) -> Float64s:
        """How far the occupation that the ad is about is offered, over all taxonomies."""
        offered = np.zeros(READINGS)
        for meanings in self._taxonomies:
            shares = np.array([p for _, p in meanings])
            chosen = _chosen((shares / shares.sum()).tolist(), next(self._columns))
            offers = np.column_stack([self._offered(concept) for concept, _ in meanings])
            offered += np.append(offers, np.zeros((READINGS, 1)), axis=1)[
                np.arange(READINGS), chosen
            ]
        return offered / max(len(self._taxonomies), 1)

    def _offered(self, occupation: str) -> Float64s:
        """How far an occupation is offered, by itself or by those that are near to it."""
        numbers = self.resume.numbers
        best = self._attested[:, numbers[occupation]]
        for concept, step in self.resume.kernel.near("occupations", occupation).items():
            if concept in numbers:
                best = np.maximum(best, step.strength * self._attested[:, numbers[concept]])
        return best


def _chosen(shares: list[float], at: Float64s) -> Ints:
    """Which of some things is chosen by a number from 0 to 1; one past the last for none."""
    chosen: Ints = np.searchsorted(np.cumsum(shares), at, side="right")
    return np.minimum(chosen, len(shares))
