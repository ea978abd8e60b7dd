"""Statements of a document: its sentences and the items of its lists, without what frames them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.documents.sentences import Sentences
from skillkg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        yield from _statement(text, begin, end, ignored)


def _statement(
    text: str, begin: int, end: int, ignored: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    left = _EDGE.match(text[begin:end])
    begin += left.end() if left else 0
    quote = _EDGE.sub("", text[begin:end])
    if _LETTER.search(quote) and not any(start <= begin < stop for start, stop in ignored):
        yield Span(begin, begin + len(quote), quote)
