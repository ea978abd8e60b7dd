"""Which graphs a query sees unless it says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillkg.vocabulary import CATALOG, ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.model import Snapshot


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Order versions as people do: 1.2.0 before 1.10.0, numbers before words."""
    parts = re.split(r"[.\-_]", version)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def in_view(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Choose the releases that are seen together, so that no fact is seen in two versions.

    Of each source the newest complete release, then every other release (complete ones first,
    newer before older) that shares no table with those already chosen: O*NET 30.0's Abilities
    supplement a 29.3 that lacks them, while ESCO 1.1.0 stays behind 1.1.1.
    """
    chosen: list[Snapshot] = []
    order = sorted(snapshots, key=lambda s: (s.complete, version_key(s.version)), reverse=True)
    for snapshot in order:
        rivals = (other for other in chosen if other.source == snapshot.source)
        if all(other.tables.isdisjoint(snapshot.tables) for other in rivals):
            chosen.append(snapshot)
    return sorted(chosen, key=lambda s: s.graph)


def graphs_in_view(snapshots: Iterable[Snapshot]) -> Sequence[str]:
    """Names of the graphs in view, with the ontology and the catalog that describes them."""
    return (*(snapshot.graph for snapshot in in_view(snapshots)), ONTOLOGY, CATALOG)
