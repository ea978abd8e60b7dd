"""Three best paths between two skills, beside networkx's ``shortest_simple_paths``.

Both have the same graph: all kinds of edges, walked in both directions, of parallel edges the
strongest; networkx gets it as a simple undirected graph, weighted by −ln strength. networkx
has no limit of hops. So skillkg is timed twice: as it is used, with four hops, and with as many
as networkx's own paths have; then both must find paths of the same strengths.
"""

from __future__ import annotations

import signal
from itertools import islice
from math import exp, isclose
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from common import Figure, arguments, in_process, report, store
from quality.networkx_paths import simple_graph

import skillkg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import networkx as nx

K, MAX_HOPS = 3, 4
PAIRS, NETWORKX_PAIRS, SECONDS = 50, 20, 120.0

Pair = tuple[str, str]


def draw(folder: Path) -> list[Pair]:
    """Draw pairs of ESCO's skills that paths of few hops join."""
    graph, random = skillkg.open(folder).graph, Random(2)
    skills, drawn = graph.concepts("skill"), dict[Pair, None]()
    while len(drawn) < PAIRS:
        source, target = random.sample(skills, 2)
        if graph.paths(source, target, k=K, max_hops=MAX_HOPS):
            drawn[source, target] = None
    return list(drawn)


def ours(folder: Path, drawn: list[Pair], hops: list[int]) -> list[tuple[float, list[float]]]:
    """Time every pair with its limit of hops, and give its paths' strengths."""
    kg = skillkg.open(folder)
    kg.paths(*drawn[0])  # what is made once, at the first use
    return [_find(kg, pair, limit) for pair, limit in zip(drawn, hops, strict=True)]


def _find(kg: skillkg.KnowledgeGraph, pair: Pair, limit: int) -> tuple[float, list[float]]:
    begin = perf_counter()
    paths = kg.paths(*pair, k=K, max_hops=limit)
    return perf_counter() - begin, [path.strength for path in paths]


def theirs(folder: Path, drawn: list[Pair]) -> list[tuple[float, list[tuple[int, float]]]]:
    """Time every pair, and give its paths' hops and strengths."""
    graph = simple_graph(skillkg.open(folder).graph)
    signal.signal(signal.SIGALRM, _stop)
    return [_search(graph, source, target) for source, target in drawn]


def _stop(*_: object) -> None:
    raise TimeoutError


def _search(
    graph: nx.Graph[str], source: str, target: str
) -> tuple[float, list[tuple[int, float]]]:
    """Search a pair until the time is up, and give what was found by then."""
    import networkx as nx

    found: list[tuple[int, float]] = []
    begin = perf_counter()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    paths = nx.shortest_simple_paths(graph, source, target, "weight")
    try:
        # Extends the list one by one: what was found stays.
        found.extend(
            (len(p) - 1, exp(-nx.path_weight(graph, p, "weight"))) for p in islice(paths, K)
        )
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return perf_counter() - begin, found


def _median(runs: Sequence[tuple[float, object]]) -> float:
    return median(seconds for seconds, _ in runs)


def main() -> None:
    options = arguments(__doc__ or "")
    with store(options) as folder:
        drawn = in_process(draw, folder).value
        few = drawn[:NETWORKX_PAIRS]
        searched = in_process(theirs, folder, few).value
        used = in_process(ours, folder, drawn, [MAX_HOPS] * PAIRS).value
        hops = [max((length for length, _ in found), default=1) for _, found in searched]
        alike = in_process(ours, folder, few, hops).value
    for (_, own), (_, reference) in zip(alike, searched, strict=True):
        strengths = [strength for _, strength in reference]
        assert all(map(isclose, own, strengths)), f"{own} differ from networkx's {strengths}"
    mine, first = _median(used), _median(used[:NETWORKX_PAIRS])
    same, other = _median(alike), _median(searched)
    cut = sum(seconds >= SECONDS for seconds, _ in searched)
    report(
        "paths",
        options,
        [
            Figure(f"skillkg, {MAX_HOPS} hops, median of {PAIRS} pairs", mine * 1e3, "ms"),
            Figure("skillkg, slowest of them", max(used)[0] * 1e3, "ms"),
            Figure(f"networkx, median of the first {NETWORKX_PAIRS}", other * 1e3, "ms"),
            Figure("skillkg, the same pairs, networkx's hops", same * 1e3, "ms"),
            Figure("networkx ÷ skillkg", other / first, "×", "≥ 50", other >= 50 * first),
            Figure("networkx ÷ skillkg, networkx's hops", other / same, "×"),
        ],
        f"With networkx's hops ({min(hops)} to {max(hops)}) the strengths of the paths are the "
        f"same for all {NETWORKX_PAIRS} pairs. {cut} of networkx's searches were cut off after "
        f"{SECONDS:.0f} s; they count as that.",
    )


if __name__ == "__main__":
    main()
