"""Probability of technologies: what it is computed from, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from skillkg.documents.read import read_text
from skillkg.linking.classifier import TECHNOLOGIES, Classifier, find_classifier
from skillkg.linking.technologies import TechnologyClassifier
from skillkg.linking.technology_features import TECHNOLOGY_FEATURES, technology_features
from skillkg.model.document import Span
from skillkg.model.mention import Mention
from skillkg.relatedness.calibration import Weights

CAD = "Computer aided design CAD software"


def mention(text: str, quote: str, label: str = "", concept: str = "") -> Mention:
    start = text.index(quote)
    return Mention(
        Span(start, start + len(quote), quote), concept or f"urn:{quote}", label or quote, "skills"
    )


def features(text: str, *mentions: Mention, demand: int = 0) -> list[dict[str, float]]:
    rows = technology_features(
        text, mentions, {m.concept: demand for m in mentions}, {"act", "the"}
    )
    return [dict(zip(TECHNOLOGY_FEATURES, row.tolist(), strict=True)) for row in rows]


def test_features_of_a_list() -> None:
    text = "Tools: Excel, CAD, Google Docs"
    excel, cad, docs = features(
        text, mention(text, "Excel"), mention(text, "CAD", CAD), mention(text, "Google Docs"),
        demand=3,
    )  # fmt: skip
    assert excel["listed"] == cad["listed"] == docs["listed"] == 1
    assert (excel["verbatim"], cad["verbatim"]) == (1, 0)
    assert (excel["abbreviation"], cad["abbreviation"]) == (0, 1)
    assert docs["words"] == pytest.approx(np.log(2), abs=1e-4)
    assert excel["company"] == pytest.approx(np.log1p(2), abs=1e-4)
    assert excel["demand"] == pytest.approx(np.log1p(3), abs=1e-4)


def test_an_abbreviation_that_is_spelt_out() -> None:
    text = "Computer aided design (CAD) of parts"
    (row,) = features(text, mention(text, "CAD", CAD))
    assert (row["expanded"], row["listed"]) == (1, 1)
    (row,) = features("a CAD team", mention("a CAD team", "CAD", CAD))
    assert (row["expanded"], row["listed"], row["company"]) == (0, 0, 0)


def test_ordinary_words_are_told_from_names() -> None:
    text = "the Act, Kotlin"
    act, kotlin = features(text, mention(text, "Act"), mention(text, "Kotlin"))
    assert (act["ordinary"], kotlin["ordinary"]) == (1, 0)


def test_the_unlikely_are_left_out_and_the_others_can_be_computed_again() -> None:
    weights = Weights(-1.0, (0.0,) * 7 + (2.0, 0.0, 0.0), (0.0, 1.0, 1.0))
    classifier = TechnologyClassifier(Classifier(weights, 0.5, 1, 0.0, ()), {})
    text = "Excel, Word and the Act"
    near = [mention(text, "Excel"), mention(text, "Word")]
    document = read_text(text, "resume")
    kept = classifier.classify(document, near, ())
    assert [each.span.quote for each in kept] == ["Excel", "Word"]
    rows = np.array([each.features for each in kept])
    assert [each.probability for each in kept] == weights.strengths(rows).tolist()
    assert classifier.classify(document, [mention(text, "Act")], ()) == []
    assert classifier.classify(document, [], ()) == []


def test_the_shipped_one_asks_no_encoder() -> None:
    classifier = find_classifier("", name=TECHNOLOGIES)
    assert classifier is not None
    parameters = TechnologyClassifier(classifier, {}).parameters
    assert parameters.encoder == ""
    assert parameters.features == TECHNOLOGY_FEATURES
