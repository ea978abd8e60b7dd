"""A profile: what a document names, and what the graph asserts to follow from it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from skillkg.graph.concept import MATCHES
from skillkg.model import Entry, Path, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model import Block, Mention

IMPLIES = ("essential",)
"""Kinds of edges by which an occupation implies a skill."""

Profile = dict["Block", dict[str, Entry]]
"""Entries by block and concept: the sparse vectors of a document."""


def build_profile(mentions: Iterable[Mention], graph: SkillGraph) -> Profile:
    """Give every concept that a document states the weight 1, and what it implies less.

    A linked occupation implies its essential skills, an occupation of O*NET those of the ESCO
    occupations that a crosswalk maps to it; the weight is the strength of that path. What is
    named outright needs no implication; of several implications the strongest counts. Mentions
    that are not stated (negated, wished, the company's) give no entry, and what is negated is not
    implied either.
    """
    spans: dict[tuple[Block, str], list[Span]] = defaultdict(list)
    negated: set[str] = set()
    for mention in mentions:
        if mention.stance == "negated":
            negated.add(mention.concept)
        elif mention.stance == "stated" and mention.concept in graph:
            spans[mention.block, mention.concept].append(mention.span)
    profile: Profile = {"skills": {}, "occupations": {}}
    for (block, concept), places in sorted(spans.items()):
        profile[block][concept] = Entry(concept, block, 1.0, tuple(sorted(set(places))))
    implied = [e for named in profile["occupations"].values() for e in _implied(named, graph)]
    for entry in sorted((e for e in implied if e.concept not in negated), key=_preference):
        profile["skills"].setdefault(entry.concept, entry)
    return profile


def _implied(occupation: Entry, graph: SkillGraph) -> Iterator[Entry]:
    for path in _routes(occupation.concept, graph):
        end = path.concepts[-1]
        yield Entry(end, "skills", path.strength, occupation.spans, path)


def _routes(occupation: str, graph: SkillGraph) -> Iterator[Path]:
    """Paths from an occupation to the skills it implies, over at most one mapping."""
    for step in graph.steps(occupation, IMPLIES):
        if step.forward:
            yield Path((step,))
    for mapping in graph.steps(occupation, MATCHES):
        for step in graph.steps(mapping.target, IMPLIES):
            if step.forward:
                yield Path((mapping, step))


def _preference(entry: Entry) -> tuple[float, int, tuple[str, ...]]:
    return (-entry.weight, len(entry.path.steps), entry.path.concepts)


def named(entries: Iterable[Entry]) -> Sequence[Entry]:
    """The entries that the document names outright, by concept."""
    return sorted((e for e in entries if not e.path.steps), key=lambda e: e.concept)
