"""All concepts in view: looked up by IRI, code or label, and searched by text."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import pyoxigraph as ox

from skillkg import vocabulary as voc
from skillkg.arguments import as_names, check_name, check_text
from skillkg.arrays import kth_largest
from skillkg.errors import ConceptError, QueryError, StoreError, check_limit
from skillkg.graph.coarse_codes import coarse_codes
from skillkg.graph.concept import Concept, Hit, Relation, Statement
from skillkg.graph.graph_arrays import KIND_NAMES
from skillkg.graph.labels import ROLES, Labels, read_labels
from skillkg.store.results import to_python
from skillkg.store.sparql import bind
from skillkg.text.printable import unicode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Cache
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store
    from skillkg.store.results import Term

KEPT = 10_000
"""Labels that are kept."""
UNIT = 1_000_000
"""Scores are multiples of one millionth."""

_STATEMENTS = """
SELECT ?p ?o ?g WHERE { VALUES ?concept { skos:Concept } GRAPH ?g { ?concept ?p ?o } }
"""
_TEXTS = """
SELECT (STR(?text) AS ?said) (STR(?language) AS ?code) WHERE {
  VALUES ?node { skos:Concept }
  ?node esco:nodeLiteral ?text ; esco:language ?language
} ORDER BY ?node ?text
"""
_TAXONOMIES: Final = (f"{voc.ESCO_DATA}isco/", f"{voc.ESCO_DATA}isced-f/")
"""Where IRIs end in the codes of groups, as C25 and 0613: not all of them have a notation."""
_BY_CODE = """
SELECT DISTINCT ?concept WHERE { VALUES ?code { "" } ?concept skos:notation ?code }
"""


class Scorer(Protocol):
    """Says how well labels fit a text."""

    def scores(self, texts: Sequence[str]) -> Iterator[NDArray[np.float64]]:
        """Score every label for each text in turn: shape (labels,), in [0, 1]."""
        ...


_LONGEST: Final = 1000
"""Characters of a text that is searched for."""


class Concepts:
    """All concepts in view: lookups and search over their labels in one language."""

    def __init__(
        self,
        store: Store,
        graphs: Sequence[str],
        graph: SkillGraph,
        cache: Cache,
        language: str,
        index: Callable[[Sequence[str], NDArray[np.int64]], Scorer],
    ) -> None:
        """Look at some graphs of a store; nothing is read before it is asked for.

        Args:
            store: where they are.
            graphs: IRIs of the graphs in view.
            graph: the same as arrays.
            cache: keeps the labels.
            language: of the labels.
            index: makes of the texts of all labels, and the numbers of their concepts, what
                searches them.
        """
        self._store, self._graphs, self._graph = store, graphs, graph
        self._cache, self._language, self._index = cache, language, index

    reopen: Callable[[], Concepts] | None = None
    """Gives the same concepts in another process; None where only this one has them."""

    def __reduce__(self) -> tuple[Callable[[], Concepts], tuple[()]]:
        """Pickle how they are opened, and not the store.

        Raises:
            StoreError: it is in memory.
        """
        if self.reopen is None:
            raise StoreError(
                "concepts of a store in memory cannot be sent to another process\n"
                "  build a store on disk, or send their IRIs"
            )
        return self.reopen, ()

    @property
    def language(self) -> str:
        """Tag of the labels' language."""
        return self._language

    @cached_property
    def labels(self) -> Labels:
        """Every label in the language, in the order of concept, role and text."""
        arrays = self._graph.arrays
        parts = self._cache.get(
            f"labels-{self._language}",
            lambda: read_labels(self._store, self._graphs, arrays, self._language),
        )
        return Labels(parts, arrays)

    def check_language(self) -> None:
        """Make sure that there are labels in the language, if there are any at all.

        Raises:
            QueryError: there are none; says in which languages there are.
        """
        if not len(self.labels) and (languages := self._languages):
            raise QueryError(
                f"no label in view is in the language {self._language!r}; there are labels in "
                f"{', '.join(languages)}\n  open the graph with one of them: "
                f"language={languages[0]!r}; a build takes languages, too"
            )

    @cached_property
    def _languages(self) -> list[str]:
        """Tags of the preferred labels in view, the most frequent first."""
        tags = Counter(
            tag
            for graph in self._graphs
            for concept, _, tag in self._store.statements(graph, ROLES["preferred"])
            if tag and concept in self._graph
        )
        return [tag for tag, _ in tags.most_common()]

    @cached_property
    def index(self) -> Scorer:
        """What searching asks; made when it is first needed."""
        return self._index([label.text for label in self.labels], self.labels.concepts)

    def label(self, iri: str) -> str:
        """Preferred label of a concept, or the end of its IRI."""
        return self._label(iri)

    @cached_property
    def _label(self) -> Callable[[str], str]:
        """Keeps labels: those of a few thousand concepts are asked for again and again."""
        return lru_cache(KEPT)(
            lambda iri: self.labels.preferred(iri) or iri.rstrip("/").rsplit("/", 1)[-1]
        )

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
            QueryError: there is no such kind, or no label in the language.
        """
        if not isinstance(name, str):
            raise ConceptError(f"a concept is named by IRI, code or label, not {name!r:.80}")
        _check_kind(kind)
        name = unicode_text(name)
        same = self._exact(name, kind)
        if len(same) > 1:
            listed = "\n".join(f"  {self._described(concept)}" for concept in same)
            raise ConceptError(
                f"several concepts are called {name!r:.80}; say which by IRI:\n{listed}"
            )
        if same:
            return same[0]
        hits = self.search(name, kind=kind, limit=5)
        if approximate and hits:
            return hits[0].concept
        nearest = "".join(f"\n  {self._described(hit.concept)}" for hit in hits)
        what = kind or "concept"
        raise ConceptError(f"no {what} is called {name!r:.80}; the nearest:{nearest or ' none'}")

    def _described(self, concept: Concept) -> str:
        return f"{concept.iri}  {concept.label} ({concept.kind})"

    def _exact(self, name: str, kind: ConceptKind | None) -> list[Concept]:
        """What an IRI or a code names, and of the labels that do those of the first role."""
        iris = {name} if name in self._graph else {*self._coded(name), *self._named(name, kind)}
        concepts = [self.get(iri) for iri in sorted(iris) if iri in self._graph]
        return [concept for concept in concepts if kind in (None, concept.kind)]

    def _coded(self, code: str) -> list[str]:
        code = code.strip()
        query = bind(_BY_CODE, {"code": [ox.Literal(code)]})
        groups = (f"{taxonomy}{code}" for taxonomy in _TAXONOMIES)
        return [*self._store.select(query, self._graphs).column("concept"), *groups]

    def _named(self, name: str, kind: ConceptKind | None) -> list[str]:
        labels = [label for label in self.labels.named(name) if kind in (None, label.kind)]
        best = next((role for role in ROLES if any(lb.role == role for lb in labels)), None)
        return [label.concept for label in labels if label.role == best]

    def search(self, text: str, *, kind: ConceptKind | None = None, limit: int = 10) -> list[Hit]:
        """Rank concepts for a text; see ``search_many``."""
        check_text(text, "text")
        return self.search_many([text], kind=kind, limit=limit)[0]

    def search_many(
        self, texts: Iterable[str], *, kind: ConceptKind | None = None, limit: int = 10
    ) -> list[list[Hit]]:
        """Rank concepts by how well one of their labels fits, best first, for each text.

        Scores are rounded to six digits. Ties go to preferred, then alternative, then hidden
        labels, then to the smaller IRI. A text that shares nothing with any label has no hits. Of
        long texts only the first 1,000 characters count: no label is longer.

        Raises:
            QueryError: there is no such kind, no label in the language, a text is none, or the
                limit is no number of hits.
        """
        _check_kind(kind)
        check_limit(limit, "limit", least=0)
        asked = [unicode_text(text)[:_LONGEST] for text in as_names(texts, "texts")]
        self.check_language()
        return [self._hits(scores, kind, limit) for scores in self.index.scores(asked)]

    def _hits(self, scores: NDArray[np.float64], kind: ConceptKind | None, limit: int) -> list[Hit]:
        """The best concepts: by score, then by role, then by IRI."""
        if not (len(scores) and limit):
            return []
        best = np.maximum.reduceat(scores, self._bounds[:-1])
        if kind is not None:
            best[self._kinds != KIND_NAMES.index(kind)] = 0
        likely = np.flatnonzero((best >= kth_largest(best[None], limit)[0]) & (best > 0))
        hits = [self._best_label(group, scores) for group in likely.tolist()]
        hits.sort(key=lambda hit: hit[0], reverse=True)  # stable, so that IRIs break ties
        return [self._hit(*hit) for hit in hits[:limit]]

    def _best_label(self, group: int, scores: NDArray[np.float64]) -> tuple[int, int]:
        """Rank and position of the best label of a concept, as a whole number by score and role."""
        begin, end = self._bounds[group : group + 2]
        units = np.rint(scores[begin:end] * UNIT).astype(np.int64)
        ranks = units * len(ROLES) + (len(ROLES) - 1 - self.labels.roles[begin:end])
        place = int(np.argmax(ranks))
        return int(ranks[place]), int(begin) + place

    def _hit(self, rank: int, position: int) -> Hit:
        label = self.labels[position]
        return Hit(self.get(label.concept), label.text, rank // len(ROLES) / UNIT)

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        """Where the labels of one concept begin, and those of the last one end."""
        starts = np.flatnonzero(np.diff(self.labels.concepts, prepend=-1))
        return np.append(starts, len(self.labels))

    @cached_property
    def _kinds(self) -> NDArray[np.int64]:
        """Of the concepts that have labels."""
        return self._graph.arrays.concept_kinds[self.labels.concepts[self._bounds[:-1]]]

    def statements(self, iri: str) -> tuple[Statement, ...]:
        """What the graphs in view say of a subject, ordered by graph and predicate."""
        query = bind(_STATEMENTS, {"concept": [ox.NamedNode(iri)]})
        view = set(self._graphs)
        rows = (
            Statement(iri, to_python(predicate), value, to_python(graph))
            for predicate, value, graph in self._store.select(query, self._graphs).terms
            if value is not None
        )
        return tuple(sorted((row for row in rows if row.graph in view), key=_statement_order))

    def text(self, terms: Iterable[Term]) -> str | None:
        """The first of some texts, one in the language before others; None of none.

        ESCO's texts are IRIs of nodes that hold them, other sources' are literals.
        """
        nodes = [term for term in terms if isinstance(term, ox.NamedNode)]
        held: dict[str, list[Term]] = {"node": [*nodes]}
        told = self._store.select(bind(_TEXTS, held), self._graphs) if nodes else ()
        literals = [term for term in terms if isinstance(term, ox.Literal)]
        texts = [*((lit.value, lit.language or "") for lit in literals), *told]
        ranked = sorted(texts, key=lambda text: text[1] != self._language)
        return ranked[0][0] if ranked else None

    def relations(self, iri: str, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """Concepts one statement away, by kinds of edges, strongest first."""
        known = [kind for kind in as_names(kinds, "kinds") if kind in self._graph.edge_kinds]
        steps = sorted(self._graph.steps(iri, known), key=lambda s: (-s.strength, s.target))
        return tuple(Relation(self.get(step.target), step) for step in steps)

    def coarse_codes(self, iri: str) -> tuple[str, ...]:
        """Codes of ESCO's main groups of skills that a concept stands under, ascending."""
        return coarse_codes(self.get(iri))


def _check_kind(kind: ConceptKind | None) -> None:
    if kind is not None:
        check_name(kind, "kind", KIND_NAMES)


def _statement_order(statement: Statement) -> tuple[str, str, str]:
    return (statement.graph, statement.predicate, str(statement.object))
