"""The books of a match: what it rests on, in a fixed order, and rows that add up to the fit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from skillkg.model.mention import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model.graph import Step
    from skillkg.model.match import Contribution, Coverage, Match

TOLERANCE: Final = 1e-9
"""How far the fit may be from the sum of its parts before a report calls it wrong."""


class StatedTriple(NamedTuple):
    """A statement of the graph that a path uses, as it stands there."""

    graph: str
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one requirement of the ad adds to the fit: the sum of its contributions."""

    requirement: str
    block: Block
    contributions: tuple[Contribution, ...]

    @property
    def total(self) -> float:
        """The sum of the requirement's contributions."""
        return fsum(c.contribution for c in self.contributions)


def statement(step: Step) -> StatedTriple:
    """The statement behind a step, whichever way the path walks it."""
    ends = (step.source, step.target) if step.forward else (step.target, step.source)
    return StatedTriple(step.graph, ends[0], step.predicate, ends[1])


def ordered_contributions(match: Match) -> list[Contribution]:
    """Contributions, largest first; ties by block, requirement and skill."""
    return sorted(
        match.contributions, key=lambda c: (-c.contribution, c.block, c.requirement, c.skill)
    )


def ordered_coverage(match: Match) -> list[Coverage]:
    """Coverage in the order in which the ad asks; ties by block and requirement."""
    return sorted(match.coverage, key=lambda c: (c.requirement_spans[:1], c.block, c.requirement))


def rows(match: Match) -> list[Row]:
    """One row per block and requirement: skills first, then the largest totals."""

    def by_requirement(c: Contribution) -> tuple[str, str]:
        return c.block, c.requirement

    # The sort is stable, so each row keeps its contributions largest first.
    grouped = groupby(sorted(ordered_contributions(match), key=by_requirement), key=by_requirement)
    unordered = [Row(name, cast("Block", block), tuple(group)) for (block, name), group in grouped]
    blocks = get_args(Block)
    return sorted(unordered, key=lambda row: (blocks.index(row.block), -row.total, row.requirement))


def additivity(match: Match, parts: Iterable[Row]) -> float:
    """How far the fit is from the sum of rows and repetitions; zero but for the last bits."""
    repeated = (each.contribution for each in match.repetitions)
    return abs(match.fit - fsum((*(row.total for row in parts), *repeated)))


def share(match: Match, amount: float) -> float:
    """An amount as a share of the fit, in [0, 1]; 0 where the fit is 0."""
    return amount / match.fit if match.fit else 0.0


def told_in_skills(match: Match) -> float:
    """The share of the fit that skills contribute, in [0, 1]."""
    return share(match, fsum(c.contribution for c in match.contributions if c.block == "skills"))


def path_statements(match: Match) -> list[StatedTriple]:
    """The distinct statements of all paths, those of contributions and coverage first."""
    paths = [c.path for c in ordered_contributions(match)]
    paths += [c.path for c in ordered_coverage(match)]
    steps = [step for path in paths for step in path.steps]
    return list(dict.fromkeys(map(statement, (*steps, *match.steps))))


def statements(match: Match) -> dict[StatedTriple, int]:
    """Every statement that a figure rests on, numbered from 1."""
    return {each: number for number, each in enumerate(path_statements(match), start=1)}
