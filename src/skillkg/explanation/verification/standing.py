"""Whether ranks that several records state can be: one pool, no place twice, better fits first."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from skillkg.model.match import Match


def standing_differences(matches: Mapping[str, Match]) -> Iterator[tuple[str, str]]:
    """Tell which records state a rank that does not go with those of others.

    Those of one ad, position and time, made by one configuration over the same graphs, are of one
    ranking: it has one pool and one cut. Records that give no time are taken for those of one.

    Args:
        matches: by the names of their records.

    Yields:
        The name of a record, and what is wrong.
    """
    rankings: dict[Hashable, list[tuple[str, Match]]] = defaultdict(list)
    for name, match in matches.items():
        if match.decision.standing.rank:
            rankings[_ranking(match)].append((name, match))
    for ranked in rankings.values():
        ranked.sort(key=lambda named: named[1].decision.standing.rank or 0)
        for (other, before), (name, match) in pairwise(ranked):
            yield from ((name, said) for said in _wrong(before, other, match))
        yield from _flips(ranked)


def _flips(ranked: Iterable[tuple[str, Match]]) -> Iterator[tuple[str, str]]:
    """Fits of others that records tell are those that the others tell themselves."""
    fits = {match.decision.standing.rank: match.fit for _, match in ranked}
    for name, match in ranked:
        for flip in match.explanation.flips if match.explanation else ():
            if fits.get(flip.rank, flip.fit) != flip.fit:
                yield name, f"a fit of {flip.fit!r} of rank {flip.rank}: it is {fits[flip.rank]!r}"


def _ranking(match: Match) -> Hashable:
    """What is the same of all matches of one ranking."""
    decision, parameters = match.decision, match.parameters
    return (
        (match.ad.digest, decision.position_ref, decision.timestamp),
        (parameters.scoring_digest, parameters.language, parameters.without),
        tuple((snapshot.graph, snapshot.digest) for snapshot in match.snapshots),
    )


def _wrong(before: Match, name: str, match: Match) -> Iterator[str]:
    """What is wrong with the standing of a match, beside that of another, before it."""
    one, other = before.decision.standing, match.decision.standing
    if one.rank != other.rank:
        if before.fit < match.fit:
            fits = f"{match.fit!r}, behind {before.fit!r}"
            yield f"rank {other.rank} with a fit of {fits} of {name}"
    elif before.resume.digest != match.resume.digest:
        yield f"rank {other.rank} is that of {name}, too"
    if one.pool_size != other.pool_size:
        yield f"a pool of {other.pool_size}, and of {one.pool_size} in {name}"
    if one.cut != other.cut:
        yield f"a cut of {other.cut!r}, and of {one.cut!r} in {name}"
