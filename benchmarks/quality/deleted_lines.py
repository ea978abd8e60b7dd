"""Which lines explain a score: comprehensiveness and sufficiency (ERASER) of three explanations.

Each names lines of a resume, the most important first, and is judged on the score that it explains:
how much is lost without the first k of its lines, and how much by these alone. Random lines are
the placebo of both scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from common import Table

from skillkg.matching.counterfactuals.deleted import DeletedFits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quality.encoders import Encoded
    from quality.explained_pairs import Pair
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.profile import Profile

    Score = Callable[[Bools], Float64s]
    """Scores of sets of lines, shape (sets, lines)."""

TOKENS: Final = 256
"""As many as MiniLM reads; no word is less than one."""
SIZES: Final = (1, 3, 5)
"""How many lines are taken away, or left alone."""
COLUMNS = (
    *(f"comprehensiveness, {k}" for k in SIZES),
    "mean",
    *(f"sufficiency, {k}" for k in SIZES),
    "mean",
    "without any line",
)


class Judged(NamedTuple):
    """What an explanation of one pair comes to, as shares of the score."""

    comprehensiveness: Sequence[float]
    """By ``SIZES``."""
    sufficiency: Sequence[float]
    floor: float
    """The score without any line."""


@dataclass(frozen=True)
class Explained:
    """A score of one ad and one resume, as a function of the lines that are left of the resume."""

    score: Score
    lines: int
    seed: int

    def effects(self) -> Float64s:
        """What each line is worth: the score less that without it."""
        kept = np.ones((1 + self.lines, self.lines), dtype=bool)
        kept[1 + np.arange(self.lines), np.arange(self.lines)] = False
        scores = self.score(kept)
        return scores[0] - scores[1:]

    @property
    def by_effect(self) -> Ints:
        """The order of lines in which what goes with each of them is largest first."""
        return np.argsort(-self.effects(), kind="stable")

    @property
    def by_chance(self) -> Ints:
        """A random order of lines."""
        return np.random.default_rng(self.seed).permutation(self.lines)

    def judged(self, order: Ints) -> Judged:
        """Judge lines in an order."""
        chosen = np.zeros((len(SIZES), self.lines), dtype=bool)
        for row, k in enumerate(SIZES):
            chosen[row, order[:k]] = True
        ends = np.vstack([np.ones(self.lines, dtype=bool), np.zeros(self.lines, dtype=bool)])
        whole, floor, *scores = self.score(np.vstack([ends, ~chosen, chosen])).tolist()
        shares = [(whole - each) / whole for each in scores]
        return Judged(shares[: len(SIZES)], shares[len(SIZES) :], floor / whole)


def explained_fit(ad: Profile, resume: Profile, seed: int) -> Explained:
    """The fit, with lines deleted from what was read."""
    fits = DeletedFits(ad, resume)
    return Explained(fits.fits, len(fits.lines), seed)


def explained_cosine(vectors: Encoded, ad: Profile, resume: Profile, seed: int) -> Explained:
    """The cosine of an encoder's vectors of the ad and of the same lines, as far as it reads."""
    quotes = [span.quote for span in DeletedFits(ad, resume).lines.spans]
    (wanted,) = vectors([ad.reading.document.text])

    def score(kept: Bools) -> Float64s:
        texts = [_begin("\n".join(compress(quotes, row))) for row in kept.tolist()]
        return np.asarray(vectors(texts) @ wanted, dtype=np.float64)

    return Explained(score, len(quotes), seed)


def _begin(text: str) -> str:
    """What an encoder of so many tokens reads, and not much more: equal ones are encoded once."""
    return " ".join(text.split()[:TOKENS])


def lines_table(pairs: Sequence[Pair], vectors: Encoded) -> Table:
    """A row for each explanation: means over pairs, as shares of the score that it explains."""
    asked = [(pair.ad, pair.resume, n) for n, pair in enumerate(pairs)]
    rows: list[list[str | float]] = []
    for name, several in (
        ("the fit", [explained_fit(*each) for each in asked]),
        ("MiniLM’s cosine", [explained_cosine(vectors, *each) for each in asked]),
    ):
        by_effect = [each.judged(each.by_effect) for each in several]
        by_chance = [each.judged(each.by_chance) for each in several]
        rows.append([f"{name}: lines of the largest effects", *_means(by_effect)])
        rows.append([f"{name}: random lines (placebo)", *_means(by_chance)])
    title = "The first lines of explanations, as shares of the score that each explains"
    return Table(["explanation", *COLUMNS], rows, title)


def _means(judged: Sequence[Judged]) -> list[float]:
    comprehensive = np.mean([each.comprehensiveness for each in judged], axis=0)
    sufficient = np.mean([each.sufficiency for each in judged], axis=0)
    floor = float(np.mean([each.floor for each in judged]))
    columns = (*comprehensive, comprehensive.mean(), *sufficient, sufficient.mean(), floor)
    return list(map(float, columns))
