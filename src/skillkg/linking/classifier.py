"""Probability that a candidate is meant: a calibrated linear classifier of its features.

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

from skillkg.atomic import write
from skillkg.encoding.folder import damaged, read_object
from skillkg.errors import ModelError
from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.linking.technology_features import TECHNOLOGY_FEATURES
from skillkg.linking.titles.occupation_features import OCCUPATION_FEATURES
from skillkg.model.parameters import ClassifierParameters
from skillkg.relatedness.calibration import Bin, Weights  # noqa: TC001 - cattrs reads the types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s

SKILLS: Final = "skill_classifier.json"
"""Classifiers of skills, by digest of the encoder that each is for; in a model's folder too."""
OCCUPATIONS: Final = "occupation_classifier.json"
"""The same of occupations."""
TECHNOLOGIES: Final = "technology_classifier.json"
"""The one of technologies, under an empty digest: it asks no encoder."""
SHIPPED: Final = Path(__file__).parent
DIGITS: Final = 4
"""Decimals that features are rounded to, so that a record holds what probabilities come from."""
FEATURES: Final = {
    SKILLS: SKILL_FEATURES,
    OCCUPATIONS: OCCUPATION_FEATURES,
    TECHNOLOGIES: TECHNOLOGY_FEATURES,
}
"""Names of the features, by what is classified."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of the features, a calibration curve, and a threshold."""

    weights: Weights
    """In the order of ``SKILL_FEATURES``, ``OCCUPATION_FEATURES`` or ``TECHNOLOGY_FEATURES``."""
    threshold: float
    """Least probability of what is taken for a mention."""
    sentences: int
    """How many labelled sentences it was fitted on."""
    error: float
    """Expected calibration error of what is decided, on sentences that were held out."""
    table: tuple[Bin, ...]
    """Reliability: what was predicted and what came true, on those."""
    examples: str = ""
    """Digest of the labelled sentences that vote; empty where none do."""

    def probabilities(self, features: Float64s) -> Float64s:
        """Probability that each candidate is meant: features of shape (candidates, features)."""
        return self.weights.strengths(features)

    def parameters(self, encoder: str, features: Sequence[str]) -> ClassifierParameters:
        """What a record needs to compute probabilities again, besides the features.

        Args:
            encoder: digest of the one that the features are taken with.
            features: their names.
        """
        return ClassifierParameters(
            encoder,
            self.weights.intercept,
            tuple(features),
            self.weights.weights,
            self.weights.beta,
            self.threshold,
            self.examples,
        )


def find_classifier(encoder: str, folder: Path = SHIPPED, name: str = SKILLS) -> Classifier | None:
    """Find the classifier for an encoder, by its digest.

    Args:
        encoder: the digest.
        folder: the encoder's; where it has no classifier, those that come with skillkg are asked.
        name: ``SKILLS``, ``OCCUPATIONS`` or ``TECHNOLOGIES``.

    Returns:
        The classifier; None where there is none.

    Raises:
        ModelError: the file of classifiers is damaged, or was written by another version.
    """
    for home in (folder, SHIPPED):
        file = home / name
        values = read_object(file).get(encoder) if file.is_file() else None
        if values is not None:
            return _restored(file, values)
    return None


def _restored(file: Path, values: dict[str, Any]) -> Classifier:
    from cattrs import BaseValidationError, structure, transform_error

    try:
        classifier = structure(values, Classifier)
    except BaseValidationError as error:
        raise damaged(file, ValueError("; ".join(transform_error(error)))) from error
    if (count := len(classifier.weights.weights)) != (wanted := len(FEATURES[file.name])):
        raise ModelError(
            f"{file}: has weights of {count} features, where this version of skillkg has "
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
    others = read_object(file) if file.is_file() else {}
    text = json.dumps(others | {encoder: asdict(classifier)}, indent=1)
    write(file, f"{text}\n")
