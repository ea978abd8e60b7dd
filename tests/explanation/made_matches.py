"""Matches of nothing but amounts, to test sums and orders with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.model.graph import NO_PATH
from skillkg.model.match import Contribution, Match, Side
from skillkg.model.parameters import (
    ClassifierParameters,
    CoverageParameters,
    KernelParameters,
    MatchParameters,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

CLASSIFIER: Final = ClassifierParameters("sha256:e", -1.5, {"cosine": 2.5}, (0.1, 1.0, 1.2), 0.4)
PARAMETERS: Final = MatchParameters(
    classifiers={"skills": CLASSIFIER},
    coverage=CoverageParameters(2, 0.3),
    encoder="sha256:e",
    implied_by=("essential",),
    kernel=KernelParameters({"skills": ("broader",), "occupations": ("exactMatch",)}, 1, 0.3),
    strengths={"broader": 0.6, "essential": 0.8, "exactMatch": 1.0},
    without=("optional",),
)


def made_of(amounts: Iterable[float]) -> Match:
    """A match with a contribution of each amount, to one of seven requirements."""
    contributions = tuple(
        Contribution(f"urn:r:{n % 7}", f"urn:s:{n}", "skills", amount, NO_PATH, (), ())
        for n, amount in enumerate(amounts)
    )
    return Match(Side("ad"), Side("resume"), contributions, (), (), (), PARAMETERS)
