"""What the lines of a resume are worth to a fit, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from skillkg.model.document import Span
from skillkg.model.graph import Path
from skillkg.model.mention import Block


@dataclass(frozen=True, slots=True)
class LineWorth:
    """What one line of a resume is worth: the fit with it less the fit without it."""

    line: Span
    effect: float
    """What of the fit goes with the line; below 0 where the fit is larger without it."""
    resting: float
    """Sum of the contributions and repetitions that name the line as evidence."""

    @property
    def is_contrary(self) -> bool:
        """Whether contributions rest on the line, and the fit is larger without it."""
        return self.resting > 0 > self.effect


class LineLoss(NamedTuple):
    """What of one contribution goes with one line that it rests on."""

    line: Span
    loss: float
    """Below 0 where the resume offers more for the requirement without it."""


@dataclass(frozen=True, slots=True)
class ContributionWorth:
    """What of one contribution goes with the lines that it rests on.

    By the scale of the match: that what else is repeated of the ad goes with them is left out.
    """

    requirement: str
    block: Block
    contribution: float
    lines: tuple[LineLoss, ...]
    """Without one of them each, in text order."""
    loss: float
    """Without all of them: the rest is what other lines offer in their place."""

    @property
    def is_contrary(self) -> bool:
        """Whether the resume offers more for the requirement without the lines it rests on."""
        return self.loss < 0


@dataclass(frozen=True, slots=True)
class Worth:
    """What each line of a resume is worth to its fit for one ad."""

    fit: float
    lines: tuple[LineWorth, ...]
    """In text order."""
    contributions: tuple[ContributionWorth, ...]
    """As the match lists them."""


FEW: Final = 3
"""Lines and additions that are looked for: more lines say less than jobs and sections, and more
additions are not plausible."""
Unit = Literal["line", "part"]
"""What is counted of a resume: single lines, or whole jobs and sections."""


@dataclass(frozen=True, slots=True)
class LineSet:
    """The fewest lines that do something, or the fewest that were found in the time given."""

    lines: tuple[Span, ...]
    """In text order; of jobs and sections the first line of each."""
    unit: Unit
    """Whether they stand for themselves, or for the jobs and sections that begin with them."""
    fit: float
    """Without them, or by them alone."""
    least: int
    """How many it takes at least, as is proven."""
    least_lines: int
    """How many single lines it takes at least, as is proven."""

    @property
    def size(self) -> int:
        """How many lines, or jobs and sections, they are."""
        return len(self.lines)

    @property
    def is_proven(self) -> bool:
        """Whether no smaller set does it."""
        return self.size == self.least


class Addition(NamedTuple):
    """A skill or an occupation that a resume might have besides."""

    concept: str
    block: Block
    weight: float
    """How far the resume would attest it."""
    gain: float
    """What it adds to the fit by itself."""
    nearest: str | None
    """What the resume offers for it already, if anything."""
    offer: float
    """How much that is."""
    path: Path
    """From ``nearest`` to the concept; empty where they are the same."""


@dataclass(frozen=True, slots=True)
class AdditionSet:
    """The fewest additions that bring a fit to a cut."""

    additions: tuple[Addition, ...]
    """What is nearest to the resume first; none where no few are found."""
    fit: float
    """With them."""
    least: int
    """How many it takes at least, as is proven."""

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.additions)

    @property
    def is_proven(self) -> bool:
        """Whether no smaller set of additions does it."""
        return self.size == self.least


class RankFlip(NamedTuple):
    """What it takes to change places with another resume of a ranking."""

    rank: int
    """Of the other."""
    fit: float
    """Of the other."""
    removal: LineSet | None
    """The fewest lines, or jobs and sections, without which the fit falls below the other's; None
    where it is below already."""
    additions: AdditionSet | None
    """The fewest additions with which it reaches the other's; None where it does, or cannot."""


class Lift(NamedTuple):
    """What an ad asks for and a resume lacks, with the addition that would help most."""

    requirement: str
    block: Block
    lacking: float
    """What of the fit is not earned by it."""
    addition: Addition
    """Of those that offer more for it, that which lifts the fit most."""
