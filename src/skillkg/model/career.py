"""Likely next occupations of a person, taken apart: where from, over which statements, what lacks.

Shares are of one: those of all origins sum to 1, and so do the scores of all occupations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from skillkg.model.document import Span
from skillkg.model.graph import Path, Snapshot, Step
from skillkg.model.match import Coverage, Entry


class TitleReading(NamedTuple):
    """A job title of a person that may mean an occupation."""

    title: Span
    recency: float
    """The job's share of all jobs: that of each is half that of the one after it."""
    probability: float
    """The classifier's, that the title means the occupation."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An occupation that a person may have, from which moves are counted.

    With ``t`` for ``titles`` of the parameters, ``weight = t · Σ recency · probability + (1 - t) ·
    entry.weight``, the sum over the titles here.
    """

    concept: str
    share: float
    """The weight's share of those of all origins."""
    weight: float
    """How far the person attests it, in [0, 1]."""
    titles: tuple[TitleReading, ...]
    """Those of the person's jobs that may mean it, the latest first."""
    entry: Entry
    """How far the whole document attests it, with its quotes."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places that it rests on, in text order."""
        return tuple(sorted({*self.entry.spans, *(reading.title for reading in self.titles)}))


@dataclass(frozen=True, slots=True)
class Transition:
    """What one origin adds to the score of a next occupation: ``origin.share · probability``.

    Whoever stays has the probability ``staying`` of the parameters, or 1 where no occupation is
    near, and an empty path. Of moves it is ``(1 - staying) · closeness · commonness / total``.
    """

    origin: str
    contribution: float
    probability: float
    """That somebody in the origin has this occupation next."""
    path: Path | None
    """The strongest path between the two; None where no path is as short and strong as counts."""
    closeness: float
    """The larger of the strength of the path and ``overlap``, to nine digits."""
    overlap: float
    """Share of the essential skills of the next occupation that are essential for the origin, too;
    rare ones count more."""
    shared: tuple[Path, ...]
    """The statements that say so: from the origin to the skill, and on to the next occupation."""
    total: float
    """Sum of closeness times commonness over all occupations but the origin."""


class NeededSkill(NamedTuple):
    """An essential skill of a next occupation, and the best that the person offers for it."""

    step: Step
    """The statement by which the occupation needs the skill."""
    share: float
    """Of all its essential skills; rare ones have more."""
    coverage: Coverage
    """Strength, path and quotes of the offer; see its ``status``."""

    @property
    def is_gap(self) -> bool:
        """Whether the person neither attests nor implies it; a learned edge alone closes no gap."""
        return self.coverage.status in ("missing", "learned")


@dataclass(frozen=True, slots=True)
class NextOccupation:
    """An occupation that a person may have next: ``score`` is the sum of the contributions."""

    concept: str
    score: float
    """Share of this occupation among all, in [0, 1]."""
    commonness: float
    """What moves to it count, by how many job titles mean it."""
    transitions: tuple[Transition, ...]
    """Largest contribution first."""
    skills: tuple[NeededSkill, ...]
    """Its essential skills, largest share first; none where the taxonomy states none."""

    @property
    def gap(self) -> tuple[NeededSkill, ...]:
        """The skills that are still to be learned, or to be told of."""
        return tuple(skill for skill in self.skills if skill.is_gap)

    @property
    def shared(self) -> tuple[NeededSkill, ...]:
        """The skills that the person attests or implies."""
        return tuple(skill for skill in self.skills if not skill.is_gap)


@dataclass(frozen=True, slots=True)
class CareerPaths:
    """The likeliest next occupations of a person, and all that they rest on."""

    name: str
    """Of the resume."""
    digest: str
    """SHA-256 of the file."""
    occupations: tuple[NextOccupation, ...]
    """Highest score first; ties in the order of IRIs."""
    origins: tuple[Origin, ...]
    """Largest share first."""
    snapshots: tuple[Snapshot, ...]
    parameters: dict[str, float]
    """The numbers that were chosen; see ``matching.careers.scoring.CareerScoring``."""
    labels: dict[str, str] = field(default_factory=dict)
    """Of every concept that occurs, by IRI."""
    notes: tuple[str, ...] = ()
