"""The annex of a report: every figure in full, with what it takes to check it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import fsum
from typing import TYPE_CHECKING, Any

from skillkg.explanation import arithmetic, ledger, mentions
from skillkg.explanation import sparql_checks as checks
from skillkg.explanation.codec import plain
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import LEAST
from skillkg.explanation.report.profile_lists import profiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.explanation.ledger import StatedTriple
    from skillkg.model.graph import Path, Step
    from skillkg.model.match import Gate, Match

    Numbered = Mapping[StatedTriple, int]
    """Statements with their numbers in the report."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the statement that it is, with its number in the list of statements."""

    number: int
    subject: str
    phrase: str
    object: str
    graph: str
    strength: float


def annex(match: Match) -> dict[str, Any]:
    """What the template of the annex names."""
    numbered = ledger.statements(match)
    return {
        **_sum(match),
        "gates": list(_gates(match)),
        "not_counted": {
            "ad": mentions.not_counted(match.ad.mentions),
            "resume": mentions.not_counted(match.resume.mentions),
        },
        "profiles": profiles(match)._asdict(),
        "parameters": plain(match.parameters),
        "statements": list(numbered),
        "example": next(map(checks.ask, numbered), ""),
        "query": checks.absent_query(numbered),
        "with_labels": partial(words.with_labels, match),
        "terms": partial(arithmetic.terms, match),
        "steps_of": partial(_steps, match, numbered),
    }


def _sum(match: Match) -> dict[str, Any]:
    """How the score adds up, part by part; small parts stand in a table of their own."""
    rows = ledger.rows(match)
    parts = ledger.ordered_contributions(match)
    printed = (round(each, 6) for each in (*(row.total for row in rows), match.repeated))
    return {
        "contributions": parts,
        "large": [part for part in parts if part.contribution >= LEAST],
        "small": [part for part in parts if part.contribution < LEAST],
        "printed_total": fsum(printed),
        "additivity": ledger.additivity(match, rows),
        "tolerance": ledger.TOLERANCE,
        "block_sums": arithmetic.block_sums(match),
    }


def _gates(match: Match) -> Iterator[Gate]:
    """All gates, each before its alternatives."""
    for gate in match.gates:
        yield gate
        yield from gate.alternatives


def _steps(match: Match, numbered: Numbered, path: Path) -> list[StepLine]:
    return [_step(match, numbered, step) for step in path.steps]


def _step(match: Match, numbered: Numbered, step: Step) -> StepLine:
    triple = ledger.statement(step)
    return StepLine(
        numbered[triple],
        words.label(match, triple.subject),
        words.phrase(triple.predicate),
        words.label(match, triple.object),
        words.graph_name(triple.graph),
        step.strength,
    )
