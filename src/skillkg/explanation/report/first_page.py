"""The first page of a report: what people ask of a match, answered in sentences.

It is made once, of the match alone, and written as HTML, as Markdown and on a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from skillkg.explanation.record import record_id
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import rounded
from skillkg.explanation.report.changes import basis_said, basis_shares, change_said, sure_said
from skillkg.explanation.report.contexts import contexts, quoted
from skillkg.explanation.report.summary import FIRST, best_shown, gaps, ordered_gates
from skillkg.explanation.report.why import gaps_said, reasons_said, rest_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.explanation.report.catalogue import Catalogue
    from skillkg.explanation.report.changes import Share
    from skillkg.explanation.report.contexts import Contexts
    from skillkg.explanation.report.why import Point
    from skillkg.model.match import Gate, GateStatus, Match


class GateSaid(NamedTuple):
    """A demand beside the fit."""

    status: GateStatus
    word: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Answers, in the order in which they are asked; without figures where no fit is told."""

    title: str
    fit: str
    """Empty where no fit is told."""
    result: tuple[str, ...]
    abstained: tuple[str, ...]
    """Why no fit is told."""
    gates_told: str
    gates: tuple[GateSaid, ...]
    reasons: tuple[Point, ...]
    gaps: tuple[Point, ...]
    rest: str
    change: tuple[str, ...]
    sure: tuple[str, ...]
    shares: tuple[Share, ...]
    basis: tuple[str, ...]
    contest: tuple[str, ...]
    review: tuple[str, ...]


def first_page(match: Match, catalogue: Catalogue) -> FirstPage:
    """Answer what is asked of a match first."""
    is_told, around = not match.abstained, contexts(match)
    return FirstPage(
        title=_title(match, catalogue),
        fit=rounded(match.fit) if is_told else "",
        result=tuple(_result(match, catalogue)) if is_told else (),
        abstained=tuple(map(words.one_line, match.abstained)),
        gates_told=_gates_told(match, catalogue),
        gates=tuple(_gate(gate, around, catalogue) for gate in ordered_gates(match)),
        reasons=tuple(reasons_said(match, catalogue)) if is_told else (),
        gaps=tuple(gaps_said(match, catalogue)) if is_told else (),
        rest=rest_said(match, catalogue) if is_told else "",
        change=tuple(change_said(match, catalogue)) if is_told else (),
        sure=tuple(sure_said(match, catalogue)),
        shares=tuple(basis_shares(match, catalogue)) if is_told else (),
        basis=tuple(basis_said(match, catalogue)),
        contest=tuple(_contest(match, catalogue)),
        review=tuple(_review(match, catalogue)),
    )


def _title(match: Match, catalogue: Catalogue) -> str:
    names = {"resume": words.file_name(match.resume.name), "ad": words.file_name(match.ad.name)}
    if match.abstained:
        return catalogue.say("headline.title_abstained", **names)
    return catalogue.say("headline.title", fit=rounded(match.fit), **names)


def _result(match: Match, catalogue: Catalogue) -> Iterator[str]:
    if not match.contributions and not match.repetitions:
        yield catalogue.say("headline.zero" if match.coverage else "headline.empty")
    yield _rank_said(match, catalogue)
    if shown := best_shown(match)[:FIRST]:
        what = ", ".join(words.label(match, each.requirement) for each in shown)
        yield catalogue.say("headline.shown", what=what)
    if missing := gaps(match)[:FIRST]:
        what = ", ".join(words.label(match, each.cover.requirement) for each in missing)
        yield catalogue.say("headline.not_shown", what=what)
    elif match.coverage:
        yield catalogue.say("headline.none_missing")
    yield catalogue.say("headline.ceiling")
    if match.explanation is not None:
        sure = match.explanation.sureness
        yield catalogue.say("headline.range", low=rounded(sure.low), high=rounded(sure.high))
    yield catalogue.say("headline.nature")


def _rank_said(match: Match, catalogue: Catalogue) -> str:
    rank, size, cut = match.decision.standing
    if rank is None:
        return catalogue.say("headline.no_rank")
    said = catalogue.say("headline.rank", rank=rank, n=size)
    if cut is None:
        return said
    return f"{said} {catalogue.say('headline.rank_cut', cut=rounded(cut))}"


def _gates_told(match: Match, catalogue: Catalogue) -> str:
    if not match.gates:
        return catalogue.say("gates.none")
    open_ = sum(gate.status != "pass" for gate in match.gates)
    key = "gates.open" if open_ else "gates.all_met"
    return catalogue.say(key, n=open_ or len(match.gates))


def _gate(gate: Gate, around: Contexts, catalogue: Catalogue) -> GateSaid:
    return GateSaid(
        gate.status,
        catalogue.say(f"gates.{gate.status}"),
        words.one_line(gate.name),
        tuple(_gate_sentences(gate, around, catalogue)),
    )


def _gate_sentences(gate: Gate, around: Contexts, catalogue: Catalogue) -> Iterator[str]:
    demanded = [g.requirement for g in (gate, *gate.alternatives) if g.requirement is not None]
    if demanded:
        yield catalogue.say("gates.ad_says", quotes=quoted(demanded, around.ad))
    if gate.evidence is not None:
        yield catalogue.say("gates.resume_says", quotes=quoted([gate.evidence], around.resume))
    if gate.note:
        yield words.one_line(gate.note)
    elif gate.evidence is None:
        yield catalogue.say("gates.no_quote")


def _contest(match: Match, catalogue: Catalogue) -> Iterator[str]:
    yield catalogue.say("contest.how")
    tool = words.one_line(f"{match.tool.name} {match.tool.version}".strip())
    time = match.decision.timestamp
    made = "contest.made" if time else "contest.made_undated"
    said = catalogue.say("contest.id", id=record_id(match))
    yield f"{said}, {catalogue.say(made, time=time, tool=tool)}."


def _review(match: Match, catalogue: Catalogue) -> Iterator[str]:
    if not match.decision.human_review:
        yield catalogue.say("review.none")
    for each in match.decision.human_review:
        yield catalogue.say(
            "review.entry",
            reviewer=words.one_line(each.reviewer_ref),
            time=each.time,
            action=catalogue.say(f"review.{each.action}"),
            reason=words.one_line(each.reason),
        )
