"""Whether ranks that several records state can be: no place twice, and better fits before worse."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillkg.model.match import Match


def standing_differences(matches: Mapping[str, Match]) -> Iterator[tuple[str, str]]:
    """Tell which records state a rank that does not go with those of others.

    Those of one ad, one time and one pool are looked at together.

    Args:
        matches: by the names of their records.

    Yields:
        The name of a record, and what is wrong.
    """

    def pool(named: tuple[str, Match]) -> tuple[str, str, int]:
        _, match = named
        size = match.decision.standing.pool_size or 0
        return match.decision.position_ref, match.decision.timestamp or "", size

    ranked = [each for each in matches.items() if each[1].decision.standing.rank]
    for _, group in groupby(sorted(ranked, key=pool), key=pool):
        ordered = sorted(group, key=lambda named: named[1].decision.standing.rank or 0)
        for (_, before), (name, match) in pairwise(ordered):
            yield from ((name, said) for said in _wrong(before, match))


def _wrong(before: Match, match: Match) -> Iterator[str]:
    one, other = before.decision.standing, match.decision.standing
    if one.rank == other.rank:
        yield f"rank {other.rank} is that of another record, too"
    elif before.fit < match.fit:
        yield f"rank {other.rank} with a fit of {match.fit!r}, behind one of {before.fit!r}"
    if one.cut != other.cut:
        yield f"a cut of {other.cut!r}, and of {one.cut!r} in another record of the pool"
