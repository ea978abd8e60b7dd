"""Occupation linking: O*NET's titles to ESCO's labels, by the data of MELO (usa_q_en_c_en).

A query is a title of an O*NET occupation, a target a surface form of an ESCO occupation or ISCO
group; relevant are all surface forms of the concepts that the official crosswalk gives the title.
No part of the crosswalk reaches a method: it gets texts, and no graph is opened.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quality.data import read_melo
from quality.measures import hit, mean, reciprocal_rank
from quality.methods import run
from quality.models import text_methods
from quality.reporting import options_of, report_methods

if TYPE_CHECKING:
    from quality.methods import Run

COLUMNS = ("MRR", "A@1", "A@5", "A@10")
SAMPLE = 40


def measured(found: Run) -> list[float]:
    """The columns of one method."""
    accuracy = [mean(hit, found.ranks, k) for k in (1, 5, 10)]
    return [mean(reciprocal_rank, found.ranks), *accuracy]


def main() -> None:
    options = options_of(__doc__ or "")
    data = read_melo(options.data, SAMPLE if options.sample else None)
    runs = [
        (method, run(method, data.queries, data.targets, data.relevant))
        for method in text_methods(options)
    ]
    opened = [name for name in sys.modules if name.startswith(("skillkg.store", "skillkg.api"))]
    assert not opened, f"a graph, and with it perhaps the crosswalk, was in reach: {opened}"
    report_methods(
        "melo",
        options,
        COLUMNS,
        [(method, measured(found), found) for method, found in runs],
        bars={"skillkg, default": {"MRR": 0.65}, "MiniLM, fine-tuned": {"MRR": 0.70}},
        notes=f"{len(data.queries)} queries, {len(data.targets):,} surface forms.",
    )


if __name__ == "__main__":
    main()
