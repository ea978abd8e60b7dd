"""Constraints whose queries go from node to node, for all nodes at once.

SPARQL walks a path from every node anew: on a chain, or a cycle, of thousands that takes the square
of its length. And it looks up what each learned edge says, one after the other. What is found here
is what the query of the shape gives (a test compares them).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from skillkg.store.base import Store
    from skillkg.store.results import Term

    Pair = tuple[Term, Term]
    Closure = Callable[[Store, Sequence[str]], Iterator[Pair]]

_BROADER = "SELECT DISTINCT ?this ?value { ?this skos:broader ?value }"
_ABOVE = """
SELECT DISTINCT ?this ?value {
  ?this skos:broader|^skos:narrower|skos:broadMatch|^skos:narrowMatch ?value
}"""
_RELATED = """
SELECT DISTINCT ?this ?value { ?this skos:related|^skos:related ?value } ORDER BY ?this"""
_EXACT = "SELECT DISTINCT ?this ?value { ?this skos:exactMatch ?value }"
_OTHER = """
SELECT DISTINCT ?this ?value {
  ?this skos:broadMatch|^skos:broadMatch|skos:narrowMatch|^skos:narrowMatch
        |skos:relatedMatch|^skos:relatedMatch ?value
}"""
_ONE_WAY = """
SELECT DISTINCT ?this ?value {
  { SELECT ?this ?source { ?this skg:relatednessSource ?source } }
  { SELECT ?this ?value { ?this skg:relatednessTarget ?value } }
  MINUS {
    { SELECT ?source ?value { ?source skg:relatedTo ?value } }
    { SELECT ?source ?value { ?value skg:relatedTo ?source } }
  }
}"""
"""Queries within a query are answered whole, and joined: a tenth of the time, and less."""


class _Edges:
    """Statements as a graph."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.pairs = list(pairs)
        terms = dict.fromkeys(term for pair in self.pairs for term in pair)
        self._numbers = {term: number for number, term in enumerate(terms)}
        ends = np.array([[self._numbers[term] for term in pair] for pair in self.pairs], dtype=int)
        sources, targets = ends.reshape(-1, 2).T
        size = len(terms)
        self._matrix = csr_array((np.ones(len(sources)), (sources, targets)), shape=(size, size))

    def components(self, *, directed: bool) -> dict[Term, int]:
        """Number of the part that each node is in: all of it reaches all of it."""
        _, parts = connected_components(
            self._matrix, directed=True, connection="strong" if directed else "weak"
        )
        return dict(zip(self._numbers, parts.tolist(), strict=True))

    def above(self, node: Term) -> set[Term]:
        """What can be reached from a node in one step or more, but for the node itself."""
        if node not in self._numbers:
            return set()
        number = self._numbers[node]
        order = breadth_first_order(self._matrix, number, return_predecessors=False)
        terms = list(self._numbers)
        return {terms[other] for other in order if other != number}


def _pairs(store: Store, query: str, graphs: Sequence[str]) -> Iterator[Pair]:
    for this, value in store.select(query, graphs).terms:
        assert this is not None
        assert value is not None
        yield this, value


def _cycles(store: Store, graphs: Sequence[str]) -> Iterator[Pair]:
    """Broader concepts that lead back to the concept."""
    yield from _looped(_Edges(_pairs(store, _BROADER, graphs)))


def _related_ancestors(store: Store, graphs: Sequence[str]) -> Iterator[Pair]:
    """Related concepts of which one is above the other."""
    edges = _Edges(_pairs(store, _ABOVE, graphs))
    on_cycle = {this for this, _ in _looped(edges)}
    for this, pairs in groupby(_pairs(store, _RELATED, graphs), lambda pair: pair[0]):
        above = edges.above(this) | ({this} & on_cycle)
        yield from (pair for pair in pairs if pair[1] in above)


def _looped(edges: _Edges) -> Iterator[Pair]:
    """Statements whose ends reach each other."""
    part = edges.components(directed=True)
    yield from (pair for pair in edges.pairs if part[pair[0]] == part[pair[1]])


def _exact_and_other(store: Store, graphs: Sequence[str]) -> Iterator[Pair]:
    """Exact matches, over others too, that are broader, narrower or related matches as well."""
    part = _Edges(_pairs(store, _EXACT, graphs)).components(directed=False)
    for this, value in _pairs(store, _OTHER, graphs):
        if this in part and part[this] == part.get(value):
            yield this, value


def _one_way(store: Store, graphs: Sequence[str]) -> Iterator[Pair]:
    """Learned edges that are not stated in both directions."""
    return _pairs(store, _ONE_WAY, graphs)


CLOSURES: dict[str, Closure] = {
    voc.SHAPE_CYCLE: _cycles,
    voc.SHAPE_RELATED_ANCESTOR: _related_ancestors,
    voc.SHAPE_EXACT_AND_OTHER: _exact_and_other,
    voc.SHAPE_RELATED_BOTH_WAYS: _one_way,
}
"""By the shape that they check."""
