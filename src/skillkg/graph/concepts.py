"""Concepts as objects: looked up by IRI, code or label, read from the store when asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np
import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.errors import ConceptError
from skillkg.graph.labels import ROLES, as_labels, read_labels
from skillkg.graph.lexical import LexicalIndex, build_index
from skillkg.store.results import Table, to_python
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.graph.cache import Cache
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model import ConceptKind, Label, LabelRole, Step
    from skillkg.store.base import Store
    from skillkg.store.results import Term

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
SKILL_RELATIONS = ("essentialSkill", "optionalSkill")
OCCUPATION_SKILLS = ("essential", "optional")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a concept and the graph that makes it; terms keep type and language."""

    subject: str
    predicate: str
    object: Term
    graph: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another concept, and the statement that leads to it."""

    concept: Concept
    step: Step


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a search found, the label it was found by, and a score in [0, 1]."""

    concept: Concept
    label: str
    score: float


@dataclass(frozen=True)
class Concept:
    """A skill, an occupation, a technology, or a group of them; equal where the IRI is."""

    iri: str
    kind: ConceptKind = field(compare=False)
    _concepts: Concepts = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The preferred label, or the end of the IRI where there is none."""
        return self._concepts.label(self.iri)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that the graphs in view say of the concept, and which of them says it."""
        return self._concepts.statements(self.iri)

    def labels(self, role: LabelRole) -> tuple[str, ...]:
        """All labels of a role, in every language that was loaded."""
        predicate = ROLES[role]
        return tuple(dict.fromkeys(to_python(s.object) for s in self._with(predicate)))

    @property
    def description(self) -> str | None:
        """What the concept is, in its source's words; None where the source says nothing."""
        texts = [*self._with(voc.DCT_DESCRIPTION), *self._with(voc.SKOS_DEFINITION)]
        return self._concepts.text(texts[0].object) if texts else None

    @property
    def code(self) -> str | None:
        """The code in its classification (ISCO, O*NET-SOC, …); None where it has none."""
        codes = (to_python(s.object) for s in self._with(voc.SKOS_NOTATION))
        return next(iter(sorted(codes)), None)

    @property
    def broader(self) -> tuple[Concept, ...]:
        """Concepts right above."""
        return self._ends(["broader"], forward=True)

    @property
    def narrower(self) -> tuple[Concept, ...]:
        """Concepts right below."""
        return self._ends(["broader"], forward=False)

    @property
    def related(self) -> tuple[Relation, ...]:
        """Skills that are essential or optional for this skill, or this one for them."""
        return self._relations(SKILL_RELATIONS)

    @property
    def skills(self) -> tuple[Relation, ...]:
        """Essential and optional skills of an occupation; technologies of an O*NET one."""
        return tuple(
            r for r in self._relations((*OCCUPATION_SKILLS, "technology")) if r.step.forward
        )

    @property
    def occupations(self) -> tuple[Relation, ...]:
        """Occupations that a skill is essential or optional for, or that use a technology."""
        ends = self._relations((*OCCUPATION_SKILLS, "technology"))
        return tuple(r for r in ends if not r.step.forward)

    @property
    def mappings(self) -> tuple[Relation, ...]:
        """Concepts of other classifications that a crosswalk maps to this one."""
        return self._relations(MATCHES)

    def _with(self, predicate: str) -> list[Statement]:
        return [s for s in self.statements if s.predicate == predicate]

    def _relations(self, kinds: Iterable[str]) -> tuple[Relation, ...]:
        return self._concepts.relations(self.iri, kinds)

    def _ends(self, kinds: Iterable[str], *, forward: bool) -> tuple[Concept, ...]:
        return tuple(r.concept for r in self._relations(kinds) if r.step.forward == forward)


_STATEMENTS = """
SELECT ?p ?o ?g WHERE { VALUES ?concept { skos:Concept } GRAPH ?g { ?concept ?p ?o } }
"""
_TEXT = """
SELECT ?text WHERE {
  VALUES ?node { skos:Concept }
  VALUES ?language { "en" }
  ?node esco:nodeLiteral ?text ; esco:language ?l
} ORDER BY DESC(STR(?l) = ?language) ?text LIMIT 1
"""
_BY_CODE = """
SELECT DISTINCT ?concept WHERE { VALUES ?code { "" } ?concept skos:notation ?code }
"""


class Concepts:
    """All concepts in view: lookups and search over their labels in one language."""

    def __init__(
        self, store: Store, graphs: Sequence[str], graph: SkillGraph, cache: Cache, language: str
    ) -> None:
        self._store, self._graphs, self._graph = store, graphs, graph
        self._cache, self._language = cache, language

    @cached_property
    def labels(self) -> list[Label]:
        """Every label in the language, in the order of concept, role and text."""
        return as_labels(
            *self._cache.get(
                f"labels-{self._language}",
                lambda: read_labels(self._store, self._graphs, self._graph, self._language),
            ),
            self._graph,
        )

    @cached_property
    def _index(self) -> LexicalIndex:
        name = f"lexical-{self._language}"
        return LexicalIndex(
            *self._cache.get(name, lambda: build_index([label.text for label in self.labels]))
        )

    @cached_property
    def _preferred(self) -> dict[str, str]:
        return {lb.concept: lb.text for lb in reversed(self.labels) if lb.role == "preferred"}

    @cached_property
    def _by_label(self) -> dict[str, list[Label]]:
        found: dict[str, list[Label]] = {}
        for label in self.labels:
            found.setdefault(label.text.strip().casefold(), []).append(label)
        return found

    def label(self, iri: str) -> str:
        """Preferred label of a concept, or the end of its IRI."""
        return self._preferred.get(iri) or iri.rstrip("/").rsplit("/", 1)[-1]

    def get(self, iri: str) -> Concept:
        """Concept of an IRI.

        Raises:
            ConceptError: there is none in view.
        """
        return Concept(iri, self._graph.kind(iri), self)

    def find(
        self, name: str, *, kind: ConceptKind | None = None, approximate: bool = False
    ) -> Concept:
        """Concept of an IRI, a code, or a label, whatever its case.

        Args:
            name: the IRI, code or label.
            kind: look at concepts of this kind only.
            approximate: take the best search result where no label is the very same.

        Raises:
            ConceptError: none answers to the name, or several do.
        """
        found = self._exact(name, kind)
        if len(found) > 1:
            listed = "\n".join(
                f"  {iri}  {self.label(iri)} ({self._graph.kind(iri)})" for iri in found
            )
            raise ConceptError(f"several concepts are called {name!r}; say which by IRI:\n{listed}")
        if found:
            return self.get(found[0])
        hits = self.search(name, kind=kind, limit=5)
        if approximate and hits:
            return hits[0].concept
        nearest = "".join(f"\n  {hit.concept.label}  {hit.concept.iri}" for hit in hits)
        raise ConceptError(f"no concept is called {name!r}; the nearest:{nearest or ' none'}")

    def _exact(self, name: str, kind: ConceptKind | None) -> list[str]:
        if name in self._graph:
            return [name]
        query = bind(_BY_CODE, {"code": [ox.Literal(name)]})
        coded = cast("Table", self._store.query(query, self._graphs)).column("concept")
        labels = [
            lb for lb in self._by_label.get(name.strip().casefold(), ()) if kind in (None, lb.kind)
        ]
        best = next((r for r in ROLES if any(lb.role == r for lb in labels)), None)
        named = [label.concept for label in labels if label.role == best]
        return [iri for iri in sorted({*coded, *named}) if iri in self._graph]

    def search(self, text: str, *, kind: ConceptKind | None = None, limit: int = 10) -> list[Hit]:
        """Rank concepts by how well one of their labels matches a text, best first.

        Ties go to preferred, then alternative, then hidden labels, then to the smaller IRI.
        """
        scores = self._index.scores(text)
        if kind is not None:
            scores = np.where(self._kinds == kind, scores, 0.0)
        order = np.argsort(-scores, kind="stable")
        best: dict[str, tuple[float, int, str]] = {}
        for position in order[: 20 * limit + 100]:
            label, score = self.labels[position], round(float(scores[position]), 9)
            if score > 0.0:
                rank = (-score, list(ROLES).index(label.role), label.text)
                best[label.concept] = min(best.get(label.concept, rank), rank)
        ranked = sorted(best.items(), key=lambda item: (item[1][:2], item[0]))[:limit]
        return [Hit(self.get(iri), text, -negative) for iri, (negative, _, text) in ranked]

    @cached_property
    def _kinds(self) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
        return np.array([label.kind for label in self.labels])

    def statements(self, iri: str) -> tuple[Statement, ...]:
        """What the graphs in view say of a subject, ordered by graph and predicate."""
        query = bind(_STATEMENTS, {"concept": [ox.NamedNode(iri)]})
        found = cast("Table", self._store.query(query, self._graphs))
        rows = [
            Statement(iri, to_python(p), cast("Term", o), to_python(g)) for p, o, g in found.terms
        ]
        view = set(self._graphs)
        return tuple(sorted((s for s in rows if s.graph in view), key=_statement_order))

    def text(self, term: Term) -> str | None:
        """A literal's text, or that of the ESCO node literal which an IRI names."""
        if not isinstance(term, ox.NamedNode):
            return str(to_python(term))
        terms: dict[str, list[Term]] = {
            "node": [term],
            "language": [ox.Literal(self._language)],
        }
        texts = cast("Table", self._store.query(bind(_TEXT, terms), self._graphs)).column("text")
        return texts[0] if texts else None

    def relations(self, iri: str, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """Concepts one statement away, by kinds of edges, strongest first."""
        known = [kind for kind in kinds if kind in self._graph.edge_kinds]
        steps = sorted(self._graph.steps(iri, known), key=lambda s: (-s.strength, s.target))
        return tuple(Relation(self.get(step.target), step) for step in steps)


def _statement_order(statement: Statement) -> tuple[str, str, str]:
    return (statement.graph, statement.predicate, str(statement.object))
