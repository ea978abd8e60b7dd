"""Requirement by requirement: the best that a resume offers, for the reader, never scored.

What the resume names itself comes first, however sure; then what published statements lead to, then
a crosswalk, and last learned edges, which say that something may be related and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.matching.fit import attesting, offers
from skillkg.matching.skills import LIKELY, is_likely
from skillkg.model.graph import NO_PATH
from skillkg.model.match import EVIDENCE_CLASSES, Coverage, evidence_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.matching.fit import Offer
    from skillkg.matching.profile import Profile
    from skillkg.model.match import Entry

FLOOR: Final = 0.3
"""Least strength of what is shown as an offer."""
LEAST: Final = 0.1
"""Least share of an occupation in what an ad is about that is shown as asked for."""


def coverage(ad: Profile, resume: Profile) -> list[Coverage]:
    """List what the ad asks for, each with the best offer of the resume."""
    return [cover(requirement, resume) for requirement in _asked(ad)]


def _asked(ad: Profile) -> Iterator[Entry]:
    """Skills that the ad likely states, and occupations that it is likely about."""
    skills = ad.stated_skills
    yield from (skills[concept] for concept in sorted(skills) if is_likely(skills[concept]))
    occupations = ad.required["occupations"]
    for concept in sorted(occupations):
        if occupations[concept].weight >= LEAST:
            yield occupations[concept]


def cover(requirement: Entry, resume: Profile) -> Coverage:
    """The best that a resume has for one requirement."""
    concept, block = requirement.concept, requirement.block
    best = max(
        (each for each in offers(resume, block, concept) if _is_shown(each, requirement, resume)),
        key=_preference,
        default=None,
    )
    if best is None:
        return Coverage(concept, block, 0.0, None, NO_PATH, requirement.spans, ())
    strength = best.relatedness * best.weight
    spans = attesting(resume, best).spans
    return Coverage(concept, block, strength, best.concept, best.path, requirement.spans, spans)


def _is_shown(offer: Offer, requirement: Entry, resume: Profile) -> bool:
    """Whether the resume likely means it, and it is strong enough, or named."""
    stated = resume.stated_skills.get(offer.concept)
    if stated is not None:
        return is_likely(stated)
    if offer.concept != requirement.concept:
        return offer.relatedness * offer.weight >= FLOOR
    titled = resume.stated_occupations.get(offer.concept)
    return max(offer.weight, titled.weight if titled else 0.0) >= LIKELY


def _preference(offer: Offer) -> tuple[int, float, str]:
    order = -EVIDENCE_CLASSES.index(evidence_class(offer.path))
    return order, offer.relatedness * offer.weight, offer.concept
