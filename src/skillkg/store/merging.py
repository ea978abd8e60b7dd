"""The default graph of a store: the RDF merge of the graphs in its default view.

SPARQL asks a query's default graph to be a set of triples (SPARQL 1.1, 13.2). Oxigraph answers
over several graphs as over a bag, in which what two of them state counts twice, and looks each
pattern up in each of them, which takes ten times as long. So the merge is kept beside the graphs.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ALWAYS: Final = (voc.CATALOG, voc.ONTOLOGY)
"""Graphs that every merge has."""
_CATALOG: Final = ox.NamedNode(voc.CATALOG)
_MERGES: Final = ox.NamedNode(voc.SKG_MERGES)


def merged(quads: ox.Store) -> frozenset[str]:
    """The graphs whose merge the default graph is, but for those that are always in it."""
    told = quads.quads_for_pattern(_CATALOG, _MERGES, None, _CATALOG)
    return frozenset(q.object.value for q in told if isinstance(q.object, ox.NamedNode))


def say_merged(quads: ox.Store, graphs: Iterable[str]) -> None:
    """Write into the catalog which graphs the default graph is the merge of."""
    for quad in list(quads.quads_for_pattern(_CATALOG, _MERGES, None, _CATALOG)):
        quads.remove(quad)
    quads.extend(ox.Quad(_CATALOG, _MERGES, ox.NamedNode(graph), _CATALOG) for graph in graphs)


def add(quads: ox.Store, graph: str) -> None:
    """Merge a small graph into the default graph."""
    quads.extend(map(_in_default, _statements(quads, graph)))


def withdraw(quads: ox.Store, graph: str) -> None:
    """Take a small graph out of the default graph, but for what others in it state, too."""
    others = {*merged(quads), *ALWAYS} - {graph}
    for quad in list(_statements(quads, graph)):
        stating = quads.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if others.isdisjoint(_name(each) for each in stating):
            quads.remove(_in_default(quad))


def clear(quads: ox.Store) -> None:
    """Make the default graph empty, which takes no time."""
    quads.remove_graph(ox.DefaultGraph())


def merge_file(quads: ox.Store, file: Path) -> None:
    """Merge statements of a file, which were checked when it was written."""
    quads.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES, lenient=True)


def merge_kept(quads: ox.Store, kept: ox.Store, graph: str, scratch: Path) -> None:
    """Merge a graph of a database, the same or another one.

    Args:
        quads: the database whose default graph grows.
        kept: has the graph.
        graph: its IRI.
        scratch: a file that is written and removed.
    """
    kept.dump(str(scratch), ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    merge_file(quads, scratch)
    scratch.unlink()


def copy_merging(quads: ox.Store, graphs: Iterable[str], folder: Path) -> None:
    """Copy a database, by hard links, with the merge of other graphs for default graph.

    Args:
        quads: the database.
        graphs: IRIs.
        folder: of the copy; must not be there.
    """
    quads.backup(str(folder))
    copy = ox.Store(str(folder))
    clear(copy)
    with TemporaryDirectory(prefix="skillkg-") as scratch:
        for graph in graphs:
            merge_kept(copy, quads, graph, Path(scratch) / "graph.nt")
    copy.optimize()
    copy.flush()


def copy_in_memory(quads: ox.Store, graphs: Iterable[str]) -> ox.Store:
    """The same of a database that is in memory."""
    copy = ox.Store()
    for named in quads.named_graphs():
        copy.bulk_extend(quads.quads_for_pattern(None, None, None, named))
    for graph in graphs:
        copy.bulk_extend(map(_in_default, _statements(quads, graph)))
    return copy


def _statements(quads: ox.Store, graph: str) -> Iterator[ox.Quad]:
    return quads.quads_for_pattern(None, None, None, ox.NamedNode(graph))


def _in_default(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(*quad.triple)


def _name(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
