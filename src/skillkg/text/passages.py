"""Passages of a document: its sentences and the items of its lists, without what frames them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from skillkg.model.document import Span
from skillkg.text.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CHARACTERS: Final = 400
"""Longest passage; a longer sentence is cut between words."""
_EDGE: Final = re.compile(r"^(?:[^\w.(]|\.(?!\w))+|[^\w#+)]+$")
_LETTER: Final = re.compile(r"[^\W\d_]")


def passages(text: str, ignored: Sequence[tuple[int, int]] = ()) -> Iterator[Span]:
    """Give the passages of a text.

    Args:
        text: a document's.
        ignored: parts that are not read: a passage that starts in one begins behind it (``Skills:
            Java``), and one that runs into one ends there.

    Returns:
        Passages in order, without bullets and blanks around them; each has a letter.
    """
    parts = sorted(ignored)
    ends = list(accumulate((end for _, end in parts), max))
    for begin, end in Sentences(text):
        for span in filter(None, (_trimmed(text, *piece) for piece in _pieces(text, begin, end))):
            before = bisect_right(parts, (span.start, len(text)))
            start = max(span.start, ends[before - 1] if before else 0)
            after = bisect_right(parts, (start, len(text)))
            end = min(span.end, parts[after][0] if after < len(parts) else span.end)
            if start < end:
                yield from filter(None, [_trimmed(text, start, end)])


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece of a sentence that is not too long."""
    while end - begin > MAX_CHARACTERS:
        limit = begin + MAX_CHARACTERS
        blank = text.rfind(" ", begin + 1, limit)
        cut = blank if blank > 0 else limit
        yield begin, cut
        begin = cut
    yield begin, end


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    """A piece of text without what frames it; None where it has no letter."""
    left = _EDGE.match(text[begin:end])
    begin += left.end() if left else 0
    quote = _EDGE.sub("", text[begin:end])
    return Span(begin, begin + len(quote), quote) if _LETTER.search(quote) else None
