"""Why a result, and why not more: the strongest reasons and the largest gaps in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import LEAST, rounded
from skillkg.explanation.report.contexts import contexts, quoted
from skillkg.explanation.report.summary import FIRST, earned, gaps, lacking, manner, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.explanation.report.catalogue import Catalogue
    from skillkg.explanation.report.summary import Gap, Reason
    from skillkg.model.document import Span
    from skillkg.model.match import Contribution, Match
    from skillkg.model.mention import Block

NAMED: Final = 3
"""Other occupations that are named beside a gap."""


class Point(NamedTuple):
    """A reason or a gap: an amount, and what is said of it."""

    amount: str
    heading: str
    sentences: tuple[str, ...]


def reasons_said(match: Match, catalogue: Catalogue) -> list[Point]:
    """The strongest reasons, each with quotes of both sides and the path between."""
    return [_reason(match, each, catalogue) for each in reasons(match)[:FIRST]]


def gaps_said(match: Match, catalogue: Catalogue) -> list[Point]:
    """The largest gaps, each with the ad's quotes and the cheapest way to close it."""
    return [_gap(match, each, catalogue) for each in gaps(match)[:FIRST]]


def rest_said(match: Match, catalogue: Catalogue) -> str:
    """What is not earned where something is offered; empty where all is."""
    lacks = lacking(match)
    told = sum(gap.lacking for gap in gaps(match))
    rest = sum(lacks.values()) - told
    return catalogue.say("gaps.rest", amount=rounded(rest)) if rest >= LEAST else ""


def asked(
    match: Match, block: Block, concept: str, spans: Sequence[Span], catalogue: Catalogue
) -> str:
    """How the ad tells a requirement, with its quotes."""
    how = manner(match, block, concept, spans)
    label = words.label(match, concept)
    quotes = quoted(spans, contexts(match).ad, 1 if block == "occupations" else 2)
    return catalogue.say(f"asked.{how}", label=label, quotes=quotes)


def _reason(match: Match, reason: Reason, catalogue: Catalogue) -> Point:
    amount = rounded(reason.total)
    quotes = quoted(reason.spans, contexts(match).resume, 2)
    if not reason.parts:
        heading = catalogue.say("ledger.repeated_total")
        return Point(amount, heading, (catalogue.say("why.repeated", quotes=quotes),))
    first, *others = reason.parts
    return Point(
        amount,
        words.label(match, first.requirement),
        tuple(_reason_sentences(match, first, len(others), quotes, catalogue)),
    )


def _reason_sentences(
    match: Match, part: Contribution, more: int, quotes: str, catalogue: Catalogue
) -> Iterator[str]:
    yield catalogue.say("why.quotes", quotes=quotes)
    yield asked(match, part.block, part.requirement, part.requirement_spans, catalogue)
    if part.path.steps:
        label, path = words.label(match, part.skill), words.chain_said(match, part.path)
        yield catalogue.say("why.path", label=label, path=path)
    if more:
        yield catalogue.say("why.more", n=more)


def _gap(match: Match, gap: Gap, catalogue: Catalogue) -> Point:
    cover = gap.cover
    amount = rounded(gap.lacking)
    if gap.lacking >= LEAST:
        amount = catalogue.say("gaps.up_to", amount=amount)
    return Point(
        amount, words.label(match, cover.requirement), tuple(_gap_sentences(match, gap, catalogue))
    )


def _gap_sentences(match: Match, gap: Gap, catalogue: Catalogue) -> Iterator[str]:
    cover = gap.cover
    yield asked(match, cover.block, cover.requirement, cover.requirement_spans, catalogue)
    if gap.beside:
        labels = [words.label(match, each.requirement) for each in gap.beside[:NAMED]]
        yield catalogue.say("gaps.also", n=len(gap.beside), labels=", ".join(labels))
    if cover.status == "learned":
        chain = words.chain(match, cover.path)
        quotes = quoted(cover.skill_spans, contexts(match).resume)
        yield catalogue.say("gaps.learned", chain=chain, quotes=quotes)
    elif (adds := earned(match).get((cover.block, cover.requirement), 0.0)) >= LEAST:
        yield catalogue.say("gaps.weak", amount=rounded(adds))
    else:
        yield catalogue.say("gaps.missing")
    if gap.lift is not None:
        addition = gap.lift.addition
        kind = "close_skill" if addition.block == "skills" else "close_occupation"
        label = words.label(match, addition.concept)
        yield catalogue.say(f"gaps.{kind}", label=label, gain=rounded(addition.gain))
        if addition.nearest and addition.nearest != addition.concept:
            yield catalogue.say("gaps.nearest", label=words.label(match, addition.nearest))
