"""Languages, and how well they are spoken: levels of the Common European Framework."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.model.match import Gate, GateStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillkg.matching.gates.demands import Demands
    from skillkg.matching.reading import Reading
    from skillkg.model.document import Span
    from skillkg.model.mention import Mention

LEVELS: Final = ("", "A1", "A2", "B1", "B2", "C1", "C2", "native")
"""In their order; the first stands for none that is told."""
_WORDS: Final = (
    (7, r"nativ\w*|mother[- ]?tongue|first language|bilingual"),
    (6, r"c2|proficien\w+ user|full professional|near[- ]native|perfect"),
    (5, r"c1|fluen\w+|business[- ]fluent|excellent|very good|advanced|professional|expert"),
    (4, r"b2|good|upper[- ]intermediate|working (?:knowledge|proficiency)|confident|strong"),
    (3, r"b1|intermediate|conversational|conversant|fair"),
    (2, r"a2|elementary|limited|pre[- ]intermediate|some\b|basics?|rudimentary"),
    (1, r"a1|beginner\w*|a little"),
)
_LEVEL: Final = re.compile(
    "|".join(rf"(?P<l{rank}>\b(?:{words})\b)" for rank, words in _WORDS), re.IGNORECASE
)
_WINDOW: Final = 40
"""Characters around a language in which its level may stand."""
_THINGS: Final = re.compile(
    r"\s+(?:fries|toast|press|horn|doors?|windows?|bulldogs?|dressing|shepherds?|cheese|pastr\w+"
    r"|baths?|wine|cuisine|restaurants?|food|cooking|customers?|clients?|market|law|tax\w*|office"
    r"|branch|bank|company|team|muffins?|breakfast|manicure)\b",
    re.IGNORECASE,
)
"""What is named after a language, and is none."""


class _Spoken(NamedTuple):
    """A language that a document names, and how well: a place in :data:`LEVELS`."""

    mention: Mention
    level: int


def language_gates(
    demands: Demands, ad: Sequence[Mention], resume: Reading, languages: Collection[str]
) -> Iterator[Gate]:
    """Check the languages that an ad demands; of alternatives one is enough."""
    wanted = [
        mention
        for mention in ad
        if mention.concept in languages
        and mention.stance == "stated"
        and not _THINGS.match(demands.text, mention.span.end)
        and demands.hold(mention.span.start, mention.span.end)
    ]
    seen: set[str] = set()
    for group in _alternatives(demands, wanted):
        new = [mention for mention in group if mention.concept not in seen]
        seen.update(mention.concept for mention in group)
        if new:
            checked = [_checked(demands, mention, resume) for mention in new]
            yield _best(checked)


def _alternatives(demands: Demands, wanted: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions, those together between which there is an *or*."""
    group: list[Mention] = []
    for last, mention in pairwise([None, *sorted(wanted, key=lambda m: m.span)]):
        assert mention is not None
        between = "" if last is None else demands.text[last.span.end : mention.span.start]
        if group and not (len(between) < _WINDOW and re.search(r"\bor\b|/", between)):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _best(checked: Sequence[Gate]) -> Gate:
    order: dict[GateStatus, int] = {"pass": 0, "unknown": 1, "fail": 2}
    best = min(checked, key=lambda gate: order[gate.status])
    names = " or ".join(dict.fromkeys(gate.name.removeprefix("Language: ") for gate in checked))
    return Gate(f"Language: {names}", best.status, best.requirement, best.evidence, best.note)


def _checked(demands: Demands, mention: Mention, resume: Reading) -> Gate:
    text = resume.document.text
    own = [m for m in resume.links.mentions if m.concept == mention.concept]
    spoken = [_Spoken(m, _level(text, m.span)) for m in own if m.stance == "stated"]
    denied = next((m for m in own if m.stance == "negated"), None)
    level = _level(demands.text, mention.span)
    name = f"Language: {mention.label}" + (f" {LEVELS[level]}" if level else "")
    best = max(spoken, key=lambda s: (s.level, -s.mention.span.start), default=None)
    if best is None:
        if denied is not None:
            return Gate(name, "fail", mention.span, denied.span, "The resume denies it.")
        return Gate(name, "unknown", mention.span, None, "The resume does not state it.")
    evidence = best.mention.span
    if not level or best.level >= level:
        return Gate(name, "pass", mention.span, evidence)
    if not best.level:
        return Gate(name, "unknown", mention.span, evidence, "The resume does not say how well.")
    return Gate(name, "fail", mention.span, evidence, f"The resume states {LEVELS[best.level]}.")


def _level(text: str, span: Span) -> int:
    """The level that stands nearest to a language, in its line; 0 where none does."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _WINDOW)
    end = text.find("\n", span.end)
    last = min(len(text) if end < 0 else end, span.end + _WINDOW)
    after = _LEVEL.search(text, span.end, last)
    before = [*_LEVEL.finditer(text, first, span.start)]
    if after and not re.search(r"[,;]\s*[A-Z]", text[span.end : after.start()]):
        return int(str(after.lastgroup)[1:])
    if before and not re.search(r"[,;]", text[before[-1].end() : span.start]):
        return int(str(before[-1].lastgroup)[1:])
    return 0
