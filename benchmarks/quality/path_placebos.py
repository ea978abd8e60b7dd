"""Paths taken out of the graph itself: those that are shown, and random ones beside them.

The kernel is made anew over a graph in which no statement joins two concepts, and the match is
taken apart again. A random path has as many steps of the same kinds, and leads to the same
requirement, from another concept that the resume attests. What is lost is all that the fit loses:
the same statement can be the path of another contribution, walked the other way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from common import Figure

from skillkg.matching.fit import contributions
from skillkg.matching.kernel import Kernel
from skillkg.matching.path_faithfulness import path_faithfulness, without_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from quality.explained_pairs import Pair
    from skillkg import KnowledgeGraph
    from skillkg.graph.kinds import EdgeKind
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.profile import Profile
    from skillkg.model.graph import ConceptKind, Step
    from skillkg.model.match import Contribution, Match

SEED, TRIED, PATHS = 0, 40, 4
"""Pairs whose paths are taken out of the graph, and how many of each."""
EXACT: Final = 1e-9
CARRIED: Final = ("contributed", "comparable")


@dataclass(frozen=True)
class CutGraph:
    """A graph without any statement between two concepts, as far as kernels look at it."""

    whole: SkillGraph
    ends: frozenset[str]

    @property
    def edge_kinds(self) -> Mapping[str, EdgeKind]:
        """Those of the whole graph."""
        return self.whole.edge_kinds

    def kind(self, iri: str) -> ConceptKind:
        """What a concept is."""
        return self.whole.kind(iri)

    def steps(self, iri: str, kinds: Collection[str]) -> list[Step]:
        """Every statement at a concept that is left."""
        every = self.whole.steps(iri, kinds)
        return [step for step in every if {step.source, step.target} != self.ends]


class Trial(NamedTuple):
    """A path that was taken out, and a random one in its place."""

    contribution: float
    lost: float
    """Of the fit, without it."""
    told: float
    """What the match tells to be lost."""
    placebo_lost: float | None
    """Of the fit, without the random one; None where there is none."""
    parallel: int
    """Other statements of its kind between its very ends."""


def trials(
    kg: KnowledgeGraph, match: Match, ad: Profile, resume: Profile, most: int
) -> Iterator[Trial]:
    """Take out the paths of some contributions, each by itself."""
    random = Random(SEED)
    parts = [part for part in match.contributions if part.path.steps]
    for part in random.sample(parts, min(most, len(parts))):
        (step,) = part.path.steps
        tried, others = without_path(resume, part), _others(kg, resume, part)
        placebo = random.choice(others) if others else None
        yield Trial(
            part.contribution,
            _lost(match, ad, resume, step),
            part.contribution - tried.left,
            None if placebo is None else _lost(match, ad, resume, placebo),
            len(_between(kg, step)) - 1,
        )


def are_stated(kg: KnowledgeGraph, steps: Sequence[Step]) -> float:
    """The share of steps that are statements of the graph, with their strength."""
    return fsum(step in _between(kg, step) for step in steps) / max(len(steps), 1)


def _between(kg: KnowledgeGraph, step: Step) -> list[Step]:
    """The statements of the kind of a step between its ends, that way."""
    return [each for each in kg.graph.steps(step.source, [step.kind]) if each.target == step.target]


def _others(kg: KnowledgeGraph, resume: Profile, part: Contribution) -> list[Step]:
    """Steps of the same kind to the same requirement, from what else the resume attests."""
    (shown,) = part.path.steps
    steps = kg.graph.steps(part.requirement, [shown.kind])
    others = {step.target: step for step in steps if step.target != part.skill}
    return [step for concept, step in sorted(others.items()) if _attests(resume, concept)]


def _attests(resume: Profile, concept: str) -> bool:
    if concept in resume.numbers:
        return bool(resume.occupations[resume.numbers[concept]] > 0)
    return concept in resume.stated_skills


def _lost(match: Match, ad: Profile, resume: Profile, step: Step) -> float:
    """What of the fit goes where nothing joins the ends of a step, for the requirements of both."""
    graph = CutGraph(resume.graph, frozenset((step.source, step.target)))
    kernel = Kernel(graph, resume.numbers)  # type: ignore[arg-type]
    left = contributions(ad, replace(resume, kernel=kernel), match.scales)
    return fsum(p.contribution for p in match.contributions) - fsum(p.contribution for p in left)


def path_figures(kg: KnowledgeGraph, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """What shown paths carry, as matches tell it, and with statements taken out of the graph."""
    told = [path_faithfulness(pair.resume, pair.match) for pair in pairs]
    contributed, comparable = (fsum(getattr(each, name) for each in told) for name in CARRIED)
    some = Random(SEED).sample(pairs, min(TRIED, len(pairs)))
    stated = fsum(are_stated(kg, pair.match.steps) for pair in some) / len(some)
    yield Figure(
        "steps of shown paths that are statements of the graph", stated, "", "1", stated == 1
    )
    yield Figure("contributions over paths", sum(each.paths for each in told), "")
    lost = fsum(each.lost for each in told) / contributed
    yield Figure("what they add is lost where each by itself is taken out", lost, "")
    yield Figure("of them with a placebo", sum(each.compared for each in told), "")
    placebo = fsum(each.placebo for each in told) / comparable
    yield Figure("placebo: random paths carry of what the shown ones do", placebo, "")
    yield from _trial_figures(
        [each for pair in some for each in trials(kg, pair.match, pair.ad, pair.resume, PATHS)]
    )


def _trial_figures(tried: Sequence[Trial]) -> Iterator[Figure]:
    contributed = fsum(each.contribution for each in tried)
    lost = fsum(each.lost for each in tried) / contributed
    short = max(each.told - each.lost for each in tried)
    yield Figure("paths taken out of the graph itself, one at a time", len(tried), "")
    yield Figure("of what they add the fit loses", lost, "")
    yield Figure("less than is told, at most", short, "", "≤ 1e-9", short <= EXACT)
    placebos = [each for each in tried if each.placebo_lost is not None]
    of_these = fsum(each.contribution for each in placebos) or 1.0
    gone = fsum(each.placebo_lost or 0 for each in placebos) / of_these
    yield Figure("placebos taken out of the graph", len(placebos), "")
    yield Figure("of what the shown ones add the fit loses with a placebo", gone, "")
    parallel = sum(each.parallel > 0 for each in tried)
    yield Figure("paths with another of its kind between the very same concepts", parallel, "")
