"""Mentions of technologies in real resumes: how many are right, and the classifier that says so.

``labelled/resume_technologies.tsv`` has, of 480 real resumes, the first mention of each technology
that is found by its names alone, and whether it is meant. Mentions were looked at kind by kind:
each pair of a quote and a concept in a sample of its places, and where these differed, by what
stands around each. The classifier is cross-validated by resume.

``--ship`` pins the classifier that comes with skillkg.
"""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from common import ROOT, Figure, parser, report, store

import skillkg
from skillkg.linking.classifier import TECHNOLOGIES, Classifier, save_classifier
from skillkg.linking.linker import Linker
from skillkg.linking.teaching.validation import with_threshold
from skillkg.linking.technology_features import TECHNOLOGY_FEATURES, technology_features
from skillkg.relatedness.calibration import beta_calibrated, expected_error, fit, reliability
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from skillkg.arrays import Float64s

LABELLED = ROOT / "benchmarks" / "labelled" / "resume_technologies.tsv"
FOLDS, SEED, THRESHOLD = 5, 0, 0.45


class Labelled(NamedTuple):
    """The first mentions of technologies in resumes."""

    resumes: list[str]
    features: Float64s
    right: Float64s


def labels() -> dict[tuple[str, str], bool]:
    """Whether a resume means a technology, by its number and the technology's label."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["resume"], row["technology"]): row["right"] == "1" for row in rows}


def mentions(kg: skillkg.KnowledgeGraph, files: Sequence[Path]) -> Labelled:
    """Features of all labelled mentions, as they are found by names alone."""
    linker = Linker(kg.concepts.labels)
    demand = Counter(step.target for step in kg.graph.edges(("technology",)))
    known = labels()
    rows: list[tuple[str, Float64s, bool]] = []
    for file in files:
        document = kg.read(file, "resume")
        found = [m for m in linker.link(document).mentions if onet.TECHNOLOGY_IRI in m.concept]
        left = {name for number, name in known if number == file.stem}
        for mention, row in zip(
            found, _rows(document.text, found, demand, linker.words), strict=True
        ):
            name = kg.concepts.label(mention.concept)
            if name in left:
                left.remove(name)
                rows.append((file.stem, row, known[file.stem, name]))
    numbers, features, right = zip(*rows, strict=True)
    return Labelled(list(numbers), np.array(features), np.array(right, dtype=np.float64))


def _rows(
    text: str, found: Sequence[skillkg.Mention], demand: Counter[str], words: Collection[str]
) -> Float64s:
    if not found:
        return np.zeros((0, len(TECHNOLOGY_FEATURES)))
    return technology_features(text, found, demand, words)


def predicted(data: Labelled) -> Float64s:
    """Probability of each mention, by a classifier that saw none of its resume."""
    order = np.random.default_rng(SEED).permutation(sorted(set(data.resumes)))
    fold_of = {number: place % FOLDS for place, number in enumerate(order.tolist())}
    folds = np.array([fold_of[number] for number in data.resumes])
    probabilities = np.zeros(len(folds))
    for fold in range(FOLDS):
        others, held_out = folds != fold, folds == fold
        classifier = fitted(data.features[others], data.right[others])
        probabilities[held_out] = classifier.probabilities(data.features[held_out])
    return probabilities


def fitted(features: Float64s, right: Float64s) -> Classifier:
    """A calibrated classifier without reliability."""
    weights = beta_calibrated(fit(features, right), features, right)
    return Classifier(weights, THRESHOLD, len(right), 0.0, ())


def figures(data: Labelled, probabilities: Float64s) -> Iterator[Figure]:
    """How much is right, before and after the unlikely are left out."""
    taken = probabilities >= THRESHOLD
    precision = float(data.right[taken].mean())
    yield Figure("technologies found by name alone", len(data.right), "")
    yield Figure("of these right", float(data.right.mean()), "")
    yield Figure("right of those that are likely", precision, "", "≥ 0.95", precision >= 0.95)
    yield Figure("kept of those that are right", float(taken[data.right == 1].mean()), "")
    error = expected_error(reliability(probabilities, data.right))
    yield Figure("expected calibration error", error, "")
    wrong = float((1 - data.right[taken]).sum()) / len(set(data.resumes))
    yield Figure("wrong technologies in 100 resumes that name any", 100 * wrong, "")


def main() -> None:
    options = parser(__doc__ or "")
    options.add_argument("--ship", action="store_true", help="pin the classifier")
    chosen = options.parse_args()
    files = sorted((chosen.data / "benchmarks" / "resumes" / "pdf").glob("*.pdf"))
    with store(chosen) as folder:
        kg = skillkg.open(folder)
        data = mentions(kg, files[:60] if chosen.sample else files)
    probabilities = predicted(data)
    taken = probabilities >= THRESHOLD
    if chosen.ship:
        classifier = with_threshold(
            fitted(data.features, data.right), THRESHOLD, probabilities[taken], data.right[taken]
        )
        save_classifier(classifier, "", name=TECHNOLOGIES)
    report("technologies", chosen, list(figures(data, probabilities)), f"{len(files)} resumes.")


if __name__ == "__main__":
    main()
