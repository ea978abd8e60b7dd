"""What the lines of a resume state of the requirements of an ad, deny, and repeat of its words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.scoring import UNIT, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Bools, Float64s
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block, Mention

    Requirement = tuple[Block, str]


def stated(lines: Lines, requirements: Sequence[Requirement]) -> Float64s:
    """What skills that each line states offer, in whole parts: shape (lines, requirements)."""
    reach: dict[str, dict[int, float]] = defaultdict(dict)
    for place, (block, requirement) in enumerate(requirements):
        if block == "skills":
            for concept, step in lines.profile.kernel.near("skills", requirement).items():
                reach[concept][place] = step.strength
            reach[requirement][place] = 1.0
    offered = np.zeros((len(lines), len(requirements)))
    for line, mention, weight in _weighed(lines, "skills"):
        for place, strength in reach.get(mention.concept, {}).items():
            offer = units(strength * weight) / UNIT
            offered[line, place] = max(offered[line, place], offer)
    return offered


def named(lines: Lines) -> Float64s:
    """How far titles that were linked attest occupations: shape (lines, occupations)."""
    numbers = lines.profile.numbers
    weights = np.zeros((len(lines), len(numbers)))
    for line, mention, weight in _weighed(lines, "occupations"):
        place = line, numbers[mention.concept]
        weights[place] = max(weights[place], weight)
    return weights


def denied(lines: Lines, requirements: Sequence[Requirement]) -> Bools:
    """Which skills each line says that its person has not: shape (lines, requirements)."""
    places = {concept: n for n, (block, concept) in enumerate(requirements) if block == "skills"}
    denied = np.zeros((len(lines), len(requirements)), dtype=bool)
    mentions = lines.profile.reading.links.mentions
    for line, mention in zip(lines.named.tolist(), mentions, strict=True):
        if mention.stance == "negated" and mention.concept in places:
            denied[line, places[mention.concept]] = True
    return denied


def repeated(ad: Profile, lines: Lines) -> tuple[Bools, Float64s]:
    """The statements of an ad that lines have word for word.

    Returns:
        Which lines have each, shape (statements, lines), and how many words of the ad they are.
    """
    said = lines.profile.statements
    common = sorted(ad.statements.keys() & said.keys())
    having = np.zeros((len(common), len(lines)), dtype=bool)
    for row, key in zip(having, common, strict=True):
        row[[lines.at(span) for span in said[key]]] = True
    return having, np.array(
        [len(ad.statements[key]) * (1 + key.count(" ")) for key in common], float
    )


def _weighed(lines: Lines, block: Block) -> Iterator[tuple[int, Mention, float]]:
    """The mentions that state a concept of a block, each with its line and weight."""
    profile, links = lines.profile, lines.profile.reading.links
    mentions = links.mentions if block == "occupations" else (*links.mentions, *links.described)
    numbers = (*lines.named.tolist(), *lines.described.tolist())
    for line, mention in zip(numbers, mentions, strict=False):
        if (
            mention.stance == "stated"
            and mention.block == block
            and mention.concept in profile.graph
        ):
            sure = profile.scoring.unjudged if mention.probability is None else mention.probability
            yield line, mention, units(sure) / UNIT
