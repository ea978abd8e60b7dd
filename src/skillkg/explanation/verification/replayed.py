"""A match that was made again, beside what it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from skillkg.explanation.contrast import Contrast, contrast
from skillkg.explanation.differences import differences
from skillkg.explanation.record import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match

CAUSES: Final = (
    "tool",
    "graph",
    "parameters",
    "ad",
    "resume",
    "mentions",
    "gates",
    "repetitions",
    "profiles",
)
"""Keys of what the others follow from: what differs there is told first."""


@dataclass(frozen=True)
class Replayed:
    """A match as it was, and as it is made now."""

    record: str
    match: Match
    again: Match
    is_updated: bool = False
    """Whether it was made over other releases on purpose: then only what counts is compared."""

    @property
    def is_same(self) -> bool:
        """Whether the same came out: to the byte, or, over other releases, in every figure."""
        if not self.is_updated:
            return content(self.match) == content(self.again)
        return not any(row.difference for row in self.contrast.rows) and not self.statuses

    @cached_property
    def contrast(self) -> Contrast:
        """What each requirement adds now, and added then."""
        return contrast(self.again, self.match)

    @property
    def statuses(self) -> dict[str, tuple[str, str]]:
        """Requirements whose coverage has another status now: then, and now."""
        then, now = (
            {c.requirement: c.status for c in m.coverage} for m in (self.match, self.again)
        )
        return {
            each: (then.get(each, "not asked for"), now.get(each, "not asked for"))
            for each in {**then, **now}
            if then.get(each) != now.get(each)
        }

    @property
    def differences(self) -> Iterator[str]:
        """Where the records differ, causes first."""
        one, other = content(self.again), content(self.match)
        ordered: dict[str, Any] = {key: other[key] for key in CAUSES} | other
        return differences(one, ordered, "the match made now")
