"""The two lists that are compared, as a reader looks things up in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

from skillkg.model.mention import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.model.match import Entry, Match


@dataclass(frozen=True, slots=True)
class BlockList:
    """One block of one document's list, in the order of the text; occupations by weight."""

    block: Block
    named: list[Entry]
    described: list[Entry]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.named) + len(self.described)


class Profiles(NamedTuple):
    """Both documents' lists, block by block."""

    ad: list[BlockList]
    resume: list[BlockList]


def profiles(match: Match) -> Profiles:
    """Arrange both lists of a match."""
    return Profiles(_lists(match.ad.profile), _lists(match.resume.profile))


def _lists(profile: Sequence[Entry]) -> list[BlockList]:
    blocks = ((block, [e for e in profile if e.block == block]) for block in get_args(Block))
    return [_list(block, entries) for block, entries in blocks if entries]


def _list(block: Block, entries: Sequence[Entry]) -> BlockList:
    if block == "occupations":
        ordered = sorted(entries, key=lambda entry: (-entry.weight, entry.concept))
    else:
        ordered = sorted(entries, key=lambda entry: (entry.spans, entry.concept))
    return BlockList(
        block,
        [entry for entry in ordered if not entry.is_described],
        [entry for entry in ordered if entry.is_described],
    )
