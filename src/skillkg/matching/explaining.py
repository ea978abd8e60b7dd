"""What is told of a match besides its parts, in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.counterfactuals.counterfactuals import Counterfactuals
from skillkg.matching.path_faithfulness import path_faithfulness
from skillkg.matching.sureness import sureness
from skillkg.model.counterfactual import RankFlip
from skillkg.model.explanation import Explanation, Faithfulness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.matching.profile import Profile
    from skillkg.matching.understood import Understood
    from skillkg.model.counterfactual import AdditionSet, LineSet, Worth
    from skillkg.model.explanation import Moved
    from skillkg.model.match import Match

HALF: Final = 0.5
"""Share of the fit that stands in for a cut where none is given."""
SHOWN: Final = 5
"""Lines that faithfulness looks at, and ways to lift a fit that are told."""


def explained(
    match: Match,
    ad: Profile,
    resume: Profile,
    needs: Understood,
    cut: float | None,
    rivals: Mapping[int, float],
    stability: tuple[Moved, ...] | None = None,
) -> Match:
    """Add to a match what its lines are worth, what would change it, and how sure it is.

    Args:
        match: of the two.
        ad: what the ad asks for.
        resume: what the resume offers.
        needs: how much of the ad was understood.
        cut: fit at which it would be another decision; where None, half of the fit.
        rivals: fits of other resumes in a ranking, by their ranks; equal ones are passed over.
        stability: what changes of the resume come to that should not matter, where it is known.
    """
    others = Counterfactuals(ad, resume)
    worth = others.worth(match)
    least = HALF * match.fit if cut is None else cut
    explanation = Explanation(
        cut=least,
        worth=worth,
        removal=_removal(others, match.fit, least),
        sufficient=others.sufficient(least) if 0 < least <= match.fit else None,
        additions=_additions(others, match.fit, least),
        flips=tuple(
            _flip(others, match.fit, rank, rivals[rank])
            for rank in sorted(rivals)
            if rivals[rank] != match.fit
        ),
        lifts=tuple(others.lifts(SHOWN)),
        sureness=sureness(ad, resume, needs),
        additivity=match.additivity,
        faithfulness=_faithfulness(others, worth),
        paths=path_faithfulness(resume, match),
        stability=stability,
    )
    return replace(match, explanation=explanation)


def _flip(others: Counterfactuals, fit: float, rank: int, rival: float) -> RankFlip:
    """What it takes to fall below the fit of a rival, or to reach it."""
    return RankFlip(rank, rival, _removal(others, fit, rival), _additions(others, fit, rival))


def _removal(others: Counterfactuals, fit: float, cut: float) -> LineSet | None:
    """What takes a fit below a cut, where it is not below it, and can be."""
    return others.removal(cut) if 0 < cut <= fit else None


def _additions(others: Counterfactuals, fit: float, cut: float) -> AdditionSet | None:
    """What takes a fit up to a cut, where it is below it."""
    return others.additions(cut) if fit < cut else None


def _faithfulness(others: Counterfactuals, worth: Worth) -> Faithfulness:
    """What the lines with the largest effects do together."""
    effects = np.array([line.effect for line in worth.lines])
    shown = np.argsort(-effects, kind="stable")[:SHOWN]
    without, alone = others.fits_without(shown)
    return Faithfulness(len(shown), worth.fit - without, worth.fit - alone)
