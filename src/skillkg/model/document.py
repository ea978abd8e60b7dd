"""Places in a document's text, and the jobs that a resume tells.

Character offsets count Unicode code points of the read text: ``text[start:end] == quote``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from skillkg.model.dates import is_now, iso_month

DocumentKind = Literal["ad", "resume"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a document's text: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str


class Parser(NamedTuple):
    """What made a text of a file."""

    name: str = ""
    """The package: that of the parser, or ``skillkg`` where none is needed."""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A job of a resume: title, employer, from when until when.

    Dates are as the document writes them (``2019``, ``March 2021``, ``present``), empty where it
    does not say.
    """

    title: Span
    start: str = ""
    end: str = ""
    employer: Span | None = None

    @property
    def started(self) -> str:
        """``start`` as ``2021-03``, or ``2021`` where it has no month; empty where unknown."""
        return iso_month(self.start)

    @property
    def ended(self) -> str:
        """``end`` in the same form; empty where unknown, and where it has not ended."""
        return iso_month(self.end)

    @property
    def is_current(self) -> bool:
        """Whether it has begun and has not ended."""
        return bool(self.started) and (not self.end or is_now(self.end))
