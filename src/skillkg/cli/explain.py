"""What ``skillkg query --explain`` says: how a query will be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.store.formats import NAMES
from skillkg.store.isolated import check_apart
from skillkg.store.prefixes import portable
from skillkg.store.sparql import dataset
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.knowledge_graph import KnowledgeGraph


def explained(kg: KnowledgeGraph, sparql: str, timeout: float) -> str:
    """Tell what a query would be asked of, above the query itself; all of it is SPARQL.

    Args:
        kg: the graph that would be asked.
        sparql: the query, its parameters bound.
        timeout: longest time to answer, in seconds.

    Raises:
        QueryError: it is no query, or sends to a host that is not allowed.
    """
    form = NAMES[check_apart(sparql, sorted(kg.view.spec.services))]
    where = "the endpoint" if kg.view.spec.is_remote else "Oxigraph, in a process of its own"
    told = [
        f"store: {printable(kg.store.location)}",
        f"form: {form}",
        f"answered by {where}, within {timeout:g} s",
        *_graphs(kg, sparql),
    ]
    return "".join(f"# {line}\n" for line in told) + "\n" + portable(sparql).strip()


def _graphs(kg: KnowledgeGraph, sparql: str) -> Iterator[str]:
    if dataset(sparql) is not None:
        yield "default graph: as FROM says; the releases in view do not count"
        return
    counts = {snapshot.graph: snapshot.statements for snapshot in kg.store.snapshots()}
    yield "default graph: the RDF merge of what is in view"
    for graph in kg.graphs:
        count = f"  {counts[graph]:,} statements" if graph in counts else ""
        yield f"  {graph}{count}"
    if others := sorted(counts.keys() - set(kg.graphs)):
        yield "not in view"
        yield from (f"  {graph}  {counts[graph]:,} statements" for graph in others)
