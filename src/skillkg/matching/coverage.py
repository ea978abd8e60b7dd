"""Requirement by requirement: the best that a resume offers, for the reader, never scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.matching.fit import BLOCKS, join
from skillkg.matching.kernel import walked
from skillkg.matching.profile import is_likely
from skillkg.model.graph import Path
from skillkg.model.match import Coverage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.profile import Profile
    from skillkg.model.match import Entry

MAX_HOPS = 2
FLOOR = 0.3


def coverage(
    ad: Profile, resume: Profile, graph: SkillGraph, without: Collection[str] = ()
) -> list[Coverage]:
    """List what the ad asks for, each with the best path from what the resume has."""
    return [
        _cover(requirement, resume[block], graph, walked(graph, block, without))
        for block in BLOCKS
        for requirement in _asked(ad[block].values())
    ]


def _asked(entries: Iterable[Entry]) -> list[Entry]:
    asked = (entry for entry in entries if not entry.path.steps and is_likely(entry))
    return sorted(asked, key=lambda entry: entry.concept)


def _cover(
    requirement: Entry, resume: Mapping[str, Entry], graph: SkillGraph, kinds: Collection[str]
) -> Coverage:
    offers = sorted(_offers(requirement.concept, resume, graph, kinds))
    if not offers:
        return Coverage(
            requirement.concept, requirement.block, 0.0, None, Path(), requirement.spans, ()
        )
    _, _, concept = offers[0]
    skill, between = resume[concept], Path()
    if concept != requirement.concept:
        between = graph.paths(concept, requirement.concept, k=1, max_hops=MAX_HOPS, kinds=kinds)[0]
    path = join(skill, between, requirement)
    return Coverage(
        requirement.concept,
        requirement.block,
        path.strength,
        concept,
        path,
        requirement.spans,
        skill.spans,
    )


def _offers(
    requirement: str, resume: Mapping[str, Entry], graph: SkillGraph, kinds: Collection[str]
) -> Iterator[tuple[float, int, str]]:
    """Ways to meet a requirement: (minus strength, steps before K's path, concept)."""
    reached = graph.reach(requirement, max_hops=MAX_HOPS, floor=FLOOR, kinds=kinds)
    for concept, strength in {**reached, requirement: 1.0}.items():
        if (entry := resume.get(concept)) is not None and is_likely(entry):
            yield (-strength * entry.weight, len(entry.path.steps), concept)
