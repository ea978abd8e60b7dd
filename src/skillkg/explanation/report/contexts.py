"""Quotes as people read them: in the sentence of the ad, or the line of the resume, around them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.explanation.report.amounts import LONG, shortened
from skillkg.explanation.report.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model.document import Span
    from skillkg.model.match import Match

ELLIPSIS: Final = "…"


class Contexts(NamedTuple):
    """The sentences of the ad and the lines of the resume, as far as the match has them."""

    ad: Sequence[Span]
    resume: Sequence[Span]


def contexts(match: Match) -> Contexts:
    """What surrounds the quotes of a match."""
    told = match.explanation
    lines = (line.line for line in told.worth.lines) if told else ()
    return Contexts(sorted(each.span for each in match.sentences), sorted(lines))


def quoted(spans: Iterable[Span], around: Sequence[Span] = (), most: int = 3) -> str:
    """The first distinct quotes, each in what surrounds it, and how many more there are.

    Args:
        spans: the quotes.
        around: sentences or lines, in text order.
        most: how many are quoted.
    """
    quotes: dict[str, str] = {}
    for span in spans:
        text = _around(span, around)
        quotes.setdefault(text.casefold(), text)
    said = ", ".join(f"“{text}”" for text in [*quotes.values()][:most])
    return said + (f" (+{len(quotes) - most})" if len(quotes) > most else "")


def _around(span: Span, around: Sequence[Span]) -> str:
    """The whole sentence or line where it is short, else whole words of it around the quote."""
    place = bisect_right(around, span.start, key=lambda each: each.start) - 1
    if place < 0 or around[place].end < span.end:
        return shortened(span.quote)
    outer = around[place]
    line = one_line(outer.quote)
    if len(line) <= LONG:
        return line
    before = outer.quote[: span.start - outer.start]
    room = max(0, LONG - len(span.quote)) // 2
    head = one_line(before)
    start = head[-room:].partition(" ")[2] if len(head) > room else head
    behind = shortened(outer.quote[span.end - outer.start :], room)
    joined = f"{start}{' ' if before[-1:].isspace() else ''}{shortened(span.quote)}"
    tail = f"{' ' if outer.quote[span.end - outer.start :][:1].isspace() else ''}{behind}"
    return f"{ELLIPSIS + ' ' if start != head else ''}{joined}{tail}"
