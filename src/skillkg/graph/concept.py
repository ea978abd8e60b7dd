"""One concept as an object: what the graphs in view say of it, read when asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from skillkg import vocabulary as voc
from skillkg.arguments import check_name
from skillkg.graph.labels import ROLES
from skillkg.store.results import to_python

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model.graph import ConceptKind, LabelRole, Step
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


class ConceptReader(Protocol):
    """What a concept asks of the graphs that it is seen in; ``Concepts`` answers."""

    def label(self, iri: str) -> str:
        """Preferred label of a concept, or the end of its IRI."""
        ...

    def statements(self, iri: str) -> tuple[Statement, ...]:
        """What the graphs in view say of a subject, ordered by graph and predicate."""
        ...

    def text(self, terms: Iterable[Term]) -> str | None:
        """The first of some texts, one in the reader's language before others; None of none."""
        ...

    def relations(self, iri: str, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """Concepts one statement away, by kinds of edges, strongest first."""
        ...

    def coarse_codes(self, iri: str) -> tuple[str, ...]:
        """Codes of ESCO's main groups of skills that a concept stands under, ascending."""
        ...


@dataclass(frozen=True)
class Concept:
    """A skill, an occupation, a technology, or a group of them; equal where the IRI is.

    It can be pickled: another process opens the same view of the same store, once for all.
    """

    iri: str
    kind: ConceptKind = field(compare=False)
    _concepts: ConceptReader = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.label

    def __reduce__(self) -> tuple[type[Concept], tuple[str, ConceptKind, ConceptReader]]:
        return Concept, (self.iri, self.kind, self._concepts)

    @property
    def label(self) -> str:
        """The preferred label, or the end of the IRI where there is none."""
        return self._concepts.label(self.iri)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that the graphs in view say of the concept, and which of them says it."""
        return self._concepts.statements(self.iri)

    def labels(self, role: LabelRole) -> tuple[str, ...]:
        """All labels of a role, in every language that was loaded.

        Raises:
            QueryError: there is no such role.
        """
        check_name(role, "role", ROLES)
        predicate = ROLES[role]
        return tuple(dict.fromkeys(to_python(s.object) for s in self._with(predicate)))

    @property
    def description(self) -> str | None:
        """What the concept is, in its source's words; None where the source says nothing."""
        texts = [*self._with(voc.DCT_DESCRIPTION), *self._with(voc.SKOS_DEFINITION)]
        return self._concepts.text([statement.object for statement in texts])

    @property
    def code(self) -> str | None:
        """The code in its classification (ISCO, O*NET-SOC, …); None where it has none."""
        codes = (to_python(s.object) for s in self._with(voc.SKOS_NOTATION))
        return next(iter(sorted(codes)), None)

    @property
    def coarse_codes(self) -> tuple[str, ...]:
        """Codes of ESCO's main groups of skills that it stands under (``S1``, ``K06``, ``L1``)."""
        return self._concepts.coarse_codes(self.iri)

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
