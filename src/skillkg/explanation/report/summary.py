"""What a reader of a match asks first: why this result, why not more, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from skillkg.explanation import ledger
from skillkg.explanation.report.wording import one_line
from skillkg.matching.scoring import UNIT
from skillkg.model.match import EVIDENCE_CLASSES, evidence_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.model.counterfactual import Lift
    from skillkg.model.document import Span
    from skillkg.model.match import Contribution, Coverage, Gate, Match
    from skillkg.model.mention import Block

    Asked = tuple[Block, str]
    """A requirement: its block and its concept."""

FIRST: Final = 3
"""Reasons and gaps that are told first."""
_GATES: Final = ("fail", "unknown", "pass")

Manner = Literal["asks", "describes", "title", "about", "silent"]
"""How an ad tells a requirement: names or describes a skill, implies it by its title alone, or is
about an occupation; ``silent`` where no place says it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What the same words of a resume give to a fit."""

    total: float
    spans: tuple[Span, ...]
    parts: tuple[Contribution, ...]
    """Largest first; none where the words are those of the ad itself."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What an ad likely states and a resume does not show, or only possibly."""

    cover: Coverage
    lacking: float
    """What of the fit is not earned by it, and by those beside it."""
    beside: tuple[Coverage, ...]
    """Other occupations that are not shown: what lacks is the work, not one name of it."""
    lift: Lift | None
    """The addition that would raise the fit most, where it was computed."""


class Basis(NamedTuple):
    """A part of the fit by what it rests on: a class of evidence, or ``repeated``."""

    kind: str
    amount: float


def reasons(match: Match) -> list[Reason]:
    """The contributions, those together that rest on the same words first; largest first."""
    groups: dict[str, list[Contribution]] = {}
    for part in ledger.ordered_contributions(match):
        first = one_line(part.skill_spans[0].quote).casefold() if part.skill_spans else ""
        groups.setdefault(first, []).append(part)
    found = [
        Reason(fsum(c.contribution for c in parts), parts[0].skill_spans, tuple(parts))
        for parts in groups.values()
    ]
    if match.repetitions:
        spans = tuple(each.evidence for each in match.repetitions)
        found.append(Reason(match.repeated, spans, ()))
    return sorted((each for each in found if each.total > 0), key=lambda each: -each.total)


def gaps(match: Match) -> list[Gap]:
    """What is missing or possibly related only, the largest first; occupations are one gap."""
    open_ = [c for c in ledger.ordered_coverage(match) if c.status in ("missing", "learned")]
    lacks, lifts = lacking(match), _lifts(match)

    def lack(cover: Coverage) -> float:
        return lacks.get((cover.block, cover.requirement), 0.0)

    work = sorted((c for c in open_ if c.block == "occupations"), key=lambda c: -lack(c))
    groups = [[c] for c in open_ if c.block == "skills"] + ([work] if work else [])
    found = [
        Gap(
            group[0],
            fsum(map(lack, group)),
            tuple(group[1:]),
            lifts.get((group[0].block, group[0].requirement)),
        )
        for group in groups
    ]
    return sorted(found, key=lambda gap: -gap.lacking)


def _lifts(match: Match) -> dict[Asked, Lift]:
    told = match.explanation.lifts if match.explanation else ()
    return {(lift.block, lift.requirement): lift for lift in told}


def worth(match: Match) -> dict[Asked, float]:
    """What each requirement could add to the fit at most; they sum to 1, with what is repeated."""
    totals = {
        block: fsum(e.weight for e in match.ad.profile if e.block == block) or 1.0
        for block in match.scales
    }
    weights = {
        (e.block, e.concept): int(e.weight / totals[e.block] * UNIT) / UNIT
        for e in match.ad.profile
        if e.block in totals
    }
    weights |= {(c.block, c.requirement): c.requirement_weight for c in match.contributions}
    return {
        asked: scale.weight * weight / scale.total
        for asked, weight in weights.items()
        if (scale := match.scales.get(asked[0]))
    }


def earned(match: Match) -> dict[Asked, float]:
    """What each requirement adds to the fit."""
    return {(row.block, row.requirement): row.total for row in ledger.rows(match)}


def lacking(match: Match) -> dict[Asked, float]:
    """What of the fit each requirement does not earn."""
    got = earned(match)
    return {asked: max(0.0, most - got.get(asked, 0.0)) for asked, most in worth(match).items()}


def best_shown(match: Match) -> list[Coverage]:
    """What the ad likely states and the resume shows, what adds most first."""
    got = earned(match)
    shown = [c for c in match.coverage if c.status not in ("missing", "learned")]
    return sorted(shown, key=lambda c: (-got.get((c.block, c.requirement), 0.0), c.requirement))


def ordered_gates(match: Match) -> list[Gate]:
    """Gates that are failed first, then what is unknown; else in their order."""
    return sorted(match.gates, key=lambda gate: _GATES.index(gate.status))


def basis(match: Match) -> list[Basis]:
    """The fit by what it rests on, what says most first."""
    amounts = dict.fromkeys((*EVIDENCE_CLASSES, "repeated"), 0.0)
    for part in match.contributions:
        amounts[evidence_class(part.path)] += part.contribution
    amounts["repeated"] = match.repeated
    return [Basis(kind, amount) for kind, amount in amounts.items() if amount]


def manner(match: Match, block: Block, concept: str, spans: Sequence[Span]) -> Manner:
    """How the ad tells a requirement."""
    titles = [each.span for each in match.sentences if each.role == "title"]
    if not spans:
        return "silent"
    if all(any(_is_in(span, title) for title in titles) for span in spans):
        return "title"
    if block == "occupations":
        return "about"
    entries = (e for e in match.ad.profile if (e.block, e.concept) == (block, concept))
    return "describes" if any(entry.is_described for entry in entries) else "asks"


def unread(match: Match) -> Iterator[Span]:
    """Sentences of the ad that ask for something, and were not understood."""
    for each in match.sentences:
        if each.role in ("required", "preferred") and not each.is_understood:
            yield each.span


def overlapping(spans: Iterable[Span], place: Span) -> bool:
    """Whether one of the spans has a part of a place."""
    return any(span.start < place.end and place.start < span.end for span in spans)


def _is_in(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
