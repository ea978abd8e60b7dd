"""What the words around a mention say of it: stance, demand, level, and the job it belongs to.

After ConText (:mod:`.cues`, :mod:`.scopes`). A skill that an ad names among what the company is
or offers, in a section of that name, is the company's too; a sentence there that speaks of the
candidate is read like any other. Titles are stated, whatever stands around them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from skillkg.documents.cues import years_in
from skillkg.documents.scopes import Scopes
from skillkg.documents.sections import MAX_LINE
from skillkg.model import Level, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.documents.cues import Cue
    from skillkg.documents.document import Document, Position
    from skillkg.documents.scopes import Scope
    from skillkg.model import Demand, Mention, Stance

STANCES: Final[tuple[Stance, ...]] = ("negated", "wished", "company")
"""Stances that cues set; where several do, the first of these counts."""
DEMANDS: Final[tuple[Demand, ...]] = ("preferred", "required")
_ADDRESSED: Final = {
    "about": re.compile(
        r"\b(?:looking\s+for|seek(?:ing|s)?|hiring|you(?:r|['’](?:ll|re|ve))?|candidates?|stack"
        r"|we\s+(?:use|work\s+with|code|write|program))\b",
        re.IGNORECASE,
    ),
    "benefits": re.compile(
        r"\b(?:looking\s+for|candidates?\s+(?:with|who|must|should)|you(?:\s+will|['’]ll)?\s+(?:work"
        r"|need|bring|know|must|should|be\s+responsible|have\s+(?!access|the\b|an?\b)))\b",
        re.IGNORECASE,
    ),
}
"""Words by which a sentence in a section on the employer speaks of the candidate all the same."""
_QUALIFIED: Final = re.compile(r"\b(?:experience|knowledge|expertise)\b", re.IGNORECASE)
_EMPLOYER: Final = re.compile(r"\b(?:we|our|us|company)\b", re.IGNORECASE)
_DEMANDED: Final[dict[str, Demand]] = {"requirements": "required", "nice to have": "preferred"}


def in_context(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Give mentions what their surroundings say of them; each is judged by itself.

    Returns:
        The same mentions in the same order.
    """
    if not mentions:
        return []
    scopes = Scopes(document.text, document.kind)
    placed = (replace(m, position=_position(document, m)) for m in mentions)
    return [_judged(document, scopes, m) if m.block == "skills" else m for m in placed]


def _judged(document: Document, scopes: Scopes, mention: Mention) -> Mention:
    over = list(scopes.over(mention.span.start, mention.span.end))
    stance, stance_cue = _stance(document, scopes, mention, over)
    demand, demand_cue = _demand(document, mention, over) if stance == "stated" else (None, None)
    return replace(
        mention,
        stance=stance,
        stance_cue=_span(document, stance_cue),
        demand=demand,
        demand_cue=_span(document, demand_cue),
        levels=_levels(document, mention, over),
    )


def _span(document: Document, cue: Cue | None) -> Span | None:
    return None if cue is None else Span(cue.start, cue.end, document.text[cue.start : cue.end])


def _nearest(mention: Mention, scopes: Iterable[Scope]) -> Cue | None:
    """The cue with the fewest characters between it and the mention; the first of equals."""

    def gap(cue: Cue) -> tuple[int, int]:
        return max(mention.span.start - cue.end, cue.start - mention.span.end), cue.start

    return min((scope.cue for scope in scopes), key=gap, default=None)


def _stance(
    document: Document, scopes: Scopes, mention: Mention, over: Sequence[Scope]
) -> tuple[Stance, Cue | None]:
    for stance in STANCES:
        cue = _nearest(mention, (scope for scope in over if scope.cue.meaning == stance))
        if cue is not None:
            return stance, cue
    said = any(scope.cue.meaning in (*DEMANDS, "years") for scope in over)
    if document.kind != "resume" and not said and _of_company(document, scopes, mention):
        return "company", None
    return "stated", None


def _of_company(document: Document, scopes: Scopes, mention: Mention) -> bool:
    """Whether a section says so, and the sentence does not speak of who is looked for.

    A heading that goes on behind its colon (``Salary: 40,000 a year``) speaks for its line only.
    """
    addressed = _ADDRESSED.get(mention.section)
    if addressed is None:
        return False
    start, end = scopes.sentence(mention.span.start)
    sentence = document.text[start : min(end, start + MAX_LINE)]
    if addressed.search(sentence) or (
        _QUALIFIED.search(sentence) and not _EMPLOYER.search(sentence)
    ):
        return False
    section = document.sections[_section(document, mention.span.start) - 1]
    heading, _, more = document.text[section.start : section.end].partition("\n")
    ends = section.start + len(heading)
    return ":" not in heading.rstrip(" :*_") or mention.span.start < ends or not more


def _demand(
    document: Document, mention: Mention, over: Sequence[Scope]
) -> tuple[Demand | None, Cue | None]:
    cue = _nearest(mention, (scope for scope in over if scope.cue.meaning in DEMANDS))
    if cue is not None:
        return next(demand for demand in DEMANDS if demand == cue.meaning), cue
    return (None if document.kind == "resume" else _DEMANDED.get(mention.section)), None


def _levels(document: Document, mention: Mention, over: Sequence[Scope]) -> tuple[Level, ...]:
    """The nearest word for a level and the nearest number of years, in text order."""
    meant = (
        _nearest(mention, (scope for scope in over if scope.cue.meaning == meaning))
        for meaning in ("grade", "years")
    )
    return tuple(_level(document, cue) for cue in sorted(filter(None, meant)))


def _level(document: Document, cue: Cue) -> Level:
    words = document.text[cue.start : cue.end]
    years = years_in(words) if cue.meaning == "years" else None
    return Level(Span(cue.start, cue.end, words), years)


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
