"""The occupations that a person attests, by the whole of a resume and by its latest jobs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.model.career import Origin, TitleReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.linking.titles.title_classifier import OccupationPrediction
    from skillkg.matching.careers.scoring import CareerScoring
    from skillkg.matching.occupations.reader import OccupationReading
    from skillkg.matching.profile import Profile
    from skillkg.model.document import Position, Span


class _Job(NamedTuple):
    """A title, what its job counts, and the occupations that it may mean."""

    title: Span
    recency: float
    predictions: Sequence[OccupationPrediction]


@dataclass(frozen=True, eq=False)
class Attested:
    """How far a person attests the occupations of a taxonomy.

    Args:
        profile: the resume, or the job titles.
        compared: the same, as it is compared with occupations.
        numbers: of the taxonomy's occupations, ascending.
        scoring: has the numbers.
    """

    profile: Profile
    compared: OccupationReading
    numbers: Ints
    scoring: CareerScoring

    @cached_property
    def weights(self) -> Float64s:
        """How far each is attested, in [0, 1]: shape (occupations,)."""
        places = self.compared.encoded[0].texts.numbers
        titled = np.zeros(len(places))
        for job in self._jobs:
            for prediction in job.predictions:
                titled[places[prediction.concept]] += job.recency * prediction.probability
        share = self.scoring.titles
        weights: Float64s = share * titled + (1 - share) * self.profile.occupations
        return weights[self.numbers]

    def origins(self) -> list[Origin]:
        """Those that are attested most, with their quotes; ties in the order of IRIs."""
        order = np.lexsort((self.numbers, -self.weights))[: self.scoring.origins]
        total = float(self.weights[order].sum())
        iris = self.compared.encoded[0].texts.iris
        return [
            Origin(
                concept,
                weight / total,
                weight,
                self.titles(concept),
                self.profile.occupation(concept),
            )
            for place in order.tolist()
            for concept, weight in [(iris[self.numbers[place]], float(self.weights[place]))]
            if weight
        ]

    @cached_property
    def held(self) -> Float64s:
        """How likely each job title means each occupation: shape (titles, all occupations)."""
        places = self.compared.encoded[0].texts.numbers
        held = np.zeros((len(self._jobs), len(places)))
        for row, job in zip(held, self._jobs, strict=True):
            for prediction in job.predictions:
                row[places[prediction.concept]] = prediction.probability
        return held

    def titles(self, concept: str) -> tuple[TitleReading, ...]:
        """The job titles that may mean an occupation, the latest first."""
        return tuple(
            TitleReading(job.title, job.recency, prediction.probability)
            for job in self._jobs
            for prediction in job.predictions
            if prediction.concept == concept
        )

    @cached_property
    def _jobs(self) -> list[_Job]:
        """The jobs, the latest first; where there are none, the titles as they stand."""
        read = zip(self.compared.quotes.titles, self.compared.predictions, strict=True)
        predictions = {title: list(chain.from_iterable(taxonomies)) for title, taxonomies in read}
        positions = sorted(self.compared.document.positions, key=_started, reverse=True)
        jobs = [job.title for job in positions if job.title in predictions]
        titles = list(dict.fromkeys(jobs or predictions))
        weights = self.scoring.recency ** np.arange(len(titles))
        shares = (weights / weights.sum()).tolist()
        return [_Job(t, share, predictions[t]) for t, share in zip(titles, shares, strict=True)]


def _started(job: Position) -> tuple[str, bool, str]:
    """By the month, of one month by the end; undated ones come last, in the order of the text."""
    return job.started, job.is_current, job.ended
