"""Whether what a record lists stands in its order, and nothing twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from skillkg.model.match import Match


def order_differences(match: Match) -> Iterator[str]:
    """Lists are in the order that the schema says; those of concepts have each once."""
    for name, side in (("ad", match.ad), ("resume", match.resume)):
        places = [mention.span for mention in side.mentions]
        yield from _unordered(f"mentions of the {name}", places)
        entries = [(entry.block != "skills", entry.concept) for entry in side.profile]
        yield from _unordered(f"the {name}'s profile", entries)
        yield from _twice(f"the {name}'s profile", entries)
    yield from _twice("contributions", [(c.block, c.requirement) for c in match.contributions])
    yield from _twice("coverage", [(c.block, c.requirement) for c in match.coverage])
    named: dict[str, list[Hashable]] = {
        "learned edges": [edge.node for edge in match.learned],
        "how edges were found": [each.activity for each in match.relating],
        "graphs": [snapshot.graph for snapshot in match.snapshots],
        "sentences": [each.span for each in match.sentences],
        "repetitions": [each.requirement for each in match.repetitions],
        "what was left out": [*match.parameters.without],
    }
    for name, names in named.items():
        yield from _unordered(name, names)
        yield from _twice(name, names)


def _unordered(name: str, keys: Iterable[Any]) -> Iterator[str]:
    yield from (f"{name}: {_told(b)} stands behind {_told(a)}" for a, b in pairwise(keys) if a > b)


def _twice(name: str, keys: Iterable[Hashable]) -> Iterator[str]:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            yield f"{name}: {_told(key)} stands there twice"
        seen.add(key)


def _told(key: object) -> str:
    return str(key[-1] if isinstance(key, tuple) else key)
