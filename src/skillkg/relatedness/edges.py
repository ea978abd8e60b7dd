"""Learned edges: pairs of concepts, their features, and how strongly they are related."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.model.features import NAMES
from skillkg.progress import counter
from skillkg.relatedness.calibration import (
    Calibration,
    average_precision,
    expected_error,
    fit,
    reliability,
)
from skillkg.relatedness.labelled_pairs import digest, labelled_pairs
from skillkg.relatedness.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.arrays import Ints
    from skillkg.model.graph import ConceptKind
    from skillkg.progress import Progress
    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.features.pair_features import PairFeatures

NEIGHBOURS: Final = 10
"""How many of the nearest are kept for each concept."""
ENOUGH: Final = 200
"""Labelled pairs below which nothing is fitted."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two kinds of concepts that are compared, and whose labelled pairs weigh the features."""

    one: ConceptKind
    other: ConceptKind
    labelled: ConceptKind
    floor: float
    """Least strength that is kept. Where nobody labelled pairs of these kinds it is higher: the
    strengths are those of pairs of skills, and nothing shows that they hold."""

    @property
    def name(self) -> str:
        """Name for a reader and an IRI: ``skill-skill``."""
        return f"{self.one}-{self.other}"

    @property
    def borrowed(self) -> bool:
        """Whether the pairs that weigh the features are of other kinds."""
        return self.labelled != self.one


PAIRINGS: Final = (
    Pairing("skill", "skill", "skill", 0.5),
    Pairing("occupation", "occupation", "occupation", 0.5),
    Pairing("technology", "skill", "skill", 0.7),
    Pairing("element", "skill", "skill", 0.7),
)


@dataclass(frozen=True, slots=True)
class LearnedEdge:
    """A learned edge; concepts by IRI. See ``skg:Relatedness`` for what the numbers mean."""

    source: str
    target: str
    rank: int
    score: float
    strength: float
    features: Mapping[str, float]
    """By the names of ``model.features``."""


def calibrate(corpus: Corpus, features: PairFeatures, kind: ConceptKind) -> Calibration | None:
    """Fit the weights on one fold of a kind's labelled pairs, and try them on another.

    Returns:
        None where there are too few labelled pairs.
    """
    known = labelled_pairs(corpus, kind, "calibrate")
    held_out = labelled_pairs(corpus, kind, "test")
    if min(len(known.related), len(held_out.related)) < ENOUGH:
        return None
    pairs, related = known.mixed()
    weights = fit(features.of(*pairs.T), related)
    pairs, related = held_out.mixed()
    table = reliability(weights.strengths(features.of(*pairs.T)), related)
    return Calibration(
        weights,
        digest(corpus, kind),
        len(known.related),
        round(expected_error(table), 4),
        _precisions(features, weights, held_out.related, held_out.random),
        _precisions(features, weights, held_out.related, held_out.siblings),
        tuple(table),
    )


def _precisions(
    features: PairFeatures, weights: Weights, related: Ints, others: Ints
) -> dict[str, float]:
    """Average precision of the whole and of each feature, of related pairs against others."""
    values = features.of(*np.concatenate([related, others]).T)
    truth = np.repeat([1.0, 0.0], [len(related), len(others)])
    columns = {"combined": weights.scores(values), **dict(zip(NAMES, values.T, strict=True))}
    return {name: round(average_precision(scores, truth), 4) for name, scores in columns.items()}


def learn_edges(
    corpus: Corpus,
    features: PairFeatures,
    pairing: Pairing,
    weights: Weights,
    progress: Progress,
) -> Iterator[LearnedEdge]:
    """Give the edges of a pairing that are kept, in the order of IRIs."""
    ones = corpus.of_kind(pairing.one)
    same = pairing.one == pairing.other
    others = ones if same else corpus.of_kind(pairing.other)
    rows = len(ones) if same else len(ones) + len(others)
    advance = counter(progress, f"{pairing.one} – {pairing.other}", rows)
    if not len(ones) or not len(others):
        return
    ranks = nearest(features, weights, ones, others, NEIGHBOURS, advance)
    pairs = np.array(list(ranks), dtype=np.int64).reshape(-1, 2)
    values = features.of(*pairs.T)
    scores, strengths = weights.scores(values), weights.strengths(values)
    for place in np.flatnonzero(strengths >= pairing.floor).tolist():
        one, other = pairs[place].tolist()
        yield LearnedEdge(
            corpus.arrays.iris[one],
            corpus.arrays.iris[other],
            ranks[one, other],
            float(scores[place]),
            float(strengths[place]),
            dict(zip(NAMES, values[place].tolist(), strict=True)),
        )
