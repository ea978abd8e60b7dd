"""Skills that a document describes, and probabilities of its mentions, on the bundled sample."""

from __future__ import annotations

import json
import shutil
from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import skillkg
from skillkg.documents.document import Document
from skillkg.documents.structure.sections import find_sections
from skillkg.encoding.models import DEFAULT, open_encoder
from skillkg.explanation.report.linked import linked_json
from skillkg.linking.classifier import Classifier, find_classifier
from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.linking.skills.skill_index import SkillIndex
from skillkg.linking.skills.skill_parts import skill_parts
from skillkg.model.document import Span
from skillkg.relatedness.corpus import Corpus
from skillkg.text.passages import passages
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from pathlib import Path

AD = """Data Engineer

Requirements
- You have written SQL for years
- Draw up technical documentation for our products
"""


def ad(text: str) -> Document:
    return Document("ad.txt", "ad", "text/plain", text, "", find_sections(text, "ad"))


@pytest.fixture(scope="module")
def kg(sample_store: Path) -> skillkg.KnowledgeGraph:
    return skillkg.open(sample_store)


@pytest.fixture(scope="module")
def index(kg: skillkg.KnowledgeGraph) -> SkillIndex:
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
    encoder = open_encoder()
    return SkillIndex(encoder, skill_parts(corpus, encoder))


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    found = find_classifier(open_encoder().digest)
    assert found is not None
    return found


def test_the_shipped_classifier_keeps_what_it_promises(classifier: Classifier) -> None:
    assert len(classifier.weights.weights) == len(SKILL_FEATURES)
    # Of some 220 decided pairs in bins of tenths; one without fault would show about .06.
    assert classifier.error <= 0.1
    assert 0 < classifier.threshold < 1
    assert find_classifier("sha256:of-nobody") is None


def test_what_is_named_has_a_probability_and_what_is_described_is_kept_apart(
    kg: skillkg.KnowledgeGraph, classifier: Classifier
) -> None:
    found = kg.link(ad(AD))
    named = {m.concept for m in found.mentions if m.block == "skills"}
    assert any(m.probability for m in found.mentions if m.span.quote == "SQL")
    assert found.described
    for mention in found.described:
        assert AD[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.probability is not None
        assert classifier.threshold <= mention.probability <= 1
        assert mention.section == "requirements"
        assert mention.label == ""
        assert mention.concept not in named


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("No experience with drawing up technical documentation", "negated"),
        ("I do not draw up technical documentation", "negated"),
        ("Willing to learn how to draw up technical documentation", "wished"),
        ("Draw up technical documentation for our products", "stated"),
    ],
)
def test_a_cue_in_front_changes_what_is_described(
    kg: skillkg.KnowledgeGraph, line: str, stance: str
) -> None:
    text = f"Skills\n\n{line}\n"
    cv = Document("cv.txt", "resume", "text/plain", text, "", find_sections(text, "resume"))
    described = kg.link(cv).described
    assert described
    assert {mention.stance for mention in described} == {stance}


def test_a_probability_can_be_computed_from_the_record(kg: skillkg.KnowledgeGraph) -> None:
    document = ad(AD)
    record = json.loads(linked_json(document, kg.link(document), {}))
    basis = record["classifiers"]["skills"]
    classified = [m for m in (*record["mentions"], *record["described"]) if m["features"]]
    assert classified
    assert basis["encoder"] == kg.encoder.digest
    for mention in classified:
        products = zip(basis["weights"], mention["features"], strict=True)
        score = round(basis["intercept"] + sum(weight * value for weight, value in products), 4)
        shift, low, high = basis["beta"]
        odds = shift - low * log1p(exp(-score)) + high * log1p(exp(score))
        assert mention["probability"] == pytest.approx(1 / (1 + exp(-odds)), abs=1e-3)


def test_described_skills_enter_a_match_by_their_probability(kg: skillkg.KnowledgeGraph) -> None:
    cv = Document("cv.txt", "resume", "text/plain", "Skills\n\nuse technical documentation", "")
    found, links = kg.match(ad(AD), cv), kg.link(ad(AD))
    described = {m.concept: m.probability for m in links.described}
    entries = {e.concept: e for e in found.ad.profile if e.is_described}
    assert described
    assert entries.keys() == described.keys()
    assert all(0 < entry.weight <= described[c] for c, entry in entries.items())
    assert {m for m in found.ad.mentions if not m.label} == {*links.described}
    contributed = {c.requirement for c in found.contributions}
    use = kg.concept("use technical documentation").iri
    assert use in contributed
    assert described[use] < 0.5
    assert use not in {c.requirement for c in found.coverage}, "less likely meant than not"


def test_another_model_without_a_classifier_is_said(
    sample_store: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = tmp_path / "model"
    shutil.copytree(DEFAULT, model)
    tokenizer = model / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = skillkg.open(sample_store, model=model).link(ad(AD))
    assert not found.described
    assert all(mention.probability is None for mention in found.mentions)
    assert "there is no classifier" in caplog.text


def test_features_by_hand(index: SkillIndex, kg: skillkg.KnowledgeGraph) -> None:
    number = index.iris.index(kg.concept("SQL").iri)
    text = "SQL"
    (found,) = index.candidates([Span(0, len(text), text)], [frozenset({number})], tokenize(text))
    row = dict(
        zip(SKILL_FEATURES, found.features[found.skills.tolist().index(number)], strict=True)
    )
    assert row["preferred"] == row["labels"] == row["named"] == row["length"] == 1
    assert row["passage"] == row["phrase"]
    assert found.phrases[found.skills.tolist().index(number)].tolist() == [0, 3]


def test_notices_of_equal_opportunity_describe_nothing(kg: skillkg.KnowledgeGraph) -> None:
    open_to = "We hire regardless of draw up technical documentation and use databases"
    found = kg.link(ad(f"Requirements\n\n{open_to}.\n"))
    assert any("equal-opportunity" in note for note in found.notes)
    assert not found.described


@pytest.mark.parametrize("text", ["软件工程师", "жжж", "a" * 300, "😀"])
def test_what_the_encoder_does_not_know_has_no_candidates(index: SkillIndex, text: str) -> None:
    (found,) = index.candidates([Span(0, len(text), text)], [frozenset()], tokenize(text))
    assert len(found.skills) == len(found.features) == len(found.phrases) == 0
    (named,) = index.candidates([Span(0, len(text), text)], [frozenset({3})], tokenize(text))
    assert named.skills.tolist() == [3]


def test_a_skill_in_a_title_has_a_probability_and_a_title_describes_none(
    kg: skillkg.KnowledgeGraph,
) -> None:
    title = Span(0, 13, "SQL Developer")
    text = "SQL Developer\n\nYou like cats.\n"
    found = kg.link(Document("", "ad", "text/plain", text, "", (), (title,)))
    assert [m.probability is None for m in found.mentions if m.span.quote == "SQL"] == [False]
    assert all(mention.span.start >= title.end for mention in found.described)


words = st.sampled_from(
    ["manage", "data", "of", "customers", "SQL", "lead", "team", "😀", "é", "in"]
)


@settings(max_examples=30)
@given(st.lists(st.lists(words, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=5))
def test_a_passage_has_the_same_candidates_alone_and_beside_others(
    index: SkillIndex, lines: list[str]
) -> None:
    text = "\n\n".join(line.capitalize() for line in lines)
    spans, tokens = list(passages(text)), tokenize(text)
    together = index.candidates(spans, [frozenset()] * len(spans), tokens)
    for span, found in zip(spans, together, strict=True):
        (alone,) = index.candidates([span], [frozenset()], tokens)
        assert np.array_equal(alone.skills, found.skills)
        assert np.array_equal(alone.features, found.features)
        assert np.array_equal(alone.phrases, found.phrases)


def test_skills_without_a_word_in_common_and_in_another_script(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .\n'
        '<https://example.org/b> a esco:Skill ; skos:prefLabel "软件"@en .\n',
        encoding="utf-8",
    )
    found = skillkg.load(overlay=[file]).link(ad("Requirements\n\nYou brew tea.\n"))
    assert [mention.concept for mention in found.mentions] == ["https://example.org/a"]
    assert found.mentions[0].probability is not None


def test_skills_without_a_preferred_label_do_not_stand_in_for_others(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "Löten"@de .\n'
        '<https://example.org/b> a esco:Skill ; skos:altLabel "solder wires"@en .\n'
        '<https://example.org/c> a esco:Skill ; skos:prefLabel "brew tea"@en .\n'
        '<https://example.org/d> a esco:Skill ; skos:prefLabel "Schweißen"@de .\n',
        encoding="utf-8",
    )
    kg = skillkg.load(overlay=[file])
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
    assert skill_parts(corpus, open_encoder())[1]["iris"] == ["https://example.org/c"]
    found = kg.link(ad("Requirements\n\nYou brew tea and solder wires.\n"))
    probabilities = {mention.concept[-1]: mention.probability for mention in found.mentions}
    assert probabilities["c"] is not None
    assert probabilities["b"] is None
