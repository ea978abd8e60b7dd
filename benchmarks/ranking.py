"""Job ↔ profile ranking: vacancy titles as ads, resumes written from O*NET as candidates.

The product links, builds profiles and scores by its own fit; the black boxes get the same texts.
The official crosswalk is the ground truth, and is not in the view that links and scores. How ads
and candidates are made, and who is relevant, stands in ``quality/ads.py``; that the fits computed
here for all pairs at once are those of ``kg.match`` is checked on some pairs in every run.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from common import Table, report, store
from quality.ads import SEED, read_task
from quality.fits import ASSERTED, IDENTITY, PRODUCT, Fits, documents, learn
from quality.measures import average_precision, mean, ndcg, ranks, reciprocal_rank
from quality.models import text_methods
from quality.reporting import options_of

import skillkg

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from quality.ads import Task

    from skillkg.relatedness.edges import LearnedEdge

COLUMNS = ("MAP", "MRR", "nDCG@10", "strict MAP", "strict MRR")
RELEASES = ("esco/1.1.1", "onet/29.3", "onet/30.0")
CHECKED = 12
SETTINGS = (
    replace(PRODUCT, name="skillkg, fit"),
    replace(ASSERTED, name="skillkg, without learned edges"),
    replace(IDENTITY, name="skillkg, K = identity"),
    replace(IDENTITY, name="skillkg, K = identity, skills alone", share=1),
    replace(IDENTITY, name="skillkg, K = identity, occupations alone", share=0),
)


def view(folder: Path, options: Namespace) -> skillkg.KnowledgeGraph:
    """Open what may link and score: nothing that maps ESCO to O*NET, or was learned from it."""
    everything = skillkg.open(folder).snapshots
    ground_truth = {s.graph for s in everything if s.source.startswith("crosswalk")}
    learned_from = {s.graph: {line.split()[0] for line in s.inputs} for s in everything}
    kept = [
        s
        for s in everything
        if s.graph not in ground_truth and not learned_from[s.graph] & ground_truth
    ]
    names = [f"{snapshot.source}/{snapshot.version}" for snapshot in kept]
    assert options.sample or set(RELEASES) <= set(names)
    return skillkg.open(folder, releases=names)


def task_of(kg: skillkg.KnowledgeGraph, options: Namespace) -> Task:
    """Ads and candidates; of a smoke run those of the sample's few occupations."""
    if not options.sample:
        return read_task(options.data)
    codes = (kg.concept(iri).code for iri in kg.graph.concepts("occupation") if "onet" in iri)
    return read_task(options.data, 20, [code for code in codes if code])


def fits_of(kg: skillkg.KnowledgeGraph, task: Task, learned: Iterable[LearnedEdge] = ()) -> Fits:
    """Read and link all texts, and build their profiles."""
    ads = list(documents(kg, task.ads, "ad"))
    return Fits(kg, ads, list(documents(kg, task.candidates, "resume")), learned)


def check(kg: skillkg.KnowledgeGraph, fits: Fits, task: Task) -> None:
    """Compare fits of pairs, some of them relevant, with what matching one pair gives."""
    scores = fits.scores(ASSERTED)
    ads = list(documents(kg, task.ads[:CHECKED], "ad"))
    for row, ad in enumerate(ads):
        for column in {task.relevant[row][0], row % len(task.candidates)}:
            (resume,) = documents(kg, [task.candidates[column]], "resume")
            fit = kg.match(ad, resume).fit
            assert abs(fit - scores[row, column]) < 1e-9, (row, column, fit, scores[row, column])


def measured(scores: NDArray[np.floating], task: Task) -> list[float]:
    """The columns of one method; scores of shape (ads, candidates)."""
    found = [ranks(row, wanted) for row, wanted in zip(scores, task.relevant, strict=True)]
    strict = [ranks(row, wanted) for row, wanted in zip(scores, task.strict, strict=True) if wanted]
    return [
        mean(average_precision, found),
        mean(reciprocal_rank, found),
        mean(ndcg, found, 10),
        mean(average_precision, strict),
        mean(reciprocal_rank, strict),
    ]


def rows(fits: Fits, task: Task, options: Namespace) -> Iterator[tuple[str, list[float], float]]:
    """Name, columns and seconds of every method: the product's, then the black boxes."""
    for setting in SETTINGS:
        begin = perf_counter()
        scores = fits.scores(setting)
        yield setting.name, measured(scores, task), perf_counter() - begin
    for method in text_methods(options):
        begin = perf_counter()
        found = method.index(task.candidates)(task.ads)
        yield method.name, measured(found, task), perf_counter() - begin


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg = view(folder, options)
        task = task_of(kg, options)
        begin = perf_counter()
        fits = fits_of(kg, task, learn(kg))
        linked = perf_counter() - begin
        check(kg, fits, task)
        found = list(rows(fits, task, options))
    filled = sum(bool(ad["occupations"]) for ad in fits.ads)
    report(
        "ranking",
        options,
        [],
        f"{len(task.ads)} ads, {len(task.candidates)} candidates; "
        f"{sum(map(len, task.relevant)) / len(task.ads):.1f} relevant per ad, strictly "
        f"{sum(map(len, task.strict)) / len(task.ads):.1f} ({sum(map(bool, task.strict))} ads "
        f"have one). An occupation was linked in {filled} ads. Seeds: {SEED}. Reading, linking "
        f"and building all profiles took {linked:.0f} s, and is not in the seconds below.",
        tables=[Table(["method", *COLUMNS, "s"], [[n, *v, s] for n, v, s in found])],
        models={m.name: m.digest for m in text_methods(options) if m.digest},
    )


if __name__ == "__main__":
    main()
