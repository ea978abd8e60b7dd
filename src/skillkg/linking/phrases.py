"""Phrases of a statement: short runs of its words, each of which may mean something by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.text import Token

PHRASE: Final = 5
"""Words of a phrase."""
STEP: Final = 3
"""Words from where one phrase starts to where the next does: all starts found no more skills."""


def phrases(text: str, words: Sequence[Token]) -> list[tuple[int, int]]:
    """Start and end of each phrase; all of the statement where it has no more words than one.

    Args:
        text: the statement.
        words: its words; the last ones are in a phrase, wherever the one before starts.
    """
    if len(words) <= PHRASE:
        return [(0, len(text))]
    last = len(words) - PHRASE
    return [
        (words[first].start, words[first + PHRASE - 1].end)
        for first in sorted({*range(0, last, STEP), last})
    ]
