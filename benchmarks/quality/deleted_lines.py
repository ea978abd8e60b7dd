"""Which lines explain a score: comprehensiveness and sufficiency (ERASER) of three explanations.

Each names lines of a resume, the most important first, and is judged on the score that it explains:
how much is lost without the first k of its lines, and how much by these alone. Random lines are
the placebo of both scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.matching.counterfactuals.deleted import DeletedFits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quality.encoders import Encoded
    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.profile import Profile

    Score = Callable[[Bools], Float64s]
    """Scores of sets of lines, shape (sets, lines)."""

SIZES: Final = (1, 3, 5)
"""How many lines are taken away, or left alone."""
OURS, MINILM = "fit", "MiniLM’s cosine"
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
    seed: str

    def effects(self) -> Float64s:
        """What each line is worth: the score less that without it."""
        kept = np.ones((1 + self.lines, self.lines), dtype=bool)
        kept[1 + np.arange(self.lines), np.arange(self.lines)] = False
        scores = self.score(kept)
        return scores[0] - scores[1:]

    def by_effect(self) -> Judged:
        """Judge leaving lines out one by one."""
        return self.judged(np.argsort(-self.effects(), kind="stable"))

    def by_chance(self) -> Judged:
        """Judge lines in a random order."""
        order = list(range(self.lines))
        Random(self.seed).shuffle(order)
        return self.judged(np.array(order, dtype=np.int64))

    def judged(self, order: Ints) -> Judged:
        """Judge lines in an order."""
        chosen = np.zeros((len(SIZES), self.lines), dtype=bool)
        for row, k in enumerate(SIZES):
            chosen[row, order[:k]] = True
        ends = np.vstack([np.ones(self.lines, dtype=bool), np.zeros(self.lines, dtype=bool)])
        whole, floor, *scores = self.score(np.vstack([ends, ~chosen, chosen])).tolist()
        shares = [(whole - each) / whole for each in scores]
        return Judged(shares[: len(SIZES)], shares[len(SIZES) :], floor / whole)


def explained_fit(ad: Profile, resume: Profile, seed: str) -> Explained:
    """The fit, with lines deleted from what was read."""
    fits = DeletedFits(ad, resume)
    return Explained(fits.fits, len(fits.lines), seed)


def explained_cosine(vectors: Encoded, ad: Profile, resume: Profile, seed: str) -> Explained:
    """The cosine of an encoder's vectors of the ad and of the same lines, as far as it reads."""
    quotes = [span.quote for span in DeletedFits(ad, resume).lines.spans]
    (wanted,) = vectors([ad.reading.document.text])

    def score(kept: Bools) -> Float64s:
        texts = [
            "\n".join(q for q, is_kept in zip(quotes, row, strict=True) if is_kept) for row in kept
        ]
        return np.asarray(vectors(texts) @ wanted, dtype=np.float64)

    return Explained(score, len(quotes), seed)


def rows(
    pairs: Sequence[tuple[Profile, Profile]], vectors: Encoded
) -> Iterator[tuple[str, Sequence[float]]]:
    """A row of the table for each explanation: means over pairs that have a fit."""
    fits = [explained_fit(*pair, f"{n}") for n, pair in enumerate(pairs)]
    cosines = [explained_cosine(vectors, *pair, f"{n}") for n, pair in enumerate(pairs)]
    for name, several in ((OURS, fits), (MINILM, cosines)):
        yield f"{name}: lines of the largest effects", _means([e.by_effect() for e in several])
        yield f"{name}: random lines (placebo)", _means([e.by_chance() for e in several])


def _means(judged: Sequence[Judged]) -> list[float]:
    comprehensive = np.mean([each.comprehensiveness for each in judged], axis=0)
    sufficient = np.mean([each.sufficiency for each in judged], axis=0)
    floor = float(np.mean([each.floor for each in judged]))
    columns = (*comprehensive, comprehensive.mean(), *sufficient, sufficient.mean(), floor)
    return list(map(float, columns))
