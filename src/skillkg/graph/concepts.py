"""All concepts in view: looked up by IRI, code or label, and searched by text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np
import pyoxigraph as ox

from skillkg.errors import ConceptError
from skillkg.graph.arrays import KIND_NAMES
from skillkg.graph.concept import Concept, Hit, Relation, Statement
from skillkg.graph.labels import ROLES, Labels, read_labels
from skillkg.graph.lexical import LexicalIndex, build_index
from skillkg.store.results import to_python
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Cache
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model import ConceptKind
    from skillkg.store.base import Store
    from skillkg.store.results import Table, Term

UNIT = 1_000_000
"""Scores are multiples of one millionth: the index keeps single precision."""

_STATEMENTS = """
SELECT ?p ?o ?g WHERE { VALUES ?concept { skos:Concept } GRAPH ?g { ?concept ?p ?o } }
"""
_TEXTS = """
SELECT (STR(?text) AS ?said) (STR(?language) AS ?code) WHERE {
  VALUES ?node { skos:Concept }
  ?node esco:nodeLiteral ?text ; esco:language ?language
} ORDER BY ?node ?text
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
    def labels(self) -> Labels:
        """Every label in the language, in the order of concept, role and text."""
        arrays = self._graph.arrays
        parts = self._cache.get(
            f"labels-{self._language}",
            lambda: read_labels(self._store, self._graphs, arrays, self._language),
        )
        return Labels(parts, arrays)

    @cached_property
    def index(self) -> LexicalIndex:
        """What searching looks words up in."""
        name = f"search-{self._language}"
        labels = self.labels
        return LexicalIndex(
            self._cache.get(name, lambda: build_index([label.text for label in labels]))
        )

    def label(self, iri: str) -> str:
        """Preferred label of a concept, or the end of its IRI."""
        return self.labels.preferred(iri) or iri.rstrip("/").rsplit("/", 1)[-1]

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
            listed = "\n".join(f"  {self._described(concept)}" for concept in found)
            raise ConceptError(f"several concepts are called {name!r}; say which by IRI:\n{listed}")
        if found:
            return found[0]
        hits = self.search(name, kind=kind, limit=5)
        if approximate and hits:
            return hits[0].concept
        nearest = "".join(f"\n  {self._described(hit.concept)}" for hit in hits)
        what = kind or "concept"
        raise ConceptError(f"no {what} is called {name!r}; the nearest:{nearest or ' none'}")

    def _described(self, concept: Concept) -> str:
        return f"{concept.iri}  {concept.label} ({concept.kind})"

    def _exact(self, name: str, kind: ConceptKind | None) -> list[Concept]:
        """What an IRI or a code names, and of the labels that do those of the first role."""
        iris = {name} if name in self._graph else {*self._coded(name), *self._named(name, kind)}
        found = [self.get(iri) for iri in sorted(iris) if iri in self._graph]
        return [concept for concept in found if kind in (None, concept.kind)]

    def _coded(self, code: str) -> list[str]:
        query = bind(_BY_CODE, {"code": [ox.Literal(code.strip())]})
        return cast("Table", self._store.query(query, self._graphs)).column("concept")

    def _named(self, name: str, kind: ConceptKind | None) -> list[str]:
        labels = [label for label in self.labels.named(name) if kind in (None, label.kind)]
        best = next((role for role in ROLES if any(lb.role == role for lb in labels)), None)
        return [label.concept for label in labels if label.role == best]

    def search(self, text: str, *, kind: ConceptKind | None = None, limit: int = 10) -> list[Hit]:
        """Rank concepts by how well one of their labels matches a text, best first.

        Scores are rounded to six digits. Ties go to preferred, then alternative, then hidden
        labels, then to the smaller IRI. A text that shares nothing with any label has no hits.
        """
        ranks = self._ranks(text, kind)
        begins = self._bounds[:-1]
        best = np.maximum.reduceat(ranks, begins) if len(begins) else ranks
        order = np.argsort(-best, kind="stable")[:limit]
        return [self._hit(group, ranks) for group in order if best[group] > 0]

    def _ranks(self, text: str, kind: ConceptKind | None) -> NDArray[np.int64]:
        """Order of labels as whole numbers: by score, then by role; 0 where nothing matches."""
        scores = np.rint(self.index.scores(text) * UNIT).astype(np.int64)
        if kind is not None:
            scores[self._kinds != KIND_NAMES.index(kind)] = 0
        ranks: NDArray[np.int64] = scores * len(ROLES) + (len(ROLES) - 1 - self.labels.roles)
        return np.where(scores > 0, ranks, 0)

    def _hit(self, group: int, ranks: NDArray[np.int64]) -> Hit:
        begin, end = self._bounds[group : group + 2]
        position = int(begin + np.argmax(ranks[begin:end]))
        label = self.labels[position]
        return Hit(self.get(label.concept), label.text, int(ranks[position]) // len(ROLES) / UNIT)

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        """Where the labels of one concept begin, and those of the last one end."""
        starts = np.flatnonzero(np.diff(self.labels.concepts, prepend=-1))
        return np.append(starts, len(self.labels))

    @cached_property
    def _kinds(self) -> NDArray[np.int64]:
        return self._graph.arrays.concept_kinds[self.labels.concepts]

    def statements(self, iri: str) -> tuple[Statement, ...]:
        """What the graphs in view say of a subject, ordered by graph and predicate."""
        query = bind(_STATEMENTS, {"concept": [ox.NamedNode(iri)]})
        found = cast("Table", self._store.query(query, self._graphs))
        rows = [
            Statement(iri, to_python(p), cast("Term", o), to_python(g)) for p, o, g in found.terms
        ]
        view = set(self._graphs)
        return tuple(sorted((s for s in rows if s.graph in view), key=_statement_order))

    def text(self, terms: Iterable[Term]) -> str | None:
        """The first of some texts, one in the language before others; None of none.

        ESCO's texts are IRIs of nodes that hold them, other sources' are literals.
        """
        nodes = [term for term in terms if isinstance(term, ox.NamedNode)]
        held: dict[str, list[Term]] = {"node": [*nodes]}
        found = cast("Table", self._store.query(bind(_TEXTS, held), self._graphs)) if nodes else ()
        literals = [term for term in terms if isinstance(term, ox.Literal)]
        texts = [*((lit.value, lit.language or "") for lit in literals), *found]
        ranked = sorted(texts, key=lambda text: text[1] != self._language)
        return ranked[0][0] if ranked else None

    def relations(self, iri: str, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """Concepts one statement away, by kinds of edges, strongest first."""
        known = [kind for kind in kinds if kind in self._graph.edge_kinds]
        steps = sorted(self._graph.steps(iri, known), key=lambda s: (-s.strength, s.target))
        return tuple(Relation(self.get(step.target), step) for step in steps)


def _statement_order(statement: Statement) -> tuple[str, str, str]:
    return (statement.graph, statement.predicate, str(statement.object))
