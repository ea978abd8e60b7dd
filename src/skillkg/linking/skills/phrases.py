"""Words of statements, and short runs of them, each of which may mean something by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.model.document import Span
    from skillkg.text.tokens import Token

PHRASE: Final = 5
"""Words of a phrase."""
STEP: Final = 3
"""Words from where one phrase starts to where the next does: all starts found no more skills."""


class Words:
    """The words of a document, to be asked for those of a part.

    Args:
        tokens: all of the document's, in order.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._words = [token for token in tokens if token.stem]
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]

    def of(self, part: Span) -> Sequence[Token]:
        """Words that lie in a part of the document, from start to end."""
        first, last = bisect_left(self._starts, part.start), bisect_right(self._ends, part.end)
        return self._words[first:last]


def phrases(statement: Span, words: Sequence[Token]) -> list[tuple[int, int]]:
    """Start and end, in a statement, of each of its phrases; of all of it where it has but one.

    Args:
        statement: a part of a document.
        words: those that lie in it; the last ones are in a phrase, wherever the one before starts.
    """
    if len(words) <= PHRASE:
        return [(0, len(statement.quote))]
    last = len(words) - PHRASE
    return [
        (words[first].start - statement.start, words[first + PHRASE - 1].end - statement.start)
        for first in sorted({*range(0, last, STEP), last})
    ]
