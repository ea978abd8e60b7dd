"""Tagged job titles as candidates with features, and judges fitted on some and tried on others.

Titles that read the same once they are cleaned, in whatever order of words, are in one fold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import log1p
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from quality.measures import NEVER
from skillkg.linking.classifier import Classifier
from skillkg.linking.titles.occupation_index import FEATURES, key
from skillkg.linking.titles.title_classifier import with_rivals
from skillkg.relatedness.calibration import Weights, beta_calibrated, expected_error, reliability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.linking.titles.occupation_index import OccupationCandidates, OccupationIndex

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FOLDS, SEED = 5, 0
COMMON = FEATURES.index("common")
USUAL = 100
"""How many tagged titles make an occupation usual: *common* is log(1 + titles / USUAL)."""
FITTED = 6000
"""Titles that weights are fitted on; more change the third decimal."""
SLACK = 0.01
BATCH = 64
RIDGE = 1e-3


@dataclass(frozen=True)
class Tagged:
    """A title's candidates, and which of them it is tagged with, if any."""

    key: str
    occupation: str
    candidates: Ints
    features: Floats
    """Without *rivals*."""
    right: NDArray[np.bool_]


def read(index: OccupationIndex, rows: Sequence[tuple[str, str]], taxonomy: int) -> list[Tagged]:
    """Look titles up: pairs of title and IRI; the first taxonomy is ESCO, the second O*NET."""
    found: list[Tagged] = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        answers = index.candidates([title for title, _ in batch])
        found += [
            _tagged(index, title, iri, each[taxonomy])
            for (title, iri), each in zip(batch, answers, strict=True)
            if len(each) > taxonomy
        ]
    return found


def _tagged(index: OccupationIndex, title: str, iri: str, found: OccupationCandidates) -> Tagged:
    right = np.array([index.iris[number] == iri for number in found.occupations.tolist()])
    return Tagged(key(title) or title, iri, found.occupations, found.features, right)


def folds(titles: Sequence[Tagged]) -> list[Ints]:
    """Positions of the titles that each fold holds out."""
    keys = sorted({title.key for title in titles})
    order = np.random.default_rng(SEED).permutation(len(keys)) % FOLDS
    of_key = dict(zip(keys, order.tolist(), strict=True))
    of_title = np.array([of_key[title.key] for title in titles])
    return [np.flatnonzero(of_title == fold) for fold in range(FOLDS)]


def commonness(titles: Sequence[Tagged]) -> dict[str, float]:
    """*common* of the occupations that titles are tagged with, by IRI."""
    counts = Counter(title.occupation for title in titles)
    return {iri: round(log1p(count / USUAL), 2) for iri, count in sorted(counts.items())}


def with_common(
    titles: Sequence[Tagged], common: Mapping[str, float], iris: Sequence[str]
) -> list[Tagged]:
    """Give titles the feature *common* anew."""
    known = np.array([common.get(iri, 0.0) for iri in iris])
    found = []
    for title in titles:
        features = title.features.copy()
        features[:, COMMON] = known[title.candidates]
        found.append(replace(title, features=features))
    return found


def fitted(titles: Sequence[Tagged]) -> Classifier:
    """Fit a classifier: weights by conditional logit, the curve on every candidate.

    A title counts the less the more titles its occupation has, by the root of their number: half
    way between the mix of one job board and all occupations alike. The last weight is -1, so that
    the score is the logarithm of the candidate's odds against all others, and against none.
    """
    drawn = np.random.default_rng(SEED).permutation(len(titles))[:FITTED]
    weights = _conditional([titles[n] for n in drawn.tolist()])
    features = np.concatenate([with_rivals(weights, title.features) for title in titles])
    right = np.concatenate([title.right for title in titles]).astype(float)
    return Classifier(beta_calibrated(weights, features, right), 0.5, len(titles), 0.0, ())


def _conditional(titles: Sequence[Tagged]) -> Weights:
    counts = Counter(title.occupation for title in titles)
    mattering = np.array([counts[title.occupation] ** -0.5 for title in titles])
    lists = [np.vstack([np.zeros(len(FEATURES)), _own(title)]) for title in titles]
    every = np.concatenate(lists)
    spread = every.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    every /= scale
    sizes = np.array([len(each) for each in lists])
    begins = np.cumsum(sizes) - sizes
    chosen = begins + [1 + int(t.right.argmax()) if t.right.any() else 0 for t in titles]
    owner = np.repeat(np.arange(len(titles)), sizes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = np.exp(every @ weights)
        totals = np.add.reduceat(odds, begins)
        expected = (mattering / totals)[owner] * odds
        value = mattering @ (np.log(totals) - every[chosen] @ weights)
        slope = expected @ every - mattering @ every[chosen]
        share = mattering.sum()
        return value / share + RIDGE / 2 * weights @ weights, slope / share + RIDGE * weights

    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x / scale
    intercept, *rest = found.round(4).tolist()
    return Weights(intercept, (*rest, -1.0), (0.0, 1.0, 1.0))


def _own(title: Tagged) -> Floats:
    """What the weights are fitted to: a constant, and the features without *rivals*."""
    return np.column_stack([np.ones(len(title.features)), title.features])


def probabilities(classifier: Classifier, title: Tagged) -> Floats:
    """Probability of each candidate."""
    return classifier.probabilities(with_rivals(classifier.weights, title.features))


def crossed(titles: Sequence[Tagged], iris: Sequence[str]) -> list[Floats]:
    """Probabilities of each title's candidates, by a classifier and counts from others."""
    found: dict[int, Floats] = {}
    for held_out in folds(titles):
        others = [titles[n] for n in np.setdiff1d(np.arange(len(titles)), held_out).tolist()]
        common = commonness(others)
        classifier = fitted(with_common(others, common, iris))
        asked = with_common([titles[n] for n in held_out.tolist()], common, iris)
        found |= dict(
            zip(
                held_out.tolist(),
                (probabilities(classifier, title) for title in asked),
                strict=True,
            )
        )
    return [found[number] for number in range(len(titles))]


def settled(
    classifier: Classifier, titles: Sequence[Tagged], given: Sequence[Floats]
) -> Classifier:
    """Give a classifier its threshold, and the reliability of each title's best answer.

    The threshold is the highest that costs no more than :data:`SLACK` of the best F1: titles that
    name no occupation at all are not among those tagged, and must be left open. The probabilities
    are those of judges that did not see the titles.
    """
    best, right = best_answers(titles, given)
    bounds = np.arange(0.05, 0.95, 0.01).round(2)
    scores = {bound: decided(best, right, bound)[0] for bound in bounds.tolist()}
    chosen = max(bound for bound, f1 in scores.items() if f1 >= max(scores.values()) - SLACK)
    table = reliability(best, right)
    error = round(expected_error(table), 4)
    return Classifier(classifier.weights, chosen, classifier.sentences, error, tuple(table))


def best_answers(titles: Sequence[Tagged], given: Sequence[Floats]) -> tuple[Floats, Floats]:
    """The best probability of each title, and whether it is that of the tagged occupation."""
    places = [int(np.argmax(each)) for each in given]
    best = np.array([each[place] for each, place in zip(given, places, strict=True)])
    right = [title.right[place] for title, place in zip(titles, places, strict=True)]
    return best, np.array(right, dtype=float)


def decided(best: Floats, right: Floats, bound: float) -> tuple[float, float, float]:
    """F1, precision and recall of the best answers from a probability on."""
    taken = best >= bound
    hits = float(right[taken].sum())
    return 2 * hits / (taken.sum() + len(right)), hits / max(taken.sum(), 1), hits / len(right)


def ranked(titles: Sequence[Tagged], given: Sequence[Floats]) -> list[Ints]:
    """Rank of the tagged occupation of each title; ties go by the order of IRIs."""
    return [_rank(title.right, each) for title, each in zip(titles, given, strict=True)]


def _rank(right: NDArray[np.bool_], scores: Floats) -> Ints:
    if not right.any():
        return np.array([NEVER])
    order = np.argsort(-scores, kind="stable")
    return np.flatnonzero(right[order]) + 1
