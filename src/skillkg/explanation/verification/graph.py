"""Whether a store holds what a record says of the graph: releases, steps, strengths, labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from functools import cached_property
from math import isclose, log
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.explanation.ledger import statement, statements
from skillkg.explanation.sparql_checks import absent_query
from skillkg.explanation.verification.names import Names, graphs_of, nodes
from skillkg.explanation.verification.offers import Offers
from skillkg.explanation.verification.sums import EXACT, scoring_of
from skillkg.graph.kinds import CONCEPT_KINDS, EdgeKind, edge_kinds
from skillkg.graph.learned_edges import LearnedEdges
from skillkg.matching.kernel import ASKING
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from skillkg.model.graph import LearnedEdge
    from skillkg.model.match import Entry, Match
    from skillkg.store.base import Store
    from skillkg.store.results import Term

_COUNTS: Final = """
SELECT ?concept ?predicate ?class (COUNT(*) AS ?count) {
  VALUES ?concept { skos:Concept }
  ?occupation ?predicate ?concept ; a ?class
} GROUP BY ?concept ?predicate ?class
"""
_SIZE: Final = """
SELECT (COUNT(DISTINCT ?concept) AS ?count) { VALUES ?class { skos:Concept } ?concept a ?class }
"""
_LABELLED: Final = """
SELECT ?class (COUNT(DISTINCT ?concept) AS ?count) {
  VALUES ?class { skos:Concept }
  VALUES ?language { "en" }
  ?concept a ?class ; ?role ?label
  FILTER (?role IN (skos:prefLabel, skos:altLabel, skos:hiddenLabel))
  FILTER (LANGMATCHES(LANG(?label), ?language))
} GROUP BY ?class
"""


@dataclass(frozen=True)
class GraphChecks:
    """Checks a match over a store."""

    match: Match
    store: Store

    @cached_property
    def _graphs(self) -> list[str]:
        return graphs_of(self.match)

    @cached_property
    def _names(self) -> Names:
        return Names(self.match, self.store)

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self.match, self.store)

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

    def digests(self, digest_of: Callable[[Store, str], str]) -> Iterator[str]:
        """The statements of every graph are those that were hashed when it was built."""
        for told in self.match.snapshots:
            if (found := digest_of(self.store, told.graph)) != told.digest:
                stated = f"{told.digest!r:.90}"
                yield f"{told.graph}: digest is {stated}, and its statements have {found}"

    def steps(self) -> Iterator[str]:
        """Every step of every path is a statement of its graph."""
        numbered = statements(self.match)
        if numbered:
            rows = self.store.select(absent_query(numbered), self._graphs)
            yield from (f"no statement of the store: {' '.join(map(str, row[1:]))}" for row in rows)

    def strengths(self) -> Iterator[str]:
        """Kinds of edges are walked, and are as strong, as the ontology says."""
        parameters = self.match.parameters
        walked = {n: k for n, k in self._kinds.items() if n not in parameters.without}
        known = {name: kind.strength for name, kind in walked.items()}
        told = {name: parameters.strengths.get(name) for name in known}
        if known != told or parameters.strengths.keys() - known.keys():
            yield f"strengths of kinds are {parameters.strengths}, and {known} in the ontology"
        for block, kinds in parameters.kinds.items():
            relating = [name for name, kind in walked.items() if block in kind.relates]
            if list(kinds) != relating:
                yield f"{block}: the record walks {kinds}, and the ontology {relating}"
        implied = [name for name, kind in walked.items() if kind.implies]
        if list(parameters.implied_by) != implied:
            yield f"skills are implied by {parameters.implied_by}, and by {implied} in the ontology"
        yield from self._odd_kinds()

    def _odd_kinds(self) -> Iterator[str]:
        """Steps whose kind has another predicate, or starts from concepts of another class."""
        numbered = {statement(step): step.kind for step in self.match.steps}
        classes = self._names.classes(each.subject for each in numbered)
        for each, name in numbered.items():
            kind = self._kinds.get(name)
            if (
                kind is None
                or kind.predicate != each.predicate
                or kind.subject_class not in (None, *classes.get(each.subject, ()))
            ):
                yield f"{' '.join(each[1:])} is no statement of the kind {name}"

    def concepts(self) -> Iterator[str]:
        """What is compared are concepts of the graph, of a kind that their block has."""
        return self._names.concepts()

    def labels(self) -> Iterator[str]:
        """Concepts are called what the graph calls them."""
        return self._names.labels()

    def learned(self) -> Iterator[str]:
        """Learned edges, and how they were found, are as the graph has them."""
        nodes(step.graph for step in self.match.steps)  # they are asked, one by one
        edges = LearnedEdges(self.store)
        known = edges.of(self.match.steps)
        found = edges.relating(known)
        told = {each.activity: each for each in found}
        yield from (
            f"{each.activity} found edges otherwise, by the store"
            for each in self.match.relating
            if told.get(each.activity) != each
        )
        yield from (
            f"{edge.node} is another in the store" for edge in _others(self.match.learned, known)
        )
        yield from (f"{edge.node} is left out" for edge in _others(known, self.match.learned))

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
        concepts = {"concept": nodes(entry.concept for entry in entries)}
        counts: Counter[str] = Counter()
        for concept, predicate, class_, count in self.store.select(
            bind(_COUNTS, concepts), self._graphs
        ):
            if predicate in asking and class_ in classes:
                counts[concept] += count
        terms = {"class": nodes(classes)}
        ((size,),) = self.store.select(bind(_SIZE, terms), self._graphs)
        return counts, size

    def occupations(self) -> Iterator[str]:
        """An ad asks for as many occupations of each taxonomy as its scoring says, if there are."""
        entries = [e for e in self.match.ad.profile if e.block == "occupations" and e.evidence]
        told = Counter(entry.concept.startswith(voc.ONET_DATA) for entry in entries)
        most = scoring_of(self.match).requirements
        if not entries or [*told.values()] == [most, most]:
            return
        classes = nodes(iri for iri, kind in CONCEPT_KINDS.items() if kind == "occupation")
        language = [ox.Literal(self.match.parameters.language)]
        terms: dict[str, list[Term]] = {"class": [*classes], "language": [*language]}
        labelled: Counter[bool] = Counter()
        for class_, count in self.store.select(bind(_LABELLED, terms), self._graphs):
            labelled[class_ == voc.onet.OCCUPATION] += count
        for is_onet, name in ((False, "ESCO"), (True, "O*NET")):
            if told[is_onet] != min(most, labelled[is_onet]):
                yield f"ad: {told[is_onet]} occupations of {name}, not {most}"

    def offers(self) -> Iterator[str]:
        """What adds to the fit is just the best that lies in the resume's profile."""
        return self._offers.contributed()

    def coverage(self) -> Iterator[str]:
        """No better offer than the one that covers a requirement lies in the resume's profile."""
        return self._offers.covered()


def _others(some: Iterable[LearnedEdge], known: Iterable[LearnedEdge]) -> list[LearnedEdge]:
    """Edges that are not among those that are known."""
    nodes_known = {edge.node: edge for edge in known}
    return [each for each in some if nodes_known.get(each.node) != each]
