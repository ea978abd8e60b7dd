"""Why one match and not another: differences per requirement, which sum to that of the fits.

The two may be of two resumes for one ad, of two ads for one resume, or of the same documents over
two releases of the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from skillkg.explanation.ledger import StatedTriple, statement

if TYPE_CHECKING:
    from skillkg.model.match import Contribution, Match
    from skillkg.model.mention import Block


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """What one requirement adds to two fits."""

    block: Block
    requirement: str
    one: Contribution | None
    other: Contribution | None
    """None where it adds nothing."""

    @property
    def difference(self) -> float:
        """By how much more it adds to the first."""
        return _added(self.one) - _added(self.other)

    @property
    def statements(self) -> tuple[frozenset[StatedTriple], frozenset[StatedTriple]]:
        """The statements that only the first path walks, and those that only the other does.

        The names of their graphs do not count: a statement may be in two releases.
        """
        walked = [
            {each._replace(graph=""): each for each in _statements(part)}
            for part in (self.one, self.other)
        ]
        only = [walked[0].keys() - walked[1].keys(), walked[1].keys() - walked[0].keys()]
        own, others = (
            frozenset(of[key] for key in keys) for of, keys in zip(walked, only, strict=True)
        )
        return own, others


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two matches side by side."""

    one: Match
    other: Match
    rows: tuple[ContrastRow, ...]
    """The largest difference first, whichever way; ties by block and requirement."""

    @property
    def difference(self) -> float:
        """By how much more the first fits."""
        return self.one.fit - self.other.fit

    @property
    def repeated(self) -> float:
        """The part of it that comes from words that stand in both documents."""
        return self.one.repeated - self.other.repeated

    @property
    def total(self) -> float:
        """The sum of the rows and of what is repeated: the difference, but for the last bits."""
        return fsum((self.repeated, *(row.difference for row in self.rows)))

    def label(self, concept: str) -> str:
        """What a concept is called in either match."""
        return self.one.labels.get(concept) or self.other.label(concept)


def contrast(one: Match, other: Match) -> Contrast:
    """Set two matches side by side, requirement by requirement."""
    parts = [
        {(part.block, part.requirement): part for part in match.contributions}
        for match in (one, other)
    ]
    rows = (
        ContrastRow(block, requirement, parts[0].get(key), parts[1].get(key))
        for key in {**parts[0], **parts[1]}
        for block, requirement in [key]
    )
    ordered = sorted(rows, key=lambda row: (-abs(row.difference), row.block, row.requirement))
    return Contrast(one, other, tuple(ordered))


def _added(part: Contribution | None) -> float:
    return 0.0 if part is None else part.contribution


def _statements(part: Contribution | None) -> list[StatedTriple]:
    return [] if part is None else [statement(step) for step in part.path.steps]
