"""What is told of a match besides its parts: worth of lines, what would change it, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from skillkg.model.counterfactual import AdditionSet, Lift, LineSet, RankFlip, Worth


class Sureness(NamedTuple):
    """How sure a fit is: how it varies over plausible readings, and how much was read at all."""

    low: float
    """Five of a hundred readings give less."""
    high: float
    """Five of a hundred give more."""
    readings: int
    """How many were looked at: each takes mentions, titles and occupations for meant, or not, by
    their probabilities."""
    understood: float | None
    """Share of the ad's sentences that ask for something in which something was understood; None
    where none asks."""
    read: float
    """Share of the words of the resume that stand in titles and statements that were read."""


class Faithfulness(NamedTuple):
    """Whether the lines that an explanation shows first are those that count (ERASER)."""

    lines: int
    """How many were looked at, those of the largest effects."""
    comprehensiveness: float
    """The fit less that without these lines."""
    sufficiency: float
    """The fit less that by these lines alone."""


class PathFaithfulness(NamedTuple):
    """Whether the paths that an explanation shows carry what they are said to, beside a placebo.

    A path is taken out by taking the concepts at its two ends for unrelated. The placebo is another
    path, of as many steps of the same kinds, from what the resume attests to the same requirement.
    """

    paths: int
    """Contributions that come over a path; the others are of the very concept."""
    contributed: float
    """What they add to the fit together."""
    lost: float
    """What of that goes where each path by itself is taken out; the rest comes over others."""
    compared: int
    """How many of them have a placebo."""
    comparable: float
    """What those add together."""
    placebo: float
    """What they would add over placebos instead: over a random one each, in the mean."""


AlterationName = Literal["order", "additions", "wording", "name", "pronouns", "address"]
"""What of a resume is changed that should not matter: the order of its sections; a hobby or a
declaration is added; words are replaced by others that mean the same; who somebody is."""


class Moved(NamedTuple):
    """What changes of one kind come to that should not matter."""

    alteration: AlterationName
    texts: int
    """How many changed texts were read."""
    moved: float
    """By how much the fit moves, where it moves furthest."""
    shared: float
    """Share of the five strongest requirements that stay the strongest; of all texts the least."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is told of a match besides its parts."""

    cut: float
    """Fit at which it would be another decision: the given one, or else half of the fit."""
    worth: Worth
    removal: LineSet | None
    """The fewest lines without which the fit is below the cut, or, where no few are found, the
    fewest jobs and sections; None where it is already."""
    sufficient: LineSet | None
    """The fewest of the same by which alone the fit reaches the cut; None where all do not."""
    additions: AdditionSet | None
    """The fewest additions by which it would reach the cut; None where it does, or cannot."""
    flips: tuple[RankFlip, ...]
    """The same for the fits of others in a ranking, the best first."""
    lifts: tuple[Lift, ...]
    """What would lift the fit most, for each of what the ad asks for and the resume lacks."""
    sureness: Sureness
    additivity: float
    """How far the fit is from the sum of its parts; zero but for the last bits."""
    faithfulness: Faithfulness
    paths: PathFaithfulness
    stability: tuple[Moved, ...] | None = None
    """What changes come to that should not matter; None where it was not measured."""
