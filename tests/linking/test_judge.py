"""Judges: fitted, kept beside a model and found again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError
from skillkg.linking.classifier import SKILLS, Classifier, find_classifier, save_classifier
from skillkg.linking.skills.skill_index import FEATURES
from skillkg.linking.teaching.fitting import (
    LabelledCandidates,
    crossed,
    fit_classifier,
    fitted,
    folds,
    micro_f1,
)

if TYPE_CHECKING:
    from pathlib import Path


def judged(sentences: int, right: float, seed: int = 0) -> list[LabelledCandidates]:
    """Candidates whose first figure tells: seen with ``right``, unseen with less its own."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(sentences):
        features = random.random((20, len(FEATURES)))
        seen = random.random(20) < right * features[:, 0] ** 4
        found.append(LabelledCandidates(np.arange(20), features, seen, int(seen.sum()) + 1))
    return found


def test_a_judge_finds_what_tells_and_keeps_what_it_promises() -> None:
    classifier = fit_classifier(judged(400, 0.9))
    weights = np.abs(classifier.weights.weights)
    assert weights.argmax() == 0
    assert classifier.sentences == 400
    assert classifier.error < 0.05
    assert sum(line.pairs for line in classifier.table) > 300
    others = judged(400, 0.9, seed=1)
    probabilities = [classifier.probabilities(each.features) for each in others]
    best = micro_f1(others, probabilities, classifier.threshold)[0]
    assert best > micro_f1(others, probabilities, 0.0)[0] + 0.1
    assert best > micro_f1(others, probabilities, 0.9)[0]


def test_no_sentence_is_judged_by_what_was_fitted_on_it() -> None:
    every = judged(50, 0.9)
    assert sorted(np.concatenate(folds(50)).tolist()) == list(range(50))
    place = int(folds(50)[0][0])
    turned = [replace(e, seen=~e.seen) if n == place else e for n, e in enumerate(every)]
    assert np.array_equal(crossed(every)[place], crossed(turned)[place])
    other = int(folds(50)[1][0])
    assert not np.array_equal(crossed(every)[other], crossed(turned)[other])


def test_a_judge_is_found_beside_the_model_before_those_that_come_along(tmp_path: Path) -> None:
    classifier, digest = fit_classifier(judged(60, 0.9)), open_encoder().digest
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
        (None, "judges by 1 figures, where this version"),
    ],
)
def test_a_file_of_judges_that_is_wrong_is_said(
    tmp_path: Path, content: str | None, told: str
) -> None:
    if content is None:
        save_classifier(fit_classifier(judged(60, 0.9)), "sha256:a", tmp_path)
        held = json.loads((tmp_path / SKILLS).read_text())
        held["sha256:a"]["weights"]["weights"] = [1.0]
        content = json.dumps(held)
    (tmp_path / SKILLS).write_text(content)
    with pytest.raises(ModelError, match=told) as caught:
        find_classifier("sha256:a", tmp_path)
    assert str(tmp_path / SKILLS) in str(caught.value)


def test_a_judge_restored_judges_alike(tmp_path: Path) -> None:
    classifier = fit_classifier(judged(60, 0.9))
    save_classifier(classifier, "sha256:a", tmp_path)
    again: Classifier | None = find_classifier("sha256:a", tmp_path)
    assert again is not None
    features = judged(1, 0.9, seed=5)[0].features
    assert np.array_equal(again.probabilities(features), classifier.probabilities(features))


def test_votes_never_speak_against_a_skill() -> None:
    against = [
        replace(each, features=np.column_stack([each.features[:, :-1], ~each.seen]))
        for each in judged(60, 0.9)
    ]
    assert fitted(against).weights.weights[FEATURES.index("neighbours")] == 0
