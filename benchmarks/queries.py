"""Every named query on the full graph, some of them beside rdflib in memory on the same data.

A figure is the median of twenty runs on a warm store, from the query's text to rows of Python
values. rdflib gets the easiest form: one graph of plain triples, so its questions are those that
do not ask which release says something. It runs each question once, and is stopped after a minute.
"""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from common import Figure, arguments, in_process, report, store

import skillkg
from skillkg.store.named_queries import named_queries, named_query

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

RUNS = 20
LIMIT = 60
"""Seconds that rdflib may take for a question."""
DIFFERENCES = ("moved-skills", "release-changes", "relinked-occupations")
BESIDE = (
    "occupation-skills",
    "skill-occupations",
    "broader-path",
    "green-share",
    "technologies-in-demand",
    "onet-ratings",
    "similar-occupations",
    "career-moves",
    "unmapped-occupations",
)


def time(location: Path, names: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Milliseconds and rows of each question."""
    kg, found = skillkg.open(location), {}
    for name in names:
        times = []
        for _ in range(RUNS + 1):
            begin = perf_counter()
            rows = list(kg.query(name, **named_query(name).examples))
            times.append(perf_counter() - begin)
        found[name] = median(times[1:]) * 1e3, len(rows)
    return found


def side_by_side(location: Path, options: Namespace) -> dict[str, tuple[float, int]]:
    """The same of the differences, with the older release of ESCO in the store."""
    with TemporaryDirectory() as folder:
        both = Path(folder) / "store"
        shutil.copytree(location, both)
        skillkg.build(both, esco=[options.data / "esco" / "1.1.0"])
        return in_process(time, both, DIFFERENCES).value


def ours(location: Path, options: Namespace) -> dict[str, tuple[float, int]]:
    names = [name for name in named_queries() if options.sample or name not in DIFFERENCES]
    found = in_process(time, location, names).value
    if not options.sample:
        found |= side_by_side(location, options)
    return found


def export(location: Path, file: Path) -> None:
    """Write all that is in view as plain triples."""
    import pyoxigraph as ox

    from skillkg.store.folder import open_store

    quads = open_store(location).quads
    triples = (
        quad.triple
        for graph in skillkg.open(location).graphs
        for quad in quads.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    )
    ox.serialize(triples, str(file), ox.RdfFormat.N_TRIPLES)


def _stop(*_: object) -> None:
    raise TimeoutError


def time_rdflib(file: Path) -> dict[str, tuple[float, int] | None]:
    """Milliseconds and rows of each question; None where it was stopped."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    signal.signal(signal.SIGALRM, _stop)
    found: dict[str, tuple[float, int] | None] = {}
    for name in BESIDE:
        signal.alarm(LIMIT)
        begin = perf_counter()
        try:
            rows = list(graph.query(named_query(name).sparql))
            found[name] = (perf_counter() - begin) * 1e3, len(rows)
        except TimeoutError:
            found[name] = None
        finally:
            signal.alarm(0)
    return found


def beside(location: Path) -> dict[str, tuple[float, int] | None]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "triples.nt"
        in_process(export, location, file)
        return in_process(time_rdflib, file).value


def figures(
    mine: dict[str, tuple[float, int]], theirs: dict[str, tuple[float, int] | None]
) -> list[Figure]:
    lines = []
    for name, (value, rows) in sorted(mine.items()):
        lines.append(Figure(f"{name}, {rows:,} rows", value, "ms", "< 100", value < 100))
        if name not in theirs:
            continue
        other = theirs[name]
        if other is None:
            lines.append(Figure(f"{name} in rdflib: more than", LIMIT, "s"))
        else:
            assert other[1] == rows, f"rdflib gives {other[1]:,} rows for {name}, not {rows:,}"
            lines.append(Figure(f"{name} in rdflib", other[0], "ms"))
    return lines


def main() -> None:
    options = arguments(__doc__ or "")
    with store(options) as location:
        report("queries", options, figures(ours(location, options), beside(location)))


if __name__ == "__main__":
    main()
