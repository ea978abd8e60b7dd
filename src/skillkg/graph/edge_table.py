"""Edges of some kinds, handed over at once to what others compute with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.arrays import run_starts
from skillkg.extras import needs
from skillkg.graph.graph_arrays import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import networkx as nx
    import polars as pl
    from scipy.sparse import csr_array

    from skillkg.arrays import Ints
    from skillkg.graph.graph_arrays import GraphArrays


@dataclass(frozen=True, eq=False, repr=False)
class EdgeTable:
    """Edges of some kinds, as they are stated: from the subject of a statement to its object.

    Two graphs that state the same edge give two, and so do two kinds between the same concepts.
    """

    arrays: GraphArrays
    """The graph that they are of."""
    places: Ints
    """Which of its edges they are, ascending."""
    label: Callable[[str], str]
    """What a concept is called, by its IRI."""

    def __len__(self) -> int:
        return len(self.places)

    def __repr__(self) -> str:
        counts = np.bincount(self._kinds, minlength=len(self.arrays.edge_kinds))
        kinds = zip(self.arrays.edge_kinds, counts.tolist(), strict=True)
        told = ", ".join(f"{count:,} {kind.name}" for kind, count in kinds if count)
        return f"<{len(self):,} edges: {told or 'none'}>"

    def to_polars(self) -> pl.DataFrame:
        """A data frame: ``source``, ``target``, ``kind``, ``predicate``, ``strength``, ``graph``.

        Source, target, predicate and graph are IRIs; strengths are in (0, 1].
        """
        import polars as pl

        arrays, kinds = self.arrays, self.arrays.edge_kinds
        concepts = pl.Series(arrays.iris, dtype=pl.String)
        names = pl.Series([kind.name for kind in kinds], dtype=pl.String)
        predicates = pl.Series([kind.predicate for kind in kinds], dtype=pl.String)
        graphs = pl.Series(list(arrays.graphs), dtype=pl.String)
        return pl.DataFrame(
            {
                "source": concepts.gather(self._sources),
                "target": concepts.gather(self._targets),
                "kind": names.gather(self._kinds),
                "predicate": predicates.gather(self._kinds),
                "strength": arrays.strengths[self.places],
                "graph": graphs.gather(arrays.homes[self.places]),
            }
        )

    def to_scipy(self) -> tuple[csr_array[Any, tuple[int, int]], Sequence[str]]:
        """A sparse matrix of strengths, with the IRIs of its rows, which are those of its columns.

        Row i, column j has the strength of the strongest edge that states something of concept i
        about concept j. Every concept in view has a row, those without edges too, in the order of
        ``GraphArrays.iris``: so matrices of several kinds can be added and multiplied.
        """
        from scipy.sparse import csr_array

        size, strengths = len(self.arrays.iris), self.arrays.strengths[self.places]
        order = np.lexsort((-strengths, self._targets, self._sources))
        pairs = self._sources[order] * size + self._targets[order]
        best = order[run_starts(pairs)]
        cells = (strengths[best], (self._sources[best], self._targets[best]))
        return csr_array(cells, shape=(size, size)), list(self.arrays.iris)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Copy to networkx, which needs ``skillkg[views]``; only concepts with an edge are nodes.

        Nodes are IRIs, with ``kind`` and ``label``. Edges have ``kind``, ``predicate``,
        ``strength`` and ``graph``; their keys are kind and graph, so that parallel ones stay apart.
        """
        with needs("views"):
            import networkx as nx

        view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        iris, codes = self.arrays.iris, self.arrays.concept_kinds
        for number in np.unique([self._sources, self._targets]).tolist():
            iri = iris[number]
            view.add_node(iri, kind=KIND_NAMES[codes[number]], label=self.label(iri))
        for source, target, *values in self.to_polars().iter_rows():
            kind, _, _, graph = values
            data = dict(zip(("kind", "predicate", "strength", "graph"), values, strict=True))
            view.add_edge(source, target, key=f"{kind} {graph}", **data)
        return view

    @cached_property
    def _sources(self) -> Ints:
        return self.arrays.sources[self.places]

    @cached_property
    def _targets(self) -> Ints:
        return self.arrays.targets[self.places]

    @cached_property
    def _kinds(self) -> Ints:
        return self.arrays.kinds[self.places]
