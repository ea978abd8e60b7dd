"""A profile: what a document means, and what the graph asserts to follow from it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from skillkg.graph.concept import MATCHES
from skillkg.model.graph import Path
from skillkg.model.match import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model.mention import Block, Mention

LIKELY = 0.5
"""Probability from which on a described skill is shown as asked for, or offered."""

Profile = dict["Block", dict[str, Entry]]
"""Entries by block and concept: the sparse vectors of a document."""


def build_profile(
    named: Iterable[Mention], graph: SkillGraph, described: Iterable[Mention] = ()
) -> Profile:
    """Give every concept that a document states its probability for a weight.

    It is that of the surest of its mentions; what no classifier covers weighs 1. So the vector is
    the expected one, which is nearer to what people read in job ads than one that takes every
    label at its word (``benchmarks/extraction.py``).

    A linked occupation implies its essential skills, an occupation of O*NET those of the ESCO
    occupations that a crosswalk maps to it; their weight is the occupation's times the strength of
    that path. What the document means itself needs no implication; of several implications the
    strongest counts. Mentions that are not stated (negated, wished, the company's) give no entry,
    and what is negated by name is not implied either.

    Args:
        named: mentions of concepts by a label.
        graph: has the statements by which one concept implies another.
        described: mentions of skills that no label tells.
    """
    mentions = [*named, *described]
    by_label = {mention.concept for mention in named if mention.stance == "stated"}
    negated = {mention.concept for mention in named if mention.stance == "negated"}
    places: dict[tuple[Block, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.stance == "stated" and mention.concept in graph:
            places[mention.block, mention.concept].append(mention)
    profile: Profile = {"skills": {}, "occupations": {}}
    for (block, concept), held in sorted(places.items()):
        profile[block][concept] = _entry(held, is_described=concept not in by_label)
    implied = [e for named in profile["occupations"].values() for e in _implied(named, graph)]
    for entry in sorted((e for e in implied if e.concept not in negated), key=_preference):
        profile["skills"].setdefault(entry.concept, entry)
    return profile


def _entry(mentions: Sequence[Mention], *, is_described: bool) -> Entry:
    """The entry of a concept that a document means itself."""
    first = mentions[0]
    weight = max(1.0 if m.probability is None else m.probability for m in mentions)
    spans = tuple(sorted({mention.span for mention in mentions}))
    return Entry(first.concept, first.block, weight, spans, is_described=is_described)


def _implied(occupation: Entry, graph: SkillGraph) -> Iterator[Entry]:
    for path in _routes(occupation.concept, graph):
        end = path.concepts[-1]
        weight = occupation.weight * path.strength
        yield Entry(end, "skills", weight, occupation.spans, path)


def implying(graph: SkillGraph) -> list[str]:
    """Kinds of edges by which an occupation implies a skill, as the ontology declares them."""
    return [kind.name for kind in graph.edge_kinds.values() if kind.implies]


def _routes(occupation: str, graph: SkillGraph) -> Iterator[Path]:
    """Paths from an occupation to the skills it implies, over at most one mapping."""
    kinds = implying(graph)
    for step in graph.steps(occupation, kinds):
        if step.forward:
            yield Path((step,))
    for mapping in graph.steps(occupation, MATCHES):
        for step in graph.steps(mapping.target, kinds):
            if step.forward:
                yield Path((mapping, step))


def _preference(entry: Entry) -> tuple[float, int, tuple[str, ...]]:
    return (-entry.weight, len(entry.path.steps), entry.path.concepts)


def is_likely(entry: Entry) -> bool:
    """Whether a label or a job title says it, or the document more likely means it than not."""
    return not entry.is_described or entry.weight >= LIKELY
