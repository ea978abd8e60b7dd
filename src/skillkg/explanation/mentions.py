"""Mentions in words: what a document says of each, and what is not counted."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillkg.model.document import Span
    from skillkg.model.mention import Mention, Stance

SHOWN: Final = 3
"""How many alternatives are shown to a reader; a record has them all."""
STANCES: Final[dict[Stance, str]] = {
    "stated": "stated: counted",
    "negated": "negated: not there, or not asked for",
    "wished": "wished: to be learned, not yet known",
    "company": "company: the employer's business, not the candidate's",
}
"""What a stance means to a reader, in the order of a legend."""


def not_counted(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions that enter no profile, by concept and stance, in the order of the text."""

    def concept(mention: Mention) -> tuple[str, str]:
        return mention.concept, mention.stance

    apart = sorted((m for m in mentions if m.stance != "stated"), key=concept)
    groups = [sorted(group, key=lambda m: m.span) for _, group in groupby(apart, key=concept)]
    return sorted(groups, key=lambda group: (group[0].span, *concept(group[0])))


def reason(mention: Mention) -> str:
    """Why a mention is not counted: its stance, and the words or the section that give it."""
    return f"{mention.stance}, {_from(mention.stance_cue, mention.section)}"


def confidence(mention: Mention) -> str:
    """The probability that the place means the concept; a dash where nothing classifies it."""
    return "–" if mention.probability is None else f"{mention.probability:.2f}"


def alternatives(mention: Mention, labels: Mapping[str, str]) -> str:
    """What else a place may mean, most probable first; empty where nothing classifies it."""
    ranked = zip(mention.alternatives, mention.alternative_probabilities, strict=False)
    return ", ".join(f"{one_line(labels[iri])} ({p:.2f})" for iri, p in islice(ranked, SHOWN))


def context(mention: Mention) -> str:
    """All that a document says of a mention beside naming it; empty where it says nothing."""
    return "; ".join(_context(mention))


def _context(mention: Mention) -> Iterator[str]:
    if mention.stance != "stated":
        yield reason(mention)
    if mention.demand is not None:
        yield f"{mention.demand}, {_from(mention.demand_cue, mention.section)}"
    for level in mention.levels:
        yield f"“{one_line(level.span.quote)}”"
    if mention.position is not None:
        dates = "–".join(filter(None, (mention.position.start, mention.position.end)))
        yield f"in {one_line(f'{mention.position.title.quote} {dates}')}"


def _from(cue: Span | None, section: str) -> str:
    return f"by “{one_line(cue.quote)}”" if cue is not None else f"by the section “{section}”"
