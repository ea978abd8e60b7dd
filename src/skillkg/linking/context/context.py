"""What the words around a mention say of it: stance, demand, level, and the job it belongs to.

After ConText (:mod:`.cues`, :mod:`.scopes`), and by sections: what an ad names among what the
company is or offers is the company's (:mod:`.employer`), and its requirements are required.
Occupations come from titles: they are stated, whatever stands around them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from skillkg.linking.context.cues import years_in
from skillkg.linking.context.employer import is_about_employer
from skillkg.linking.context.proficiency import rank_of
from skillkg.linking.context.scopes import Scopes
from skillkg.model.document import Span
from skillkg.model.mention import Level
from skillkg.text.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.context.cues import Cue
    from skillkg.linking.context.scopes import Scope
    from skillkg.model.document import Position
    from skillkg.model.mention import Demand, Mention, Stance

STANCES: Final[tuple[Stance, ...]] = ("negated", "wished", "company")
"""Stances that cues set; where several do, the first of these counts."""
DEMANDS: Final[tuple[Demand, ...]] = ("preferred", "required")
DEMANDED: Final[dict[str, Demand]] = {"requirements": "required", "nice to have": "preferred"}
"""What sections of an ad say of all that stands in them, where no words do."""


def in_context(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Give mentions what their surroundings say of them; each by itself.

    Returns:
        The same mentions in the same order.
    """
    if not mentions:
        return []
    sentences = Sentences(document.text)
    scopes = Scopes(document.text, sentences, document.kind)
    return [_in_context(document, sentences, scopes, mention) for mention in mentions]


def _in_context(
    document: Document, sentences: Sentences, scopes: Scopes, mention: Mention
) -> Mention:
    position = _position(document, mention)
    if mention.block != "skills":
        return mention._replace(position=position)
    cues = _nearest(mention, _over(scopes, mention))
    stance, stance_cue = _stance(document, sentences, mention, cues)
    demand, demand_cue = _demand(document, mention, cues) if stance == "stated" else (None, None)
    return mention._replace(
        position=position,
        stance=stance,
        stance_cue=_span(document, stance_cue),
        demand=demand,
        demand_cue=_span(document, demand_cue),
        levels=_levels(document, cues),
    )


def _over(scopes: Scopes, mention: Mention) -> Iterator[Scope]:
    """Scopes that cover a mention; one that is described, or begins in a cue, need only touch it.

    What describes a skill rests on more words than a scope may cover, and the label ``speak
    German`` shares one with the cue ``do not speak``.
    """
    start, end = mention.span.start, mention.span.end
    yield from scopes.over(start, end)
    for scope in scopes.touching(start, end):
        if not mention.label or scope.cue.start < start < scope.cue.end:
            yield scope


def _span(document: Document, cue: Cue | None) -> Span | None:
    return None if cue is None else Span(cue.start, cue.end, document.text[cue.start : cue.end])


def _nearest(mention: Mention, over: Iterable[Scope]) -> dict[str, Cue]:
    """Of each meaning the cue with the fewest characters between it and the mention, in order.

    Of equals it is the first in the text.
    """

    def gap(cue: Cue) -> tuple[int, int]:
        return max(mention.span.start - cue.end, cue.start - mention.span.end), cue.start

    nearest: dict[str, Cue] = {}
    for cue in sorted((scope.cue for scope in over), key=gap):
        nearest.setdefault(cue.meaning, cue)
    return nearest


def _stance(
    document: Document, sentences: Sentences, mention: Mention, cues: Mapping[str, Cue]
) -> tuple[Stance, Cue | None]:
    for stance in STANCES:
        if stance in cues:
            return stance, cues[stance]
    if document.kind == "resume" or not cues.keys().isdisjoint((*DEMANDS, "years")):
        return "stated", None
    of_employer = is_about_employer(document, sentences, mention.span.start)
    return ("company" if of_employer else "stated"), None


def _demand(
    document: Document, mention: Mention, cues: Mapping[str, Cue]
) -> tuple[Demand | None, Cue | None]:
    demand = next((demand for meaning in cues for demand in DEMANDS if demand == meaning), None)
    if demand is not None:
        return demand, cues[demand]
    return (None if document.kind == "resume" else DEMANDED.get(mention.section)), None


def _levels(document: Document, cues: Mapping[str, Cue]) -> tuple[Level, ...]:
    """The nearest word for a level and the nearest number of years, in text order."""
    meant = sorted(cues[meaning] for meaning in ("grade", "years") if meaning in cues)
    return tuple(_level(document, cue) for cue in meant)


def _level(document: Document, cue: Cue) -> Level:
    words = document.text[cue.start : cue.end]
    span = Span(cue.start, cue.end, words)
    if cue.meaning == "years":
        return Level(span, years_in(words))
    return Level(span, rank=rank_of(words) or None)


def _position(document: Document, mention: Mention) -> Position | None:
    """The last job whose title starts before a mention of the same section."""
    before = bisect_right(
        document.positions, mention.span.start, key=lambda position: position.title.start
    )
    if not before:
        return None
    position = document.positions[before - 1]
    same = _section(document, position.title.start) == _section(document, mention.span.start)
    return position if same else None


def _section(document: Document, place: int) -> int:
    """Number of the section that a place lies in; there is one for the text before all of them."""
    return bisect_right(document.sections, place, key=lambda section: section.start)
