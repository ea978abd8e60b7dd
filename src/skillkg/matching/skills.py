"""The skills that a document states: what an ad asks for, and what a resume offers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from skillkg.matching.scoring import UNIT, units
from skillkg.model.match import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.scoring import Scoring
    from skillkg.model.mention import Block, Demand, Mention

LIKELY: Final = 0.5
"""Probability from which on a described skill is shown as asked for, or offered."""

Profile = dict["Block", dict[str, Entry]]
"""Entries by block and concept: the sparse vectors of a document."""


def stated(
    named: Iterable[Mention],
    described: Iterable[Mention],
    block: Block,
    graph: SkillGraph,
    scoring: Scoring,
) -> dict[str, Entry]:
    """Give every concept of a block that a document states its probability for a weight.

    It is that of the surest of its mentions: the vector is the expected one. Mentions that are not
    stated (negated, wished, the company's) give no entry.

    Args:
        named: mentions of concepts by a label.
        described: mentions of skills that no label tells.
        block: of the entries.
        graph: has the concepts.
        scoring: says what a mention weighs that no classifier judged.
    """
    by_label = {mention.concept for mention in named if mention.stance == "stated"}
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in (*named, *described):
        if mention.stance == "stated" and mention.block == block and mention.concept in graph:
            places[mention.concept].append(mention)
    return {
        concept: _entry(held, scoring, is_described=concept not in by_label)
        for concept, held in sorted(places.items())
    }


def _entry(mentions: Sequence[Mention], scoring: Scoring, *, is_described: bool) -> Entry:
    first = mentions[0]
    probabilities = (m.probability for m in mentions)
    weight = units(max(scoring.unjudged if p is None else p for p in probabilities)) / UNIT
    spans = tuple(sorted({mention.span for mention in mentions}))
    return Entry(first.concept, first.block, weight, spans, is_described=is_described)


def demand_of(mentions: Iterable[Mention]) -> dict[str, Demand]:
    """How an ad asks for the concepts of which it says that; required comes before preferred."""
    demands: dict[str, Demand] = {}
    for mention in mentions:
        if mention.demand is not None and demands.get(mention.concept) != "required":
            demands[mention.concept] = mention.demand
    return demands


def is_likely(entry: Entry) -> bool:
    """Whether a label or a job title says it, or the document more likely means it than not."""
    return not entry.is_described or entry.weight >= LIKELY
