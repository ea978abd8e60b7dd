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
from quality.measures import (
    auc_pr,
    expected_calibration_error,
    mean,
    ranks,
    reciprocal_rank,
    reliability,
)
from quality.models import encoders, text_methods
from quality.relaters import COMBINED, Relater, by_figure, by_label, figures_of, skill2vec
from quality.reporting import options_of
from quality.vacancies import read_company

import skillkg
from skillkg.relatedness.calibration import fit
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.labelled_pairs import labelled

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from quality.vacancies import Company

    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.calibration import Weights
    from skillkg.relatedness.features import PairFeatures
    from skillkg.relatedness.labelled_pairs import LabelledPairs

    Ints = NDArray[np.int64]

COLUMNS = ("random", "siblings", "vacancies", "vacancies, MRR", "s")


def population_of(kg: skillkg.KnowledgeGraph) -> Corpus:
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
    found = map(ranks, scores, company.relevant)
    return mean(reciprocal_rank, list(found))


def relaters(
    corpus: Corpus, features: PairFeatures, weights: Weights, options: Namespace
) -> Iterator[Relater]:
    """Every method: texts, company, structure, and their combination."""
    labels = [corpus.labels.preferred(iri) or "" for iri in corpus.arrays.iris]
    for method in text_methods(options):
        yield by_label(method, labels)
    yield skill2vec(corpus)
    yield from by_figure(features, weights.weights, encoder_of(options)[0])


def encoder_of(options: Namespace) -> tuple[str, Encoder]:
    """Name and encoder that the edges are made with: the shipped one, once there is one."""
    found = dict(encoders(options))
    name = next((name for name in found if "shipped" in name), next(iter(found)))
    return name, found[name]


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg = skillkg.open(folder)
        corpus = population_of(kg)
        _, encoder = encoder_of(options)
        features = figures_of(corpus, encoder)
        pairs, truth = labelled(corpus, "skill", "calibrate").mixed()
        weights = fit(features.of(*pairs.T), truth)
        held_out = labelled(corpus, "skill", "test")
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
    features = [Figure("expected calibration error", error, "", "≤ 0.05", error <= 0.05)]
    (combined,) = (row for row in rows if row[0] == COMBINED)
    for column in (1, 2):
        best = max(float(row[column]) for row in rows if row is not combined)
        value = float(combined[column])
        what = f"{COMBINED}, AUC-PR against {COLUMNS[column - 1]}"
        features.append(Figure(what, value, "", f"> {best:.4f}, the best single", value > best))
    random = float(combined[1])
    features.append(Figure(f"{COMBINED}, the same", random, "", "≥ 0.95", random >= 0.95))
    report(
        "relatedness",
        options,
        features,
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
    bins = reliability(truth > 0, weights.strengths(features.of(*pairs.T)))
    rows: list[list[str | float]] = [
        [f"{b.low:.1f}–{b.high:.1f}", str(b.pairs), b.stated, b.observed] for b in bins
    ]
    table = Table(["strength", "pairs", "stated", "related"], rows, "Reliability")
    return table, expected_calibration_error(bins)


if __name__ == "__main__":
    main()
