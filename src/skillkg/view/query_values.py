"""What the values of a named query's parameters name: concepts, releases, concept schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from skillkg import vocabulary as voc
from skillkg.errors import ConceptError, QueryError
from skillkg.graph.concept import Concept
from skillkg.store.default_view import rivals
from skillkg.store.prefixes import shortened
from skillkg.store.results import to_term
from skillkg.store.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillkg.graph.concepts import Concepts
    from skillkg.model.graph import ConceptKind
    from skillkg.store.named_queries import NamedQuery, Parameter
    from skillkg.view.releases import Releases

_CLASSES: Final = "SELECT ?class { VALUES ?concept { skos:Concept } ?concept a ?class }"
_KINDS: Final[dict[str, tuple[str, ConceptKind, str]]] = {
    "occupation": (voc.ESCO_OCCUPATION, "occupation", "an occupation of ESCO"),
    "skill": (voc.ESCO_SKILL, "skill", "a skill of ESCO"),
    "group": (voc.ESCO_ISCO_GROUP, "occupation group", "an ISCO group"),
}
"""By type of parameter: the class of what it names, its kind, and what it is called."""


@dataclass(frozen=True)
class QueryValues:
    """Looks up what values name, among the releases in view."""

    releases: Releases
    concepts: Callable[[], Concepts]

    def check(self, query: NamedQuery) -> None:
        """See that a query is right over what is in view.

        Raises:
            QueryError: it is of one release, and two of a source are in view.
        """
        view = self.releases.snapshots
        for one in view if query.is_of_one_release else ():
            for other in view:
                if one.graph < other.graph and not one.inputs and rivals(one, other):
                    names = " and ".join(s.graph.removeprefix(voc.GRAPHS) for s in (one, other))
                    raise QueryError(
                        f"{query.name} is about one release, and {names} are both in view\n"
                        "  choose one: --release, or releases= of skillkg.open; release-changes, "
                        "moved-skills and relinked-occupations compare two"
                    )

    def find(self, value: Any, parameter: Parameter) -> str:
        """IRI of what a value names.

        Raises:
            ConceptError: no concept answers to it, or several do.
            QueryError: there is no such release or scheme, or the concept is of another kind.
        """
        if parameter.type == "graph":
            return self._graph(value)
        if parameter.type == "scheme":
            return self._scheme(value)
        if parameter.type == "concept":
            return self.iri(value)
        class_, kind, called = _KINDS[parameter.type]
        iri = self.iri(value, kind)
        if class_ not in (classes := self._classes(iri)):
            told = ", ".join(sorted(map(shortened, classes - {voc.SKOS_CONCEPT}))) or "no concept"
            raise QueryError(f"{parameter.name} is to be {called}; <{iri}> is: {told}")
        return iri

    def iri(self, concept: Concept | str, kind: ConceptKind | None = None) -> str:
        """IRI of a concept; one that the store knows needs no index, so a first query is quick.

        Raises:
            ConceptError: no concept answers to the name, or several do.
        """
        if isinstance(concept, Concept):
            return concept.iri
        if isinstance(concept, str) and concept.startswith(("http://", "https://")):
            if not self._classes(concept):
                raise ConceptError(f"nothing in view is called <{concept:.200}>")
            return concept
        return self.concepts().find(concept, kind=kind).iri

    def _classes(self, iri: str) -> set[str]:
        query = bind(_CLASSES, {"concept": [to_term(iri)]})
        return set(self.releases.store.select(query, self.releases.graphs).column("class"))

    def _graph(self, value: Any) -> str:
        """A whole release: what another one lacks would be taken for a change."""
        name = str(value).removeprefix(voc.GRAPHS)
        reached, every = self.releases.reached, self.releases.store.snapshots()
        known = {
            snapshot.graph.removeprefix(voc.GRAPHS): snapshot
            for snapshot in every
            if reached is None or snapshot.graph in reached
        }
        if name not in known:
            raise QueryError(f"there is no release {name} in view; there are {', '.join(known)}")
        if not known[name].complete:
            raise QueryError(
                f"{name} is incomplete: what it lacks would be told as changed\n"
                "  build the whole release into the store, or compare others"
            )
        return known[name].graph

    def _scheme(self, value: Any) -> str:
        iri = str(value)
        if voc.SKOS_CONCEPT_SCHEME not in self._classes(iri):
            raise QueryError(
                f"there is no concept scheme {iri} in view; skillkg query collections lists them"
            )
        return iri
