"""What relatedness is learned from: concepts, their texts, and who goes with whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg import vocabulary as voc
from skillkg.graph.arrays import KIND_NAMES
from skillkg.graph.descriptions import read_descriptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.graph.arrays import GraphArrays
    from skillkg.graph.labels import Labels
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store

    Ints = NDArray[np.int64]

REQUIRED = ("essential", "optional")
JOINING = ("exactMatch", "closeMatch")
LABELLED_SKILLS = ("essentialSkill", "optionalSkill")
DISTINCTIVE = 1.0
"""How many standard deviations above an element's mean importance an occupation's must lie for
the element to count as one that the occupation asks for."""
SOC_GROUP = slice(0, 5)
"""The part of an O*NET-SOC code that names its minor group, with its hyphen."""

_ELEMENT_CLASSES = (
    voc.ONET_SKILL,
    voc.ONET_KNOWLEDGE,
    voc.ONET_ABILITY,
    voc.ONET_WORK_ACTIVITY,
    voc.ONET_WORK_STYLE,
)


@dataclass(frozen=True)
class Corpus:
    """The concepts in view; numbers are those of ``arrays.iris``."""

    store: Store
    graphs: Sequence[str]
    arrays: GraphArrays
    labels: Labels
    language: str = "en"

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of each concept."""
        return {iri: number for number, iri in enumerate(self.arrays.iris)}

    def of_kind(self, kind: ConceptKind) -> Ints:
        """Numbers of the concepts of a kind, ascending.

        Of elements only those that are qualities of people and their work: skills, knowledge,
        abilities, work activities and styles.
        """
        if kind == "element":
            elements = {
                self.numbers[iri]
                for graph in self.graphs
                for iri, _, _ in self.store.statements(graph, voc.RDF_TYPE, _ELEMENT_CLASSES)
            }
            return np.array(sorted(elements), dtype=np.int64)
        return np.flatnonzero(self.arrays.concept_kinds == KIND_NAMES.index(kind))

    def edges(self, *names: str) -> tuple[Ints, Ints]:
        """Subjects and objects of every edge of some kinds."""
        wanted = [i for i, kind in enumerate(self.arrays.edge_kinds) if kind.name in names]
        found = np.isin(self.arrays.kinds, wanted)
        return np.asarray(self.arrays.sources)[found], np.asarray(self.arrays.targets)[found]

    @cached_property
    def descriptions(self) -> dict[int, str]:
        """What the sources say of the concepts; of several texts the first in order."""
        texts = sorted(
            (self.numbers[iri], text)
            for graph in self.graphs
            for iri, text in read_descriptions(self.store, graph, self.language)
            if iri in self.numbers
        )
        return dict(reversed(texts))

    @cached_property
    def asked(self) -> tuple[Ints, Ints]:
        """Occupations and what they ask for: skills, technologies, distinctive elements.

        Occupations that a crosswalk calls the same, or nearly, are taken together: each asks for
        what the other does. Pairs are distinct and ascend.
        """
        own = [self.edges(*REQUIRED, "technology"), self._distinctive()]
        occupations, concepts = (np.concatenate(side) for side in zip(*own, strict=True))
        ones, others = self.edges(*JOINING)
        both = np.concatenate([ones, others]), np.concatenate([others, ones])
        joined = _joined(both, (occupations, concepts))
        size = len(self.arrays.iris)
        every = np.append(occupations, joined[0]) * size + np.append(concepts, joined[1])
        asking, asked = np.divmod(np.unique(every), size)
        return asking, asked

    def _distinctive(self) -> tuple[Ints, Ints]:
        """Occupations and the elements that matter more to them than to most."""
        ratings = sorted(
            {
                (self.numbers[element], self.numbers[occupation], importance)
                for graph in self.graphs
                for element, occupation, importance in _ratings(self.store, graph)
                if element in self.numbers and occupation in self.numbers
            }
        )
        if not ratings:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        elements, occupations, values = map(np.array, zip(*ratings, strict=True))
        _, group = np.unique(elements, return_inverse=True)
        counts = np.bincount(group)
        means = np.bincount(group, values) / counts
        spread = np.sqrt(np.bincount(group, (values - means[group]) ** 2) / counts)
        chosen = values > (means + DISTINCTIVE * spread)[group]
        return occupations[chosen].astype(np.int64), elements[chosen].astype(np.int64)

    def related(self, kind: ConceptKind) -> list[tuple[int, int]]:
        """The pairs that a source calls related: of skills (ESCO) or of occupations (O*NET)."""
        names = LABELLED_SKILLS if kind == "skill" else ("relatedOccupation",)
        ones, others = self.edges(*names)
        pairs = zip(np.minimum(ones, others), np.maximum(ones, others), strict=True)
        return sorted({(int(one), int(other)) for one, other in pairs if one != other})

    def siblings(self, kind: ConceptKind) -> dict[int, Ints]:
        """Of each concept of a kind that has any, those of its kind right under the same one.

        Occupations of O*NET, which have no hierarchy in the graph, count as siblings where they
        share the minor group of their codes.
        """
        groups: dict[Any, set[int]] = {}
        members = set(self.of_kind(kind).tolist())
        for member, group in self._memberships():
            if member in members:
                groups.setdefault(group, set()).add(member)
        found: dict[int, set[int]] = {}
        for group_members in groups.values():
            for member in group_members:
                found.setdefault(member, set()).update(group_members - {member})
        return {m: np.array(sorted(around)) for m, around in sorted(found.items()) if around}

    def _memberships(self) -> Iterator[tuple[int, Any]]:
        for narrower, broader in zip(*self.edges("broader"), strict=True):
            yield int(narrower), int(broader)
        for number, iri in enumerate(self.arrays.iris):
            if iri.startswith(voc.ONET_OCCUPATION_IRI):
                yield number, iri.removeprefix(voc.ONET_OCCUPATION_IRI)[SOC_GROUP]


def _ratings(store: Store, graph: str) -> Iterator[tuple[str, str, float]]:
    """Elements, occupations, and how important the one is to the other, as one graph states it."""
    ratings = [node for node, _, _ in store.statements(graph, voc.RDF_TYPE, [voc.ONET_RATING])]
    if ratings:
        importance, elements, occupations = (
            {node: value for node, value, _ in store.statements(graph, predicate)}
            for predicate in (voc.ONET_SCALES["IM"], voc.ONET_OF_ELEMENT, voc.ONET_OF_OCCUPATION)
        )
        for rating in ratings:
            if rating in importance and rating in elements and rating in occupations:
                yield elements[rating], occupations[rating], float(importance[rating])


def _joined(pairs: tuple[Ints, Ints], asked: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Follow pairs of occupations to what the second of them asks for."""
    order = np.argsort(asked[0], kind="stable")
    occupations, concepts = asked[0][order], asked[1][order]
    begins = np.searchsorted(occupations, pairs[1])
    counts = np.searchsorted(occupations, pairs[1], side="right") - begins
    offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(pairs[0], counts), concepts[np.repeat(begins, counts) + offsets]
