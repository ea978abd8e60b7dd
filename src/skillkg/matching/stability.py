"""How far a fit moves, and its strongest parts change, with what should not matter."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.alterations import alterations
from skillkg.documents.read import read_text
from skillkg.matching.fit import contributions, repetitions, scales
from skillkg.model.explanation import Moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillkg.documents.document import Document
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block

STRONGEST: Final = 5
"""Requirements that must stay the strongest."""


class _Result(NamedTuple):
    """The fit of one text, and what is strongest in it."""

    fit: float
    strongest: frozenset[tuple[Block, str]]

    def shared(self, other: _Result) -> float:
        """The share of the strongest that are so in another text, too; 1 where there is none."""
        if not self.strongest:
            return 1.0
        return len(self.strongest & other.strongest) / len(self.strongest)


def stability(
    read: Callable[[Document], Profile], ad: Profile, resume: Document
) -> tuple[Moved, ...]:
    """Change the text of a resume in what should not matter, and read it again.

    Args:
        read: gives the profile of a document.
        ad: what the ad asks for.
        resume: is changed; compared are texts, whatever format it was read from.

    Raises:
        DocumentError: a text is too long.
    """
    known: dict[str, _Result] = {}

    def result(text: str) -> _Result:
        if text not in known:
            known[text] = _result(ad, read(read_text(text, "resume")))
        return known[text]

    moved = []
    for each in alterations(resume):
        before, after = result(each.before), [result(text) for text in each.after]
        furthest = max((other.fit - before.fit for other in after), key=abs)
        least = min(before.shared(other) for other in after)
        moved.append(Moved(each.name, len(after), furthest, least))
    return tuple(moved)


def _result(ad: Profile, resume: Profile) -> _Result:
    repeated = repetitions(ad, resume)
    parts = contributions(ad, resume, scales(ad, repeated))
    fit = fsum([*(part.contribution for part in parts), *(each.contribution for each in repeated)])
    return _Result(fit, frozenset((part.block, part.requirement) for part in parts[:STRONGEST]))
