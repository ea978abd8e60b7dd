"""Which releases of a store are in a view."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import QueryError, StoreError
from skillkg.graph.kinds import EdgeKind, edge_kinds
from skillkg.sources.release import LEARNED
from skillkg.store.default_view import in_view, left_out, sources_of
from skillkg.store.snapshots import check_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model.graph import Snapshot
    from skillkg.store.base import Store
    from skillkg.view.chosen_encoder import ChosenEncoder
    from skillkg.view.spec import ViewSpec

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Releases:
    """The releases of a store that are in view."""

    store: Store
    spec: ViewSpec
    chosen: ChosenEncoder
    """The encoder in use, which learned edges are compared with."""

    @cached_property
    def edge_kinds(self) -> Sequence[EdgeKind]:
        """The kinds of edges that the store's ontology declares."""
        return edge_kinds(self.store)

    @cached_property
    def snapshots(self) -> Sequence[Snapshot]:
        """The releases in view, each with its digest, ordered by graph.

        Raises:
            StoreError: one that was asked for is not in the store.
            QueryError: what is left out is neither a source nor a kind of edges.
        """
        candidates = self._candidates()
        if self.spec.releases is None:
            view = in_view(candidates)
            self._warn_of_stale(left_out(candidates, view), view)
            return self._not_empty(view)
        known = {snapshot.graph.removeprefix(voc.GRAPHS): snapshot for snapshot in candidates}
        if unknown := sorted(self.spec.releases - known.keys()):
            listed = ", ".join(known) or "nothing"
            raise StoreError(f"{self.store.location} has no {', '.join(unknown)}; it has: {listed}")
        return self._not_empty([known[name] for name in sorted(self.spec.releases)])

    @property
    def sources(self) -> set[str]:
        """Names of sources that can be left out."""
        every = self.store.snapshots()
        return {LEARNED, *(source for snapshot in every for source in sources_of(snapshot))}

    def _not_empty(self, view: list[Snapshot]) -> list[Snapshot]:
        if view:
            return view
        held = ", ".join(s.graph.removeprefix(voc.GRAPHS) for s in self.store.snapshots())
        if not held:
            raise StoreError(
                f"{self.store.location}: no release is in it\n"
                "  build one into it: skillkg build STORE --esco PATH --onet PATH"
            )
        raise StoreError(
            f"{self.store.location}: nothing is in view; the store has {held}\n"
            "  name one of these as release, or leave out less"
        )

    def _candidates(self) -> list[Snapshot]:
        """Every release of the store but those of the sources that are left out."""
        check_format(self.store.formats(), self.store.location)
        snapshots, without = self.store.snapshots(), self.spec.without
        if without:
            kinds = {kind.name for kind in self.edge_kinds}
            known = kinds | self.sources
            if unknown := ", ".join(sorted(without - known)):
                raise QueryError(
                    f"cannot leave out {unknown}: neither a source in the store nor one of the "
                    f"kinds of edges; known: {', '.join(sorted(known))}"
                )
        return [s for s in snapshots if without.isdisjoint(sources_of(s))]

    @cached_property
    def reached(self) -> Sequence[str] | None:
        """IRIs of the graphs that GRAPH reaches in queries; None where these are all."""
        if self.spec.releases is not None:
            return self.graphs
        candidates = self._candidates()
        if len(candidates) == len(self.store.snapshots()):
            return None
        return (*(snapshot.graph for snapshot in candidates), voc.ONTOLOGY, voc.CATALOG)

    def _warn_of_stale(self, stale: Iterable[Snapshot], view: Iterable[Snapshot]) -> None:
        """Say which learned edges do not fit what is in view, or the encoder in use."""
        model = "" if self.spec.model is None else f" --model {self.spec.model}"
        again = f"Learn them again: skillkg relate {self.store.location}{model}"
        for snapshot in stale:
            reason = "is not in view: it was learned from other graphs than those in view now"
            log.warning("%s %s.\n  %s", snapshot.graph, reason, again)
        for snapshot in view:
            if snapshot.model and snapshot.model != self.chosen.digest:
                reason = "was learned with another model than the one in use"
                log.warning("%s %s.\n  %s", snapshot.graph, reason, again)

    @property
    def published(self) -> list[Snapshot]:
        """The releases in view that were read from a source, not learned."""
        return [snapshot for snapshot in self.snapshots if not snapshot.inputs]

    @property
    def learned(self) -> list[Snapshot]:
        """The graphs of learned edges in view."""
        return [snapshot for snapshot in self.snapshots if snapshot.inputs]

    @cached_property
    def graphs(self) -> Sequence[str]:
        """IRIs of the named graphs in view, the ontology and the catalog included."""
        return (*(snapshot.graph for snapshot in self.snapshots), voc.ONTOLOGY, voc.CATALOG)
