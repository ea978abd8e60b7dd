"""What a candidate skill of a passage is classified by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from skillkg.arrays import Float64s, Ints

SKILL_FEATURES: Final = (
    "passage", "phrase", "preferred", "labels", "demand", "length", "named", "neighbours"
)  # fmt: skip
"""Names of the features, in the order of their columns and of a classifier's weights:

- *passage*, *phrase*: cosine of the skill's texts with the whole passage, and with its nearest
  phrase; 0 where it is negative, or the encoder knows no word;
- *preferred*, *labels*: idf-weighted overlap with the skill's preferred label, and with the one of
  its labels that has the largest (:mod:`..labels.overlap`);
- *demand*: logarithm of one more than the occupations that ask for the skill;
- *length*: words of the preferred label;
- *named*: 1 where the passage has a label, as :class:`.linker.Linker` reads it, else 0;
- *neighbours*: share of the votes of the labelled sentences nearest to the passage, where the
  encoder has any (:mod:`..teaching.examples`), else 0.
"""


class SkillCandidates(NamedTuple):
    """Skills that a passage may describe."""

    skills: Ints
    """Their numbers: shape (candidates,), ascending."""
    features: Float64s
    """Shape (candidates, features), rounded; columns by :data:`SKILL_FEATURES`."""
    phrases: Ints
    """Start and end of each one's nearest phrase in the passage: shape (candidates, 2)."""
