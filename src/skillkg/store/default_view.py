"""Which releases of a store are seen together, unless somebody chooses: the default view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model.graph import Snapshot


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


def rivals(one: Snapshot, other: Snapshot) -> bool:
    """Whether two releases of a source have a table in common: they are not seen together."""
    return one.source == other.source and not one.tables.isdisjoint(other.tables)


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
        if not any(rivals(snapshot, other) for other in chosen):
            chosen.append(snapshot)
    return chosen
