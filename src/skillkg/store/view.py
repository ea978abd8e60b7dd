"""Which graphs a query sees unless it says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model import Snapshot


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Order versions as people do: 1.9.0 before 1.10.0, and 1.1.1-sample before 1.1.1."""
    parts = re.split(r"[.\-_]", version)
    return (*((int(part), "") if part.isdecimal() else (-1, part) for part in parts), (0, ""))


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
