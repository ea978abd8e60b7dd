"""When no fit is told: the reading carries none, and a number would only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.matching.profile import Profile
    from skillkg.matching.understood import Understood

WORDS: Final = 5
"""Least number of words, in titles and statements, that say something of an ad or a person."""
FOREIGN: Final = 0.5
"""Share of a text in other languages from which on it was not read."""
UNDERSTOOD: Final = 0.5
"""Least share of the sentences that ask for something in which something was understood."""
SENTENCES: Final = 3
"""From so many sentences on that share says something."""


_ANOTHER: Final = "are in another language than English."


def abstained(ad: Profile, resume: Profile, needs: Understood) -> tuple[str, ...]:
    """Why no fit is told of a resume for an ad; nothing where one is.

    Args:
        ad: what the ad asks for.
        resume: what the resume offers.
        needs: how much of the ad was understood.
    """
    sides = {"ad": ad, "resume": resume}
    words = {name: each.words for name, each in sides.items() if each.compared is not None}
    foreign = {name: _foreign(each) for name, each in sides.items()}
    return tuple(reasons(words, foreign, needs, asks=any(ad.asked.values())))


def reasons(
    words: Mapping[str, int], foreign: Mapping[str, float], needs: Understood, *, asks: bool
) -> Iterator[str]:
    """Why no fit is told, by figures.

    Args:
        words: that say something in ``ad`` and ``resume``, where that is known.
        foreign: share of each that is in another language, where that is known.
        needs: how much of the ad was understood.
        asks: whether the ad asks for anything that the graph knows.
    """
    for name in ("ad", "resume"):
        if (count := words.get(name, WORDS)) < WORDS:
            yield f"The {name} has too little text: {count} words that say something."
        if (share := foreign.get(name, 0.0)) >= FOREIGN:
            yield f"Of the {name}, {share:.0%} {_ANOTHER}"
    if not asks:
        yield "The ad asks for nothing that the graph knows."
    asking, unread = len(needs.asking), len(needs.unread)
    if asking >= SENTENCES and asking - unread < UNDERSTOOD * asking:
        yield f"Of {asking} sentences of the ad that ask for something, {unread} were not read."


def is_foreign(reason: str) -> bool:
    """Whether a reason is that a document is in another language."""
    return reason.endswith(_ANOTHER)


def _foreign(profile: Profile) -> float:
    """The share of a text that is in another language."""
    document = profile.reading.document
    return sum(each.end - each.start for each in document.foreign) / max(len(document.text), 1)
