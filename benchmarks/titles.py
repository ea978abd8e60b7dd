"""Job-title normalisation: vacancy titles to ESCO's occupations, by JobBERT's validation split.

Targets are all occupations of ESCO 1.1.1; an occupation's score is that of its best label,
preferred or alternative. Micro is the mean over titles, macro that over occupations.
Occupations share labels, so ties are frequent: they go by the order of IRIs, which favours nobody;
the last column gives them to the right occupation. Published marks are of 3,000 titles; those
drawn here (seed 0) need not be the same ones.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from common import store
from quality.data import read_titles
from quality.measures import macro, mean, recall, reciprocal_rank
from quality.methods import run
from quality.models import text_methods
from quality.reporting import options_of, report_methods

import skillkg

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from quality.methods import Run

    from skillkg.model import Label

COLUMNS = (
    "MRR",
    "R@5",
    "R@10",
    "macro MRR",
    "macro R@5",
    "macro R@10",
    "MRR of 3,000",
    "MRR, ties in favour",
)
SEED, DRAWN, SAMPLE = 0, 3000, 60


def occupation_labels(options: Namespace) -> list[Label]:
    """Preferred and alternative labels of ESCO's occupations, in the order of IRIs."""
    release = "esco/1.1.1-sample" if options.sample else "esco/1.1.1"
    with store(options) as folder:
        labels = skillkg.open(folder, releases=[release]).concepts.labels
        return [lb for lb in labels if lb.kind == "occupation" and lb.role != "hidden"]


def things(labels: Sequence[Label]) -> tuple[NDArray[np.int64], dict[str, int]]:
    """The number of each label's occupation, and of each IRI."""
    numbers = {iri: number for number, iri in enumerate(dict.fromkeys(lb.concept for lb in labels))}
    return np.array([numbers[label.concept] for label in labels]), numbers


def measured(run: Run, occupations: Sequence[str]) -> list[float]:
    """The columns of one method."""
    found = run.found
    measures = (reciprocal_rank, partial(recall, k=5), partial(recall, k=10))
    drawn = Random(SEED).sample(range(len(found)), min(DRAWN, len(found)))
    return [
        *(mean(measure, found) for measure in measures),
        *(macro(measure, found, occupations) for measure in measures),
        mean(reciprocal_rank, [found[number] for number in drawn]),
        mean(reciprocal_rank, run.favoured),
    ]


def main() -> None:
    options = options_of(__doc__ or "")
    labels = occupation_labels(options)
    owners, numbers = things(labels)
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    rows = read_titles(options.data)
    if options.sample:  # the sample has few occupations
        rows = [row for row in rows if row[1] in numbers][:SAMPLE]
    titles, occupations = zip(*rows, strict=True)
    relevant = [[numbers.get(iri, -1)] for iri in occupations]
    texts = [label.text for label in labels]
    runs = [
        (m, run(m, titles, texts, relevant, begins=begins))
        for m in text_methods(options, owners.tolist())
    ]
    unknown = sum(places == [-1] for places in relevant)
    report_methods(
        "titles",
        options,
        COLUMNS,
        [(method, measured(each, occupations), each) for method, each in runs],
        bars={"skillkg, default": {"MRR": 0.42, "R@10": 0.62}},
        notes=f"{len(titles):,} titles of {len(set(occupations)):,} occupations, "
        f"{len(texts):,} labels of {len(numbers):,}; {unknown} titles name an occupation that "
        f"the release lacks, and count as misses. Seed of the 3,000: {SEED}.",
    )


if __name__ == "__main__":
    main()
