"""Documents in, matches out: how many a second, and in how much memory.

The documents are those of ``examples/``, in seven formats; the graph is the full one. Reading
and linking is timed over all of them, then matching of every ad with every resume, each again
and again for some seconds; what is made once, at the first use, is timed apart. No bar yet.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from common import ROOT, Figure, arguments, in_process, report, store

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 5.0


def rate(work: Callable[[], int]) -> float:
    """Repeat some work until the time is up; how many of its units were done per second."""
    begin, done = perf_counter(), 0
    while (spent := perf_counter() - begin) < SECONDS:
        done += work()
    return done / spent


def run(folder: Path) -> tuple[float, float, float]:
    """Seconds of the first match; then documents and pairs per second."""
    ads = sorted((ROOT / "examples" / "ads").iterdir())
    resumes = sorted((ROOT / "examples" / "resumes").iterdir())
    begin = perf_counter()
    kg = skillkg.open(folder)
    kg.match(ads[0], resumes[0])
    first = perf_counter() - begin

    def link() -> int:
        return len([kg.link(file) for file in (*ads, *resumes)])

    read = [kg.read(file, "ad") for file in ads], [kg.read(file, "resume") for file in resumes]

    def match() -> int:
        return sum(len(kg.rank(ad, read[1])) for ad in read[0])

    return first, rate(link), rate(match)


def main() -> None:
    options = arguments(__doc__ or "")
    with store(options) as folder:
        measured = in_process(run, folder)
    first, documents, matched = measured.value
    report(
        "documents",
        options,
        [
            Figure("open, and a first match", first, "s"),
            Figure("read and link", documents, "documents/s"),
            Figure("link and match, documents already read", matched, "pairs/s"),
            Figure("peak memory", measured.peak_mb, "MB"),
        ],
    )


if __name__ == "__main__":
    main()
