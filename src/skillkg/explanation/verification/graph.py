"""Whether a store holds what a record says of the graph: releases, steps, strengths, labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from math import isclose, log
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.explanation.ledger import statement, statements
from skillkg.explanation.sparql_checks import absent_query
from skillkg.explanation.verification.sums import EXACT, asked_of
from skillkg.graph.kinds import CONCEPT_KINDS, EdgeKind, edge_kinds
from skillkg.graph.learned_edges import LearnedEdges
from skillkg.matching.kernel import ASKING, FLOOR
from skillkg.matching.scoring import UNIT, units
from skillkg.model.graph import Step
from skillkg.sources.release import LEARNED
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from skillkg.model.graph import LearnedEdge
    from skillkg.model.match import Entry, Match
    from skillkg.model.mention import Block
    from skillkg.store.base import Store

_LABELS: Final = """
SELECT ?concept ?role (STR(?text) AS ?label) {
  VALUES ?concept { skos:Concept }
  ?concept ?role ?text
  FILTER (?role IN (skos:prefLabel, skos:altLabel, skos:hiddenLabel))
}
"""
_COUNTS: Final = """
SELECT ?concept ?predicate ?class (COUNT(*) AS ?count) {
  VALUES ?concept { skos:Concept }
  ?occupation ?predicate ?concept ; a ?class
} GROUP BY ?concept ?predicate ?class
"""
_SIZE: Final = """
SELECT (COUNT(DISTINCT ?concept) AS ?count) { VALUES ?class { skos:Concept } ?concept a ?class }
"""
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


def _nodes(iris: Iterable[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in sorted(set(iris))]


@dataclass(frozen=True)
class GraphChecks:
    """Checks a match over a store."""

    match: Match
    store: Store

    @cached_property
    def _graphs(self) -> list[str]:
        return [snapshot.graph for snapshot in self.match.snapshots]

    @cached_property
    def _kinds(self) -> dict[str, EdgeKind]:
        return {kind.name: kind for kind in edge_kinds(self.store)}

    def releases(self) -> Iterator[str]:
        """The store has the very graphs, by its catalog."""
        there = {snapshot.graph: snapshot for snapshot in self.store.snapshots()}
        for told in self.match.snapshots:
            held = there.get(told.graph)
            if held is None:
                yield f"{told.graph} is not in {self.store.location}"
                continue
            for field in fields(told):
                ours, theirs = getattr(told, field.name), getattr(held, field.name)
                if field.compare and ours != theirs:
                    yield f"{told.graph}: {field.name} is {ours!r:.90}, and {theirs!r:.90} there"

    def steps(self) -> Iterator[str]:
        """Every step of every path is a statement of its graph."""
        numbered = statements(self.match)
        if numbered:
            rows = self.store.select(absent_query(numbered), self._graphs)
            yield from (f"no statement of the store: {' '.join(map(str, row[1:]))}" for row in rows)

    def strengths(self) -> Iterator[str]:
        """Kinds of edges are walked, and are as strong, as the ontology says."""
        parameters = self.match.parameters
        known = {name: kind.strength for name, kind in self._kinds.items()}
        told = {name: parameters.strengths.get(name) for name in known}
        if known != told or parameters.strengths.keys() - known.keys():
            yield f"strengths of kinds are {parameters.strengths}, and {known} in the ontology"
        for block, kinds in parameters.kinds.items():
            walked = [
                name
                for name, kind in self._kinds.items()
                if block in kind.relates and name not in parameters.without
            ]
            if list(kinds) != walked:
                yield f"{block}: the record walks {kinds}, and the ontology {walked}"
        implied = [n for n, k in self._kinds.items() if k.implies and n not in parameters.without]
        if list(parameters.implied_by) != implied:
            yield f"skills are implied by {parameters.implied_by}, and by {implied} in the ontology"
        for part in self.match.parts:
            for step in part.path.steps:
                kind = self._kinds.get(step.kind)
                if kind is None or kind.predicate != step.predicate:
                    yield f"{' '.join(statement(step)[1:])} is no statement of the kind {step.kind}"

    def labels(self) -> Iterator[str]:
        """Concepts are called what the graph calls them."""
        mentions = (*self.match.ad.mentions, *self.match.resume.mentions)
        known: dict[str, set[str]] = {}
        preferred: dict[str, set[str]] = {}
        concepts = _nodes({*self.match.labels, *(mention.concept for mention in mentions)})
        if not concepts:
            return
        for concept, role, label in self.store.select(
            bind(_LABELS, {"concept": concepts}), self._graphs
        ):
            known.setdefault(concept, set()).add(label)
            if role == voc.SKOS_PREF_LABEL:
                preferred.setdefault(concept, set()).add(label)
        for concept, label in self.match.labels.items():
            if label not in preferred.get(concept, {concept.rstrip("/").rsplit("/", 1)[-1]}):
                yield f"{concept} is called “{label}”, and {preferred.get(concept)} in the store"
        for mention in mentions:
            if mention.label and mention.label not in known.get(mention.concept, ()):
                yield f"{mention.concept} has no label “{mention.label}”"

    def learned(self) -> Iterator[str]:
        """Learned edges, and how they were found, are as the graph has them."""
        edges = LearnedEdges(self.store)
        known = edges.of(self.match.steps)
        yield from (
            f"{edge.node} is another in the store" for edge in _others(self.match.learned, known)
        )
        yield from (f"{edge.node} is left out" for edge in _others(known, self.match.learned))
        if self.match.relating != edges.relating(known):
            yield "how learned edges were found is told otherwise in the store"

    def rarities(self) -> Iterator[str]:
        """Skills of the ad are as rare among occupations as the graph says."""
        entries = [entry for entry in self.match.ad.profile if entry.asking is not None]
        if not entries:
            return
        counts, size = self._counts(entries)
        for entry in entries:
            rarity = 1 - log(1 + counts.get(entry.concept, 0)) / log(2 + size)
            if entry.asking and not isclose(entry.asking.rarity, rarity, abs_tol=EXACT):
                name = self.match.label(entry.concept)
                yield f"{name}: a rarity of {entry.asking.rarity!r}, not {rarity!r}"

    def _counts(self, entries: Sequence[Entry]) -> tuple[Mapping[str, int], int]:
        """How many statements ask for each skill, and how many occupations there are."""
        classes = {iri for iri, kind in CONCEPT_KINDS.items() if kind == "occupation"}
        asking = {kind.predicate for name, kind in self._kinds.items() if name in ASKING}
        concepts = {"concept": _nodes(entry.concept for entry in entries)}
        counts: Counter[str] = Counter()
        for concept, predicate, class_, count in self.store.select(
            bind(_COUNTS, concepts), self._graphs
        ):
            if predicate in asking and class_ in classes:
                counts[concept] += count
        terms = {"class": _nodes(classes)}
        ((size,),) = self.store.select(bind(_SIZE, terms), self._graphs)
        return counts, size

    def offers(self) -> Iterator[str]:
        """No better offer than the one that is told lies in the resume's profile."""
        told = {(part.block, part.requirement): part.offer for part in self.match.contributions}
        near = self._near()
        resume = {entry.concept: entry for entry in self.match.resume.profile}
        for block, shares in asked_of(self.match).items():
            for requirement in shares:
                best = max(
                    (
                        units(strength * resume[concept].weight) / UNIT
                        for concept, strength in near.get((block, requirement), {}).items()
                        if concept in resume
                    ),
                    default=0.0,
                )
                if best > told.get((block, requirement), 0.0):
                    name = self.match.label(requirement)
                    offered = told.get((block, requirement), 0.0)
                    yield f"{name}: offered by {best!r}, not by {offered!r}"

    def _near(self) -> dict[tuple[Block, str], dict[str, float]]:
        """What a statement joins to each requirement, by block, and how strong the best one is.

        A published statement comes before a learned one.
        """
        asked = asked_of(self.match)
        near = {(block, each): {each: 1.0} for block, shares in asked.items() for each in shares}
        denied = {m.concept for m in self.match.resume.mentions if m.stance == "negated"}
        steps = self._statements({each for _, each in near})
        learned = {
            frozenset((edge.source, edge.target)): edge.strength
            for edge in LearnedEdges(self.store).of(step for _, step in steps)
        }
        steps.sort(key=lambda each: each[1].kind == LEARNED)  # published ones first
        for kind, step in steps:
            strength = kind.strength or learned.get(frozenset((step.source, step.target)), 0.0)
            for one, other in ((step.source, step.target), (step.target, step.source)):
                for block in kind.relates:
                    known = near.get((block, one), {})
                    is_published = kind.name != LEARNED
                    if (
                        (block, one) in near
                        and strength >= FLOOR
                        and (is_published or other not in known)
                    ):
                        known[other] = max(strength, known.get(other, 0.0))
            if kind.implies and ("skills", step.target) in near and step.target not in denied:
                known = near["skills", step.target]
                known[step.source] = max(strength, known.get(step.source, 0.0))
        return near

    def _statements(self, concepts: Collection[str]) -> list[tuple[EdgeKind, Step]]:
        """The statements between concepts of the ad and the resume that may be walked."""
        parameters = self.match.parameters
        names = {*parameters.implied_by, *(n for each in parameters.kinds.values() for n in each)}
        kinds = [self._kinds[name] for name in sorted(names & self._kinds.keys())]
        ends = {*concepts, *(entry.concept for entry in self.match.resume.profile)}
        if not concepts:
            return []
        classes = {*self.store.select(bind(_CLASSES, {"one": _nodes(ends)}), self._graphs)}
        terms = {"one": _nodes(concepts)}
        rows = chain.from_iterable(
            self.store.select(bind(query, terms), self._graphs) for query in (_FROM, _TO)
        )
        return [
            (kind, Step(subject, target, kind.name, predicate, kind.strength or 0.0, graph))
            for graph, subject, predicate, target in {*rows}
            for kind in kinds
            if kind.predicate == predicate and {subject, target} <= ends
            if kind.subject_class is None or (subject, kind.subject_class) in classes
        ]


def _others(some: Iterable[LearnedEdge], known: Sequence[LearnedEdge]) -> list[LearnedEdge]:
    """Edges that are not among those that are known."""
    return [each for each in some if each not in known]
