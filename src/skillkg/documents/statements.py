"""Statements of a document: its sentences and the items of its lists, without what frames them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.sentences import Sentences
from skillkg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CHARACTERS: Final = 400
"""Longest statement; a longer sentence is cut between words."""
_EDGE: Final = re.compile(r"^(?:[^\w.(]|\.(?!\w))+|[^\w#+)]+$")
_LETTER: Final = re.compile(r"[^\W\d_]")


def statements(text: str, ignored: Sequence[tuple[int, int]] = ()) -> Iterator[Span]:
    """Give the statements of a text.

    Args:
        text: a document's.
        ignored: parts that are not read; a statement that starts in one is left out.

    Returns:
        Statements in order, without bullets and blanks around them; each has a letter.
    """
    for begin, end in Sentences(text):
        for start, stop in _pieces(text, begin, end):
            yield from _statement(text, start, stop, ignored)


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > MAX_CHARACTERS:
        limit = begin + MAX_CHARACTERS
        at = text.rfind(" ", begin + 1, limit)
        yield begin, at if at > 0 else limit
        begin = at if at > 0 else limit
    yield begin, end


def _statement(
    text: str, begin: int, end: int, ignored: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    left = _EDGE.match(text[begin:end])
    begin += left.end() if left else 0
    quote = _EDGE.sub("", text[begin:end])
    if _LETTER.search(quote) and not any(start <= begin < stop for start, stop in ignored):
        yield Span(begin, begin + len(quote), quote)
