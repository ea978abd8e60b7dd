"""How far fits and their strongest parts move with what should not matter, over real pairs."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Final, get_args

import numpy as np
from common import Figure, Table

from skillkg.matching.stability import STRONGEST, stability
from skillkg.model.explanation import AlterationName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quality.explained_pairs import Pair
    from skillkg.matching.matcher import Matcher
    from skillkg.model.explanation import Moved
    from skillkg.model.match import Match

    Moves = Mapping[str, Sequence[Moved]]

SEED, PAIRS = 0, 40
WHO: Final = ("name", "pronouns", "address")
PROTECTED, LOWERED = 1e-3, 0.01
"""Bars: how far who somebody is may move a fit, and how far an addition may lower it."""
COLUMNS = ("pairs", "lowest", "median", "highest", "95 % within", "strongest stay", "least")


def moves(matcher: Matcher, pairs: Sequence[Pair]) -> Moves:
    """Change the resumes of some pairs, and read them again; by what was changed."""
    found: dict[str, list[Moved]] = defaultdict(list)
    for pair in Random(SEED).sample(pairs, min(PAIRS, len(pairs))):
        for each in stability(matcher.profile, pair.ad, pair.resume.reading.document):
            found[each.alteration].append(each)
    return found


def moves_table(moved: Moves, pairs: Sequence[Pair]) -> Table:
    """A row for each change; and for the strongest parts, the placebo: another resume's."""
    rows: list[list[str | float]] = []
    for name in get_args(AlterationName):
        if some := moved.get(name):
            fits, shared = np.array([m.moved for m in some]), [m.shared for m in some]
            spread = fits.min(), np.median(fits), fits.max(), np.quantile(np.abs(fits), 0.95)
            numbers = (*spread, np.mean(shared), min(shared))
            rows.append([name, str(len(some)), *map(float, numbers)])
    shared = list(_of_others(pairs))
    if shared:
        row = ["placebo: another resume for the ad", str(len(shared)), "", "", "", ""]
        rows.append([*row, float(np.mean(shared)), min(shared)])
    return Table(["what is changed", *COLUMNS], rows, "What should not matter")


def move_figures(moved: Moves) -> Iterator[Figure]:
    """Bars for who somebody is, and for what is added."""
    for name in WHO:
        most = max(abs(each.moved) for each in moved[name])
        what = f"another {name}: greatest change of a fit"
        yield Figure(what, most, "", "≤ 0.001", most <= PROTECTED)
    least = min(each.moved for each in moved["additions"])
    yield Figure("additions: lowest change of a fit", least, "", "≥ -0.01", least >= -LOWERED)


def _of_others(pairs: Sequence[Pair]) -> Iterator[float]:
    """Shares of the strongest requirements that are so for another resume of the same ad, too."""
    for one, other in pairwise(pairs):
        if one.ad is other.ad and (strongest := _strongest(one.match)):
            yield len(strongest & _strongest(other.match)) / len(strongest)


def _strongest(match: Match) -> frozenset[tuple[str, str]]:
    return frozenset((each.block, each.requirement) for each in match.contributions[:STRONGEST])
