"""A database that is still being filled, as a store to derive indexes from meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pyoxigraph as ox

    from skillkg.store.base import Statement
    from skillkg.store.runs import Run


class LoadingStore(EmbeddedStore):
    """Knows every graph by its description, and reads the statements of new ones from their files.

    SPARQL sees what is loaded so far: of releases nothing, something or all; the catalog and the
    ontology are complete.
    """

    def __init__(self, quads: ox.Store, location: str, runs: Mapping[str, Sequence[Run]]) -> None:
        """Look at a database.

        Args:
            quads: the database.
            location: path of the store that it will be.
            runs: the files of each graph that is being loaded.
        """
        super().__init__(quads, location)
        self._runs = runs

    def close(self) -> None:
        """Let go of the database, which is closed when nothing holds it."""
        del self.quads

    def statements(
        self, graph: str, predicate: str, objects: Collection[str] = ()
    ) -> Iterable[Statement]:
        """Read statements of a graph; see ``base.Store.statements``."""
        if graph not in self._runs:
            yield from super().statements(graph, predicate, objects)
        for run in self._runs.get(graph, ()):
            yield from run.statements(predicate, objects)
