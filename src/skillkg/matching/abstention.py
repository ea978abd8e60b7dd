"""When no fit is told: the reading carries none, and a number would only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def abstained(ad: Profile, resume: Profile, needs: Understood) -> tuple[str, ...]:
    """Why no fit is told of a resume for an ad; nothing where one is.

    Args:
        ad: what the ad asks for.
        resume: what the resume offers.
        needs: how much of the ad was understood.
    """
    return tuple(_reasons(ad, resume, needs))


def _reasons(ad: Profile, resume: Profile, needs: Understood) -> Iterator[str]:
    for name, profile in (("ad", ad), ("resume", resume)):
        if profile.compared is not None and profile.words < WORDS:
            yield f"The {name} has too little text: {profile.words} words that say something."
        if (share := _foreign(profile)) >= FOREIGN:
            yield f"Of the {name}, {share:.0%} are in another language than English."
    if not any(ad.asked.values()):
        yield "The ad asks for nothing that the graph knows."
    asking, unread = len(needs.asking), len(needs.unread)
    if asking >= SENTENCES and asking - unread < UNDERSTOOD * asking:
        yield f"Of {asking} sentences of the ad that ask for something, {unread} were not read."


def _foreign(profile: Profile) -> float:
    """The share of a text that is in another language."""
    document = profile.reading.document
    return sum(each.end - each.start for each in document.foreign) / max(len(document.text), 1)
