"""What a match is part of: who was compared for what, when, by which code, and who reviewed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

from skillkg.errors import RecordError

Action = Literal["confirmed", "overridden", "escalated"]
"""What a person who reviews a match can do."""

_DATE: Final = r"\d{4}-\d\d-\d\d"
_OFFSET: Final = r"(?:Z|[+-]\d\d:\d\d)"
_TIME: Final = re.compile(rf"{_DATE}T\d\d:\d\d:\d\d(?:\.\d+)?{_OFFSET}", re.ASCII)
"""The form of RFC 3339; ISO 8601 has more."""


class Tool(NamedTuple):
    """The program that made a match."""

    name: str = "skillkg"
    version: str = ""
    code: str = ""
    """Digest of its files; see ``skillkg.code.code_digest``."""


@dataclass(frozen=True, slots=True)
class HumanReview:
    """That a person looked at a match, and what came of it."""

    reviewer_ref: str
    """Opaque."""
    action: Action
    reason: str
    time: str
    """RFC 3339."""

    def __post_init__(self) -> None:
        """Check the time.

        Raises:
            RecordError: it is none.
        """
        _check_time(self.time)


class Standing(NamedTuple):
    """Where a match stands among those that were ranked for the same ad."""

    rank: int | None = None
    """From 1."""
    pool_size: int | None = None
    """How many were ranked."""
    cut: float | None = None
    """Least fit that was chosen."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a match was made for. All of it is given, so that equal runs give equal records."""

    timestamp: str | None = None
    """When, by RFC 3339 (``2026-11-28T09:30:00Z``)."""
    subject_ref: str = ""
    """Who was matched: opaque, no name. Where empty, a record makes one of the resume's digest."""
    position_ref: str = ""
    """What for, likewise, of the ad's digest."""
    standing: Standing = Standing()
    human_review: tuple[HumanReview, ...] = ()

    def __post_init__(self) -> None:
        """Check time and place.

        Raises:
            RecordError: one cannot be.
        """
        if self.timestamp is not None:
            _check_time(self.timestamp)
        rank, size, _ = self.standing
        if (rank is None) != (size is None) or (
            rank is not None and size is not None and not 1 <= rank <= size
        ):
            raise RecordError(f"rank {rank} of a pool of {size}: no such place")


def _check_time(text: str) -> None:
    try:
        datetime.fromisoformat(text)
        is_time = _TIME.fullmatch(text) is not None
    except ValueError:
        is_time = False
    if not is_time:
        raise RecordError(
            f"{text!r:.80} is no time by RFC 3339\n  write it as 2026-11-28T09:30:00Z"
        )
