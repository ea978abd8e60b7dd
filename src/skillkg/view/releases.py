"""Which releases of a store are seen together: the rules, and what they choose of a store."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg.errors import QueryError, StoreError
from skillkg.graph.kinds import EdgeKind, edge_kinds
from skillkg.sources.release import LEARNED
from skillkg.store.snapshots import check_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model.graph import Snapshot
    from skillkg.store.base import Store
    from skillkg.view.chosen_encoder import ChosenEncoder
    from skillkg.view.spec import ViewSpec

log = logging.getLogger(__name__)


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Order versions as people do: 1.9.0 before 1.10.0, and 1.1.1-sample before 1.1.1."""
    parts = re.split(r"[.\-_]", version)
    return (*((int(part), "") if part.isdecimal() else (-1, part) for part in parts), (0, ""))


def in_view(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Choose the releases that are seen together, so that no fact is seen in two versions.

    Of each source the newest complete release, then every other release (complete ones first,
    newer before older) that shares no table with those already chosen: O*NET 30.0's Abilities
    supplement a 29.3 that lacks them, while ESCO 1.1.0 stays behind 1.1.1. Of graphs that were
    learned, the newest of those that were learned from exactly these.
    """
    everything = list(snapshots)
    read = _newest(snapshot for snapshot in everything if not snapshot.inputs)
    fitting = [snapshot for snapshot in everything if snapshot.inputs and fits(snapshot, read)]
    learned = sorted(fitting, key=lambda s: (s.ended, s.graph))[-1:]
    return sorted([*read, *learned], key=lambda s: s.graph)


def sources_of(snapshot: Snapshot) -> list[str]:
    """Names that a graph's source goes by: ``crosswalk/esco-onet`` is a ``crosswalk`` too."""
    return [snapshot.source, snapshot.source.split("/")[0]]


def fits(learned: Snapshot, read: Iterable[Snapshot]) -> bool:
    """Whether a learned graph was derived from exactly these releases, as they are now."""
    return learned.inputs == {f"{snapshot.graph} {snapshot.digest}" for snapshot in read}


def left_out(snapshots: Iterable[Snapshot], view: Iterable[Snapshot]) -> list[Snapshot]:
    """Learned graphs of which none is in view, since what they were derived from changed."""
    learned = [snapshot for snapshot in snapshots if snapshot.inputs]
    return [] if any(snapshot.inputs for snapshot in view) else learned


def _newest(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    chosen: list[Snapshot] = []
    order = sorted(snapshots, key=lambda s: (s.complete, version_key(s.version)), reverse=True)
    for snapshot in order:
        rivals = (other for other in chosen if other.source == snapshot.source)
        if all(other.tables.isdisjoint(snapshot.tables) for other in rivals):
            chosen.append(snapshot)
    return chosen


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
            known = kinds | {LEARNED, *(source for s in snapshots for source in sources_of(s))}
            if unknown := ", ".join(sorted(without - known)):
                raise QueryError(
                    f"cannot leave out {unknown}: neither a source in the store nor one of the "
                    f"kinds of edges; known: {', '.join(sorted(known))}"
                )
        return [s for s in snapshots if without.isdisjoint(sources_of(s))]

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
