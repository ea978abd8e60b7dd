"""Tagged job titles as candidates with features; classifiers fitted on some and tried on others.

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
from skillkg.arrays import starts
from skillkg.linking.classifier import Classifier
from skillkg.linking.teaching.validation import (
    FOLDS,
    SEED,
    best_threshold,
    cross_validate,
    with_threshold,
)
from skillkg.linking.titles.cleaning import title_key
from skillkg.linking.titles.occupation_features import OCCUPATION_FEATURES
from skillkg.linking.titles.title_classifier import append_rivals
from skillkg.relatedness.calibration import Weights, beta_calibrated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.linking.titles.occupation_features import OccupationCandidates
    from skillkg.linking.titles.occupation_index import OccupationIndex

COMMON = OCCUPATION_FEATURES.index("common")
USUAL = 100
"""How many tagged titles make an occupation usual: *common* is log(1 + titles / USUAL)."""
FITTED = 6000
"""Titles that weights are fitted on; more change the third decimal."""
SHARES = {"preferred": 0.25, "alternative": 0.06}
"""What all labels of a role count beside all titles."""
BATCH = 64
RIDGE = 1e-3


@dataclass(frozen=True)
class TaggedTitle:
    """A title's candidates, and which of them it is tagged with, if any."""

    key: str
    occupation: str
    candidates: Ints
    features: Float64s
    """Without *rivals*."""
    correct: Bools


def read(
    index: OccupationIndex, rows: Sequence[tuple[str, str]], taxonomy: int
) -> list[TaggedTitle]:
    """Look titles up: pairs of title and IRI; the first taxonomy is ESCO, the second O*NET."""
    titles: list[TaggedTitle] = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        candidates = index.candidates([title for title, _ in batch])
        titles += [
            _tagged(index, title, iri, taxonomies[taxonomy])
            for (title, iri), taxonomies in zip(batch, candidates, strict=True)
            if len(taxonomies) > taxonomy
        ]
    return titles


def _tagged(
    index: OccupationIndex, title: str, iri: str, candidates: OccupationCandidates
) -> TaggedTitle:
    occupations, features, _ = candidates
    correct = np.array([index.iris[number] == iri for number in occupations.tolist()])
    return TaggedTitle(title_key(title) or title, iri, occupations, features, correct)


def folds(titles: Sequence[TaggedTitle]) -> list[Ints]:
    """Positions of the titles that each fold holds out."""
    keys = sorted({title.key for title in titles})
    order = np.random.default_rng(SEED).permutation(len(keys)) % FOLDS
    of_key = dict(zip(keys, order.tolist(), strict=True))
    of_title = np.array([of_key[title.key] for title in titles])
    return [np.flatnonzero(of_title == fold) for fold in range(FOLDS)]


def commonness(titles: Sequence[TaggedTitle]) -> dict[str, float]:
    """*common* of the occupations that titles are tagged with, by IRI."""
    counts = Counter(title.occupation for title in titles)
    return {iri: round(log1p(count / USUAL), 2) for iri, count in sorted(counts.items())}


def with_common(
    titles: Sequence[TaggedTitle], common: Mapping[str, float], iris: Sequence[str]
) -> list[TaggedTitle]:
    """Give titles the feature *common* anew."""
    known = np.array([common.get(iri, 0.0) for iri in iris])
    changed = []
    for title in titles:
        features = title.features.copy()
        features[:, COMMON] = known[title.candidates]
        changed.append(replace(title, features=features))
    return changed


def fit_calibrated(
    titles: Sequence[TaggedTitle], labels: Mapping[str, Sequence[TaggedTitle]]
) -> Classifier:
    """Fit a classifier: weights by conditional logit, calibrated on every candidate of the titles.

    Weights are fitted on labels too, each tagged with its owner, by role (:data:`SHARES`): titles
    are tagged by what vacancies are mostly about, and a label is its owner's name.

    A title counts the less the more titles its occupation has, by the root of their number: half
    way between the mix of one job board and all occupations alike. The last weight is -1, so that
    the score is the logarithm of the candidate's odds against all others, and against none.
    """
    drawn = np.random.default_rng(SEED).permutation(len(titles))[:FITTED]
    weights = _conditional([titles[n] for n in drawn.tolist()], labels)
    features = np.concatenate([append_rivals(weights, title.features) for title in titles])
    correct = np.concatenate([title.correct for title in titles]).astype(float)
    return Classifier(beta_calibrated(weights, features, correct), 0.5, len(titles), 0.0, ())


def _mattering(
    titles: Sequence[TaggedTitle], labels: Mapping[str, Sequence[TaggedTitle]]
) -> Float64s:
    """What each title and label counts; one in all."""
    counts = Counter(title.occupation for title in titles)
    of_titles = np.array([counts[title.occupation] ** -0.5 for title in titles])
    shares = {role: SHARES[role] for role, some in labels.items() if some}
    parts = [of_titles / of_titles.sum() * (1 - sum(shares.values()))]
    parts += [
        np.full(len(labels[role]), share / len(labels[role])) for role, share in shares.items()
    ]
    return np.concatenate(parts)


def _conditional(
    titles: Sequence[TaggedTitle], labels: Mapping[str, Sequence[TaggedTitle]]
) -> Weights:
    mattering = _mattering(titles, labels)
    titles = [*titles, *(title for role in SHARES for title in labels.get(role, ()))]
    lists = [np.vstack([np.zeros(len(OCCUPATION_FEATURES)), _own(title)]) for title in titles]
    every = np.concatenate(lists)
    spread = every.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    every /= scale
    sizes = [len(each) for each in lists]
    begins = starts(sizes)
    chosen = begins + [1 + int(t.correct.argmax()) if t.correct.any() else 0 for t in titles]
    owner = np.repeat(np.arange(len(titles)), sizes)

    def loss(weights: Float64s) -> tuple[float, Float64s]:
        odds = np.exp(every @ weights)
        totals = np.add.reduceat(odds, begins)
        expected = (mattering / totals)[owner] * odds
        value = mattering @ (np.log(totals) - every[chosen] @ weights)
        slope = expected @ every - mattering @ every[chosen]
        return value + RIDGE / 2 * weights @ weights, slope + RIDGE * weights

    initial = np.zeros(len(OCCUPATION_FEATURES))
    fitted = minimize(loss, initial, jac=True, method="L-BFGS-B").x / scale
    intercept, *rest = fitted.round(4).tolist()
    return Weights(intercept, (*rest, -1.0), (0.0, 1.0, 1.0))


def _own(title: TaggedTitle) -> Float64s:
    """What the weights are fitted to: a constant, and the features without *rivals*."""
    return np.column_stack([np.ones(len(title.features)), title.features])


def probabilities(classifier: Classifier, title: TaggedTitle) -> Float64s:
    """Probability of each candidate."""
    return classifier.probabilities(append_rivals(classifier.weights, title.features))


def cross_validated(
    titles: Sequence[TaggedTitle],
    labels: Mapping[str, Sequence[TaggedTitle]],
    iris: Sequence[str],
) -> list[Float64s]:
    """Probabilities of each title's candidates, by a classifier and counts from others."""

    def predict(others: list[int], held_out: list[int]) -> list[Float64s]:
        seen = [titles[n] for n in others]
        common = commonness(seen)
        known = {role: with_common(some, common, iris) for role, some in labels.items()}
        classifier = fit_calibrated(with_common(seen, common, iris), known)
        unseen = with_common([titles[n] for n in held_out], common, iris)
        return [probabilities(classifier, title) for title in unseen]

    return cross_validate(folds(titles), predict)


def decided_by(
    classifier: Classifier, titles: Sequence[TaggedTitle], given: Sequence[Float64s]
) -> Classifier:
    """Give a classifier its threshold, and the reliability of each title's best answer.

    The threshold is high: titles that name no occupation at all are not among those tagged, and
    must be left open. The probabilities are those of classifiers that did not see the titles.
    """
    best, correct = best_answers(titles, given)
    threshold = best_threshold(lambda bound: decided(best, correct, bound)[0])
    return with_threshold(classifier, threshold, best, correct)


def best_answers(
    titles: Sequence[TaggedTitle], given: Sequence[Float64s]
) -> tuple[Float64s, Float64s]:
    """The best probability of each title, and whether it is that of the tagged occupation."""
    places = [int(np.argmax(each)) for each in given]
    best = np.array([each[place] for each, place in zip(given, places, strict=True)])
    correct = [title.correct[place] for title, place in zip(titles, places, strict=True)]
    return best, np.array(correct, dtype=float)


def decided(best: Float64s, correct: Float64s, bound: float) -> tuple[float, float, float]:
    """F1, precision and recall of the best answers from a probability on."""
    taken = best >= bound
    hits = float(correct[taken].sum())
    precision, recall = hits / max(taken.sum(), 1), hits / len(correct)
    return 2 * hits / (taken.sum() + len(correct)), precision, recall


def ranked(titles: Sequence[TaggedTitle], given: Sequence[Float64s]) -> list[Ints]:
    """Rank of the tagged occupation of each title; ties go by the order of IRIs."""
    return [_rank(title.correct, each) for title, each in zip(titles, given, strict=True)]


def _rank(correct: Bools, scores: Float64s) -> Ints:
    if not correct.any():
        return np.array([NEVER])
    order = np.argsort(-scores, kind="stable")
    return np.flatnonzero(correct[order]) + 1
