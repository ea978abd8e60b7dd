"""How likely something is meant: a small model over the features of a candidate.

One was fitted on sentences of job ads that people labelled with skills, one on job titles that
people tagged with occupations, each for one encoder: another one's cosines mean something else.
Some come with skillkg (``benchmarks/extraction.py`` and ``titles.py`` say how well they do, and fit
them again); an encoder that was taught by labelled sentences has its own beside its weights.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skillkg.encoding.folder import damaged, read_json
from skillkg.errors import ModelError
from skillkg.linking.skills import skill_index as skills
from skillkg.linking.titles import occupation_index
from skillkg.relatedness.calibration import Bin, Weights  # noqa: TC001 - cattrs reads the types

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


SKILLS: Final = "skill_classifier.json"
"""Classifiers of skills, by digest of the encoder that each is for; in a model's folder too."""
OCCUPATIONS: Final = "occupation_classifier.json"
"""The same of occupations."""
SHIPPED: Final = Path(__file__).parent
_FIGURES: Final = {SKILLS: skills.FEATURES, OCCUPATIONS: occupation_index.FEATURES}


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of the features (``FEATURES`` of what is classified), and the threshold."""

    weights: Weights
    threshold: float
    """Least probability of what is taken for a mention."""
    sentences: int
    """How many labelled sentences it was fitted on."""
    error: float
    """Expected calibration error of what is decided, on sentences that were held out."""
    table: tuple[Bin, ...]
    """What was promised and what was kept, on those."""
    examples: str = ""
    """Digest of the labelled sentences that vote; empty where none do."""

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability that each candidate is meant: features of shape (candidates, features)."""
        return self.weights.strengths(features)

    def basis(self, encoder: str, features: Sequence[str]) -> dict[str, Any]:
        """What a record needs to compute probabilities again, besides the features.

        Args:
            encoder: digest of the one that the features are taken with.
            features: their names.
        """
        voting = {"examples": self.examples} if self.examples else {}
        return {
            "encoder": encoder,
            "intercept": self.weights.intercept,
            "weights": dict(zip(features, self.weights.weights, strict=True)),
            "beta": list(self.weights.beta),
            "threshold": self.threshold,
            **voting,
        }


def find_classifier(encoder: str, folder: Path = SHIPPED, name: str = SKILLS) -> Classifier | None:
    """Find the classifier for an encoder, by its digest.

    Args:
        encoder: the digest.
        folder: the encoder's; where it has no classifier, those that come with skillkg are asked.
        name: ``SKILLS`` or ``OCCUPATIONS``.

    Returns:
        The classifier; None where there is none.

    Raises:
        ModelError: the file of judges is damaged, or was written by another version.
    """
    for home in (folder, SHIPPED):
        file = home / name
        values = read_json(file).get(encoder) if file.is_file() else None
        if values is not None:
            return _restored(file, values)
    return None


def _restored(file: Path, values: dict[str, Any]) -> Classifier:
    from cattrs import BaseValidationError, structure, transform_error

    try:
        classifier = structure(values, Classifier)
    except BaseValidationError as error:
        raise damaged(file, ValueError("; ".join(transform_error(error)))) from error
    if (count := len(classifier.weights.weights)) != (wanted := len(_FIGURES[file.name])):
        raise ModelError(
            f"{file}: judges by {count} figures, where this version of skillkg has "
            f"{wanted}\n  Teach or train the model again, or move the file away to do without."
        )
    return classifier


def save_classifier(
    classifier: Classifier, encoder: str, folder: Path = SHIPPED, name: str = SKILLS
) -> None:
    """Write the classifier for an encoder into a folder, beside those that are there.

    Without a folder among those that come with skillkg: for those who make a release.
    """
    file = folder / name
    held = read_json(file) if file.is_file() else {}
    text = json.dumps(held | {encoder: asdict(classifier)}, indent=1)
    file.write_text(f"{text}\n", encoding="utf-8")
