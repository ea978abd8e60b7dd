"""Classifiers: fitted, kept beside a model and found again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError
from skillkg.linking.classifier import SKILLS, Classifier, find_classifier, save_classifier
from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.linking.teaching.candidates import LabelledCandidates
from skillkg.linking.teaching.fitting import (
    cross_validated,
    fit_calibrated,
    fit_classifier,
    folds,
    micro_f1,
)

if TYPE_CHECKING:
    from pathlib import Path


def sentences(count: int, seed: int = 0) -> list[LabelledCandidates]:
    """Candidates whose first feature tells: it makes them correct more often than not."""
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(count):
        features = random.random((20, len(SKILL_FEATURES)))
        correct = random.random(20) < 0.9 * features[:, 0] ** 4
        labels = int(correct.sum()) + 1
        drawn.append(LabelledCandidates(np.arange(20), features, correct, labels))
    return drawn


def test_a_classifier_finds_what_tells_and_keeps_what_it_promises() -> None:
    classifier = fit_classifier(sentences(400))
    weights = np.abs(classifier.weights.weights)
    assert weights.argmax() == 0
    assert classifier.sentences == 400
    assert classifier.error < 0.05
    assert sum(line.pairs for line in classifier.table) > 300
    others = sentences(400, seed=1)
    probabilities = [classifier.probabilities(each.features) for each in others]
    best = micro_f1(others, probabilities, classifier.threshold)[0]
    assert best > micro_f1(others, probabilities, 0.0)[0] + 0.1
    assert best > micro_f1(others, probabilities, 0.9)[0]


def test_no_sentence_is_classified_by_what_was_fitted_on_it() -> None:
    every = sentences(50)
    assert sorted(np.concatenate(folds(50)).tolist()) == list(range(50))
    place = int(folds(50)[0][0])
    turned = [replace(e, correct=~e.correct) if n == place else e for n, e in enumerate(every)]
    assert np.array_equal(cross_validated(every)[place], cross_validated(turned)[place])
    other = int(folds(50)[1][0])
    assert not np.array_equal(cross_validated(every)[other], cross_validated(turned)[other])


def test_a_classifier_is_found_beside_the_model_before_those_that_come_along(
    tmp_path: Path,
) -> None:
    classifier, digest = fit_classifier(sentences(60)), open_encoder().digest
    assert find_classifier(digest, tmp_path) == find_classifier(digest) != classifier
    save_classifier(classifier, digest, tmp_path)
    assert find_classifier(digest, tmp_path) == classifier
    assert find_classifier("sha256:of-another", tmp_path) is None
    save_classifier(replace(classifier, threshold=0.5), "sha256:of-another", tmp_path)
    assert find_classifier(digest, tmp_path) == classifier


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("no json", "damaged"),
        ('{"sha256:a": {"threshold": 0.5}}', "damaged"),
        (None, "has weights of 1 features, where this version"),
    ],
)
def test_a_file_of_classifiers_that_is_wrong_is_said(
    tmp_path: Path, content: str | None, told: str
) -> None:
    if content is None:
        save_classifier(fit_classifier(sentences(60)), "sha256:a", tmp_path)
        held = json.loads((tmp_path / SKILLS).read_text())
        held["sha256:a"]["weights"]["weights"] = [1.0]
        content = json.dumps(held)
    (tmp_path / SKILLS).write_text(content)
    with pytest.raises(ModelError, match=told) as caught:
        find_classifier("sha256:a", tmp_path)
    assert str(tmp_path / SKILLS) in str(caught.value)


def test_a_restored_classifier_gives_the_same_probabilities(tmp_path: Path) -> None:
    classifier = fit_classifier(sentences(60))
    save_classifier(classifier, "sha256:a", tmp_path)
    again: Classifier | None = find_classifier("sha256:a", tmp_path)
    assert again is not None
    features = sentences(1, seed=5)[0].features
    assert np.array_equal(again.probabilities(features), classifier.probabilities(features))


def test_votes_never_speak_against_a_skill() -> None:
    against = [
        replace(each, features=np.column_stack([each.features[:, :-1], ~each.correct]))
        for each in sentences(60)
    ]
    assert fit_calibrated(against).weights.weights[SKILL_FEATURES.index("neighbours")] == 0
