"""Whether what is told of mentions goes with the words and sections that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.linking.context.context import DEMANDED
from skillkg.linking.context.cues import YEARS, years_in
from skillkg.linking.context.proficiency import rank_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match
    from skillkg.model.mention import Level, Mention


def cue_differences(match: Match) -> Iterator[str]:
    """Stances, demands, levels and alternatives of mentions are such as reading gives."""
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        for mention in side.mentions:
            found = (*_stance(name, mention), *_demand(name, mention), *_alternatives(mention))
            levels = (said for level in mention.levels for said in _level(level))
            yield from (f"{name}: “{mention.span.quote:.60}”: {each}" for each in (*found, *levels))


def _stance(side: str, mention: Mention) -> Iterator[str]:
    if mention.block == "occupations" and (mention.stance != "stated" or mention.levels):
        yield f"a job title that is {mention.stance}, or has a level"
    if mention.stance == "stated" and mention.stance_cue is not None:
        yield f"stated, by the words “{mention.stance_cue.quote:.60}”"
    # What is the employer's business the section of an ad may say.
    is_said = mention.stance == "stated" or (mention.stance == "company" and side == "ad")
    if not is_said and mention.stance_cue is None:
        yield f"{mention.stance}, by no words"


def _demand(side: str, mention: Mention) -> Iterator[str]:
    if mention.demand_cue is not None:
        if mention.demand is None:
            yield f"no demand, by the words “{mention.demand_cue.quote:.60}”"
        return
    reads = side == "ad" and mention.stance == "stated" and mention.block == "skills"
    expected = DEMANDED.get(mention.section) if reads else None
    if mention.demand != expected:
        yield f"{mention.demand}, where the section “{mention.section:.40}” says {expected}"


def _level(level: Level) -> Iterator[str]:
    words = level.span.quote
    if level.years is None:
        if level.rank != (rank_of(words) or None):
            yield f"“{words:.60}” is a level of {level.rank}, not of {rank_of(words)}"
    elif level.rank is not None or not YEARS.match(words) or level.years != years_in(words):
        yield f"“{words:.60}” does not say {level.years:g} years"


def _alternatives(mention: Mention) -> Iterator[str]:
    probabilities = mention.alternative_probabilities
    if len(probabilities) not in (0, len(mention.alternatives)):
        yield f"{len(mention.alternatives)} alternatives with {len(probabilities)} probabilities"
    ranked = sorted(zip((-each for each in probabilities), mention.alternatives, strict=False))
    if probabilities and [each for _, each in ranked] != [*mention.alternatives]:
        yield "its alternatives are not the most probable first"
    if mention.concept in mention.alternatives:
        yield "it is an alternative to itself"
