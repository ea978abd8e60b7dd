"""Skill extraction: a sentence of a job ad to ESCO's skills, on TECH, HOUSE and SkillSkape.

Every method ranks ESCO's skills for each sentence; baselines compare whole sentences with preferred
labels. Classifiers are cross-validated: each fifth of TECH and HOUSE is classified by one that was
fitted on the rest and on sentences of SkillSkape's training split, of the third that ``skillkg
teach`` holds out; SkillSkape's dev split by one fitted on all of these. What is *taught* has that
training split for examples; what it *alone* decides, as ``skillkg teach`` makes it, never saw TECH
or HOUSE.
Intervals hold 95 % of 1,000 bootstrap samples of sentences. ``--ship`` pins the classifiers that
come with skillkg, fitted on everything but that dev split.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.labelling import PROFILES, precision_at, profiles, reciprocal
from quality.measures import reciprocal_rank
from quality.methods import run
from quality.models import FINETUNED, encoders, text_methods
from quality.reading import DEV, MEASURED, TRAINING, candidates, measured, training
from quality.reporting import options_of

import skillkg
from skillkg.linking.classifier import save_classifier
from skillkg.linking.teaching.fitting import (
    cross_validated,
    decided_by,
    fit_calibrated,
    fit_classifier,
    micro_f1,
)
from skillkg.relatedness.corpus import Corpus

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from quality.data import Sentence
    from quality.methods import Method

    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.classifier import Classifier
    from skillkg.linking.teaching.candidates import LabelledCandidates

    Sets = Mapping[str, Sequence[Sentence]]
    Read = Mapping[str, Sequence[LabelledCandidates]]
    Row = list[str | float]
    Rows = tuple[Row, Row, Row]

K, BOOTSTRAP, SEED = 5, 1000, 0
FAST, TAUGHT = "skillkg, fast", "skillkg, fast, taught"
STOCK, ACCURATE = "skillkg, MiniLM, stock", "skillkg, MiniLM, fine-tuned"
ALONE = ", alone"
BARS = {FAST: {"TECH": 0.55, "HOUSE": 0.44}, ACCURATE: {"TECH": 0.60, "HOUSE": 0.50}}
LEAST_F1, MOST_ERROR = 0.60, 0.05


def interval(values: Sequence[float]) -> str:
    """Half the width of a 95 % interval of the mean."""
    drawn = np.random.default_rng(SEED).choice(values, size=(BOOTSTRAP, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"± {(high - low) / 2:.3f}"


def columns(precision: Sequence[float], reciprocals: Sequence[float]) -> list[str | float]:
    """RP@5 with its interval, and MRR, of one set."""
    return [f"{np.mean(precision):.3f} {interval(precision)}", float(np.mean(reciprocals))]


def by_text(method: Method, sets: Sets, labels: Sequence[str]) -> list[str | float]:
    """A baseline: preferred labels ranked for whole sentences."""
    places = {label: number for number, label in enumerate(labels)}
    row: list[str | float] = [method.name]
    begin = perf_counter()
    for name in MEASURED:
        right = [[places.get(skill, -1) for skill in s.skills] for s in sets[name]]
        ranked = run(method, [s.text for s in sets[name]], labels, right).ranks
        shares = [float((ranks <= K).sum()) / min(K, len(ranks)) for ranks in ranked]
        row += columns(shares, [reciprocal_rank(ranks) for ranks in ranked])
    return [*row, perf_counter() - begin]


def by_classifier(name: str, read: Read) -> tuple[Rows, Classifier]:
    """Rank and decide by a classifier: a row for each, and the one fitted on all."""
    real = [*read["TECH"], *read["HOUSE"]]
    held_out = cross_validated(real, read[TRAINING])
    classifier = decided_by(fit_calibrated(real, read[TRAINING]), real, held_out)
    count = len(read["TECH"])
    scores = {"TECH": held_out[:count], "HOUSE": held_out[count:]}
    scores[DEV] = [classifier.probabilities(each.features) for each in read[DEV]]
    return rows(name, read, scores, classifier), classifier


def by_taught(name: str, read: Read) -> tuple[Rows, Classifier]:
    """The same by the classifier that ``skillkg teach`` fits."""
    classifier = fit_classifier(read[TRAINING])
    scores = {
        key: [classifier.probabilities(each.features) for each in read[key]] for key in MEASURED
    }
    return rows(name, read, scores, classifier), classifier


def rows(
    name: str,
    read: Read,
    scores: Mapping[str, Sequence[NDArray[np.float64]]],
    classifier: Classifier,
) -> Rows:
    """A row of each table: how well is ranked, decided, and kept of a profile."""
    ranked: list[str | float] = [name]
    decided: list[str | float] = [name, classifier.threshold]
    held: list[str | float] = [name]
    for key in MEASURED:
        pairs = list(zip(read[key], scores[key], strict=True))
        ranked += columns([precision_at(*p, K) for p in pairs], [reciprocal(*p) for p in pairs])
        decided += micro_f1(read[key], scores[key], classifier.threshold)
        held += profiles(read[key], scores[key], classifier.threshold)
    return ranked, [*decided, classifier.error], held


def methods(options: Namespace) -> Iterator[tuple[str, Encoder, bool]]:
    """The encoders that a classifier is fitted for, and whether they are taught."""
    by_name = dict(encoders(options))
    yield FAST, by_name["static, trained (shipped)"], False
    yield TAUGHT, by_name["static, trained (shipped)"], True
    yield STOCK, by_name["MiniLM, stock"], False
    if options.finetuned:
        yield ACCURATE, by_name[FINETUNED], True


def main() -> None:
    options = options_of(__doc__ or "", ship="pin the classifiers that come with skillkg")
    sets = measured(options)
    with store(options) as folder:
        kg = skillkg.open(folder, without=["relatedness"])
        corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
        labels = [corpus.labels.preferred(iri) or "" for iri in kg.graph.concepts("skill")]
        tables = [[by_text(method, sets, labels) for method in text_methods(options)], [], []]
        split, classifiers = training(options, corpus), []
        for name, encoder, taught in methods(options):
            begin = perf_counter()
            read = candidates(corpus, encoder, sets, split, taught=taught)
            results = [by_classifier(name, read), *([by_taught(f"{name}{ALONE}", read)] * taught)]
            for (ranked, decided, held), classifier in results:
                classifiers.append((str(ranked[0]), classifier))
                rows = [*ranked, perf_counter() - begin], decided, held
                for table, row in zip(tables, rows, strict=True):
                    table.append(row)
            if options.ship and not taught:
                save_classifier(results[0][1], encoder.digest)
    write(options, sets, tables, classifiers)


def _figures(
    ranked: Sequence[Row], decided: Sequence[Row], classifiers: Sequence[tuple[str, Classifier]]
) -> list[Figure]:
    """What has a bar."""
    values = {str(row[0]): row for row in ranked}
    figures = []
    for name, bars in BARS.items():
        for column, bar in bars.items():
            if name in values:
                value = float(str(values[name][1 + 2 * MEASURED.index(column)]).split()[0])
                figures.append(
                    Figure(f"{name}, {column} RP@5", value, "", f"≥ {bar}", value >= bar)
                )
    for name, _, *measures in decided:
        if name in (ACCURATE, ACCURATE + ALONE):
            f1 = float(measures[3 * MEASURED.index(DEV)])
            figures.append(Figure(f"{name}, {DEV} F1", f1, "", f"≥ {LEAST_F1}", f1 >= LEAST_F1))
    for name, classifier in classifiers:
        what = f"{name}, expected calibration error"
        met = classifier.error <= MOST_ERROR
        figures.append(Figure(what, classifier.error, "", f"≤ {MOST_ERROR}", met))
    return figures


def write(
    options: Namespace,
    sets: Sets,
    tables: Sequence[list[list[str | float]]],
    classifiers: Sequence[tuple[str, Classifier]],
) -> None:
    """Report the rankings side by side, what is decided and how far to trust it, and profiles."""
    ranked, decided, held = tables
    figures = _figures(ranked, decided, classifiers)
    names = [f"{name} {measure}" for name in MEASURED for measure in ("RP@5", "MRR")]
    decisions = [f"{name} {m}" for name in MEASURED for m in ("F1", "precision", "recall")]
    kept = [f"{name} {what}" for name in MEASURED for what in PROFILES]
    counts = ", ".join(f"{len(each):,} of {name}" for name, each in sets.items())
    report(
        "extraction",
        options,
        figures,
        f"Sentences: {counts}. The bars are of test splits that are not at hand; these "
        "validation splits are easier.",
        tables=[
            Table(["method", *names, "s"], ranked),
            Table(["method", "threshold", *decisions, "calibration error"], decided, "Decided"),
            Table(["method", *kept], held, "Profiles: cosine with what people saw"),
        ],
    )


if __name__ == "__main__":
    main()
