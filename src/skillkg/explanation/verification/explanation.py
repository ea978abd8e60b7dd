"""Whether what is told of a match besides its parts goes with them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import fsum, isclose
from typing import TYPE_CHECKING, Final, get_args

from skillkg.explanation.ledger import ordered_contributions
from skillkg.explanation.verification.sums import asked_of
from skillkg.matching.counterfactuals.additions import HELD, STATED
from skillkg.matching.explaining import SHOWN
from skillkg.matching.scoring import UNIT, units
from skillkg.matching.sureness import READINGS
from skillkg.matching.understood import Understood
from skillkg.model.counterfactual import FEW
from skillkg.model.explanation import AlterationName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.model.counterfactual import Addition, AdditionSet, Lift, LineSet, Worth
    from skillkg.model.explanation import Explanation, Moved
    from skillkg.model.match import Contribution, Match
    from skillkg.model.mention import Block

CLOSE: Final = 1e-9
"""How far figures may be from each other that were added in another order."""


def explanation_differences(match: Match) -> Iterator[str]:
    """Worth, counterfactuals and sureness go with the parts; more of them the documents show."""
    told = match.explanation
    if told is None:
        return
    yield from _worth(match, told.worth)
    yield from _changes(match, told)
    gains = _Gains(match)
    for each in match.additions:
        yield from _addition(match, gains, each)
    for lift in told.lifts:
        yield from _lift(match, gains, lift)
    lacking = [lift.lacking for lift in told.lifts]
    if len(lacking) > SHOWN or lacking != sorted(lacking, reverse=True):
        yield "what lifts the fit is not what lacks most, and first"
    yield from _sureness(match, told)
    yield from _measures(match, told)


def _worth(match: Match, worth: Worth) -> Iterator[str]:
    if not isclose(worth.fit, match.fit, abs_tol=CLOSE):
        yield f"lines are worth something to a fit of {worth.fit!r}, which is {match.fit!r}"
    parts = [(c.requirement, c.block, c.contribution) for c in ordered_contributions(match)]
    if [(c.requirement, c.block, c.contribution) for c in worth.contributions] != parts:
        yield "lines are worth something to other contributions than there are"
    spans = [each.line for each in worth.lines]
    if spans != sorted(set(spans)):
        yield "lines of the resume are not in text order, each once"
    for part in worth.contributions:
        if len(part.lines) == 1 and not isclose(part.lines[0].loss, part.loss, abs_tol=CLOSE):
            yield f"{match.label(part.requirement)}: one line takes more, or less, than all do"
    yield from _resting(match, worth)


def _resting(match: Match, worth: Worth) -> Iterator[str]:
    """On lines rests what the contributions and repetitions add that name them."""
    spans = [each.line for each in worth.lines]
    resting: dict[object, float] = defaultdict(float)
    for part in worth.contributions:
        for each in part.lines:
            resting[each.line] += part.contribution
    for repetition in match.repetitions:
        place = bisect_right([each.end for each in spans], repetition.evidence.start)
        resting[spans[min(place, len(spans) - 1)]] += repetition.contribution
    for line in worth.lines:
        if not isclose(line.resting, resting.pop(line.line, 0.0), abs_tol=CLOSE):
            yield f"on “{line.line.quote:.40}” rests other than {line.resting!r}"
    if resting:
        yield f"{len(resting)} lines that something rests on are not told of"


def _changes(match: Match, told: Explanation) -> Iterator[str]:
    """Sets of lines and of additions do what they are told of for."""
    cut, fit = told.cut, match.fit
    if (told.removal is not None) != (0 < cut <= fit):
        yield f"whether the fit can fall is told, or not, for a fit of {fit!r} and a cut of {cut!r}"
    if told.removal is not None:
        yield from _removed(told.removal, told.worth, cut)
    if (told.sufficient is not None) != (0 < cut <= fit):
        yield f"whether lines are enough is told, or not, for a fit of {fit!r} and a cut of {cut!r}"
    if told.sufficient is not None:
        yield from _lines("by some lines", told.sufficient, told.worth)
        if told.sufficient.fit < cut:
            yield f"by some lines the fit is {told.sufficient.fit!r}, for a cut of {cut!r}"
    if told.additions is not None:
        yield from _added(told.additions, cut, fit)
    yield from _flips(match, told)


def _flips(match: Match, told: Explanation) -> Iterator[str]:
    """To change places with others of a ranking takes what it is told to take."""
    standing, fit = match.decision.standing, match.fit
    rank, ranks = standing.rank, [flip.rank for flip in told.flips]
    if ranks != sorted({*ranks} & {*range(1, (standing.pool_size or max(ranks, default=0)) + 1)}):
        yield f"ranks {ranks} to change places with are not in order"
    for flip in told.flips:
        if rank and (flip.rank == rank or (flip.rank < rank) != (flip.fit > fit)):
            yield f"a fit of {flip.fit!r} of rank {flip.rank}, beside {fit!r} of rank {rank}"
        if (flip.removal is not None) != (0 < flip.fit <= fit):
            yield f"whether it can fall behind rank {flip.rank} is told, or not"
        if flip.removal is not None:
            yield from _removed(flip.removal, told.worth, flip.fit)
        if flip.additions is not None:
            yield from _added(flip.additions, flip.fit, fit)


def _removed(told: LineSet, worth: Worth, cut: float) -> Iterator[str]:
    """Without lines, or jobs and sections, a fit falls below a cut."""
    lines = {each.line: each for each in worth.lines}
    yield from _lines("without some lines", told, worth)
    one = lines.get(told.lines[0]) if (told.unit, told.size) == ("line", 1) else None
    if one and not isclose(told.fit, worth.fit - one.effect, abs_tol=CLOSE):
        yield f"without “{one.line.quote:.40}” the fit is not {told.fit!r}"
    if not told.fit < cut <= worth.fit + CLOSE:
        yield f"without some lines the fit is {told.fit!r}, for a cut of {cut!r}"


def _added(told: AdditionSet, cut: float, fit: float) -> Iterator[str]:
    """A few additions, no more than it takes, or none and how many it takes at least."""
    most = fit + sum(each.gain for each in told.additions)
    if not told.additions:
        if not (fit < cut and isclose(told.fit, fit, abs_tol=CLOSE) and 0 < told.least <= FEW + 1):
            yield f"{told.least} additions at least, none told, and a fit of {told.fit!r}"
    elif not fit < cut <= told.fit <= most + CLOSE:
        yield f"with additions the fit is {told.fit!r}, for a cut of {cut!r}"
    elif not told.least == len(told.additions) <= FEW:
        yield f"{told.least} additions at least, and {len(told.additions)} told"


def _lines(name: str, told: LineSet, worth: Worth) -> Iterator[str]:
    known = {each.line for each in worth.lines}
    if told.unit == "line" and not told.size == told.least == told.least_lines <= FEW:
        yield f"{name}: {told.size} lines, where it takes {told.least_lines}, and {FEW} at most"
    if not 1 <= told.least_lines <= FEW + 1:
        yield f"{name}: {told.least_lines} lines at least"
    if not known.issuperset(told.lines) or list(told.lines) != sorted(set(told.lines)):
        yield f"{name}: not lines of the resume in text order"
    if not 1 <= told.least <= len(told.lines):
        yield f"{name}: {told.least} at least, and {len(told.lines)} told"


@dataclass(frozen=True)
class _Gains:
    """What a match has for requirements, and what more of it would add."""

    match: Match

    @cached_property
    def parts(self) -> dict[tuple[Block, str], Contribution]:
        return {(part.block, part.requirement): part for part in self.match.contributions}

    @cached_property
    def _asked(self) -> dict[Block, dict[str, float]]:
        return asked_of(self.match)

    def lacking(self, block: Block, concept: str, offer: float) -> float:
        """What an offer for a requirement adds to the fit."""
        if (scale := self.match.scales.get(block)) is None:
            return 0.0
        return scale.weight * self._asked[block].get(concept, 0.0) * offer / scale.total


def _addition(match: Match, gains: _Gains, told: Addition) -> Iterator[str]:
    """An addition starts from the offer that the resume has for it already."""
    name = f"{match.label(told.concept)} in addition"
    part = gains.parts.get((told.block, told.concept))
    known = (part.skill, part.offer, part.path.steps) if part else (None, 0.0, ())
    if (told.nearest, told.offer, told.path.steps) != known:
        yield f"{name}: its nearest is {told.nearest}, with {told.offer!r}, and not {known[:2]}"
    if told.weight != (STATED if told.block == "skills" else HELD):
        yield f"{name} weighs {told.weight!r}"
    more = units(told.weight) / UNIT - told.offer
    if told.gain + CLOSE < gains.lacking(told.block, told.concept, more):
        yield f"{name} adds {told.gain!r}, which is too little"


def _lift(match: Match, gains: _Gains, told: Lift) -> Iterator[str]:
    part = gains.parts.get((told.block, told.requirement))
    lacking = gains.lacking(told.block, told.requirement, 1 - (part.offer if part else 0.0))
    if not isclose(told.lacking, lacking, abs_tol=CLOSE):
        yield f"{match.label(told.requirement)} lacks {lacking!r}, not {told.lacking!r}"


def _sureness(match: Match, told: Explanation) -> Iterator[str]:
    sure, needs = told.sureness, Understood(match.sentences)
    asking, unread = len(needs.asking), len(needs.unread)
    understood = (asking - unread) / asking if asking else None
    if sure.understood != understood:
        yield f"{sure.understood!r} of what the ad asks for was understood, not {understood!r}"
    if not (0 <= sure.low <= sure.high <= 1 + CLOSE) or sure.readings != READINGS:
        yield f"{sure.readings} readings give from {sure.low!r} to {sure.high!r}"


def _measures(match: Match, told: Explanation) -> Iterator[str]:
    """Measures of the explanation are possible; what they come to, documents show."""
    if told.additivity != (off := match.additivity):
        yield f"the fit is off the sum of its parts by {off!r}, not {told.additivity!r}"
    paths, over = told.paths, [c.contribution for c in match.contributions if c.path.steps]
    if paths.paths != len(over) or not isclose(paths.contributed, fsum(over), abs_tol=CLOSE):
        yield f"{paths.paths} paths carry {paths.contributed!r}, not {len(over)} {fsum(over)!r}"
    if not 0 <= paths.lost <= paths.contributed + CLOSE:
        yield f"without their paths {paths.lost!r} is lost of {paths.contributed!r}"
    if not 0 <= paths.placebo <= paths.comparable + CLOSE <= paths.contributed + 2 * CLOSE:
        yield f"placebos carry {paths.placebo!r} in place of {paths.comparable!r}"
    if not 0 <= paths.compared <= paths.paths or bool(paths.compared) != (paths.comparable > 0):
        yield f"{paths.compared} placebos, which are in place of {paths.comparable!r}"
    if told.stability is not None:
        yield from _stability(told.stability)
    if told.faithfulness.lines != min(SHOWN, len(told.worth.lines)):
        yield f"faithfulness looks at {told.faithfulness.lines} lines"


def _stability(told: Sequence[Moved]) -> Iterator[str]:
    """Each change is told once; what they come to, documents show."""
    names = [each.alteration for each in told]
    if names != [each for each in get_args(AlterationName) if each in names]:
        yield f"stability is told of {', '.join(names)}"
    for each in told:
        if not each.texts or abs(each.moved) > 1:
            said = f"{each.texts} texts with another {each.alteration}"
            yield f"with {said} the fit moves by {each.moved!r}"
