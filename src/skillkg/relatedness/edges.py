"""Learned edges: pairs of concepts, their features, and how strongly they are related."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from skillkg.progress import counter
from skillkg.relatedness import labelled_pairs as labelled
from skillkg.relatedness.calibration import (
    Calibration,
    average_precision,
    expected_error,
    fit,
    reliability,
)
from skillkg.relatedness.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from skillkg.model.graph import ConceptKind
    from skillkg.progress import Progress
    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.features import PairFeatures

NEIGHBOURS = 10
"""How many of the nearest are kept for each concept."""
ENOUGH = 200
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


PAIRINGS = (
    Pairing("skill", "skill", "skill", 0.5),
    Pairing("occupation", "occupation", "occupation", 0.5),
    Pairing("technology", "skill", "skill", 0.7),
    Pairing("element", "skill", "skill", 0.7),
)


@dataclass(frozen=True, slots=True)
class LearnedEdge:
    """A learned edge; concepts by IRI. See ``skg:Relatedness`` for what the features mean."""

    source: str
    target: str
    rank: int
    score: float
    strength: float
    text: float
    lexical: float
    cooccurrence: float
    structure: float


def calibrate(corpus: Corpus, features: PairFeatures, kind: ConceptKind) -> Calibration | None:
    """Fit the weights on one fold of a kind's labelled pairs, and try them on another.

    Returns:
        None where there are too few labelled pairs.
    """
    known = labelled.labelled(corpus, kind, "calibrate")
    held_out = labelled.labelled(corpus, kind, "test")
    if min(len(known.related), len(held_out.related)) < ENOUGH:
        return None
    pairs, related = known.mixed()
    weights = fit(features.of(*pairs.T), related)
    pairs, related = held_out.mixed()
    table = reliability(weights.strengths(features.of(*pairs.T)), related)
    tried = [held_out.random, held_out.siblings]
    precisions = [_precisions(features, weights, held_out.related, others) for others in tried]
    return Calibration(
        weights,
        labelled.digest(corpus, kind),
        len(known.related),
        round(expected_error(table), 4),
        precisions[0],
        precisions[1],
        tuple(table),
    )


def _precisions(
    features: PairFeatures, weights: Weights, related: NDArray[np.int64], others: NDArray[np.int64]
) -> dict[str, float]:
    """Average precision of the whole and of each feature, of related pairs against others."""
    found = features.of(*np.concatenate([related, others]).T)
    truth = np.repeat([1.0, 0.0], [len(related), len(others)])
    columns = {"combined": weights.scores(found), **features.named(found)}
    return {name: round(average_precision(scores, truth), 4) for name, scores in columns.items()}


def learned(
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
    found = features.of(*pairs.T)
    scores, strengths = weights.scores(found), weights.strengths(found)
    iris = corpus.arrays.iris
    for at in np.flatnonzero(strengths >= pairing.floor).tolist():
        one, other = pairs[at].tolist()
        yield LearnedEdge(
            iris[one],
            iris[other],
            ranks[one, other],
            float(scores[at]),
            float(strengths[at]),
            *map(float, found[at]),
        )
