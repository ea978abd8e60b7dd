"""Matches of nothing but amounts, to test sums and orders with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.model.graph import NO_PATH
from skillkg.model.match import BlockScale, Contribution, Match, Side
from skillkg.model.parameters import ClassifierParameters, MatchParameters

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODER: Final = "sha256:" + 64 * "e"
CLASSIFIER: Final = ClassifierParameters(ENCODER, -1.5, ("cosine",), (2.5,), (0.1, 1.0, 1.2), 0.4)
PARAMETERS: Final = MatchParameters(
    classifiers={"skills": CLASSIFIER},
    encoders=(ENCODER,),
    implied_by=("essential",),
    kinds={"skills": ("broader",), "occupations": ("exactMatch",)},
    language="en",
    scoring={"best": 2, "centre": 0.7, "name": "made", "title": 0.3, "width": 0.08},
    scoring_digest="sha256:" + 64 * "f",
    strengths={"broader": 0.6, "essential": 0.8, "exactMatch": 1.0},
    without=("optional",),
)
UNIT: Final = 4096


def made_of(parts: Iterable[int]) -> Match:
    """A match with a contribution of so many parts of 4,096 each, to requirements of its own."""
    contributions = tuple(
        Contribution(
            f"urn:r:{n}", f"urn:s:{n}", "skills", each / UNIT, NO_PATH, (), (), each / UNIT
        )
        for n, each in enumerate(parts)
    )
    scales = {"skills": BlockScale(1.0, 1.0)}
    return Match(
        Side("ad"), Side("resume"), contributions, (), (), (), PARAMETERS, scales=dict(scales)
    )
