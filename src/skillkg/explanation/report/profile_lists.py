"""The two lists that are compared, as a reader looks things up in them.

What a document names comes as the document says it; what follows from it stands together by the
statements that imply it, so that a hundred entries need a hundred short rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, get_args

from skillkg.explanation.arithmetic import norm_sum
from skillkg.explanation.ledger import statement
from skillkg.explanation.report.wording import label
from skillkg.model.graph import Path
from skillkg.model.mention import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skillkg.explanation.arithmetic import NormSum
    from skillkg.model.graph import Step
    from skillkg.model.match import Entry, Match, RelatedPair

    Scaled = tuple[float, tuple[RelatedPair, ...]]
    """A norm and the pairs that count in it."""


@dataclass(frozen=True, slots=True)
class Implied:
    """Entries that one concept implies by statements that differ in the entry only."""

    before: Path
    """From the concept that the document names to the concept that implies; mostly empty."""
    step: Step
    """The last step of the first entry: implying concept, predicate, graph and strength."""
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class BlockList:
    """One block of one document's list; without ``norm`` where the ad leaves the block empty."""

    block: Block
    named: list[Entry]
    described: list[Entry]
    implied: list[Implied]
    pairs: tuple[RelatedPair, ...]
    norm: NormSum | None

    @property
    def size(self) -> int:
        """How many entries there are."""
        return (
            len(self.named)
            + len(self.described)
            + sum(len(group.entries) for group in self.implied)
        )


class Profiles(NamedTuple):
    """Both documents' lists, block by block."""

    ad: list[BlockList]
    resume: list[BlockList]


def profiles(match: Match) -> Profiles:
    """Arrange both lists of a match."""
    ad = {block: (s.ad_norm, s.ad_pairs) for block, s in match.scales.items()}
    resume = {block: (s.resume_norm, s.resume_pairs) for block, s in match.scales.items()}
    return Profiles(
        _lists(match, match.ad.profile, ad), _lists(match, match.resume.profile, resume)
    )


def _lists(
    match: Match, profile: Sequence[Entry], norms: Mapping[Block, Scaled]
) -> list[BlockList]:
    blocks = ((block, [e for e in profile if e.block == block]) for block in get_args(Block))
    return [_list(match, block, entries, norms.get(block)) for block, entries in blocks if entries]


def _list(match: Match, block: Block, entries: Sequence[Entry], scaled: Scaled | None) -> BlockList:
    norm, pairs = scaled or (None, ())
    weights = {entry.concept: entry.weight for entry in entries}
    direct = sorted((e for e in entries if not e.path.steps), key=lambda e: (e.spans, e.concept))
    return BlockList(
        block,
        [entry for entry in direct if not entry.is_described],
        [entry for entry in direct if entry.is_described],
        _implied(match, [entry for entry in entries if entry.path.steps]),
        pairs,
        None if norm is None else norm_sum(weights, pairs, norm),
    )


def _implied(match: Match, entries: Sequence[Entry]) -> list[Implied]:
    """Entries by what implies them, in the order of the text; within, by label."""

    def cause(entry: Entry) -> tuple[object, ...]:
        *before, last = entry.path.steps
        each = statement(last)._replace(**{"object" if last.forward else "subject": ""})
        walked = [(step.source, *statement(step)) for step in before]
        return entry.spans, walked, last.source, each, last.strength, last.forward

    def by_label(entry: Entry) -> tuple[str, str]:
        return label(match, entry.concept).casefold(), entry.concept

    grouped = groupby(sorted(entries, key=cause), key=cause)
    groups = [sorted(group, key=by_label) for _, group in grouped]
    return [Implied(Path(g[0].path.steps[:-1]), g[0].path.steps[-1], g) for g in groups]
