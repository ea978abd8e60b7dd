"""The fit of a resume to a job ad: a soft cosine per block, taken apart into its terms.

    fit = Σ_b λ_b · ( Σ_{r,s} J_s K_rs R_r ) / ( ‖J‖ · ‖R‖ )        ‖x‖ = √(xᵀKx)

Every term (requirement s, skill r) is one contribution; the fit is defined as their sum.
"""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING

from skillkg.model.graph import Path, Step
from skillkg.model.match import BlockScale, Contribution, RelatedPair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillkg.matching.kernel import Kernel
    from skillkg.matching.profile import Profile
    from skillkg.model.match import Entry
    from skillkg.model.mention import Block

BLOCKS: tuple[Block, ...] = ("skills", "occupations")


def scales(
    ad: Profile, resume: Profile, kernels: Mapping[Block, Kernel]
) -> dict[Block, BlockScale]:
    """λ and the norms; λ is equal over the blocks that the ad fills, whatever the resume has."""
    filled = [block for block in BLOCKS if ad[block]]
    return {
        block: _scale(1 / len(filled), ad[block], resume[block], kernels[block]) for block in filled
    }


def _scale(
    weight: float, ad: Mapping[str, Entry], resume: Mapping[str, Entry], kernel: Kernel
) -> BlockScale:
    pairs = _pairs(ad, kernel), _pairs(resume, kernel)
    return BlockScale(weight, _norm(ad, pairs[0]), _norm(resume, pairs[1]), *pairs)


def _pairs(entries: Mapping[str, Entry], kernel: Kernel) -> tuple[RelatedPair, ...]:
    """The pairs of different concepts of a vector that K joins, each once."""
    return tuple(
        RelatedPair(one, other, kernel(one, other))
        for one in sorted(entries)
        for other in _partners(one, entries, kernel)
        if one < other
    )


def _norm(entries: Mapping[str, Entry], pairs: Iterable[RelatedPair]) -> float:
    squares = (entry.weight * entry.weight for entry in entries.values())
    products = (2 * entries[one].weight * k * entries[other].weight for one, other, k in pairs)
    return sqrt(fsum((*squares, *products)))


def contributions(
    ad: Profile,
    resume: Profile,
    kernels: Mapping[Block, Kernel],
    scaled: Mapping[Block, BlockScale],
) -> list[Contribution]:
    """Take the fit apart, largest contribution first; ties in the order of IRIs."""
    parts = [
        contribution
        for block, scale in scaled.items()
        for contribution in _block(ad[block], resume[block], kernels[block], scale)
    ]
    return sorted(parts, key=lambda c: (-c.contribution, c.block, c.requirement, c.skill))


def _block(
    ad: Mapping[str, Entry], resume: Mapping[str, Entry], kernel: Kernel, scale: BlockScale
) -> Iterator[Contribution]:
    divisor = scale.ad_norm * scale.resume_norm
    for requirement in ad.values():
        for concept in _partners(requirement.concept, resume, kernel):
            skill, shared = resume[concept], kernel(concept, requirement.concept)
            product = requirement.weight * shared * skill.weight
            yield Contribution(
                requirement=requirement.concept,
                skill=concept,
                block=requirement.block,
                contribution=scale.weight * product / divisor,
                path=join(skill, kernel.path(concept, requirement.concept), requirement),
                requirement_spans=requirement.spans,
                skill_spans=skill.spans,
                requirement_weight=requirement.weight,
                relatedness=shared,
                skill_weight=skill.weight,
            )


def _partners(concept: str, entries: Mapping[str, Entry], kernel: Kernel) -> list[str]:
    """The concepts of a vector that K joins to one concept, itself included."""
    near = kernel.near(concept)
    return sorted(c for c in {concept, *near} if c in entries)


def join(skill: Entry, between: Path, requirement: Entry) -> Path:
    """The whole way: from what the resume names, over K's path, to what the ad names."""
    back = tuple(reverse(step) for step in reversed(requirement.path.steps))
    return Path((*skill.path.steps, *between.steps, *back))


def reverse(step: Step) -> Step:
    """The same statement walked the other way."""
    return Step(
        source=step.target,
        target=step.source,
        kind=step.kind,
        predicate=step.predicate,
        strength=step.strength,
        graph=step.graph,
        forward=not step.forward,
    )
