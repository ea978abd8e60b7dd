"""Whether the offers that a record tells of are the best ones, by the statements of a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.explanation.verification.names import graphs_of, nodes
from skillkg.explanation.verification.sums import asked_of
from skillkg.graph.kinds import edge_kinds
from skillkg.graph.learned_edges import LearnedEdges
from skillkg.matching.coverage import FLOOR as SHOWN
from skillkg.matching.kernel import FLOOR
from skillkg.matching.scoring import UNIT, units
from skillkg.matching.skills import LIKELY, is_likely
from skillkg.model.graph import NO_PATH, Path, Step
from skillkg.model.match import EVIDENCE_CLASSES, evidence_class
from skillkg.sources.release import LEARNED
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.graph.kinds import EdgeKind
    from skillkg.model.match import Entry, Match
    from skillkg.model.mention import Block
    from skillkg.store.base import Store

_WALKED: Final = """
  FILTER (?predicate IN (
    esco:relatedEssentialSkill, esco:relatedOptionalSkill, skg:relatedTo, skos:broader,
    skos:broadMatch, skos:closeMatch, skos:exactMatch, skos:narrowMatch
  ))
"""
"""Predicates of the kinds that relate or imply; the check of strengths sees if there are others."""
_FROM: Final = f"""
SELECT ?graph ?one ?predicate ?other {{
  VALUES ?one {{ skos:Concept }} GRAPH ?graph {{ ?one ?predicate ?other }} {_WALKED}
}}
"""
_TO: Final = f"""
SELECT ?graph ?other ?predicate ?one {{
  VALUES ?one {{ skos:Concept }} GRAPH ?graph {{ ?other ?predicate ?one }} {_WALKED}
}}
"""
_CLASSES: Final = "SELECT ?one ?class { VALUES ?one { skos:Concept } ?one a ?class }"


class Offer(NamedTuple):
    """What an entry of the resume's profile has for a requirement."""

    entry: Entry
    path: Path

    @property
    def strength(self) -> float:
        """How far the resume attests what it starts from, times the strength of the path."""
        return self.path.strength * self.entry.weight


@dataclass(frozen=True)
class Offers:
    """All that the entries of a resume's profile offer, by a store.

    An occupation that is not in the profile may offer more: the documents show that.
    """

    match: Match
    store: Store

    @cached_property
    def _graphs(self) -> list[str]:
        return graphs_of(self.match)

    @cached_property
    def _resume(self) -> dict[str, Entry]:
        return {entry.concept: entry for entry in self.match.resume.profile}

    def contributed(self) -> Iterator[str]:
        """What adds to the fit is just the best that lies in the resume's profile."""
        told = {(part.block, part.requirement): part for part in self.match.contributions}
        for block, shares in asked_of(self.match).items():
            for requirement in shares if block in self.match.scales else ():
                part, name = told.get((block, requirement)), self.match.label(requirement)
                known = self._offers.get((block, requirement), [])
                best, offered = _best(known), part.offer if part else 0.0
                if best != offered:
                    yield f"{name}: offered by {best!r}, not by {offered!r}"
                elif part and evidence_class(part.path) == "learned":
                    best = _best(o for o in known if evidence_class(o.path) != "learned")
                    offered = part.published.offer if part.published else 0.0
                    if best != offered:
                        yield f"{name}: offered by {best!r} without learned edges, not {offered!r}"

    def covered(self) -> Iterator[str]:
        """No better offer than the one that covers a requirement lies in the resume's profile."""
        for row in self.match.coverage:
            known = self._offers.get((row.block, row.requirement), ())
            shown = [_preference(each) for each in known if self._is_shown(each, row.requirement)]
            told = None
            if row.skill is not None:
                told = -EVIDENCE_CLASSES.index(evidence_class(row.path)), row.strength
            best = max(shown, default=None)
            name = self.match.label(row.requirement)
            if best is not None and (told is None or best > told):
                status, strength = EVIDENCE_CLASSES[-best[0]], best[1]
                yield f"{name}: covered as {status} by {strength!r}, not {row.status}"
            elif told is not None and told not in shown:
                yield f"{name}: what covers it is not offered so, or too weak to be shown"

    def _is_shown(self, offer: Offer, requirement: str) -> bool:
        """Whether the resume likely means it, and it is strong enough, or named."""
        entry = offer.entry
        if entry.block == "skills":
            return is_likely(entry)
        if entry.concept != requirement:
            return offer.strength >= SHOWN
        unjudged = self.match.parameters.scoring["unjudged"]
        titled = (
            units(unjudged if mention.probability is None else mention.probability) / UNIT
            for mention in self.match.resume.mentions
            if mention.concept == entry.concept and mention.block == "occupations"
        )
        return max(entry.weight, *titled, 0.0) >= LIKELY

    @cached_property
    def _offers(self) -> dict[tuple[Block, str], list[Offer]]:
        """By block and requirement: the concept itself, and what statements lead from to it."""
        found: dict[tuple[Block, str], list[Offer]] = {}
        for asked in self.match.ad.profile:
            held = self._resume.get(asked.concept)
            same = [Offer(held, NO_PATH)] if held and held.block == asked.block else []
            found[asked.block, asked.concept] = same
        for (block, source, requirement), step in self._near().items():
            if (block, requirement) in found:
                found[block, requirement].append(Offer(self._resume[source], Path((step,))))
        return found

    def _near(self) -> dict[tuple[Block, str, str], Step]:
        """The best statement that leads from an entry to a requirement, by block and both.

        A published statement comes before a learned one, whatever its strength; what implies a
        skill that the resume denies does not count.
        """
        denied = {m.concept for m in self.match.resume.mentions if m.stance == "negated"}
        near: dict[tuple[Block, str, str], Step] = {}

        def take(block: Block, step: Step, of: Block) -> None:
            entry, key = self._resume.get(step.source), (block, step.source, step.target)
            if entry and entry.block == of and (key not in near or _is_better(step, near[key])):
                near[key] = step

        for kind, step in self._statements():
            for block in kind.relates if step.strength >= FLOOR else ():
                take(block, step, block)
                take(block, step.reversed, block)
            if kind.implies and step.target not in denied:
                take("skills", step, "occupations")
        return near

    def _statements(self) -> Iterator[tuple[EdgeKind, Step]]:
        """The statements between concepts of the ad and the resume that may be walked."""
        parameters = self.match.parameters
        names = {*parameters.implied_by, *(n for each in parameters.kinds.values() for n in each)}
        kinds = [kind for kind in edge_kinds(self.store) if kind.name in names]
        concepts = {entry.concept for entry in self.match.ad.profile}
        ends = {*concepts, *self._resume}
        if not concepts:
            return
        classes = {*self.store.select(bind(_CLASSES, {"one": nodes(ends)}), self._graphs)}
        terms = {"one": nodes(concepts)}
        rows = chain.from_iterable(
            self.store.select(bind(query, terms), self._graphs) for query in (_FROM, _TO)
        )
        found = [
            (kind, Step(subject, target, kind.name, predicate, kind.strength or 0.0, graph))
            for graph, subject, predicate, target in {*rows}
            if graph in self._graphs  # a store may hold other releases, too
            for kind in kinds
            if kind.predicate == predicate and {subject, target} <= ends
            if kind.subject_class is None or (subject, kind.subject_class) in classes
        ]
        learned = {
            frozenset((edge.source, edge.target)): edge.strength
            for edge in LearnedEdges(self.store).of(step for _, step in found)
        }
        for kind, step in found:
            strength = learned.get(frozenset((step.source, step.target)), 0.0)
            yield kind, step if kind.strength else replace(step, strength=strength)


def _best(offers: Iterable[Offer]) -> float:
    """The largest offer, in whole parts; 0 where there is none."""
    return max((units(each.strength) / UNIT for each in offers), default=0.0)


def _preference(offer: Offer) -> tuple[int, float]:
    return -EVIDENCE_CLASSES.index(evidence_class(offer.path)), offer.strength


def _is_better(step: Step, known: Step) -> bool:
    """Published before learned, then the stronger."""
    return (step.kind != LEARNED, step.strength) > (known.kind != LEARNED, known.strength)
