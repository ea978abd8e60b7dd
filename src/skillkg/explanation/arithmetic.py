"""How each figure is made of others, as a reader with a pocket calculator would write it.

Printed figures have six significant digits; the JSON record has them in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from skillkg.model.mention import Block

if TYPE_CHECKING:
    from skillkg.model.match import BlockScale, Contribution, Match


def figure(number: float) -> str:
    """A number in at most six significant digits; a half as ½."""
    return "½" if number == 0.5 else f"{number:.6g}"


def terms(match: Match, c: Contribution) -> tuple[str, str]:
    """A contribution as what is multiplied, ``λ × J × offer``, and the total it is divided by."""
    scale = match.scales[c.block]
    factors = (scale.weight, c.requirement_weight, c.offer)
    return " × ".join(map(figure, factors)), figure(scale.total)


@dataclass(frozen=True, slots=True)
class BlockSum:
    """What one block adds to the fit: ``λ · product / total``."""

    block: Block
    scale: BlockScale
    product: float
    """Σ J · offer."""

    @property
    def share(self) -> float:
        """How much of what the block asks for is offered, in [0, 1]."""
        return self.product / self.scale.total

    @property
    def total(self) -> float:
        """What the block adds to the fit."""
        return self.scale.weight * self.share


def block_sums(match: Match) -> list[BlockSum]:
    """The blocks that the ad fills, in their order, those that add nothing included."""
    return [
        BlockSum(block, match.scales[block], match.product(block))
        for block in get_args(Block)
        if block in match.scales
    ]
