"""A match, taken apart: profiles, contributions, coverage and gates."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import Final, Literal, NamedTuple, get_args

from skillkg.model.counterfactual import Addition
from skillkg.model.decision import Decision, Tool
from skillkg.model.document import Parser, Span
from skillkg.model.explanation import Explanation
from skillkg.model.graph import LearnedEdge, Path, Relating, Snapshot, Step
from skillkg.model.mention import Block, Mention, Role
from skillkg.model.parameters import MatchParameters

View = Literal["titles", "statements", "passages"]
"""How a quote speaks for an occupation: as a job title that a classifier read, or by how near it,
or a passage of several statements, is to the occupation's labels and description."""


class Evidence(NamedTuple):
    """A quote that speaks for a concept."""

    span: Span
    view: View
    value: float
    """The classifier's probability, or the cosine of the quote with the concept's texts.

    Of an older job it is what is left of it, where the scoring lets that fade (``half_life``).
    """
    encoder: str = ""
    """Digest of the encoder, of a cosine."""


class Asking(NamedTuple):
    """What the weight of a skill that an ad asks for is the product of."""

    probability: float
    """That the ad means it: that of the surest mention."""
    rarity: float
    """``1 - ln(1 + n) / ln(2 + N)``, where n of N occupations ask for it."""
    demand: float
    """By the scoring: in the title, required, preferred or mentioned."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One coordinate of a profile: a concept, how much it weighs, and why it is there.

    ``spans`` are the places that it rests on.
    """

    concept: str
    block: Block
    weight: float
    spans: tuple[Span, ...]
    is_described: bool = False
    """Whether no label of the concept stands in the document, which means it all the same."""
    evidence: tuple[Evidence, ...] = ()
    """Of an occupation, the quotes that its weight is made of."""
    asking: Asking | None = None
    """Of a skill that an ad asks for."""


GateStatus = Literal["pass", "fail", "unknown"]
Value = int | float | str | bool | None
"""A value that a gate rests on."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand of the ad that is met or not, beside the fit and never inside it.

    ``name``, ``status`` and ``note`` follow from ``rule`` and ``values``, or ``alternatives``,
    alone.
    """

    name: str
    status: GateStatus
    requirement: Span | None
    evidence: Span | None
    note: str
    rule: str
    """The rule that was followed, with its version: ``years/1``."""
    values: dict[str, Value] = field(hash=False)
    """What was parsed of the two documents, by the names that the rule gives it."""
    alternatives: tuple[Gate, ...] = ()
    """Where one of several demands is enough, the gates of all; such a gate has no values."""


class PublishedOffer(NamedTuple):
    """The best offer for a requirement over published statements alone."""

    skill: str
    path: Path
    skill_weight: float
    offer: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one requirement of the ad adds to the fit, by the best that the resume offers for it.

    ``path`` leads from the concept that the resume attests, ``skill``, to the ``requirement``;
    every step is a statement of the graph. It is empty where they are the same concept.

    ``contribution = scale.weight · requirement_weight · offer / scale.total``, with the scale of
    the block as the match gives it.
    """

    requirement: str
    skill: str
    block: Block
    contribution: float
    path: Path
    requirement_spans: tuple[Span, ...]
    skill_spans: tuple[Span, ...]
    requirement_weight: float = 1.0
    """How much the ad asks for it."""
    relatedness: float = 1.0
    """Strength of the path."""
    skill_weight: float = 1.0
    """How far the resume attests the concept that the path starts from."""
    offer: float = 1.0
    """``relatedness · skill_weight``, rounded to parts of 4,096."""
    published: PublishedOffer | None = None
    """Of a path with learned edges, the best offer without; None where there is none, and where
    the path has none."""


class Repetition(NamedTuple):
    """A statement of the ad that stands in the resume word for word, and is met by that."""

    requirement: Span
    evidence: Span
    words: int
    """How many it has."""
    contribution: float
    """The statement's share of the words of the ad's statements."""


class AdSentence(NamedTuple):
    """A sentence of the ad, with what it is for."""

    span: Span
    role: Role
    is_understood: bool
    """Whether a concept, or what gates are of, was found in it."""


EvidenceClass = Literal["same", "asserted", "crosswalk", "learned"]
"""What a path rests on: nothing, as both are one concept; published statements of a taxonomy;
those of a crosswalk; or learned edges."""
Status = EvidenceClass | Literal["missing"]
"""What the best offer for a requirement rests on, if there is any."""
EVIDENCE_CLASSES: Final[tuple[EvidenceClass, ...]] = get_args(EvidenceClass)
"""All of them, what says most first."""


def evidence_class(path: Path) -> EvidenceClass:
    """The weakest class of the steps of a path."""
    kinds = {step.kind for step in path.steps}
    if not kinds:
        return "same"
    if "relatedness" in kinds:
        return "learned"
    return "crosswalk" if any(kind.endswith("Match") for kind in kinds) else "asserted"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The best that a resume offers for one requirement of the ad; shown, never scored.

    ``strength`` is how far the resume attests the requirement, or the concept that the path starts
    from times the strength of the path, and 0 where there is none: a gap.
    """

    requirement: str
    block: Block
    strength: float
    skill: str | None
    path: Path
    requirement_spans: tuple[Span, ...]
    skill_spans: tuple[Span, ...]

    @property
    def status(self) -> Status:
        """What the offer rests on; a learned path says that something may be related, not met."""
        return "missing" if self.skill is None else evidence_class(self.path)


@dataclass(frozen=True, slots=True)
class BlockScale:
    """What the contributions of one block are multiplied and divided by."""

    weight: float
    """The block's share of the fit, of what the resume does not repeat word for word."""
    total: float
    """Sum of the weights of the ad's requirements."""


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
    words: int = 0
    """How many words the titles and statements have."""
    text_digest: str = ""
    """SHA-256 of the text that was read from it, as UTF-8; offsets count its code points."""
    parser: Parser = Parser()
    """What read it."""


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
    abstained: tuple[str, ...] = ()
    """Why no fit is told: the reading carries none, whatever the figures."""
    sentences: tuple[AdSentence, ...] = ()
    """Those of the ad, but for headings, in text order."""
    scales: dict[Block, BlockScale] = field(default_factory=dict)
    repetitions: tuple[Repetition, ...] = ()
    """What the resume repeats of the ad; a requirement adds less where more is repeated."""
    learned: tuple[LearnedEdge, ...] = ()
    """The learned edges among the steps of all paths, with what each rests on."""
    relating: tuple[Relating, ...] = ()
    """How these were found."""
    tool: Tool = Tool()
    """What made the match."""
    decision: Decision = Decision()
    """What it was made for."""
    explanation: Explanation | None = None
    """What is told besides; see ``KnowledgeGraph.explain``."""

    @property
    def parts(self) -> tuple[Contribution | Coverage, ...]:
        """The contributions, then the coverage."""
        return (*self.contributions, *self.coverage)

    @property
    def steps(self) -> list[Step]:
        """The steps of all paths: of parts, of published offers, and of additions."""
        paths = [part.path for part in self.parts]
        paths += [part.published.path for part in self.contributions if part.published]
        paths += [each.path for each in self.additions]
        return [step for path in paths for step in path.steps]

    @property
    def additions(self) -> list[Addition]:
        """What the explanation says that the resume might have besides."""
        if self.explanation is None:
            return []
        told = self.explanation
        sets = [told.additions, *(flip.additions for flip in told.flips)]
        return [
            *(lift.addition for lift in told.lifts),
            *(each for some in sets if some for each in some.additions),
        ]

    def label(self, concept: str) -> str:
        """What a concept is called; its IRI where the match has no label of it."""
        return self.labels.get(concept, concept)

    @property
    def fit(self) -> float:
        """The score, in [0, 1]: the sum of the contributions and repetitions, up to 1e-15.

        Weights and offers are whole numbers of parts of 4,096, so that their products add up
        exactly in any order; so a pair has the same fit, to the last bit, as in a ranking.
        """
        fit = self.repeated
        for block in get_args(Block):
            if scale := self.scales.get(block):
                fit += scale.weight / scale.total * self.product(block)
        return fit

    @property
    def additivity(self) -> float:
        """How far the fit is from the sum of its parts; zero but for the last bits."""
        told = [part.contribution for part in self.contributions]
        return abs(self.fit - fsum([*told, *(each.contribution for each in self.repetitions)]))

    @property
    def fit_without_learned(self) -> float:
        """The fit where learned edges are switched off."""
        fit = self.repeated
        for block in get_args(Block):
            if scale := self.scales.get(block):
                fit += scale.weight / scale.total * self.product(block, without_learned=True)
        return fit

    @property
    def repeated(self) -> float:
        """The share of the ad's words that stand in the resume, statement for statement."""
        return sum(each.words for each in self.repetitions) / max(self.ad.words, 1)

    def product(self, block: Block, *, without_learned: bool = False) -> float:
        """Sum of what is asked for times what is offered, of a block's requirements."""
        parts = (c for c in self.contributions if c.block == block)
        if without_learned:
            return sum(c.requirement_weight * _published(c) for c in parts)
        return sum(c.requirement_weight * c.offer for c in parts)


def _published(part: Contribution) -> float:
    """What is offered over published statements."""
    if evidence_class(part.path) != "learned":
        return part.offer
    return 0.0 if part.published is None else part.published.offer
