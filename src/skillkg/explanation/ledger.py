"""The books of a match: what it rests on, in a fixed order, and rows that add up to the fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from skillkg.model import Block
from skillkg.sources.statements import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillkg.model import Contribution, Coverage, Match, Step

TOLERANCE: Final = 1e-9
"""How far the fit may be from the sum of its parts before a report calls it wrong."""

_CUT: Final = re.compile(r"(.+[/#])(\w[\w-]*)", re.ASCII).fullmatch
"""Cuts an IRI into a namespace and a name to write after a prefix. SPARQL allows dots in such
names, but not every parser reads ``n:1.1.1``."""


class Statement(NamedTuple):
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


def statement(step: Step) -> Statement:
    """The statement behind a step, whichever way the path walks it."""
    ends = (step.source, step.target) if step.forward else (step.target, step.source)
    return Statement(step.graph, ends[0], step.predicate, ends[1])


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
    found = [Row(name, cast("Block", block), tuple(group)) for (block, name), group in grouped]
    blocks = get_args(Block)
    return sorted(found, key=lambda row: (blocks.index(row.block), -row.total, row.requirement))


def additivity(match: Match, parts: Iterable[Row]) -> float:
    """How far the fit is from the sum of the rows; zero but for the last bit of a float."""
    return abs(match.fit - fsum(row.total for row in parts))


def share(match: Match, amount: float) -> float:
    """An amount as a share of the fit, in [0, 1]; 0 where the fit is 0."""
    return amount / match.fit if match.fit else 0.0


def statements(match: Match) -> dict[Statement, int]:
    """The distinct statements of all paths, numbered from 1 in the order of the report."""
    paths = [c.path for c in ordered_contributions(match)]
    paths += [c.path for c in ordered_coverage(match)]
    distinct = dict.fromkeys(statement(step) for path in paths for step in path.steps)
    return {each: number for number, each in enumerate(distinct, start=1)}


def ask(each: Statement) -> str:
    """The SPARQL question whether a statement is in its graph."""
    graph, *terms = map(iri, each)
    return f"ASK {{ GRAPH {graph} {{ {' '.join(terms)} }} }}"


def absent_query(numbered: Mapping[Statement, int]) -> str:
    """A SPARQL query for the statements that a store lacks: no rows where all paths stand.

    It is printed for a reader to run elsewhere, so its terms are written out.
    """
    namespaces = sorted({parts[1] for each in numbered for term in each if (parts := _CUT(term))})
    prefixes = {namespace: f"n{i}" for i, namespace in enumerate(namespaces, start=1)}
    lines = (
        f"    ({n} {' '.join(_abbreviated(term, prefixes) for term in each)})"
        for each, n in numbered.items()
    )
    return "\n".join(
        (
            *(f"PREFIX {name}: {iri(namespace)}" for namespace, name in prefixes.items()),
            "SELECT ?number ?subject ?predicate ?object WHERE {",
            "  VALUES (?number ?graph ?subject ?predicate ?object) {",
            *lines,
            "  }",
            "  FILTER NOT EXISTS { GRAPH ?graph { ?subject ?predicate ?object } }",
            "}",
        )
    )


def _abbreviated(term: str, prefixes: Mapping[str, str]) -> str:
    parts = _CUT(term)
    return f"{prefixes[parts[1]]}:{parts[2]}" if parts else iri(term)
