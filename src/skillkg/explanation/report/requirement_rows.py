"""The requirements of an ad as a ledger: sentence by sentence, and the work that it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from math import fsum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from skillkg.explanation import ledger
from skillkg.explanation.report.summary import overlapping, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.model.document import Span
    from skillkg.model.match import AdSentence, Contribution, Coverage, Gate, Match
    from skillkg.model.mention import Block, Role

ASKING: Final[tuple[Role, ...]] = ("title", "required", "preferred", "duty", "open")
"""Roles of sentences that have a row of their own, whether or not something was read in them."""
SMALL: Final = 0.01
"""What adds less is summed with others, where a reader would not miss it."""
UNLIKELY: Final = 0.02
"""What could add less, and is not likely meant, likewise."""

ON_PAPER: Final = 80
"""Lines of the table that are printed at most."""

State = Literal["read", "whole", "not_understood", "nothing"]
"""What became of a sentence: a skill or demand was read in it, it speaks for the occupation alone,
it asks for something that was not understood, or nothing was read in it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an ad asks for, with what it adds to the fit."""

    concept: str
    block: Block
    spans: tuple[Span, ...]
    adds: float
    worth: float
    """What it could add at most."""
    cover: Coverage | None
    """The best evidence; None where the ad less likely means it."""
    contribution: Contribution | None
    """The best offer by the score; None where there is none."""
    is_above: bool = False
    """Whether an earlier sentence has it, with its amounts."""


class Pooled(NamedTuple):
    """Requirements that are too small for rows of their own."""

    number: int
    adds: float
    worth: float


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence of the ad, with what was read in it."""

    sentence: AdSentence | None
    """None for what stands in no sentence of the list."""
    role: Role
    """Of a sentence that is read as the employer's, and asks for something all the same, how."""
    state: State
    requirements: tuple[Requirement, ...]
    gates: tuple[Gate, ...]
    smaller: Pooled

    is_minor: bool = False
    """Whether it is left out on paper, where the ad is long."""

    @property
    def lines(self) -> int:
        """How many lines of a table it takes."""
        return max(1, len(self.requirements) + len(self.gates) + bool(self.smaller.number))


class Requirements(NamedTuple):
    """The ledger of a match; rows that are left out on paper are marked."""

    sentences: list[SentenceRow]
    others: int
    """Sentences that ask for nothing, and in which nothing counts."""
    occupations: list[Requirement]
    smaller: Pooled
    """Occupations without rows of their own."""
    totals: dict[Block, Pooled]


def requirements(match: Match) -> Requirements:
    """Arrange what a match compares by the sentences of the ad."""
    every = _every(match)
    skills = [each for each in every if each.block == "skills"]
    occupations = sorted(
        (each for each in every if each.block == "occupations"),
        key=lambda each: (-each.worth, each.concept),
    )
    rows, others = _sentence_rows(match, skills)
    shown = [each for each in occupations if max(each.adds, each.worth) >= SMALL]
    small = [each for each in occupations if max(each.adds, each.worth) < SMALL]
    totals: dict[Block, Pooled] = {"skills": _pooled(skills), "occupations": _pooled(occupations)}
    return Requirements(rows, others, shown, _pooled(small), totals)


def _every(match: Match) -> list[Requirement]:
    parts = {(c.block, c.requirement): c for c in ledger.ordered_contributions(match)[::-1]}
    covers = {(c.block, c.requirement): c for c in match.coverage}
    spans = {(c.block, c.requirement): c.requirement_spans for c in match.contributions}
    spans |= {(e.block, e.concept): e.spans for e in match.ad.profile}
    adds = {(row.block, row.requirement): row.total for row in ledger.rows(match)}
    return [
        Requirement(
            concept,
            block,
            spans.get((block, concept), ()),
            adds.get((block, concept), 0.0),
            most,
            covers.get((block, concept)),
            parts.get((block, concept)),
        )
        for (block, concept), most in worth(match).items()
    ]


def _pooled(parts: Sequence[Requirement]) -> Pooled:
    return Pooled(len(parts), fsum(p.adds for p in parts), fsum(p.worth for p in parts))


def _sentence_rows(match: Match, skills: Sequence[Requirement]) -> tuple[list[SentenceRow], int]:
    """Rows of sentences, and of what stands in none; how many sentences have none."""
    rows: list[SentenceRow] = []
    seen: set[str] = set()
    for sentence in match.sentences:
        found = [each for each in skills if overlapping(each.spans, sentence.span)]
        gates = [g for g in match.gates if overlapping(_demanded(g), sentence.span)]
        if found or gates or sentence.role in ASKING:
            state = _state(match, sentence, [*found, *gates])
            rows.append(_row(sentence, _role(match, sentence), state, found, gates, seen))
            seen |= {each.concept for each in found}
    others = len(match.sentences) - len(rows)
    rows = _with_minor(rows)
    if left := [each for each in skills if each.concept not in seen]:
        rows.append(_row(None, "open", "read", left, (), seen))
    return rows, others


def _with_minor(rows: Sequence[SentenceRow]) -> list[SentenceRow]:
    """Mark rows that a long ad has besides those that matter most."""

    def matter(number: int) -> tuple[bool, float]:
        row = rows[number]
        is_open = bool(row.gates) or row.state == "not_understood"
        return not is_open, -fsum(max(each.adds, each.worth) for each in row.requirements)

    ordered = sorted(range(len(rows)), key=matter)
    ends = accumulate(rows[number].lines for number in ordered)
    minor = {number for number, end in zip(ordered, ends, strict=True) if end > ON_PAPER}
    return [replace(row, is_minor=number in minor) for number, row in enumerate(rows)]


def _row(
    sentence: AdSentence | None,
    role: Role,
    state: State,
    found: Iterable[Requirement],
    gates: Iterable[Gate],
    seen: set[str],
) -> SentenceRow:
    ordered = sorted(found, key=lambda each: (-each.worth, each.concept))
    small = [each for each in ordered if _is_small(each)]
    shown = (_marked(each, seen) for each in ordered if not _is_small(each))
    new = [each for each in small if each.concept not in seen]
    return SentenceRow(sentence, role, state, tuple(shown), tuple(gates), _pooled(new))


def _role(match: Match, sentence: AdSentence) -> Role:
    """What a sentence is for, or how its mentions are asked for where it is said to ask nothing."""
    if sentence.role in ASKING:
        return sentence.role
    mentions = (m for m in match.ad.mentions if overlapping([m.span], sentence.span))
    return next((m.demand for m in mentions if m.demand is not None), "open")


def _marked(part: Requirement, seen: set[str]) -> Requirement:
    if part.concept not in seen:
        return part
    return replace(part, adds=0.0, worth=0.0, is_above=True)


def _is_small(part: Requirement) -> bool:
    return part.cover is None and part.adds < SMALL and part.worth < UNLIKELY


def _demanded(gate: Gate) -> Iterator[Span]:
    for each in (gate, *gate.alternatives):
        if each.requirement is not None:
            yield each.requirement


def _state(match: Match, sentence: AdSentence, found: Sequence[object]) -> State:
    if found:
        return "read"
    if sentence.role in ("required", "preferred") and not sentence.is_understood:
        return "not_understood"
    occupations = (e for e in match.ad.profile if e.block == "occupations")
    evidence = (each.span for entry in occupations for each in entry.evidence)
    return "whole" if overlapping(evidence, sentence.span) else "nothing"
