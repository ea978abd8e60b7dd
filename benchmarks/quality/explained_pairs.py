"""Pairs of real documents whose fits are explained, and what would change them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quality.fits import Fits
    from skillkg.matching.matcher import Matcher
    from skillkg.matching.profile import Profile
    from skillkg.model.match import Match

SEED, SELECTED, BEHIND, OF_EACH = 0, 10, 100, 3
"""How many resumes are selected, and how many of those and of the next are asked about."""


class Pair(NamedTuple):
    """An ad and a resume, with the fit of the last that is selected for the ad."""

    match: Match
    ad: Profile
    resume: Profile
    cut: float
    is_selected: bool


def drawn(matcher: Matcher, fits: Fits) -> Iterator[Pair]:
    """Some selected resumes of each ad, and some behind them."""
    random = Random(SEED)
    for ad, row in zip(fits.profiles[0], fits.scores(DEFAULT), strict=True):
        order = np.argsort(-row, kind="stable").tolist()
        last = min(SELECTED, len(order) // 2)
        for places in (range(last), range(last, min(BEHIND, len(order)))):
            for place in random.sample(places, min(OF_EACH, len(places))):
                resume = fits.profiles[1][order[place]]
                cut = float(row[order[last - 1]])
                yield Pair(matcher.explain(ad, resume), ad, resume, cut, place < last)
