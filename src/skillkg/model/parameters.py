"""What the figures of a match depend on besides the documents and the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from skillkg.model.mention import Block, Classified


@dataclass(frozen=True, slots=True)
class ClassifierParameters:
    """What probabilities are computed with, besides the features that each mention has.

    The score is ``intercept + Σ weight · feature``, rounded to four decimals. With
    ``p = 1 / (1 + e^-score)`` and ``beta = (c, a, b)``, the probability is
    ``1 / (1 + e^-(c + a · ln p - b · ln(1 - p)))``.
    """

    encoder: str
    """Digest of the one that features are taken with; empty where none is."""
    intercept: float
    features: tuple[str, ...]
    """Their names, in the order in which mentions have them."""
    weights: tuple[float, ...]
    """Of the features, in that order."""
    beta: tuple[float, ...]
    """c, a and b."""
    threshold: float
    """Least probability of what is taken for a mention."""
    examples: str = ""
    """Digest of the labelled sentences that vote; empty where none do."""


@dataclass(frozen=True, slots=True)
class MatchParameters:
    """All parameters of a match, in the order of their names."""

    classifiers: dict[Classified, ClassifierParameters]
    """What probabilities of mentions are computed with, where anything classifies them."""
    encoders: tuple[str, ...]
    """Digests of the encoders that skills, job titles and statements are compared by."""
    implied_by: tuple[str, ...]
    """Kinds of edges by which an occupation implies a skill."""
    kinds: dict[Block, tuple[str, ...]]
    """Kinds of edges by which a concept offers something of another, by block."""
    language: str
    """Tag of the language of the labels that documents are linked by; ``*`` for all."""
    scoring: dict[str, Any]
    """The configuration of the fit, number by number; see ``matching.scoring.Scoring``."""
    scoring_digest: str
    """SHA-256 of the configuration."""
    strengths: dict[str, float]
    """Of the kinds of edges whose statements are all equally strong."""
    without: tuple[str, ...]
    """Sources and kinds of edges that were left out."""
