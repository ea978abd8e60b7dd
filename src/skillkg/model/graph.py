"""Concepts, statements and named graphs, by their IRIs."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Final, Literal

ConceptKind = Literal[
    "skill",
    "skill group",
    "occupation",
    "occupation group",
    "technology",
    "technology group",
    "element",
]
"""What a concept is, for a reader. Skills include ESCO's knowledge concepts; technologies are
O*NET's software and tools; elements are O*NET's content model (skills, abilities, …)."""

LabelRole = Literal["preferred", "alternative", "hidden"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a concept, as it stands in the graph."""

    text: str
    concept: str
    kind: ConceptKind
    role: LabelRole


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path: a statement of the graph, walked in one of its two directions.

    The statement is ``source predicate target`` in ``graph`` where ``forward`` holds, and
    ``target predicate source`` where it does not.
    """

    source: str
    target: str
    kind: str
    predicate: str
    strength: float
    graph: str
    forward: bool = True

    @property
    def reversed(self) -> Step:
        """The same statement, walked the other way."""
        return Step(
            source=self.target,
            target=self.source,
            kind=self.kind,
            predicate=self.predicate,
            strength=self.strength,
            graph=self.graph,
            forward=not self.forward,
        )


@dataclass(frozen=True, slots=True)
class Path:
    """A walk from one concept to another; no steps where they are the same concept."""

    steps: tuple[Step, ...] = ()

    @property
    def strength(self) -> float:
        """Product of the steps' strengths, in (0, 1]; 1 for the empty path."""
        return prod(step.strength for step in self.steps)

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts on the way, first to last; empty for the empty path."""
        if not self.steps:
            return ()
        return (self.steps[0].source, *(step.target for step in self.steps))


NO_PATH: Final = Path()
"""From a concept to itself."""


@dataclass(frozen=True, slots=True)
class LearnedEdge:
    """What a learned statement rests on (``skg:Relatedness``)."""

    node: str
    """IRI of the edge."""
    source: str
    target: str
    graph: str
    relating: str
    """IRI of the activity that found it."""
    strength: float
    """Calibrated probability."""
    score: float
    """Log-odds before calibration."""
    rank: int
    features: dict[str, float]
    """What the score is made of, by the names of ``model.features``."""


@dataclass(frozen=True, slots=True)
class Relating:
    """How learned edges were found (``skg:Relating``): by which model, from what, how weighed.

    The score of an edge is ``intercept + Σ weight · feature``; with ``p = 1 / (1 + e^-score)`` and
    ``curve = (c, a, b)`` its strength is ``1 / (1 + e^-(c + a · ln p - b · ln(1 - p)))``.
    """

    activity: str
    """IRI."""
    model: str
    model_digest: str
    training_data_digest: str
    intercept: float
    weights: dict[str, float]
    """Of the features, by their names."""
    curve: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A named graph that a result rests on: its release and the digest of its statements."""

    graph: str
    source: str
    version: str
    digest: str
    statements: int
    attribution: str = ""
    licence: str = ""
    complete: bool = True
    """Whether the release has the tables that its source cannot do without."""
    tables: frozenset[str] = frozenset()
    inputs: frozenset[str] = frozenset()
    """Of a graph that was learned: the graphs it was learned from, each with its digest."""
    model: str = ""
    """Of a graph that was learned: the digest of the encoder."""
    ended: str = field(default="", compare=False)
    """When the graph was built."""
