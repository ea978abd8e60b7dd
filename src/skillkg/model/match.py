"""A match, taken apart: profiles, contributions, coverage and gates."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, Literal

from skillkg.model.graph import NO_PATH

if TYPE_CHECKING:
    from skillkg.model.document import Span
    from skillkg.model.graph import Path, Snapshot
    from skillkg.model.mention import Block, Mention


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


Pair = tuple[str, str, float]
"""Two concepts, the smaller IRI first, and K of them, in (0, 1]."""


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
    ad_pairs: tuple[Pair, ...] = ()
    """The pairs inside J whose K is not 0, in the order of IRIs."""
    resume_pairs: tuple[Pair, ...] = ()
    """The pairs inside R whose K is not 0, in the order of IRIs."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a resume fits a job ad: ``fit`` is exactly the sum of the contributions.

    ``ad_profile`` and ``resume_profile`` are the vectors J and R, entry by entry with its origin;
    ``ad_mentions`` and ``resume_mentions`` are all that the documents were linked to, in text
    order, of which only what is stated enters the vectors.
    """

    ad: str
    resume: str
    contributions: tuple[Contribution, ...]
    coverage: tuple[Coverage, ...]
    gates: tuple[Gate, ...]
    snapshots: tuple[Snapshot, ...]
    labels: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    document_digests: tuple[str, str] = ("", "")
    parameters: dict[str, object] = field(default_factory=dict)
    scales: dict[Block, BlockScale] = field(default_factory=dict)
    ad_profile: tuple[Entry, ...] = ()
    resume_profile: tuple[Entry, ...] = ()
    ad_mentions: tuple[Mention, ...] = ()
    resume_mentions: tuple[Mention, ...] = ()
    ad_pages: tuple[int, ...] = ()
    """Where in the ad's text each of its pages begins; nothing where its format has none."""
    resume_pages: tuple[int, ...] = ()
    """The same of the resume."""

    @property
    def fit(self) -> float:
        """The score, in [0, 1]: the correctly rounded sum of the contributions."""
        return fsum(c.contribution for c in self.contributions)
