"""A match, taken apart: profiles, contributions, coverage and gates."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import Literal, NamedTuple

from skillkg.model.document import Span
from skillkg.model.graph import NO_PATH, Path, Snapshot
from skillkg.model.mention import Block, Mention
from skillkg.model.parameters import MatchParameters


@dataclass(frozen=True, slots=True)
class Entry:
    """One coordinate of a profile: a concept, how much it weighs, and why it is there.

    ``path`` leads from a mentioned concept to this one by asserted statements; it is empty
    where the document itself means the concept. ``spans`` are the places that it rests on.
    """

    concept: str
    block: Block
    weight: float
    spans: tuple[Span, ...]
    path: Path = NO_PATH
    is_described: bool = False
    """Whether no label of the concept stands in the document, which means it all the same."""


GateStatus = Literal["pass", "fail", "unknown"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand of the ad that is met or not, beside the fit and never inside it."""

    name: str
    status: GateStatus
    requirement: Span | None = None
    evidence: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one pair (requirement of the ad, skill of the resume) adds to the fit.

    ``path`` leads from the concept that the resume names, over ``skill`` and ``requirement``,
    to the concept that the ad names (an occupation, where its title implied the requirement);
    every step is a statement of the graph. It is empty where both name the same concept.

    ``contribution = λ · requirement_weight · relatedness · skill_weight / (‖J‖ · ‖R‖)``, with λ
    and the norms of the block as the match gives them.
    """

    requirement: str
    skill: str
    block: Block
    contribution: float
    path: Path
    requirement_spans: tuple[Span, ...]
    skill_spans: tuple[Span, ...]
    requirement_weight: float = 1.0
    relatedness: float = 1.0
    skill_weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The best that a resume offers for one requirement of the ad; shown, never scored.

    ``strength`` is 1 where the resume names the requirement, the strength of the best path
    from anything it offers otherwise, and 0 where there is none: a gap.
    """

    requirement: str
    block: Block
    strength: float
    skill: str | None
    path: Path
    requirement_spans: tuple[Span, ...]
    skill_spans: tuple[Span, ...]

    @property
    def status(self) -> Literal["met", "related", "missing"]:
        """Whether the requirement is met by name, by a path, or not at all."""
        if self.strength == 0.0:
            return "missing"
        return "related" if self.path.steps else "met"


class RelatedPair(NamedTuple):
    """Two concepts of one profile, the smaller IRI first, and K of them, in (0, 1]."""

    one: str
    other: str
    relatedness: float


@dataclass(frozen=True, slots=True)
class BlockScale:
    """What the contributions of one block are multiplied and divided by.

    A norm is ``‖x‖ = √(xᵀKx) = √(Σ w² + 2 Σ w·K·w)``: the first sum over the entries of the
    profile, each related to itself by 1, the second over the pairs of entries that K joins.
    """

    weight: float
    """λ, the block's share of the fit."""
    ad_norm: float
    """‖J‖."""
    resume_norm: float
    """‖R‖."""
    ad_pairs: tuple[RelatedPair, ...] = ()
    """The pairs inside J whose K is not 0, in the order of IRIs."""
    resume_pairs: tuple[RelatedPair, ...] = ()
    """The pairs inside R whose K is not 0, in the order of IRIs."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents of a match, as it was read."""

    name: str
    digest: str = ""
    """SHA-256 of the file."""
    pages: tuple[int, ...] = ()
    """Where in the text each page begins; nothing where the format has none."""
    profile: tuple[Entry, ...] = ()
    """The vector J or R, entry by entry with its origin."""
    mentions: tuple[Mention, ...] = ()
    """All that the document was linked to, in text order; only what is stated enters the vector."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a resume fits a job ad: ``fit`` is exactly the sum of the contributions."""

    ad: Side
    resume: Side
    contributions: tuple[Contribution, ...]
    coverage: tuple[Coverage, ...]
    gates: tuple[Gate, ...]
    snapshots: tuple[Snapshot, ...]
    parameters: MatchParameters
    labels: dict[str, str] = field(default_factory=dict)
    """Of every concept that occurs, by IRI."""
    notes: tuple[str, ...] = ()
    scales: dict[Block, BlockScale] = field(default_factory=dict)

    @property
    def fit(self) -> float:
        """The score, in [0, 1]: the correctly rounded sum of the contributions."""
        return fsum(c.contribution for c in self.contributions)
