"""What is told of a match besides its parts: worth of lines, what would change it, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from skillkg.model.counterfactual import AdditionSet, Lift, LineSet, Worth


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is told of a match besides its parts."""

    cut: float
    """Fit at which it would be another decision: the given one, or else half of the fit."""
    worth: Worth
    removal: LineSet | None
    """The fewest lines without which the fit is below the cut, or, where a few are not enough, the
    fewest jobs and sections; None where it is already."""
    sufficient: LineSet | None
    """The fewest of the same by which alone the fit reaches the cut; None where all do not."""
    additions: AdditionSet | None
    """The fewest additions by which it would reach the cut; None where it does, or cannot."""
    lifts: tuple[Lift, ...]
    """What would lift the fit most, for each of what the ad asks for and the resume lacks."""
    sureness: Sureness
    faithfulness: Faithfulness
