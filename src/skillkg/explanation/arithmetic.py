"""How each figure is made of others, as a reader with a pocket calculator would write it.

Printed figures have six significant digits; the JSON record has them in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, prod
from typing import TYPE_CHECKING, NamedTuple, get_args

from skillkg.model.mention import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skillkg.model.match import BlockScale, Contribution, Entry, Match, RelatedPair


def figure(number: float) -> str:
    """A number in at most six significant digits; a half as ½."""
    return "½" if number == 0.5 else f"{number:.6g}"


def terms(match: Match, c: Contribution) -> tuple[str, str]:
    """A contribution as what is multiplied, ``λ × J × K × R``, and the norms it is divided by."""
    scale = match.scales[c.block]
    factors = (scale.weight, c.requirement_weight, c.relatedness, c.skill_weight)
    norms = (scale.ad_norm, scale.resume_norm)
    return " × ".join(map(figure, factors)), " × ".join(map(figure, norms))


class Sharing(NamedTuple):
    """K of two different concepts: ``strength / around``."""

    strength: float
    """S, of the best path between the two."""
    around: float
    """The larger of what the two have around them in the graph, at least 1."""


def sharing(match: Match, c: Contribution) -> Sharing | None:
    """How K of a contribution is made; None where requirement and skill are one concept."""
    if c.requirement == c.skill:
        return None
    before = len(_entry(match.resume.profile, c.block, c.skill).path.steps)
    after = len(_entry(match.ad.profile, c.block, c.requirement).path.steps)
    between = c.path.steps[before : len(c.path.steps) - after]
    strength = prod(step.strength for step in between)
    return Sharing(strength, strength / c.relatedness)


def _entry(profile: Sequence[Entry], block: Block, concept: str) -> Entry:
    return next(e for e in profile if (e.block, e.concept) == (block, concept))


@dataclass(frozen=True, slots=True)
class BlockSum:
    """What one block adds to the fit: ``λ · products / (‖J‖ · ‖R‖)``."""

    block: Block
    scale: BlockScale
    products: float
    """Σ J·K·R."""
    total: float

    @property
    def cosine(self) -> float:
        """The soft cosine of the two lists, in [0, 1]; 0 where the resume's is empty."""
        norms = self.scale.ad_norm * self.scale.resume_norm
        return self.products / norms if norms else 0.0


def block_sums(match: Match) -> list[BlockSum]:
    """The blocks that the ad fills, in their order, those that add nothing included."""
    return [_sum(match, block) for block in get_args(Block) if block in match.scales]


def _sum(match: Match, block: Block) -> BlockSum:
    parts = [c for c in match.contributions if c.block == block]
    products = fsum(c.requirement_weight * c.relatedness * c.skill_weight for c in parts)
    return BlockSum(block, match.scales[block], products, fsum(c.contribution for c in parts))


@dataclass(frozen=True, slots=True)
class NormSum:
    """How the norm of one list is made: ``√(squares + 2 · products)``."""

    squares: float
    """Σ w², over the entries."""
    products: float
    """Σ w·K·w, over the pairs of entries that K joins."""
    norm: float


def norm_sum(weights: Mapping[str, float], pairs: Sequence[RelatedPair], norm: float) -> NormSum:
    """Take a norm apart; ``weights`` are those of the entries by concept."""
    products = fsum(weights[one] * k * weights[other] for one, other, k in pairs)
    return NormSum(fsum(w * w for w in weights.values()), products, norm)
