"""Relatedness of skills: held-out relations of ESCO, and skills that vacancies name together.

ESCO's skill–skill relations (``test`` fold by ``skillkg.relatedness.folds``, which no encoder
trained on and no weight was fitted on) against as many random pairs, and against siblings under
the same broader skill; and skills that go together in held-out vacancies (see
``quality/vacancies.py``) against pairs that never do, and as SkillMatch's retrieval.
The weights of the combination are fitted here as ``skillkg relate`` fits them.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.measures import auc_pr, mean, ranks, reciprocal_rank
from quality.models import encoders, text_methods
from quality.relaters import COMBINED, Relater, by_feature, by_label, features_of_skills, skill2vec
from quality.reporting import options_of
from quality.vacancies import read_company

import skillkg
from skillkg.relatedness.calibration import BINS, expected_error, fit, reliability
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.labelled_pairs import labelled_pairs

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from quality.vacancies import Company

    from skillkg.arrays import Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.features.pair_features import PairFeatures
    from skillkg.relatedness.labelled_pairs import LabelledPairs

COLUMNS = ("random", "siblings", "vacancies", "vacancies, MRR", "s")


def corpus_of(kg: skillkg.KnowledgeGraph) -> Corpus:
    """The concepts of a graph, without learned edges."""
    graphs = [s.graph for s in kg.snapshots if s.source != "relatedness"]
    return Corpus(kg.store, graphs, kg.graph.arrays, kg.concepts.labels)


def separation(relater: Relater, related: Ints, others: Ints) -> float:
    """AUC-PR of related pairs against others; both of shape (pairs, 2)."""
    scores = relater.pairs(*np.concatenate([related, others]).T)
    return auc_pr(np.repeat([True, False], [len(related), len(others)]), scores)


def retrieval(relater: Relater, company: Company) -> float:
    """MRR of the partners of every query; a query is no target of its own."""
    scores = relater.matrix(company.queries, company.targets).astype(np.float64)
    scores[company.queries[:, None] == company.targets[None, :]] = -np.inf
    return mean(reciprocal_rank, list(map(ranks, scores, company.relevant)))


def relaters(
    corpus: Corpus, features: PairFeatures, weights: Weights, options: Namespace
) -> Iterator[Relater]:
    """Every method: texts, co-occurrence, structure, and their combination."""
    labels = [corpus.labels.preferred(iri) or "" for iri in corpus.arrays.iris]
    for method in text_methods(options):
        yield by_label(method, labels)
    yield skill2vec(corpus)
    yield from by_feature(features, weights.weights, encoder_of(options)[0])


def encoder_of(options: Namespace) -> tuple[str, Encoder]:
    """Name and encoder that the edges are made with: the shipped one, once there is one."""
    by_name = dict(encoders(options))
    name = next((name for name in by_name if "shipped" in name), next(iter(by_name)))
    return name, by_name[name]


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg = skillkg.open(folder)
        corpus = corpus_of(kg)
        _, encoder = encoder_of(options)
        features = features_of_skills(corpus, encoder)
        pairs, truth = labelled_pairs(corpus, "skill", "calibrate").mixed()
        weights = fit(features.of(*pairs.T), truth)
        held_out = labelled_pairs(corpus, "skill", "test")
        skills = corpus.of_kind("skill")
        numbers = {
            label: int(number)
            for number in skills
            if (label := corpus.labels.preferred(corpus.arrays.iris[number]))
        }
        company = read_company(options.data, numbers)
        rows: list[list[str | float]] = []
        for relater in relaters(corpus, features, weights, options):
            begin = perf_counter()
            measured = [
                separation(relater, held_out.related, held_out.random),
                separation(relater, held_out.related, held_out.siblings),
                separation(relater, company.together, company.apart),
                retrieval(relater, company),
            ]
            rows.append([relater.name, *measured, perf_counter() - begin])
    write(options, rows, held_out, company, calibrated(features, weights, held_out))


def write(
    options: Namespace,
    rows: list[list[str | float]],
    held_out: LabelledPairs,
    company: Company,
    calibration: tuple[Table, float],
) -> None:
    """Report the methods side by side, and how far the strengths can be trusted."""
    table, error = calibration
    figures = [Figure("expected calibration error", error, "", "≤ 0.05", error <= 0.05)]
    (combined,) = (row for row in rows if row[0] == COMBINED)
    for column in (1, 2):
        best = max(float(row[column]) for row in rows if row is not combined)
        value = float(combined[column])
        what = f"{COMBINED}, AUC-PR against {COLUMNS[column - 1]}"
        figures.append(Figure(what, value, "", f"> {best:.4f}, the best single", value > best))
    random = float(combined[1])
    figures.append(Figure(f"{COMBINED}, the same", random, "", "≥ 0.95", random >= 0.95))
    report(
        "relatedness",
        options,
        figures,
        f"{len(held_out.related):,} related pairs, {len(held_out.random):,} random, "
        f"{len(held_out.siblings):,} siblings; in vacancies {len(company.together):,} pairs and "
        f"as many that never go together; {len(company.queries):,} queries, "
        f"{len(company.targets):,} targets. AUC-PR unless another measure is named.",
        tables=[Table(["method", *COLUMNS], rows), table],
        models={m.name: m.digest for m in text_methods(options) if m.digest},
    )


def calibrated(
    features: PairFeatures, weights: Weights, held_out: LabelledPairs
) -> tuple[Table, float]:
    """Reliability table of the strengths on held-out pairs, and its expected error."""
    pairs, truth = held_out.mixed()
    bins = reliability(weights.strengths(features.of(*pairs.T)), truth)
    rows: list[list[str | float]] = [
        [f"{b.lower:.1f}–{b.lower + 1 / BINS:.1f}", str(b.pairs), b.mean_strength, b.share_related]
        for b in bins
    ]
    table = Table(["strength", "pairs", "stated", "related"], rows, "Reliability")
    return table, expected_error(bins)


if __name__ == "__main__":
    main()
