"""How likely a mention of a technology is meant: abbreviations and names are words of others, too.

``CMS`` is *Career management systems* to few; ``Excel`` among other products is Microsoft's. The
classifier was fitted on mentions in real resumes that people looked at
(``benchmarks/technologies.py``); it asks no encoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.linking.technology_features import TECHNOLOGY_FEATURES, technology_features

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.classifier import Classifier
    from skillkg.model.mention import Mention
    from skillkg.model.parameters import ClassifierParameters


class TechnologyClassifier:
    """Classifies mentions of technologies.

    Args:
        classifier: weights of :data:`TECHNOLOGY_FEATURES`.
        demand: how many occupations use each technology, by IRI.
    """

    def __init__(self, classifier: Classifier, demand: Mapping[str, int]) -> None:
        self._classifier, self._demand = classifier, demand

    @property
    def parameters(self) -> ClassifierParameters:
        """What probabilities are computed with, besides the features that each mention has."""
        return self._classifier.parameters("", TECHNOLOGY_FEATURES)

    def classify(
        self, document: Document, mentions: Sequence[Mention], words: Collection[str]
    ) -> list[Mention]:
        """Give mentions of technologies a probability; leave out those that are unlikely.

        Args:
            document: that they were found in.
            mentions: in text order.
            words: ordinary ones, in small letters.
        """
        if not mentions:
            return []
        features = technology_features(document.text, mentions, self._demand, words)
        probabilities = self._classifier.probabilities(features)
        return [
            mention._replace(probability=float(probability), features=tuple(row.tolist()))
            for mention, probability, row in zip(mentions, probabilities, features, strict=True)
            if probability >= self._classifier.threshold
        ]
