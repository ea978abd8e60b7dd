"""The full build, beside rdflib's parse alone of the very statements that it wrote.

Each runs in a process of its own, which does nothing else. rdflib parses into memory; the build
reads the releases, sorts, hashes, describes and leaves an indexed database on disk, with all that
search, paths, linking and matching derive from it.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from common import Figure, arguments, in_process, report, sources

import skillkg

BUILDS = 3


def build(store: Path, releases: dict[str, Any]) -> int:
    return sum(built.statements for built in skillkg.build(store, **releases, derive=True))


def export(store: Path, file: Path) -> None:
    """Write the graphs of the releases, and no others, as N-Quads."""
    import pyoxigraph as ox

    from skillkg.store.folder import open_store

    opened = open_store(store)
    graphs = [ox.NamedNode(snapshot.graph) for snapshot in opened.snapshots()]
    quads = (q for graph in graphs for q in opened.quads.quads_for_pattern(None, None, None, graph))
    ox.serialize(quads, str(file), ox.RdfFormat.N_QUADS)


def parse(file: Path) -> int:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(file, format="nquads")
    return sum(len(graph) for graph in dataset.graphs())


def main() -> None:
    options = arguments(__doc__ or "")
    with TemporaryDirectory() as folder:
        stores = [Path(folder) / f"store-{number}" for number in range(BUILDS)]
        builds = [in_process(build, store, sources(options)) for store in stores]
        file = Path(folder) / "statements.nq"
        in_process(export, stores[0], file)
        parsed = in_process(parse, file)
    statements = builds[0].value
    assert parsed.value == statements, f"rdflib has {parsed.value:,} of {statements:,} statements"
    seconds, peak = median(b.seconds for b in builds), max(b.peak_mb for b in builds)
    ratio = parsed.seconds / seconds
    report(
        "build",
        options,
        [
            Figure("statements", statements, ""),
            Figure(f"build, median of {BUILDS}", seconds, "s"),
            Figure("build, statements per second", statements / seconds, "/s"),
            Figure("build, processor time", median(b.cpu_seconds for b in builds), "s"),
            Figure("build, peak memory", peak, "MB", "< 1,500", peak < 1500),
            Figure("rdflib's parse alone", parsed.seconds, "s"),
            Figure("rdflib's parse, peak memory", parsed.peak_mb, "MB"),
            Figure("rdflib's parse ÷ build", ratio, "×", "≥ 4", ratio >= 4),
        ],
    )


if __name__ == "__main__":
    main()
