"""Which classifiers decide what a document means: those that were fitted for the encoder in use."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from skillkg.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.linking.classifier import Classifier
    from skillkg.linking.skills.skill_extractor import SkillExtractor
    from skillkg.linking.teaching.examples import Examples
    from skillkg.linking.technologies import TechnologyClassifier
    from skillkg.linking.titles.title_classifier import TitleClassifier
    from skillkg.view.indexes import Indexes

log = logging.getLogger(__name__)

_NAMED_ONLY = "mentions have no probability, and only skills that a document names are found"


def skill_extractor(indexes: Indexes) -> SkillExtractor | None:
    """What classifies mentions of skills; None where nothing was fitted for encoder and language.

    Raises:
        ModelError: the examples beside the classifier are not those that it was fitted with.
    """
    from skillkg.linking.classifier import find_classifier
    from skillkg.linking.skills.skill_extractor import SkillExtractor
    from skillkg.linking.teaching.examples import find_examples

    chosen, folder = indexes.chosen, indexes.chosen.folder
    classifier = find_classifier(chosen.digest, folder) if indexes.language == "en" else None
    if classifier is None:
        wanted = f"{chosen.model or 'the default model'} in {indexes.language!r}"
        log.warning("there is no classifier for %s; %s", wanted, _NAMED_ONLY)
        return None
    examples = find_examples(folder, chosen.digest)
    _check_examples(classifier, examples, folder)
    index = indexes.skills(examples)
    return SkillExtractor(index, classifier, chosen.digest) if index.iris else None


def _check_examples(classifier: Classifier, examples: Examples | None, folder: Path) -> None:
    if classifier.examples != ("" if examples is None else examples.digest):
        raise ModelError(
            f"{folder}: its classifier was fitted with other examples than are there\n  Teach "
            "or train the model again, or copy the whole folder."
        )


def technology_classifier(indexes: Indexes) -> TechnologyClassifier | None:
    """What classifies mentions of technologies; None where the view has none."""
    from skillkg.linking.classifier import TECHNOLOGIES, find_classifier
    from skillkg.linking.technologies import TechnologyClassifier

    classifier = find_classifier("", name=TECHNOLOGIES)
    if classifier is None or "technology" not in indexes.graph.edge_kinds:
        return None
    used = indexes.graph.edges(("technology",))
    return TechnologyClassifier(classifier, Counter(step.target for step in used))


def title_classifier(indexes: Indexes) -> TitleClassifier | None:
    """What classifies job titles; None where nothing was fitted for encoder and language."""
    from skillkg.linking.classifier import OCCUPATIONS, find_classifier
    from skillkg.linking.titles.title_classifier import TitleClassifier

    digest, english = indexes.chosen.digest, indexes.language == "en"
    classifier = find_classifier(digest, name=OCCUPATIONS) if english else None
    if classifier is None or not indexes.graph.concepts("occupation"):
        return None
    index = indexes.occupations()
    if not index.iris:
        return None
    return TitleClassifier(index, classifier, indexes.concepts.labels, digest)
