"""Next occupations: the latest job of real resumes, told from the jobs before.

The latest job of each resume by date is held out, its title and its text; so are headline, summary,
skills and education, as they were written by then. What is left is the text of the jobs that began
in an earlier month. Truth is the one occupation of ESCO that the product's reader of titles gives
the held-out title most probability, where that is sure enough; others are left out. The same reader
reads the earlier titles for the product and for the two baselines that go by them. All rank all
occupations of ESCO. The numbers of the product were chosen on every second resume, after forms of
the score had been tried on all of them; both halves are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum, isclose
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality.ads import SEED
from quality.encoders import Encoded, cosine
from quality.job_sequences import SURE, Task, job_sequences, most_probable, read_task
from quality.measures import hit, mean, ranks, reciprocal_rank
from quality.methods import run
from quality.reporting import options_of
from quality.resumes import read_resumes

import skillkg
from skillkg.encoding.models import MINILM, open_encoder
from skillkg.errors import DocumentError
from skillkg.matching.careers.scoring import DEFAULT

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from quality.measures import Ranks

    from skillkg.matching.careers.careers import Careers
    from skillkg.matching.profile import Profile

SURER = 0.5
"""Probability of the truths of the second table, at least."""
CHECKED, RESAMPLED = 12, 2_000
COLUMNS = ("recall@10", "low", "high", "chosen on", "the others", "recall@1", "MRR", "s")
SCORINGS = (
    ("staying in what is attested, no moves", replace(DEFAULT, staying=1.0)),
    ("moves alone", replace(DEFAULT, staying=0.0)),
    ("three of four stay", replace(DEFAULT, staying=0.75)),
    ("titles and the whole text, half and half", replace(DEFAULT, titles=0.5)),
    ("the titles of jobs alone", replace(DEFAULT, titles=1.0)),
    ("the whole text alone", replace(DEFAULT, titles=0.0)),
    ("all jobs alike", replace(DEFAULT, recency=1.0)),
    ("five origins", replace(DEFAULT, origins=5)),
    ("fifteen origins", replace(DEFAULT, origins=15)),
    ("fifty origins", replace(DEFAULT, origins=50)),
    ("paths of two steps", replace(DEFAULT, hops=2)),
    ("all occupations equally common", replace(DEFAULT, rare=1e6)),
    ("the common ones more so", replace(DEFAULT, rare=0.02)),
)
LEFT_OUT = (
    ("without the crosswalk", ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")),
    ("without O*NET's related occupations", ("relatedOccupation",)),
    ("without broader concepts", ("broader",)),
    ("without shared skills", ("essential",)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """The ranks that one method gave the truth of every sequence."""

    name: str
    ranks: Sequence[Ranks]
    seconds: float

    @property
    def hits(self) -> NDArray[np.float64]:
        """Whether each truth is among the first ten."""
        return np.array([hit(each, 10) for each in self.ranks])


def ranked(name: str, scores: NDArray[np.floating], task: Task, seconds: float) -> Row:
    """Rank the truth by scores, shape (sequences, occupations), of any scale."""
    scaled = scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-12)
    found = [ranks(row, [truth]) for row, truth in zip(scaled, task.truth, strict=True)]
    return Row(name, found, seconds)


def product(name: str, careers: Careers, profiles: Sequence[Profile], task: Task) -> Row:
    """The product, whose documents were read before."""
    begin = perf_counter()
    scores = np.stack([scored(careers, profile) for profile in profiles])
    return ranked(name, scores, task, perf_counter() - begin)


def scored(careers: Careers, profile: Profile) -> NDArray[np.float64]:
    """Scores of all occupations; 0 each where nothing speaks for any."""
    try:
        return careers.scores(profile)
    except DocumentError:
        return np.zeros(len(careers.numbers))


def baselines(task: Task, careers: Careers) -> Iterator[Row]:
    """What knows no graph: how frequent occupations are, and earlier titles as they are read."""
    shape = len(task.truth), len(task.occupations)
    counts = np.bincount(task.truth, minlength=shape[1]).astype(np.float64)
    frequent = np.tile(counts, (shape[0], 1))
    frequent[np.arange(shape[0]), task.truth] -= 1
    yield ranked("most frequent among the other resumes", frequent, task, 0.0)
    last, every = np.zeros(shape), np.zeros(shape)
    begin = perf_counter()
    for row, sequence in enumerate(task.sequences):
        for place, job in enumerate(sequence.jobs):
            for probability, number in most_probable(careers, job.title.quote):
                every[row, number] += probability
                last[row, number] += probability if place == 0 else 0
    seconds = perf_counter() - begin
    yield ranked("the same occupation as before", last, task, seconds)
    yield ranked("the occupations of all earlier titles", every, task, seconds)


def likeness(
    task: Task, careers: Careers, kg: skillkg.KnowledgeGraph, options: Namespace
) -> Iterator[Row]:
    """How near texts are to the labels and descriptions of occupations."""
    queries = {
        "last title": [sequence.jobs[0].title.quote for sequence in task.sequences],
        "text of the earlier jobs": [sequence.earlier.text for sequence in task.sequences],
    }
    own = careers.reader.texts[0]
    minilm = cosine("MiniLM", Encoded(open_encoder(MINILM), options.vectors))
    targets = [occupation_text(kg.concept(iri)) for iri in task.occupations]
    truth = [[place] for place in task.truth]
    for what, texts in queries.items():
        begin = perf_counter()
        scores = own.cosines(own.encode(texts))[:, careers.numbers]
        yield ranked(f"static encoder, {what}", scores, task, perf_counter() - begin)
        found = run(minilm, texts, targets, truth)
        yield Row(f"MiniLM, {what}", found.ranks, found.query_seconds)


def occupation_text(concept: skillkg.Concept) -> str:
    """All labels and the description."""
    return "\n".join((concept.label, *concept.labels("alternative"), concept.description or ""))


def check(
    kg: skillkg.KnowledgeGraph, careers: Careers, task: Task, profiles: Sequence[Profile]
) -> None:
    """Compare scores with what ``next_occupations`` explains, and its parts with their sum."""
    for sequence, profile in list(zip(task.sequences, profiles, strict=True))[:CHECKED]:
        scores = careers.scores(profile)
        found = kg.next_occupations(sequence.earlier).occupations
        assert isclose(fsum(scores), 1)
        for each in found:
            assert isclose(each.score, scores[careers.transitions.numbers[each.concept]])
            assert isclose(each.score, fsum(part.contribution for part in each.transitions))
        assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)


def interval(values: NDArray[np.float64]) -> list[float]:
    """95 % of the means of sequences drawn with replacement."""
    drawn = np.random.default_rng(SEED).integers(len(values), size=(RESAMPLED, len(values)))
    bounds: list[float] = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975)).tolist()
    return bounds


def table(title: str, rows: Sequence[Row], task: Task, least: float = SURE) -> Table:
    """Methods side by side, on the truths that are sure enough."""
    kept = np.array(task.confidence) >= least
    lines = [[row.name, *_values(row, kept, task.chosen_on), row.seconds] for row in rows]
    return Table(["method", *COLUMNS], lines, title)


def _values(row: Row, kept: NDArray[np.bool_], chosen_on: NDArray[np.bool_]) -> list[float]:
    hits, found = row.hits[kept], [row.ranks[n] for n in np.flatnonzero(kept)]
    halves = [float(hits[half[kept]].mean()) for half in (chosen_on, ~chosen_on)]
    first, reciprocal = mean(hit, found, 1), mean(reciprocal_rank, found)
    return [float(hits.mean()), *interval(hits), *halves, first, reciprocal]


def bars(own: Row, others: Sequence[Row]) -> Iterator[Figure]:
    """Recall@10 above every baseline."""
    best = max(others, key=lambda row: row.hits.mean())
    value, beside = float(own.hits.mean()), float(best.hits.mean())
    yield Figure("recall@10", value, "", f"> {beside:.3f}, the best baseline", value > beside)
    low, high = interval(own.hits - best.hits)
    yield Figure(f"lead over {best.name}", value - beside, "", "> 0", value > beside)
    yield Figure("lead, lower bound of 95 %", low, "")
    yield Figure("lead, upper bound of 95 %", high, "")


def changed(
    kg: skillkg.KnowledgeGraph, careers: Careers, profiles: Sequence[Profile], task: Task
) -> Iterator[Row]:
    """The product with one number changed, or something left out of the graph."""
    for name, scoring in SCORINGS:
        yield product(name, replace(careers, scoring=scoring), profiles, task)
    for name, kinds in LEFT_OUT:
        without = kg.view.matcher(kinds).careers
        yield product(name, without, profiles, task)


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg = skillkg.open(folder)
        resumes = read_resumes(options.data).candidates
        matcher = kg.view.matcher()
        careers = matcher.careers
        sequences = list(job_sequences(resumes))
        task = read_task(sequences, careers)
        profiles = [matcher.profile(each.earlier) for each in task.sequences]
        own = product("skillkg", careers, profiles, task)
        check(kg, careers, task, profiles)
        others = [*baselines(task, careers), *likeness(task, careers, kg, options)]
        parts = [*changed(kg, careers, profiles, task)]
        last, earlier = task.stayed(careers)
    surer = sum(each >= SURER for each in task.confidence)
    report(
        "careers",
        options,
        [
            *bars(own, others),
            Figure("held-out jobs in the occupation of the last title", last, ""),
            Figure("held-out jobs in the occupation of any earlier title", earlier, ""),
        ],
        f"Of {len(resumes)} resumes {len(sequences)} have a job that began before the latest one; "
        f"of {len(task.truth)} the held-out title means an occupation with a probability of {SURE} "
        f"or more, of {surer} with {SURER}. low and high: 95 % of {RESAMPLED:,} resamplings of the "
        f"sequences, of recall@10. *chosen on* and *the others*: recall@10 on the two halves. "
        f"Seed: {SEED}. Seconds are those of scoring; documents were read before.",
        tables=[
            table(f"Truth with a probability of {SURE}", [own, *others], task),
            table(f"Truth with a probability of {SURER}", [own, *others], task, SURER),
            table("With one part changed", [own, *parts], task),
        ],
        models={"static encoder": open_encoder().digest, "MiniLM": open_encoder(MINILM).digest},
    )


if __name__ == "__main__":
    main()
