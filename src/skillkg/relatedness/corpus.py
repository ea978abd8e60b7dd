"""What relatedness is learned from: concepts, their texts, and who asks for what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg import vocabulary as voc
from skillkg.arrays import ranges
from skillkg.graph.descriptions import read_descriptions
from skillkg.graph.graph_arrays import KIND_NAMES
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.graph.graph_arrays import GraphArrays
    from skillkg.graph.labels import Labels
    from skillkg.model.graph import ConceptKind
    from skillkg.store.base import Store

REQUIREMENTS: Final = ("essential", "optional", "technology")
"""Kinds of edges from an occupation to what it asks for."""
MAPPINGS: Final = ("exactMatch", "closeMatch")
"""Kinds of edges by which a crosswalk calls two occupations the same, or nearly."""
DISTINCTIVE: Final = 1.0
"""How many standard deviations above an element's mean importance an occupation's must lie for
the element to count as one that the occupation asks for."""

_ELEMENT_CLASSES: Final = (
    onet.SKILL,
    onet.KNOWLEDGE,
    onet.ABILITY,
    onet.WORK_ACTIVITY,
    onet.WORK_STYLE,
)


@dataclass(frozen=True)
class Corpus:
    """The concepts in view; they have the numbers of ``arrays.iris``."""

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
        kinds = [number for number, kind in enumerate(self.arrays.edge_kinds) if kind.name in names]
        chosen = np.isin(self.arrays.kinds, kinds)
        return np.asarray(self.arrays.sources)[chosen], np.asarray(self.arrays.targets)[chosen]

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
    def duties(self) -> list[tuple[int, str]]:
        """What occupations do, distinct and in order: their essential skills by name, and tasks."""
        essential = zip(*(each.tolist() for each in self.edges("essential")), strict=True)
        skills = ((o, self.labels.preferred(self.arrays.iris[skill])) for o, skill in essential)
        tasks = (
            (self.numbers[iri], text)
            for graph in self.graphs
            for iri, text in _tasks(self.store, graph, self.language)
            if iri in self.numbers
        )
        return sorted({(o, text) for o, text in (*skills, *tasks) if text is not None})

    @cached_property
    def requirements(self) -> tuple[Ints, Ints]:
        """Occupations and what they ask for: skills, technologies, distinctive elements.

        Occupations that a crosswalk maps to each other are taken together: each asks for what
        the other does. Pairs are distinct and ascend.
        """
        stated = _concatenated(self.edges(*REQUIREMENTS), self._distinctive())
        ones, others = self.edges(*MAPPINGS)
        mapped = _follow(_concatenated((ones, others), (others, ones)), stated)
        return _distinct(*_concatenated(stated, mapped), size=len(self.arrays.iris))

    def _distinctive(self) -> tuple[Ints, Ints]:
        """Occupations and the elements that matter more to them than to most."""
        ratings = sorted(
            {
                rating
                for graph in self.graphs
                for rating in _read_ratings(self.store, graph, self.numbers)
            }
        )
        elements, occupations = np.array([pair for *pair, _ in ratings], np.int64).reshape(-1, 2).T
        importance = np.array([value for *_, value in ratings])
        chosen = _above(elements, importance)
        return occupations[chosen], elements[chosen]


def _tasks(store: Store, graph: str, language: str) -> Iterator[tuple[str, str]]:
    """Occupations and their tasks, as one graph states them."""
    occupations = {task: iri for task, iri, _ in store.statements(graph, onet.OF_OCCUPATION)}
    for task, text, tag in store.statements(graph, voc.RDFS_LABEL):
        if task in occupations and tag in (language, ""):
            yield occupations[task], text


def _read_ratings(
    store: Store, graph: str, numbers: Mapping[str, int]
) -> Iterator[tuple[int, int, float]]:
    """Elements, occupations, and how important the one is to the other, as one graph states it."""
    ratings = {node for node, _, _ in store.statements(graph, voc.RDF_TYPE, [onet.RATING])}
    if ratings:
        importance = {
            node: float(value)
            for node, value, _ in store.statements(graph, onet.SCALES["IM"])
            if node in ratings
        }
        elements, occupations = (
            {
                node: numbers[concept]
                for node, concept, _ in store.statements(graph, predicate)
                if node in importance and concept in numbers
            }
            for predicate in (onet.OF_ELEMENT, onet.OF_OCCUPATION)
        )
        for rating, element in elements.items():
            if rating in occupations:
                yield element, occupations[rating], importance[rating]


def _concatenated(*relations: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    subjects, objects = zip(*relations, strict=True)
    return np.concatenate(subjects), np.concatenate(objects)


def _distinct(subjects: Ints, objects: Ints, size: int) -> tuple[Ints, Ints]:
    """Each pair once, in ascending order; numbers are below ``size``."""
    pairs = np.unique(subjects * size + objects)
    distinct_subjects, distinct_objects = np.divmod(pairs, size)
    return distinct_subjects, distinct_objects


def _follow(first: tuple[Ints, Ints], second: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Join two relations: who is related by the first to something that the second relates on."""
    order = np.argsort(second[0], kind="stable")
    subjects, objects = second[0][order], second[1][order]
    begins = np.searchsorted(subjects, first[1], side="left")
    ends = np.searchsorted(subjects, first[1], side="right")
    return np.repeat(first[0], ends - begins), objects[ranges(begins, ends)]


def _above(groups: Ints, values: Float64s) -> Bools:
    """Which values lie ``DISTINCTIVE`` standard deviations above the mean of their group."""
    _, group, counts = np.unique(groups, return_inverse=True, return_counts=True)
    means = np.bincount(group, values) / counts
    variances = np.bincount(group, (values - means[group]) ** 2) / counts
    bounds = means + DISTINCTIVE * np.sqrt(variances)
    above: Bools = values > bounds[group]
    return above
