"""Whether the paths of a match carry what they are said to: each taken out, beside a placebo."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from skillkg.matching.fit import offers_of_the_block
from skillkg.matching.scoring import UNIT, units
from skillkg.model.explanation import PathFaithfulness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.matching.profile import Profile
    from skillkg.model.graph import Path
    from skillkg.model.match import Contribution, Match


class Tried(NamedTuple):
    """What one contribution comes to without its path, and over others of its kinds."""

    contribution: float
    left: float
    """Where the ends of its path are not related: the best of what else the resume has."""
    placebo: float | None
    """Over a random path of as many steps of the same kinds, in the mean; None without any."""


def path_faithfulness(resume: Profile, match: Match) -> PathFaithfulness:
    """Take out the path of each contribution by itself, and set others in its place.

    Args:
        resume: what the resume of the match offers.
        match: has the contributions.
    """
    tried = [without_path(resume, part) for part in match.contributions if part.path.steps]
    placebos = [(each.contribution, each.placebo) for each in tried if each.placebo is not None]
    return PathFaithfulness(
        len(tried),
        fsum(each.contribution for each in tried),
        fsum(each.contribution - each.left for each in tried),
        len(placebos),
        fsum(contribution for contribution, _ in placebos),
        fsum(placebo for _, placebo in placebos),
    )


def without_path(resume: Profile, part: Contribution) -> Tried:
    """Take out the path of a contribution, and set others in its place."""
    others = list(_others(resume, part))
    kinds = _kinds(part.path)
    placebos = [value for value, other in others if other == kinds and value > 0]
    scale = part.contribution / part.offer
    best = units(max((value for value, _ in others), default=0.0)) / UNIT
    return Tried(
        part.contribution,
        part.contribution if best == part.offer else scale * best,
        scale * fsum(placebos) / len(placebos) if placebos else None,
    )


def _others(resume: Profile, part: Contribution) -> Iterator[tuple[float, tuple[str, ...]]]:
    """What other concepts of the resume offer, and the kinds of the steps that it takes."""
    for each in offers_of_the_block(resume, part.block, part.requirement):
        if each.concept != part.skill:
            yield each.relatedness * each.weight, _kinds(each.path)
    if part.block == "skills" and part.requirement not in resume.denied:
        implied = resume.kernel.implied_by(part.requirement)
        values = resume.occupations[implied.numbers] * implied.strengths
        for value, step in zip(values.tolist(), implied.steps, strict=True):
            if step.source != part.skill:
                yield value, (step.kind,)


def _kinds(path: Path) -> tuple[str, ...]:
    """Those of the steps, in their order."""
    return tuple(step.kind for step in path.steps)
