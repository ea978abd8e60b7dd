"""Named graphs as RDF, written while they are read: memory does not grow with them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg.progress import silent
from skillkg.sources.ntriples import iri
from skillkg.store.recomputed import count_of, miscounted
from skillkg.vocabulary import CATALOG, GRAPHS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import BinaryIO

    from skillkg.progress import Progress
    from skillkg.store.base import Store

FORMATS: Final = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_OF_CATALOG: Final = f" <{CATALOG}> .\n"
_PIECE: Final = 10_000
"""Statements that are written, and told of, at a time."""


def dump(
    store: Store,
    graphs: Iterable[str],
    stream: BinaryIO,
    format_: str,
    progress: Progress = silent,
    *,
    untold: Collection[str] = (),
) -> None:
    """Write named graphs of a store; Turtle, which has no graphs, gets what they say together.

    Args:
        store: embedded, or an endpoint.
        graphs: their IRIs.
        stream: where to write.
        format_: a key of ``FORMATS``.
        progress: told how many statements of each graph are written.
        untold: graphs that the catalog, if it is written, shall not tell of, as they are not.

    Raises:
        StoreError: the store does not answer, or gives more or less statements than it counts.
        QueryError: an endpoint refuses to be asked for them.
    """
    lines = (line for graph in graphs for line in _lines(store, graph, progress))
    passed = tuple(f"<{graph}> " for graph in untold)
    told = (line for line in lines if not (line.endswith(_OF_CATALOG) and line.startswith(passed)))
    if format_ == "nq":
        stream.writelines(line.encode() for line in told)
        return
    quads = _quads(told)
    if format_ == "ttl":
        triples = (quad.triple for quad in quads)
        ox.serialize(triples, stream, FORMATS[format_], prefixes=PREFIXES)
    else:
        ox.serialize(quads, stream, FORMATS[format_], prefixes=PREFIXES)


def _lines(store: Store, graph: str, progress: Progress) -> Iterator[str]:
    """The statements of a graph as lines of N-Quads."""
    total, read, stage = count_of(store, graph), 0, graph.removeprefix(GRAPHS)
    end = f" {iri(graph)} .\n"
    progress(stage, 0, total)
    for statement in islice(store.exported(graph), total + 1):
        yield statement + end
        read += 1
        if not read % _PIECE:
            progress(stage, read, total)
    if read != total:
        raise miscounted(store, graph, total, read)
    progress(stage, total, total)


def _quads(lines: Iterator[str]) -> Iterator[ox.Quad]:
    while piece := "".join(islice(lines, _PIECE)):
        yield from ox.parse(piece, ox.RdfFormat.N_QUADS)
