"""The values that skillkg passes around: frozen, comparable, free of any store.

Concepts and graphs are named by their IRIs; character offsets count Unicode code points of a
document's read text, ``text[start:end] == quote``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum, prod
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from skillkg.documents.document import Position

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

Block = Literal["skills", "occupations"]
"""The two blocks of a profile; skills, knowledge and technologies share the first."""


LabelRole = Literal["preferred", "alternative", "hidden"]

Stance = Literal["stated", "negated", "wished", "company"]
"""What a document says of a concept: that its person has it or needs it, does not have or need it,
wants to or will learn it, or that it is the employer's business and not the person's."""

Demand = Literal["required", "preferred"]
"""How an ad asks for a concept, where it says so."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a concept, as it stands in the graph."""

    text: str
    concept: str
    kind: ConceptKind
    role: LabelRole


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a document's text: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str


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


@dataclass(frozen=True, slots=True)
class Level:
    """How well or how long something is mastered, in the words of the document.

    ``years`` is the number where the words give one; of a range (``3-5 years``) the least.
    """

    span: Span
    years: float | None = None


class Mention(NamedTuple):
    """A concept read from a document.

    ``label`` is the label of the graph that the quote was matched with; ``alternatives`` are the
    other concepts that answer to it, in the order of preference, where it was ambiguous. Only
    what is ``stated`` enters a profile; ``stance_cue`` and ``demand_cue`` are the words that the
    stance and the demand were read from, and None where the section says it. ``position`` is the
    job of a resume that the mention stands in, with its dates.
    """

    span: Span
    concept: str
    label: str
    block: Block
    section: str = ""
    alternatives: tuple[str, ...] = ()
    probability: float | None = None
    """Calibrated probability that the place means the concept; None where nothing judges it."""
    figures: tuple[float, ...] = ()
    """What the probability is computed from; see ``FIGURES`` of ``linking.skills`` and
    ``linking.occupation_index``."""
    stance: Stance = "stated"
    stance_cue: Span | None = None
    demand: Demand | None = None
    demand_cue: Span | None = None
    levels: tuple[Level, ...] = ()
    position: Position | None = None
    alternative_probabilities: tuple[float, ...] = ()
    """Those of the alternatives, in their order; empty where nothing judges them."""


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
    path: Path = Path()
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
