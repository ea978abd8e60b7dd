"""How an explanation measures up: what was measured of it, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillkg.explanation.ledger import TOLERANCE
from skillkg.explanation.report.amounts import percent, rounded
from skillkg.model.counterfactual import LineSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.explanation.report.catalogue import Catalogue
    from skillkg.model.counterfactual import AdditionSet
    from skillkg.model.explanation import Explanation, Moved, PathFaithfulness
    from skillkg.model.match import Match


class Measure(NamedTuple):
    """What is asked of an explanation, and what was found."""

    question: str
    found: tuple[str, ...]


def measures(match: Match, catalogue: Catalogue) -> Iterator[Measure]:
    """What was measured of the explanation of a match."""
    say, told = catalogue.say, match.explanation
    off, allowed = f"{match.additivity:.1g}", f"{TOLERANCE:.9f}"
    key = "additivity" if match.additivity <= TOLERANCE else "no_additivity"
    added = say(f"measures.{key}", difference=off, tolerance=allowed)
    yield Measure(
        say("measures.adds_up"), (added,) if told else (added, say("measures.not_computed"))
    )
    if told is None:
        return
    for name, found in (
        ("which_lines", _lines(match, told, catalogue)),
        ("which_paths", _paths(told.paths, catalogue)),
        ("which_changes", _changes(told, catalogue)),
    ):
        if said := tuple(found):
            yield Measure(say(f"measures.{name}"), said)
    yield Measure(say("measures.stability"), tuple(_stability(told.stability, catalogue)))


def _lines(match: Match, told: Explanation, catalogue: Catalogue) -> Iterator[str]:
    n, without, alone = told.faithfulness
    if not n:
        return
    left, lost = rounded(match.fit - without), rounded(max(without, 0))
    yield catalogue.say("measures.comprehensiveness", n=n, without=left, lost=lost)
    left, lost = rounded(match.fit - alone), rounded(max(alone, 0))
    yield catalogue.say("measures.sufficiency", n=n, alone=left, lost=lost)


def _paths(told: PathFaithfulness, catalogue: Catalogue) -> Iterator[str]:
    if not told.contributed:
        yield catalogue.say("measures.no_paths")
        return
    contributed, lost = rounded(told.contributed), percent(told.lost / told.contributed)
    yield catalogue.say("measures.paths", n=told.paths, contributed=contributed, lost=lost)
    if told.comparable:
        kept = percent(told.placebo / told.comparable)
        yield catalogue.say("measures.placebo", n=told.compared, kept=kept)
    else:
        yield catalogue.say("measures.no_placebo")


def _changes(told: Explanation, catalogue: Catalogue) -> Iterator[str]:
    removal, sufficient, additions = told.removal, told.sufficient, told.additions
    changes: list[LineSet | AdditionSet] = [
        each for each in (removal, sufficient, additions) if each is not None and each.size
    ]
    if not changes:
        yield catalogue.say("measures.no_changes")
        return
    valid = sum((each is removal) == (each.fit < told.cut) for each in changes)
    sizes = "; ".join(_size(each, catalogue) for each in changes)
    yield catalogue.say("measures.changes", n=len(changes), sizes=sizes, valid=valid)
    if proven := sum(each.is_proven for each in changes):
        yield catalogue.say("measures.proven", n=proven)


def _stability(told: Sequence[Moved] | None, catalogue: Catalogue) -> Iterator[str]:
    if not told:
        yield catalogue.say("measures.not_stability")
        return
    moves = ", ".join(
        catalogue.say(f"altered.{each.alteration}", moved=rounded(abs(each.moved))) for each in told
    )
    yield catalogue.say("measures.moved", moves=moves)
    yield catalogue.say("measures.strongest", share=percent(min(each.shared for each in told)))


def _size(change: LineSet | AdditionSet, catalogue: Catalogue) -> str:
    unit = f"{change.unit}s" if isinstance(change, LineSet) else "additions"
    return catalogue.say(f"measures.{unit}", n=change.size)
