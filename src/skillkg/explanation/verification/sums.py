"""Whether the figures of a match follow from each other: weights, contributions and the fit."""

from __future__ import annotations

from dataclasses import asdict
from math import fsum, isclose
from typing import TYPE_CHECKING, Final

from skillkg.errors import RecordError
from skillkg.explanation.ledger import TOLERANCE, additivity, rows
from skillkg.matching.scoring import UNIT, Scoring, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Contribution, Match
    from skillkg.model.mention import Block

EXACT: Final = 1e-12


def fit_differences(match: Match) -> Iterator[str]:
    """The fit is the sum of the contributions and repetitions, and each of these of its factors."""
    if (off := additivity(match, rows(match))) > TOLERANCE:
        yield f"the fit is off the sum of its parts by {off:g}"
    for part in match.contributions:
        yield from _contribution(match, part)
    for each in match.repetitions:
        share = each.words / max(match.ad.words, 1)
        if not isclose(each.contribution, share, abs_tol=EXACT):
            yield f"“{each.requirement.quote:.40}” adds {each.contribution:g}, not {share:g}"


def _contribution(match: Match, part: Contribution) -> Iterator[str]:
    name, scale = match.label(part.requirement), match.scales.get(part.block)
    if scale is None:
        yield f"{name}: its block has no scale"
        return
    offer = units(part.relatedness * part.skill_weight) / UNIT
    if part.offer != offer:
        yield f"{name}: the offer is {part.offer!r}, not {offer!r}"
    value = scale.weight * (part.requirement_weight * part.offer / scale.total)
    if not isclose(part.contribution, value, abs_tol=EXACT):
        yield f"{name}: the contribution is {part.contribution!r}, not {value!r}"
    if part.relatedness != part.path.strength:
        yield f"{name}: relatedness {part.relatedness!r}, but its path has {part.path.strength!r}"


def scale_differences(match: Match) -> Iterator[str]:
    """Blocks are scaled by what the ad asks for, and by the scoring that the record names."""
    try:
        scoring = scoring_of(match)
    except RecordError as error:
        yield str(error)
        return
    if scoring.digest != match.parameters.scoring_digest:
        yield f"the scoring has the digest {scoring.digest}, not the one stated"
    asked = asked_of(match)
    left = 1 - match.repeated
    shares = scoring.shares(block for block, weights in asked.items() if weights)
    if shares.keys() != match.scales.keys():
        yield f"the ad asks for {', '.join(shares) or 'nothing'}, and other blocks are scaled"
        return
    for block, share in shares.items():
        scale, total = match.scales[block], fsum(asked[block].values())
        if not isclose(scale.weight, share * left, abs_tol=EXACT):
            yield f"{block}: the weight is {scale.weight!r}, not {share * left!r}"
        if not isclose(scale.total, total, abs_tol=EXACT):
            yield f"{block}: the total is {scale.total!r}, not {total!r}"


def scoring_of(match: Match) -> Scoring:
    """The scoring of a match.

    Raises:
        RecordError: it lacks keys, or has keys or values that no scoring has.
    """
    values = match.parameters.scoring
    try:
        scoring = Scoring(**{**values, "passages": tuple(values["passages"])})
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"the record's scoring cannot be used: {error}") from error
    if left_out := asdict(scoring).keys() - values.keys():
        raise RecordError(f"the record's scoring cannot be used: it has no {min(left_out)}")
    return scoring


def asked_of(match: Match) -> dict[Block, dict[str, float]]:
    """Shares of what the ad asks for, by block and concept, as its profile says."""
    asked: dict[Block, dict[str, float]] = {"skills": {}, "occupations": {}}
    for block, shares in asked.items():
        entries = [entry for entry in match.ad.profile if entry.block == block]
        total = fsum(entry.weight for entry in entries) or 1.0
        for entry in entries:
            if share := int(entry.weight / total * UNIT) / UNIT:
                shares[entry.concept] = share
    return asked
