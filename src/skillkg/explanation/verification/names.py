"""Whether concepts are those of a store, and are called what it calls them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.graph.kinds import CONCEPT_KINDS
from skillkg.matching.kernel import MEMBERS
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillkg.model.match import Match
    from skillkg.model.mention import Mention
    from skillkg.store.base import Store

_LABELS: Final = """
SELECT ?concept ?role (STR(?text) AS ?label) {
  VALUES ?concept { skos:Concept }
  ?concept ?role ?text
  FILTER (?role IN (skos:prefLabel, skos:altLabel, skos:hiddenLabel))
}
"""
_CLASSES: Final = "SELECT ?concept ?class { VALUES ?concept { skos:Concept } ?concept a ?class }"


@dataclass(frozen=True)
class Names:
    """The concepts that a match names, and their labels, over a store."""

    match: Match
    store: Store

    @cached_property
    def _graphs(self) -> list[str]:
        return graphs_of(self.match)

    @property
    def _mentions(self) -> tuple[Mention, ...]:
        return (*self.match.ad.mentions, *self.match.resume.mentions)

    def concepts(self) -> Iterator[str]:
        """What is compared are concepts of the graph, of a kind that their block has."""
        entries = (*self.match.ad.profile, *self.match.resume.profile)
        blocks = {(entry.concept, entry.block) for entry in entries}
        blocks |= {(mention.concept, mention.block) for mention in self._mentions}
        blocks |= {(part.requirement, part.block) for part in self.match.parts}
        blocks |= {(other, each.block) for each in self._mentions for other in each.alternatives}
        classes = self.classes(concept for concept, _ in blocks)
        for concept, block in sorted(blocks):
            kinds = {CONCEPT_KINDS.get(each, each) for each in classes.get(concept, ())}
            if not kinds:
                yield f"{concept} is no concept of the graph"
            elif kinds.isdisjoint(MEMBERS[block]):
                yield f"{concept} is a {min(kinds)}, and none of the block {block}"

    def classes(self, concepts: Iterable[str]) -> dict[str, set[str]]:
        """The classes of concepts, of those that have any."""
        found: dict[str, set[str]] = {}
        for concept, class_ in self._about(_CLASSES, concepts):
            found.setdefault(concept, set()).add(class_)
        return found

    def labels(self) -> Iterator[str]:
        """Concepts are called what the graph calls them."""
        known: dict[str, set[str]] = {}
        preferred: dict[str, set[str]] = {}
        concepts = {*self.match.labels, *(mention.concept for mention in self._mentions)}
        for concept, role, label in self._about(_LABELS, concepts):
            known.setdefault(concept, set()).add(label)
            if role == voc.SKOS_PREF_LABEL:
                preferred.setdefault(concept, set()).add(label)
        for concept, label in self.match.labels.items():
            if label not in preferred.get(concept, {concept.rstrip("/").rsplit("/", 1)[-1]}):
                yield f"{concept} is called “{label}”, and {preferred.get(concept)} in the store"
        for mention in self._mentions:
            if mention.label and mention.label not in known.get(mention.concept, ()):
                yield f"{mention.concept} has no label “{mention.label}”"

    def _about(self, query: str, concepts: Iterable[str]) -> Iterable[tuple[str, ...]]:
        """What a store says of concepts; nothing where there are none."""
        terms = {"concept": nodes(concepts)}
        return self.store.select(bind(query, terms), self._graphs) if terms["concept"] else ()


def graphs_of(match: Match) -> list[str]:
    """The graphs that a record rests on, to ask them.

    Raises:
        ValueError: the name of one is no IRI.
    """
    return [node.value for node in nodes(snapshot.graph for snapshot in match.snapshots)]


def nodes(iris: Iterable[str]) -> list[ox.NamedNode]:
    """Terms to bind in a query, each once.

    Raises:
        ValueError: one is no IRI.
    """
    return [ox.NamedNode(iri) for iri in sorted(set(iris))]
