"""Whether paths lead where they say, by kinds that may be walked, as strong as is published."""

from __future__ import annotations

from math import fsum, isclose
from typing import TYPE_CHECKING

from skillkg.explanation.ledger import statement
from skillkg.explanation.verification.profiles import DIGITS, beta_calibrated
from skillkg.model.features import NAMES
from skillkg.sources.release import LEARNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.graph import LearnedEdge, Path, Relating, Step
    from skillkg.model.match import Match
    from skillkg.model.mention import Block


def path_differences(match: Match) -> Iterator[str]:
    """Every path leads from what is offered to what is asked for, step by step."""
    graphs = {snapshot.graph for snapshot in match.snapshots}
    for requirement, block, start, path in _paths(match):
        name = match.label(requirement)
        stops = [start, *(step.target for step in path.steps)]
        if [step.source for step in path.steps] != stops[:-1] or stops[-1] != requirement:
            yield f"{name}: its path does not lead from what is offered to what is asked for"
        for step in path.steps:
            yield from (f"{name}: {said}" for said in _step(match, block, step, graphs))
    yield from _labels(match)


def _paths(match: Match) -> Iterator[tuple[str, Block, str, Path]]:
    """All paths, each with its requirement and block, and with what it starts from."""
    for part in match.parts:
        if part.skill is not None:
            yield part.requirement, part.block, part.skill, part.path
    for each in match.contributions:
        if each.published is not None:
            yield each.requirement, each.block, each.published.skill, each.published.path
    for addition in match.additions:
        if addition.nearest is not None:
            yield addition.concept, addition.block, addition.nearest, addition.path


def _step(match: Match, block: Block, step: Step, graphs: set[str]) -> Iterator[str]:
    parameters = match.parameters
    walked = {*parameters.kinds.get(block, ()), *parameters.implied_by}
    if step.kind not in walked - set(parameters.without):
        yield f"{step.kind} is no kind of edges that may be walked"
    if step.graph not in graphs:
        yield f"{step.graph} is none of the graphs that the record rests on"
    published = parameters.strengths.get(step.kind)
    if published is not None and step.strength != published:
        yield f"a step of {step.kind} has the strength {step.strength!r}, not {published!r}"


def learned_differences(match: Match) -> Iterator[str]:
    """Learned steps have their edges, whose strengths follow from their features."""
    edges = {frozenset((edge.source, edge.target)): edge for edge in match.learned}
    steps = [step for step in match.steps if step.kind == LEARNED]
    for step in steps:
        edge = edges.get(frozenset((step.source, step.target)))
        if edge is None or edge.graph != step.graph:
            yield f"{' '.join(statement(step)[1:])}: nothing is told of the learned edge"
        elif edge.strength != step.strength:
            yield f"{edge.node}: of strength {edge.strength!r}, and its step of {step.strength!r}"
    used = {frozenset((step.source, step.target)) for step in steps}
    yield from (
        f"{edge.node}: no path walks it" for pair, edge in edges.items() if pair not in used
    )
    relating = {each.activity: each for each in match.relating}
    models = {each.graph: each.model for each in match.snapshots}
    for edge in match.learned:
        yield from _edge(edge, relating.get(edge.relating), models.get(edge.graph))
    found = {edge.relating for edge in match.learned}
    yield from (
        f"{each.activity} found no learned edge"
        for each in match.relating
        if each.activity not in found
    )


def _edge(edge: LearnedEdge, relating: Relating | None, model: str | None) -> Iterator[str]:
    if relating is None:
        yield f"{edge.node}: nothing is told of {edge.relating}, which found it"
        return
    score = relating.intercept + fsum(relating.weights[n] * edge.features[n] for n in NAMES)
    if not isclose(score, edge.score, abs_tol=2 * 10.0**-DIGITS):
        yield f"{edge.node}: a score of {edge.score!r}, not {score:.4f} as its features give"
    strength = beta_calibrated(edge.score, relating.curve)
    if not isclose(strength, edge.strength, abs_tol=2 * 10.0**-DIGITS):
        yield f"{edge.node}: of strength {edge.strength!r}, not {strength!r} as its score gives"
    if model != relating.model_digest:
        yield f"{edge.graph} is of another model than {relating.activity}"


def _labels(match: Match) -> Iterator[str]:
    """Just those concepts have labels that are named."""
    named: set[str] = {part.requirement for part in match.parts}
    named |= {step.source for step in match.steps} | {step.target for step in match.steps}
    for requirement, _, start, _ in _paths(match):
        named |= {requirement, start}
    named |= {each.concept for each in match.additions}
    for side in (match.ad, match.resume):
        named |= {entry.concept for entry in side.profile}
        named |= {each for m in side.mentions for each in (m.concept, *m.alternatives)}
    for concept in sorted(named ^ match.labels.keys()):
        yield f"{concept} has {'a label, and nothing' if concept in match.labels else 'no label'}"
