"""What linking finds: concepts read from a document, and what it says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from skillkg.model.document import Position, Span

Block = Literal["skills", "occupations"]
"""The two blocks of a profile; skills, knowledge and technologies share the first."""

Classified = Literal["skills", "occupations", "technologies"]
"""What there are classifiers of mentions for; technologies have their own, in the skills' block."""

Stance = Literal["stated", "negated", "wished", "company"]
"""What a document says of a concept: that its person has it or needs it, does not have or need it,
wants to or will learn it, or that it is the employer's business and not the person's."""

Demand = Literal["required", "preferred"]
"""How an ad asks for a concept, where it says so."""


Role = Literal[
    "title", "required", "preferred", "unasked", "duty", "employer", "boilerplate", "open"
]
"""What a sentence of an ad is for: its title, what is required, preferred, or said not to be
needed, what is done in the job, what is told of the employer, or boilerplate; else it is open."""


@dataclass(frozen=True, slots=True)
class Level:
    """How well or how long something is mastered, in the words of the document.

    ``years`` is the number where the words give one; of a range (``3-5 years``) the least.
    ``rank`` puts words and levels of the CEFR in one order, from 1 (A1, a little) over 6 (C2) to 7
    (native); None where the words say no more than a number of years.
    """

    span: Span
    years: float | None = None
    rank: int | None = None


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
    """Calibrated probability that the place means the concept; None without a classifier."""
    features: tuple[float, ...] = ()
    """What the probability is computed from; see ``SKILL_FEATURES`` and ``OCCUPATION_FEATURES`` in
    ``linking``."""
    stance: Stance = "stated"
    stance_cue: Span | None = None
    demand: Demand | None = None
    demand_cue: Span | None = None
    levels: tuple[Level, ...] = ()
    position: Position | None = None
    alternative_probabilities: tuple[float, ...] = ()
    """Those of the alternatives, in their order; empty without a classifier."""
