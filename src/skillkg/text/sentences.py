"""Sentences of ads and resumes: prose, headings, bullets, cells of a table.

What ends a sentence: a full stop, a blank line, a bullet, another cell, and a line break before a
capital, unless the line hangs in the air (``no experience with``, then ``Java`` on the next).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LIST: Final = 1200
"""Characters of a bulleted list that belong to the sentence which announces it."""

_HANGING: Final = "".join(
    rf"(?<!\b{word}\n)"
    for word in ("a", "an", "the", "and", "or", "of", "in", "on", "to", "for", "with", "no", "by")
)
# What must not stand before a boundary is asked behind its first character: few places have one.
_BOUNDARY: Final = re.compile(
    r"[.!?](?<!\be\.g.)(?<!\bi\.e.)(?<!\bincl.)[.!?]{0,4}(?=[\s)]|$)"
    r"|\n(?=[^\S\n]*(?:\n|[^\w\s(&\"'“+.]|o\s))"
    rf"|\n(?<!,\n){_HANGING}(?=[^\S\n]*[^\Wa-z])"
    r"|\s[|•▪●■·]\s|\t"
)
_BULLETS: Final = re.compile(r"(?:\n[^\S\n]*(?:[-*•▪●■·–]|\d{1,2}[.)])[^\S\n]+[^\n]+)+")


class Sentences:
    """The sentences of a text.

    Args:
        text: A document's read text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.span() for match in _BOUNDARY.finditer(text)]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Start and end of every sentence, in order; some are empty."""
        starts = [0, *(end for _, end in self._ends)]
        return zip(starts, [*(start for start, _ in self._ends), len(self._text)], strict=True)

    def around(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that a place lies in."""
        after = bisect_right(self._ends, (place, len(self._text)))
        start = self._ends[after - 1][1] if after else 0
        return start, self._ends[after][0] if after < len(self._ends) else len(self._text)

    def announced(self, end: int) -> int:
        """End of the bulleted list that a sentence announces with a colon; else its own end."""
        if self._text[end - 1 : end] != ":":
            return end
        bullets = _BULLETS.match(self._text, end, end + MAX_LIST)
        return bullets.end() if bullets else end
