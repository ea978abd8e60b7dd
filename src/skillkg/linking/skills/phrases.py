"""Words of passages, and short runs of them, each of which may mean something by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.model.document import Span
    from skillkg.text.tokens import Token

LENGTH: Final = 5
"""Words of a phrase."""
STEP: Final = 3
"""Words from the start of one phrase to that of the next: all starts found no more skills."""


class DocumentWords:
    """The words of a document, by their places.

    Args:
        tokens: all of the document's, in order.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._words = [token for token in tokens if token.stem]
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]

    def inside(self, span: Span) -> Sequence[Token]:
        """Words that lie in a span of the document from start to end."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._ends, span.end)
        return self._words[first:last]


def phrases(passage: Span, words: Sequence[Token]) -> list[tuple[int, int]]:
    """Start and end, in a passage, of each of its phrases; of all of it where it has but one.

    Args:
        passage: a part of a document.
        words: those that lie in it; the last ones are a phrase, wherever the one before starts.
    """
    if len(words) <= LENGTH:
        return [(0, len(passage.quote))]
    last = len(words) - LENGTH
    return [
        (words[first].start - passage.start, words[first + LENGTH - 1].end - passage.start)
        for first in sorted({*range(0, last, STEP), last})
    ]
