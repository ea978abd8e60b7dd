"""Languages, and how well they are spoken: levels of the Common European Framework."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.linking.context.proficiency import PROFICIENCY, RANKS, rank
from skillkg.matching.gates.alternatives import alternatives
from skillkg.matching.gates.held import holding
from skillkg.matching.gates.judging import any_of, gate_of
from skillkg.matching.gates.rules import LanguageRule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillkg.matching.gates.demands import Demands
    from skillkg.matching.reading import Reading
    from skillkg.model.document import Span
    from skillkg.model.match import Gate
    from skillkg.model.mention import Mention

_WINDOW: Final = 40
"""Characters around a language in which its level may stand."""
_THINGS: Final = re.compile(
    r"\s+(?:fries|toast|press|horn|doors?|windows?|bulldogs?|dressing|shepherds?|cheese|pastr\w+"
    r"|baths?|wine|cuisine|restaurants?|food|cooking|customers?|clients?|market|law|tax\w*|office"
    r"|branch|bank|company|team|muffins?|breakfast|manicure)\b"
    r"|-language\b|[- ]speaking\s+(?:famil\w+|people|customers?|clients?|patients?|child\w*"
    r"|communit\w+|students?|pupils?|countries|markets?|guests?|users?|learners?|residents?)\b",
    re.IGNORECASE,
)
"""What is named after a language, and is none."""
_ORGANISATION: Final = re.compile(
    r"\s+(?:[A-Z][a-z]+\s+)?(?:Council|Church|Embassy|Institute|Academy|Chamber|School|Army|Navy"
    r"|Government|Ministry|Heritage|Channel|Literature|Red Cross|Railways?|Museum|Consulate|Deli"
    r"|Shop|Store|Bakery|Kitchen|Restaurant|Bank|Club|Festival|Cultural|Centre|Center"
    r"|Airlines?|Airways|Post|Grill|Market|Cafe|Café)\b"
)
_SUBJECT: Final = re.compile(
    r"\b(?:degree|diploma|bachelor\S*|master\S*|b\.?a\.?|m\.?a\.?|b\.?sc\.?|m\.?sc\.?|ph\.?d\.?"
    r"|gcses?"
    r"|a[- ]levels?|application|letter|cv|resume|notes|documents?|briefs)\b[^.;\n]{0,30}"
    r"\b(?:in|of|including|and)\s*\(?$",
    re.IGNORECASE,
)
"""What a language is the subject of, or is written in, and nobody need speak."""


_BELONGS: Final = re.compile(
    rf"[^,;.\n]*|\s*[,;]\s*(?:{PROFICIENCY.pattern})(?=\s*(?:$|[,;.)|\n]|level\b))", re.IGNORECASE
)
"""``German: B2`` and ``German, B2``, not ``German, fluent English``."""


class _Spoken(NamedTuple):
    """A language that a document names, and how well: a place in :data:`RANKS`."""

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
        and not _is_name(demands.text, mention.span)
        and demands.force(mention.span.start, mention.span.end) != "none"
    ]
    seen: set[str] = set()
    ordered = sorted(wanted, key=lambda mention: mention.span)
    for group in alternatives(demands.text, ordered, lambda mention: mention.span):
        new = [mention for mention in group if mention.concept not in seen]
        seen.update(mention.concept for mention in group)
        if new:
            yield any_of([_checked(demands, mention, resume) for mention in new])


def _is_name(text: str, span: Span) -> bool:
    """Whether a language stands in the name of something else."""
    behind = _THINGS.match(text, span.end) or _ORGANISATION.match(text, span.end)
    return bool(behind or _SUBJECT.search(text[: span.start][-60:]))


def _checked(demands: Demands, mention: Mention, resume: Reading) -> Gate:
    text, wanted = resume.document.text, mention.span
    own = _own(mention, resume)
    spoken = [_Spoken(m, _level(text, m.span)) for m in own if m.stance == "stated"]
    most = max(spoken, key=lambda s: (s.level, -s.mention.span.start), default=None)
    denied = next((m.span for m in own if m.stance == "negated"), None)
    values = LanguageRule(
        language=mention.label,
        demanded_level=RANKS[_level(demands.text, wanted)] or None,
        stated=most is not None,
        spoken_level=(RANKS[most.level] or None) if most else None,
        denied=denied is not None,
        certain=demands.force(wanted.start, wanted.end) == "demanded",
    )
    return gate_of(values, wanted, {"stated": most and most.mention.span, "denied": denied})


def _own(mention: Mention, resume: Reading) -> list[Mention]:
    """Where a resume names a language, and neither other things nor others' by it."""
    text = resume.document.text
    return [
        m
        for m in resume.links.mentions
        if m.concept == mention.concept
        and not _is_name(text, m.span)
        and holding(text, m.span.start, m.span.end) != "of others"
    ]


def _level(text: str, span: Span) -> int:
    """The level that stands nearest to a language, in its line; 0 where none does."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _WINDOW)
    end = text.find("\n", span.end)
    last = min(len(text) if end < 0 else end, span.end + _WINDOW)
    after = PROFICIENCY.search(text, span.end, last)
    before = [*PROFICIENCY.finditer(text, first, span.start)]
    if before and not re.search(r"[^\s:]", text[before[-1].end() : span.start]):
        return rank(before[-1])
    if after and _BELONGS.fullmatch(text, span.end, after.end()):
        return rank(after)
    if before and not re.search(r"[,;]", text[before[-1].end() : span.start]):
        return rank(before[-1])
    return 0
