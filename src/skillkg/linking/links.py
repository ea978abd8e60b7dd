"""What linking a document gives: frozen values, with places in the read text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillkg.model.document import Span
    from skillkg.model.mention import Classified, Mention
    from skillkg.model.parameters import ClassifierParameters


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A place that names something which could not be linked to one concept, and why."""

    span: Span
    candidates: tuple[str, ...]
    reason: str
    probabilities: tuple[float, ...] = ()
    """Those of the candidates, in their order; empty without a classifier."""


@dataclass(frozen=True, slots=True)
class Links:
    """The concepts that a document names, in text order, and what stayed open.

    ``described`` are skills that it describes without naming them, by passages that an encoder
    and a classifier found near them; each has a probability, and their quotes may overlap.
    """

    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...] = ()
    notes: tuple[str, ...] = ()
    described: tuple[Mention, ...] = ()
    classifiers: Mapping[Classified, ClassifierParameters] = field(default_factory=dict)
    """What probabilities are computed with, where anything classifies the mentions of a block."""
