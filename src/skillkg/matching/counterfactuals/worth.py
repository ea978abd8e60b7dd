"""What each line of a resume is worth: the fit with it, and without it."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from skillkg.model.counterfactual import ContributionWorth, LineLoss, LineWorth, Worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.matching.counterfactuals.deleted import DeletedFits
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.model.document import Span
    from skillkg.model.match import Match


def worth(fits: DeletedFits, match: Match) -> Worth:
    """Delete each line of a resume by itself, and each contribution's lines together.

    Args:
        fits: of what is left of the resume.
        match: of the ad with the resume.
    """
    lines, count = fits.lines, len(fits.lines)
    resting_on = cache(partial(_resting, lines))  # many contributions start from one occupation
    resting = [resting_on(part.skill) for part in match.contributions]
    places = {requirement: n for n, requirement in enumerate(fits.requirements)}
    columns = [places[part.block, part.requirement] for part in match.contributions]
    single = np.vstack([np.ones((1, count), dtype=bool), ~np.eye(count, dtype=bool)])
    offers = np.vstack([fits.offers(single), _without_all(fits, resting, columns)])
    repeated = fits.repeated(single)
    every = fits.of(offers[: 1 + count], repeated)
    parts = fits.parts(offers, repeated[:1].repeat(len(offers)))  # by the scale of the match
    effects, lost = (every[0] - every[1:]).tolist(), parts[0] - parts[1:]
    shares = _shares(lines, match, resting)
    return Worth(
        float(every[0]),
        tuple(map(LineWorth, lines.spans, effects, shares.tolist())),
        tuple(_contributions(lines, match, resting, lost[:, columns])),
    )


def _without_all(fits: DeletedFits, resting: Sequence[Ints], columns: Sequence[int]) -> Float64s:
    """Offers without all lines of each contribution, for what it is of: (contributions, …)."""
    kept = np.ones((len(resting), len(fits.lines)), dtype=bool)
    for row, some in zip(kept, resting, strict=True):
        row[some] = False
    sets, which = np.unique(kept, axis=0, return_inverse=True)
    wanted = np.zeros((len(sets), len(fits.requirements)), dtype=bool)
    wanted[which, columns] = True
    offers: Float64s = fits.offers(sets, wanted=wanted)[which]
    return offers


def _shares(lines: Lines, match: Match, resting: Sequence[Ints]) -> Float64s:
    """Sum of what names each line as evidence: shape (lines,)."""
    shares = np.zeros(len(lines))
    for contribution, some in zip(match.contributions, resting, strict=True):
        shares[some] += contribution.contribution
    for repetition in match.repetitions:
        shares[lines.at(repetition.evidence)] += repetition.contribution
    return shares


def _contributions(
    lines: Lines, match: Match, resting: Sequence[Ints], lost: Float64s
) -> Iterator[ContributionWorth]:
    """What of each contribution goes with its lines.

    Args:
        lines: of the resume.
        match: has the contributions.
        resting: the lines of each.
        lost: what of each contribution goes with each line, then with all lines of each: shape
            (lines + contributions, contributions).
    """
    for place, (part, some) in enumerate(zip(match.contributions, resting, strict=True)):
        column = lost[:, place].tolist()
        yield ContributionWorth(
            part.requirement,
            part.block,
            part.contribution,
            tuple(LineLoss(lines.spans[line], column[line]) for line in some.tolist()),
            column[len(lines) + place],
        )


def _resting(lines: Lines, concept: str) -> Ints:
    """The lines that a concept of the resume rests on, all of its evidence included."""
    profile = lines.profile
    if concept in profile.stated_skills:
        spans: Iterable[Span] = profile.stated_skills[concept].spans
        return np.unique([lines.at(span) for span in spans])
    entry = profile.occupation(concept)
    quotes = [evidence.span for evidence in entry.evidence] or entry.spans
    return np.unique([n for span in quotes for n in lines.within(span)])
