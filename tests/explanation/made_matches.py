"""Concepts, paths and matches of nothing but amounts, to test with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as v
from skillkg.model.document import Span
from skillkg.model.graph import NO_PATH, Path, Step
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

SKILL = v.ESCO_DATA + "skill/"
OCCUPATION = v.ESCO_DATA + "occupation/"
SQL, PYTHON, PHP, CSS, RUST = (
    SKILL + code for code in ("598de5b0", "ccd0a1d9", "71dd57e1", "e4430fb7", "0ea4af6c")
)
WEB, DATA = OCCUPATION + "c40a2919", OCCUPATION + "d3edb8f8"
GRAPH = v.graph_iri("esco", "1.1.1")

TITLE = Span(0, 13, "Web developer")
PAST = Span(40, 52, "Data analyst")


def essential(occupation: str, skill: str, *, forward: bool) -> Step:
    ends = (occupation, skill) if forward else (skill, occupation)
    return Step(*ends, "essential", v.ESCO_ESSENTIAL_SKILL, 0.8, GRAPH, forward)


OVER = Path((essential(DATA, PYTHON, forward=True),))


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


def many(match: Match, count: int) -> Match:
    """The match with so many small contributions in place of its own."""
    first = match.contributions[0]
    pairs = (
        replace(
            first,
            requirement=f"urn:r:{n}",
            skill=f"urn:r:{n}",
            path=Path(),
            contribution=0.01,
            requirement_weight=0.04,
            offer=1.0,
        )
        for n in range(count)
    )
    return replace(match, contributions=tuple(pairs))
