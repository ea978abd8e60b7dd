"""The essential skills of a next occupation, and what a person offers for each.

As in matching, a skill is stated, related to a stated one, or implied by an occupation that the
document attests. Here a job title implies, too: who was a welder has what welders need, however
little the resume says of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.coverage import FLOOR, cover
from skillkg.model.career import NeededSkill
from skillkg.model.graph import Path
from skillkg.model.match import Coverage, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.matching.careers.origins import Attested
    from skillkg.matching.careers.transitions import Transitions


def needed_skills(
    attested: Attested, transitions: Transitions, occupation: str
) -> Iterator[NeededSkill]:
    """Give the skills that an occupation needs, largest share first; ties in the order of IRIs.

    Args:
        attested: what the person attests.
        transitions: know what occupations need.
        occupation: the next one.
    """
    steps, shares = transitions.needs(occupation), transitions.shares(occupation)
    for skill in sorted(steps, key=lambda skill: (-shares[skill], skill)):
        best = cover(Entry(skill, "skills", shares[skill], ()), attested.profile)
        needed = NeededSkill(steps[skill], shares[skill], best)
        implied = _by_title(attested, skill) if needed.is_gap else None
        yield needed if implied is None else needed._replace(coverage=implied)


def _by_title(attested: Attested, skill: str) -> Coverage | None:
    """What the job titles imply of a skill; nothing of one that the resume denies.

    Whichever occupation a title means, what all of them need it implies: they are summed, and the
    likeliest is named.
    """
    implied = attested.profile.kernel.implied_by(skill)
    if not len(implied.numbers) or skill in attested.profile.denied:
        return None
    strengths = implied.strengths * attested.held[:, implied.numbers]
    strength = min(float(strengths.sum(axis=1).max(initial=0.0)), 1.0)
    if strength < FLOOR:
        return None
    step = implied.steps[int(np.argmax(strengths.max(axis=0)))]
    spans = tuple(sorted(reading.title for reading in attested.titles(step.source)))
    return Coverage(skill, "skills", strength, step.source, Path((step,)), (), spans)
