"""Ranking: real resumes for real vacancies, and resumes written from O*NET for vacancy titles.

The product reads, links and scores by its own fit; the black boxes get the same texts. Of the
second set the official crosswalk is the truth, and is not in the view that links and scores; the
titles and tasks that its resumes are written from are, as they are part of O*NET. How
the sets are made, and who is relevant, stands in ``quality/resumes.py`` and ``quality/ads.py``;
that the fits are those of ``kg.match`` is checked on some pairs in every run. ``--accurate`` reads
with MiniLM beside the static encoder, which takes half an hour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.ads import SEED, read_task
from quality.fits import Fits
from quality.measures import average_precision, macro, mean, precision, ranks
from quality.reporting import options_of
from quality.resumes import Pool, read_resumes
from quality.whole_texts import whole_text_methods

import skillkg
from skillkg.encoding.models import MINILM
from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Scores = NDArray[np.floating]

COLUMNS = ("MAP", "low", "high", "macro MAP", "P@10")
RELEASES = ("esco/1.1.1", "onet/29.3", "onet/30.0")
CHECKED, RESAMPLED = 12, 2_000
READABLE = 10
"""Parts that a reader looks at."""
SCORINGS = (
    ("occupations alone", replace(DEFAULT, skills=0.0)),
    ("skills alone", replace(DEFAULT, skills=1.0)),
    ("skills, share 0.1", replace(DEFAULT, skills=0.1)),
    ("skills, share 0.4", replace(DEFAULT, skills=0.4)),
    ("without the classifier of titles in what ads ask for", replace(DEFAULT, classified=0.0)),
    ("without it in what resumes attest", replace(DEFAULT, title=0.0)),
    ("without passages", replace(DEFAULT, passages=())),
    ("the best quote alone", replace(DEFAULT, best=1)),
    ("three best quotes", replace(DEFAULT, best=3)),
    ("the title alone of ads", replace(DEFAULT, titles=1.0)),
    ("titles 0.3, statements 0.7 of ads", replace(DEFAULT, titles=0.3)),
    ("three statements of ads", replace(DEFAULT, statements=3)),
    ("thirty occupations of each taxonomy", replace(DEFAULT, requirements=30)),
    ("temperature 0.05", replace(DEFAULT, temperature=0.05)),
    ("centre 0.7", replace(DEFAULT, centre=0.7)),
    ("passages of 4, 8 and 16", replace(DEFAULT, passages=(4, 8, 16))),
    ("skills of titles as any other", replace(DEFAULT, titled=DEFAULT.mentioned)),
    ("older jobs fade, half in 5 years", replace(DEFAULT, half_life=5.0)),
    ("half in 10 years", replace(DEFAULT, half_life=10.0)),
    ("required, preferred and mentioned alike", replace(DEFAULT, preferred=1.0, mentioned=1.0)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one method did on a set."""

    name: str
    every: list[float]
    """Average precision by ad."""
    values: list[float]
    """The columns."""
    seconds: float


def resampled(every: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means over ads drawn with replacement."""
    drawn = np.random.default_rng(SEED).integers(len(every), size=(RESAMPLED, len(every)))
    means: NDArray[np.float64] = every[drawn].mean(axis=1)
    return means


def measured(name: str, scores: Scores, pool: Pool, seconds: float) -> Row:
    """Measure a method by its scores: shape (ads, candidates)."""
    found = [ranks(row, wanted) for row, wanted in zip(scores, pool.relevant, strict=True)]
    every = [average_precision(each) for each in found]
    low, high = np.quantile(resampled(np.array(every)), (0.025, 0.975)).tolist()
    macro_map = macro(average_precision, found, pool.groups)
    values = [mean(average_precision, found), low, high, macro_map, mean(precision, found, 10)]
    return Row(name, every, values, seconds)


def product_rows(name: str, fits: Fits) -> Iterator[Row]:
    """The product's fit, then with each of its parts changed or left out."""
    _ = fits.profiles
    begin = perf_counter()
    scores = fits.scores(DEFAULT)
    yield measured(name, scores, fits.pool, perf_counter() - begin)
    check(fits, scores)


def ablation(fits: Fits) -> Iterator[Row]:
    """Each part changed or left out."""
    for name, scoring in SCORINGS:
        begin = perf_counter()
        scores = fits.scores(scoring)
        yield measured(name, scores, fits.pool, perf_counter() - begin)
    kinds = sorted(fits.kg.graph.edge_kinds)
    mappings = [kind for kind in kinds if kind.endswith("Match")]
    for name, without in (
        ("without the crosswalk", mappings),
        ("without skills that occupations imply", ["essential"]),
        ("without any statement between concepts", kinds),
    ):
        begin = perf_counter()
        scores = fits.scores(DEFAULT, without)
        yield measured(name, scores, fits.pool, perf_counter() - begin)


def black_boxes(pool: Pool, options: Namespace) -> Iterator[Row]:
    """Every black box on the same texts."""
    texts = [[each.text for each in documents] for documents in (pool.ads, pool.candidates)]
    for method in whole_text_methods(options):
        begin = perf_counter()
        scores = method.index(texts[1])(texts[0])
        yield measured(method.name, scores, pool, perf_counter() - begin)


def check(fits: Fits, scores: Scores) -> None:
    """Compare fits of pairs, some of them relevant, with what matching one pair gives."""
    for row in range(min(CHECKED, len(fits.pool.ads))):
        for column in {fits.pool.relevant[row][0], row}:
            match = fits.kg.match(fits.pool.ads[row], fits.pool.candidates[column])
            assert match.fit == scores[row, column], (row, column)
            parts = (*match.contributions, *match.repetitions)
            assert abs(fsum(part.contribution for part in parts) - match.fit) < 1e-9


def figures_of(fits: Fits) -> list[Figure]:
    """What a reader meets: how much the largest parts hold, and what an ad fits itself by."""
    pool, held, told = fits.pool, [], []
    for row, ad in enumerate(pool.ads):
        for column in pool.relevant[row][:3]:
            match = fits.kg.match(ad, pool.candidates[column])
            amounts = sorted((c.contribution for c in match.contributions), reverse=True)
            held.append(fsum(amounts[:READABLE]) / match.fit)
            told.append(fsum(c.contribution for c in match.contributions if c.block == "skills"))
            told[-1] /= match.fit
            assert all(c.requirement_spans and c.skill_spans for c in match.contributions)
    own = min(fits.kg.match(ad, ad).fit for ad in pool.ads)
    least = float(np.median(held))
    return [
        Figure("an ad against itself, the least", own, "", "≥ 0.999", own >= 0.999),
        Figure(f"share of the {READABLE} largest parts, median", least, "", "≥ 0.6", least >= 0.6),
        Figure("share told in skills, median", float(np.median(told)), ""),
    ]


def without_crosswalk(folder: Path, options: Namespace) -> skillkg.KnowledgeGraph:
    """Open what may link and score: nothing that maps ESCO to O*NET, or was learned from it."""
    everything = skillkg.open(folder).snapshots
    truth = {s.graph for s in everything if s.source.startswith("crosswalk")}
    from_truth = {s.graph for s in everything if truth & {line.split()[0] for line in s.inputs}}
    kept = [s for s in everything if s.graph not in truth | from_truth]
    names = [f"{snapshot.source}/{snapshot.version}" for snapshot in kept]
    assert options.sample or set(RELEASES) <= set(names)
    return skillkg.open(folder, releases=names)


def profiles_pool(kg: skillkg.KnowledgeGraph, options: Namespace) -> Pool:
    """Vacancy titles, and resumes written from O*NET; of a smoke run those of few occupations."""
    if options.sample:
        codes = (kg.concept(i).code for i in kg.graph.concepts("occupation") if "onet" in i)
        task = read_task(options.data, 20, [code for code in codes if code])
    else:
        task = read_task(options.data)
    ads = [kg.read_text(text, "ad", f"ad {n}") for n, text in enumerate(task.ads)]
    resumes = [
        kg.read_text(text, "resume", f"resume {n}") for n, text in enumerate(task.candidates)
    ]
    return Pool(ads, resumes, task.relevant, [str(n) for n in range(len(ads))])


def table(title: str, rows: Sequence[Row]) -> Table:
    """Methods side by side."""
    return Table(
        ["method", *COLUMNS, "s"], [[row.name, *row.values, row.seconds] for row in rows], title
    )


def bars(rows: Sequence[Row], boxes: Sequence[Row]) -> Iterator[Figure]:
    """The bars for real resumes: of the default, and of the accurate mode where it was run."""
    best = max(boxes, key=lambda row: row.values[0])
    for row, bar in zip(rows, (0.54, 0.58), strict=False):
        value = row.values[0]
        yield Figure(f"real resumes, {row.name}: MAP", value, "", f"≥ {bar}", value >= bar)
        lead = value - best.values[0]
        yield Figure(f"lead over {best.name}", lead, "", "≥ 0.05", lead >= 0.05)
        drawn = np.random.default_rng(SEED).integers(
            len(row.every), size=(RESAMPLED, len(row.every))
        )
        differences = np.subtract(row.every, best.every)[drawn].mean(axis=1)
        yield Figure("lead, lower bound of 95 %", float(np.quantile(differences, 0.025)), "")


def main() -> None:
    options = options_of(__doc__ or "", accurate="run the accurate mode, too")
    with store(options) as folder:
        kg = skillkg.open(folder)
        pool = read_resumes(options.data)
        fits = Fits(kg, pool)
        real = [*product_rows("skillkg", fits)]
        if options.accurate:
            accurate = Fits(skillkg.open(folder, model=MINILM), pool)
            real += product_rows("skillkg, accurate", accurate)
        boxes = [*black_boxes(pool, options)]
        parts = [*ablation(fits)]
        bare = without_crosswalk(folder, options)
        written = Fits(bare, profiles_pool(bare, options))
        profiles = [*product_rows("skillkg", written)]
        profile_boxes = [*black_boxes(written.pool, options)]
        figures = [*bars(real, boxes), *figures_of(fits)]
    value = profiles[0].values[0]
    figures.insert(2, Figure("O*NET profiles: MAP", value, "", "≥ 0.30", value >= 0.30))
    report(
        "ranking",
        options,
        figures,
        f"Real resumes: {len(pool.ads)} ads, {len(pool.candidates)} resumes; O*NET profiles: "
        f"{len(written.pool.ads)} titles, {len(written.pool.candidates)} profiles. low and high: "
        f"95 % of {RESAMPLED:,} resamplings of the ads. Seed: {SEED}. Seconds are those of scoring "
        "all pairs; the product's documents were read before.",
        tables=[
            table("Real resumes", [*real, *boxes]),
            table("Real resumes, with one part changed", [real[0], *parts]),
            table("O*NET profiles, without the crosswalk", [*profiles, *profile_boxes]),
        ],
        models={m.name: m.digest for m in whole_text_methods(options) if m.digest},
    )


if __name__ == "__main__":
    main()
