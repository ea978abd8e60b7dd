"""Job-title normalisation: vacancy titles to ESCO's occupations, by JobBERT's validation split.

Targets are all occupations of ESCO 1.1.1; an occupation's score is that of its best label,
preferred or alternative. Micro is the mean over titles, macro that over occupations.
Occupations share labels, so ties are frequent: they go by the order of IRIs, which favours nobody;
the last column gives them to the right occupation. Methods that know texts alone rank 3,000 titles
(seed 0); published marks are of as many, and those need not be the same ones. The linker's
classifier is cross-validated on all titles: each fifth is classified by one that was fitted,
and occupations counted, on the rest, and on labels of occupations; labels that none was fitted on
are tried as titles. Intervals hold 95 % of 1,000 bootstrap samples of titles.
``--ship`` pins the classifier of the shipped encoder, and how common occupations are.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from random import Random
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from extraction import interval
from quality.data import read_titles
from quality.measures import macro, mean, recall, reciprocal_rank
from quality.methods import run
from quality.models import text_methods
from quality.reporting import options_of
from quality.titling import (
    SHARES,
    best_answers,
    commonness,
    cross_validated,
    decided,
    decided_by,
    fit_calibrated,
    probabilities,
    ranked,
    read,
    with_common,
)

import skillkg
from skillkg.encoding.models import open_encoder
from skillkg.linking.classifier import OCCUPATIONS, save_classifier
from skillkg.linking.titles.occupation_features import COMMON
from skillkg.linking.titles.occupation_index import OccupationIndex
from skillkg.linking.titles.occupation_parts import occupation_parts
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.label_index import embed

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from quality.measures import Ranks
    from quality.titling import TaggedTitle

    from skillkg.arrays import Float64s
    from skillkg.linking.classifier import Classifier
    from skillkg.model.graph import Label

COLUMNS = (
    "method",
    "MRR",
    "R@5",
    "R@10",
    "macro MRR",
    "macro R@5",
    "macro R@10",
    "MRR, ties in favour",
    "s",
)
SEED, DRAWN, SAMPLE, TIMED = 0, 3000, 60, 300
LINKED = "skillkg, linked"
BARS = {"MRR": 0.48, "R@10": 0.68}


def occupation_labels(labels: Sequence[Label]) -> list[Label]:
    """Preferred and alternative labels of occupations, in the order of IRIs."""
    return [lb for lb in labels if lb.kind == "occupation" and lb.role != "hidden"]


def things(labels: Sequence[Label]) -> tuple[NDArray[np.int64], dict[str, int]]:
    """The number of each label's occupation, and of each IRI."""
    numbers = {iri: number for number, iri in enumerate(dict.fromkeys(lb.concept for lb in labels))}
    return np.array([numbers[label.concept] for label in labels]), numbers


def measured(every: Sequence[Ranks], occupations: Sequence[str]) -> list[str | float]:
    """The columns of one method but the last two; the first with its interval."""
    reciprocals = [reciprocal_rank(ranks) for ranks in every]
    return [
        f"{np.mean(reciprocals):.3f} {interval(reciprocals)}",
        *(mean(recall, every, k) for k in (5, 10)),
        macro(reciprocal_rank, every, occupations),
        *(macro(partial(recall, k=k), every, occupations) for k in (5, 10)),
    ]


def by_texts(
    options: Namespace, labels: Sequence[Label], rows: Sequence[tuple[str, str]]
) -> list[list[str | float]]:
    """Every method that ranks texts by texts."""
    owners, numbers = things(labels)
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    titles, occupations = zip(*rows, strict=True)
    relevant = [[numbers.get(iri, -1)] for iri in occupations]
    texts = [label.text for label in labels]
    table = []
    for method in text_methods(options, owners.tolist()):
        begin = perf_counter()
        each = run(method, titles, texts, relevant, begins=begins)
        row = [*measured(each.ranks, occupations), mean(reciprocal_rank, each.favoured)]
        table.append([method.name, *row, perf_counter() - begin])
    return table


def occupation_index(kg: skillkg.KnowledgeGraph) -> OccupationIndex:
    """The product's index over the shipped encoder, where every occupation is as common."""
    encoder, labels = open_encoder(), kg.concepts.labels
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, labels)
    vectors = embed(encoder, [label.text for label in labels], labels.concepts)[0]["vectors"]
    return OccupationIndex(encoder, occupation_parts(corpus, encoder), vectors, {})


def label_titles(
    index: OccupationIndex, labels: Sequence[Label]
) -> tuple[dict[str, list[TaggedTitle]], dict[str, list[TaggedTitle]]]:
    """Labels as titles, by role: to fit on, and as many others to try.

    Of alternative labels those that are one occupation's alone.
    """
    owners = Counter(label.text.casefold() for label in labels)
    fitted, tried = {}, {}
    for role in SHARES:
        own = [
            (label.text, label.concept)
            for label in labels
            if label.role == role and (role == "preferred" or owners[label.text.casefold()] == 1)
        ]
        drawn = read(index, Random(SEED).sample(own, min(DRAWN * 2, len(own))), 0)
        fitted[role], tried[role] = drawn[::2], drawn[1::2]
    return fitted, tried


def by_labels(classifier: Classifier, tried: Mapping[str, Sequence[TaggedTitle]]) -> list[Figure]:
    """How often a label as the whole title is its owner's, first and by half at least."""
    figures = []
    for role, least, half in (("preferred", 0.99, 0.97), ("alternative", 0.96, None)):
        given = [probabilities(classifier, title) for title in tried[role]]
        _, correct = best_answers(tried[role], given)
        sure = [each[t.correct].sum() >= 0.5 for each, t in zip(given, tried[role], strict=True)]
        first, by_half = float(correct.mean()), float(np.mean(sure))
        figures.append(
            Figure(f"{role} labels, owner first", first, "", f"≥ {least}", first >= least)
        )
        bar, met = ("", None) if half is None else (f"≥ {half}", by_half >= half)
        figures.append(Figure(f"{role} labels, owner by .5 at least", by_half, "", bar, met))
    return figures


def cpu_ms(index: OccupationIndex, titles: Sequence[str]) -> float:
    """Milliseconds of processor time for one title, each by itself."""
    begin = process_time()
    for title in titles:
        index.candidates([title])
    return (process_time() - begin) / len(titles) * 1000


def by_classifier(
    titles: Sequence[TaggedTitle], given: Sequence[Float64s], drawn: Sequence[int]
) -> list[list[str | float]]:
    """The linker's rows: on the drawn titles, and on all."""
    table = []
    for name, chosen in ((LINKED, drawn), (f"{LINKED}, all titles", range(len(titles)))):
        some = [titles[n] for n in chosen]
        ranks = ranked(some, [given[n] for n in chosen])
        row = measured(ranks, [title.occupation for title in some])
        table.append([name, *row, mean(reciprocal_rank, ranks), ""])
    return table


def decisions(
    titles: Sequence[TaggedTitle], given: Sequence[Float64s], classifier: Classifier
) -> Table:
    """How often the best answer is right, from several probabilities on."""
    best, correct = best_answers(titles, given)
    rows = [
        [f"{bound:.2f}", float((best >= bound).mean()), *decided(best, correct, bound)]
        for bound in sorted({0.0, classifier.threshold, 0.2, 0.3, 0.5, 0.7})
    ]
    return Table(["from", "share decided", "F1", "precision", "recall"], rows, "Decided")


def pin(classifier: Classifier, titles: Sequence[TaggedTitle], digest: str) -> None:
    """Write what comes with skillkg."""
    save_classifier(classifier, digest, name=OCCUPATIONS)
    text = json.dumps(commonness(titles), indent=0)
    COMMON.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    options = options_of(__doc__ or "", ship="pin the classifier that comes with skillkg")
    rows = read_titles(options.data)
    with store(options) as folder:
        release = "esco/1.1.1-sample" if options.sample else "esco/1.1.1"
        kg = skillkg.open(folder, releases=[release])
        labels, index = occupation_labels(kg.concepts.labels), occupation_index(kg)
    if options.sample:  # the sample has few occupations
        rows = [row for row in rows if row[1] in index.iris][:SAMPLE]
    drawn = Random(SEED).sample(range(len(rows)), min(DRAWN, len(rows)))
    titles = read(index, rows, 0)
    fitted, tried = label_titles(index, labels)
    given = cross_validated(titles, fitted, index.iris)
    common = commonness(titles)
    every = with_common(titles, common, index.iris)
    fitted, tried = (
        {role: with_common(some, common, index.iris) for role, some in each.items()}
        for each in (fitted, tried)
    )
    classifier = decided_by(fit_calibrated(every, fitted), titles, given)
    linked = by_classifier(titles, given, drawn)
    if options.ship:
        pin(classifier, titles, open_encoder().digest)
    figures = [
        *(
            Figure(f"{LINKED}, {column}", value, "", f"≥ {bar}", value >= bar)
            for column, bar in BARS.items()
            for value in [float(str(linked[1][COLUMNS.index(column)]).split()[0])]
        ),
        Figure(
            "expected calibration error", classifier.error, "", "≤ 0.05", classifier.error <= 0.05
        ),
        *by_labels(classifier, tried),
        Figure("one title", cpu_ms(index, [t for t, _ in rows[:TIMED]]), "ms of processor time"),
    ]
    table = [*by_texts(options, labels, [rows[n] for n in drawn]), *linked]
    missing = sum(iri not in index.iris for _, iri in rows)
    report(
        "titles",
        options,
        figures,
        f"{len(rows):,} titles of {len({iri for _, iri in rows}):,} occupations, "
        f"{len(labels):,} labels of {len(index.iris):,}; {missing} titles name an occupation that "
        f"the release lacks, and count as misses. Seed of the {len(drawn):,}: {SEED}. "
        f"Threshold: {classifier.threshold}.",
        tables=[Table(COLUMNS, table), decisions(titles, given, classifier)],
    )


if __name__ == "__main__":
    main()
