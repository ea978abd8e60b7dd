"""What checking a record gives: what holds, what does not, and what could not be seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from skillkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable

Outcome = Literal["holds", "differs", "unchecked"]

_UNUSABLE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""Errors of computing with values that no match has."""
SHOWN: Final = 20
"""Differences of one check that are named; there may be thousands."""


class Check(NamedTuple):
    """One thing that was looked at, or could not be."""

    name: str
    """What ``docs/how-to/checking-a-record.md`` calls it."""
    outcome: Outcome
    said: tuple[str, ...] = ()
    """The differences; or why it is unchecked."""


def checked(name: str, differences: Iterable[str]) -> Check:
    """A check, by what it found.

    A record can have values of which nothing can be computed: that is a difference, too.

    Raises:
        QueryError: a store refuses to answer.
    """
    try:
        found = tuple(islice(differences, SHOWN))
    except QueryError:
        raise
    except _UNUSABLE as error:
        found = (f"cannot be computed: {error!r:.200}",)
    return Check(name, "differs" if found else "holds", found)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked of one record."""

    record: str
    """What it is called: its file."""
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing that was checked differs."""
        return not self.of("differs")

    def of(self, outcome: Outcome) -> list[Check]:
        """The checks that ended so."""
        return [check for check in self.checks if check.outcome == outcome]

    def to_record(self) -> dict[str, Any]:
        """Describe it in values that JSON knows."""
        return {
            "record": self.record,
            "holds": self.holds,
            "checks": [
                {"name": each.name, "outcome": each.outcome, "said": list(each.said)}
                for each in self.checks
            ],
        }
