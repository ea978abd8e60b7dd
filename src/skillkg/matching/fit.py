"""The fit of a resume to a job ad, taken apart: one part for each requirement of the ad.

    fit = v + (1 - v) · Σ_b λ_b · ( Σ_s J_s · max_r K_rs R_r ) / Σ_s J_s

J_s is how much the ad asks for concept s of block b, R_r how far the resume attests r, K_rs the
strength of the path between (1 from a concept to itself), and v the share of the ad's words that
stand in the resume, statement for statement. What is divided by is of the ad alone, and R looks at
the best evidence alone: what is added to a resume takes nothing away, an ad fits itself by 1, and
fits for different ads can be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.matching.kernel import path_of
from skillkg.matching.scoring import UNIT, units
from skillkg.model.graph import NO_PATH, Path
from skillkg.model.match import (
    BlockScale,
    Contribution,
    Entry,
    PublishedOffer,
    Repetition,
    evidence_class,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block


class Offer(NamedTuple):
    """The best that a resume has for a requirement."""

    concept: str
    relatedness: float
    weight: float
    path: Path

    @property
    def value(self) -> float:
        """What it counts, in whole parts."""
        return units(self.relatedness * self.weight) / UNIT


def scales(ad: Profile, repeated: Iterable[Repetition]) -> dict[Block, BlockScale]:
    """Share and total of each block that the ad fills, whatever the resume has.

    Args:
        ad: the job ad.
        repeated: the statements of it that stand in the resume.
    """
    filled = {block: weights for block, weights in ad.asked.items() if weights}
    left = 1 - sum(each.words for each in repeated) / max(ad.words, 1)
    return {
        block: BlockScale(share * left, sum(filled[block].values()))
        for block, share in ad.scoring.shares(filled).items()
    }


def repetitions(ad: Profile, resume: Profile) -> list[Repetition]:
    """The statements of an ad that stand in a resume, in the order of the ad."""
    return sorted(
        Repetition(span, resume.statements[key][0], words, words / ad.words)
        for key in ad.statements.keys() & resume.statements.keys()
        for words in [1 + key.count(" ")]
        for span in ad.statements[key]
    )


def contributions(
    ad: Profile, resume: Profile, scaled: Mapping[Block, BlockScale]
) -> list[Contribution]:
    """Take the fit apart, largest contribution first; ties in the order of IRIs."""
    parts = [part for block, scale in scaled.items() for part in _block(ad, resume, block, scale)]
    return sorted(parts, key=lambda c: (-c.contribution, c.block, c.requirement))


def _block(ad: Profile, resume: Profile, block: Block, scale: BlockScale) -> Iterator[Contribution]:
    for concept, weight in ad.asked[block].items():
        best = offer(resume, block, concept)
        if best is None or not best.value or not scale.weight:
            continue
        is_learned = evidence_class(best.path) == "learned"
        yield Contribution(
            requirement=concept,
            skill=best.concept,
            block=block,
            contribution=scale.weight * (weight * best.value / scale.total),
            path=best.path,
            requirement_spans=ad.required[block][concept].spans,
            skill_spans=attesting(resume, best).spans,
            requirement_weight=weight,
            relatedness=best.relatedness,
            skill_weight=best.weight,
            offer=best.value,
            published=_published(resume, block, concept) if is_learned else None,
        )


def _published(resume: Profile, block: Block, requirement: str) -> PublishedOffer | None:
    """The best offer over published statements, if it is worth anything."""
    best = _best(
        each
        for each in offers(resume, block, requirement)
        if evidence_class(each.path) != "learned"
    )
    if best is None or not best.value:
        return None
    return PublishedOffer(best.concept, best.path, best.weight, best.value)


def offer(resume: Profile, block: Block, requirement: str) -> Offer | None:
    """The best offer for a requirement; of equal ones that with fewer steps."""
    return _best(offers(resume, block, requirement))


def _best(offers: Iterable[Offer]) -> Offer | None:
    return max(
        offers,
        key=lambda each: (each.relatedness * each.weight, -len(each.path.steps), each.concept),
        default=None,
    )


def offers(resume: Profile, block: Block, requirement: str) -> Iterator[Offer]:
    """All that a resume has for a requirement; of what implies a skill, the best."""
    return (_occupations if block == "occupations" else _skills)(resume, requirement)


def offers_of_the_block(resume: Profile, block: Block, requirement: str) -> Iterator[Offer]:
    """All that a resume has for a requirement, but for what its occupations imply."""
    return (_occupations if block == "occupations" else _stated)(resume, requirement)


def _occupations(resume: Profile, requirement: str) -> Iterator[Offer]:
    weights, numbers = resume.occupations, resume.numbers
    if requirement in numbers:
        yield Offer(requirement, 1.0, float(weights[numbers[requirement]]), NO_PATH)
    for concept, step in resume.kernel.near("occupations", requirement).items():
        if concept in numbers:
            yield Offer(concept, step.strength, float(weights[numbers[concept]]), path_of(step))


def _skills(resume: Profile, requirement: str) -> Iterator[Offer]:
    yield from _stated(resume, requirement)
    implied = resume.kernel.implied_by(requirement)
    if len(implied.numbers) and requirement not in resume.denied:
        place = int(np.argmax(resume.occupations[implied.numbers] * implied.strengths))
        step, number = implied.steps[place], int(implied.numbers[place])
        weight = float(resume.occupations[number])
        yield Offer(step.source, step.strength, weight, path_of(step))


def _stated(resume: Profile, requirement: str) -> Iterator[Offer]:
    stated = resume.stated_skills
    if requirement in stated:
        yield Offer(requirement, 1.0, stated[requirement].weight, NO_PATH)
    for concept, step in resume.kernel.near("skills", requirement).items():
        if concept in stated:
            yield Offer(concept, step.strength, stated[concept].weight, path_of(step))


def attesting(resume: Profile, best: Offer) -> Entry:
    """The entry of the concept that an offer starts from."""
    if best.concept in resume.stated_skills:
        return resume.stated_skills[best.concept]
    return resume.occupation(best.concept)
