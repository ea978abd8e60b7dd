"""Whether quotes can stand where they are said to, and whether they do stand in the texts."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match, Side

_WORD: Final = re.compile(r"\w+")


def place_differences(match: Match) -> Iterator[str]:
    """Quotes are as long as their places, and those that overlap say the same."""
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        known: dict[int, str] = {}
        for span in sorted(spans_of(match, name)):
            if span.end - span.start != len(span.quote) or span.start < 0:
                yield f"{name}: “{span.quote:.60}” is not as long as {span.start}–{span.end}"
                continue
            letters = dict(zip(range(span.start, span.end), span.quote, strict=True))
            if any(known.get(place, letter) != letter for place, letter in letters.items()):
                yield f"{name}: another quote says other than “{span.quote:.60}” at {span.start}"
            known |= letters
        if list(side.pages) != sorted(set(side.pages)) or side.pages[:1] not in ((), (0,)):
            yield f"{name}: its pages are not in order"
    yield from _repeated(match)


def _repeated(match: Match) -> Iterator[str]:
    for each in match.repetitions:
        words = [_WORD.findall(span.quote.casefold()) for span in (each.requirement, each.evidence)]
        if words[0] != words[1] or len(words[0]) != each.words:
            yield f"“{each.requirement.quote:.40}” is not repeated in {each.words} words"


def quote_differences(side: Side, text: str, spans: set[Span]) -> Iterator[str]:
    """Quotes stand in the text of their document."""
    for span in sorted(spans):
        if text[span.start : span.end] != span.quote:
            there = text[span.start : span.end]
            yield f"{side.name}: at {span.start} stands “{there:.60}”, not “{span.quote:.60}”"


def spans_of(match: Match, side: str) -> set[Span]:
    """All places of one document that a match names."""
    own = match.ad if side == "ad" else match.resume
    parts = match.parts
    found: set[Span] = set(_within((own.profile, own.mentions)))
    for part in parts:
        found |= set(part.requirement_spans if side == "ad" else part.skill_spans)
    for gate in chain.from_iterable((each, *each.alternatives) for each in match.gates):
        found |= {gate.requirement if side == "ad" else gate.evidence} - {None}  # type: ignore[arg-type]
    if side == "ad":
        found |= {each.span for each in match.sentences}
    elif match.explanation is not None:
        found |= {each.line for each in match.explanation.worth.lines}
    for each in match.repetitions:
        found.add(each.requirement if side == "ad" else each.evidence)
    return found


def _within(value: Any) -> Iterator[Span]:
    """The places in values that hold each other: entries, mentions, levels, positions."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _within(getattr(value, name))
