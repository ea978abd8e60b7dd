"""Job titles as occupations, with probabilities, on the bundled sample."""

from __future__ import annotations

import json
from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import skillkg
from skillkg.documents.document import Document, ForeignPassage
from skillkg.encoding.models import open_encoder
from skillkg.explanation.report.linked import linked_json, linked_page
from skillkg.linking.classifier import OCCUPATIONS, Classifier, find_classifier
from skillkg.linking.labels.overlap import stems_of
from skillkg.linking.titles.cleaning import clean_title, title_parts
from skillkg.linking.titles.occupation_features import COMMON, OCCUPATION_FEATURES
from skillkg.linking.titles.occupation_index import OccupationIndex
from skillkg.linking.titles.occupation_parts import occupation_parts
from skillkg.linking.titles.title_classifier import append_rivals
from skillkg.model.document import Span
from skillkg.relatedness.calibration import Weights
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.label_index import embed
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention

NOISY = "Sr. Data Eng. II (m/f/d) – remote"


def titled(title: str, *passages: ForeignPassage) -> Document:
    spans = (Span(0, len(title), title),)
    return Document("x", "ad", "text/plain", title, "", titles=spans, foreign=passages)


def occupation(links: Links) -> Mention:
    (found,) = [mention for mention in links.mentions if mention.block == "occupations"]
    return found


@pytest.fixture(scope="module")
def kg(sample_store: Path) -> skillkg.KnowledgeGraph:
    return skillkg.open(sample_store)


@pytest.fixture(scope="module")
def index(kg: skillkg.KnowledgeGraph) -> OccupationIndex:
    encoder, labels = open_encoder(), kg.concepts.labels
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, labels)
    vectors = embed(encoder, [label.text for label in labels], labels.concepts)[0]["vectors"]
    return OccupationIndex(encoder, occupation_parts(corpus, encoder), vectors)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    found = find_classifier(open_encoder().digest, name=OCCUPATIONS)
    assert found is not None
    return found


# Cleaning ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Sr. SW Eng II (m/f/d) – remote", "software engineer"),
        ("Senior Software Developer (all genders)", "Software Developer"),
        ("Asst. Mgr", "assistant manager"),
        ("Accountant w/m/d", "Accountant"),
        ("Nurse, Full-time", "Nurse"),
        ("Python Developer, 5+ years of experience", "Python Developer"),
        ("Customer Service Rep. III $22/hr", "Customer Service representative"),
        ("Contract - Marketing Assistant", "Marketing Assistant"),
        ("Web Designer based in Penang", "Web Designer"),
        ("Teacher (Mandarin Speaking)", "Teacher"),
        ("Contract Manager", "Contract Manager"),
        ("Remote Sensing Scientist", "Remote Sensing Scientist"),
        ("C++ Developer", "C++ Developer"),
        (".NET Developer", ".NET Developer"),
        ("3D Artist", "3D Artist"),
        ("Senior", "Senior"),
        ("", ""),
    ],
)
def test_titles_are_cleaned(title: str, cleaned: str) -> None:
    assert clean_title(title) == cleaned


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Chef / Cook", ["Chef", "Cook"]),
        ("Account cum Admin Executive", ["Account", "Admin Executive"]),
        ("Nurse - Night Ward", ["Nurse", "Night Ward"]),
        ("Co-ordinator", ["Co-ordinator"]),
        ("/", ["/"]),
    ],
)
def test_titles_have_parts(title: str, parts: list[str]) -> None:
    assert title_parts(title) == parts


@given(st.text(max_size=60))
def test_cleaning_always_leaves_something(title: str) -> None:
    cleaned = clean_title(title)
    assert bool(cleaned) == bool(title)
    assert title_parts(cleaned)


# Classification ----------------------------------------------------------------------------------


def test_the_shipped_classifier_keeps_what_it_promises(classifier: Classifier) -> None:
    assert len(classifier.weights.weights) == len(OCCUPATION_FEATURES)
    assert classifier.weights.weights[-1] == -1
    assert classifier.error <= 0.05
    assert 0 < classifier.threshold < 1


def test_rivals_by_hand() -> None:
    weights = Weights(0.5, (2.0, -1.0), (0.0, 1.0, 1.0))
    features = append_rivals(weights, np.array([[1.0], [0.0], [-1.0]]))
    odds = [exp(2.5), exp(0.5), exp(-1.5)]
    expected = [log1p(sum(odds) - own) for own in odds]
    assert features[:, 1].tolist() == pytest.approx(expected, abs=1e-4)
    share = weights.strengths(features)
    assert share.tolist() == pytest.approx([o / (1 + sum(odds)) for o in odds], abs=1e-3)


def test_one_candidate_has_no_rival() -> None:
    weights = Weights(0.5, (2.0, -1.0), (0.0, 1.0, 1.0))
    assert append_rivals(weights, np.array([[1.0]])).tolist() == [[1.0, 0.0]]


def test_a_noisy_title_is_linked_as_a_whole(kg: skillkg.KnowledgeGraph) -> None:
    text = f"Data people\n\n{NOISY}\n"
    begin = text.index(NOISY)
    spans = (Span(begin, begin + len(NOISY), NOISY),)
    links = kg.link(Document("x", "ad", "text/plain", text, "", titles=spans))
    mention = occupation(links)
    assert mention.span == spans[0]
    assert text[mention.span.start : mention.span.end] == NOISY
    assert mention.concept == occupation(kg.link(titled("Data Engineer"))).concept


def test_alternatives_are_sorted_and_of_both_taxonomies(kg: skillkg.KnowledgeGraph) -> None:
    mention = occupation(kg.link(titled("Software Developer")))
    assert not mention.concept.startswith(ONET_DATA)
    assert any(iri.startswith(ONET_DATA) for iri in mention.alternatives)
    assert len(mention.alternatives) == len(mention.alternative_probabilities)
    assert mention.concept not in mention.alternatives
    falling = sorted(mention.alternative_probabilities, reverse=True)
    assert list(mention.alternative_probabilities) == falling


def test_a_probability_can_be_computed_from_the_record(kg: skillkg.KnowledgeGraph) -> None:
    document = titled(NOISY)
    links = kg.link(document)
    record = json.loads(linked_json(document, links, {}))
    basis = record["classifiers"]["occupations"]
    (mention,) = [m for m in record["mentions"] if m["block"] == "occupations"]
    assert basis["features"] == list(OCCUPATION_FEATURES)
    assert basis["encoder"] == kg.encoder.digest
    products = zip(basis["weights"], mention["features"], strict=True)
    score = round(basis["intercept"] + sum(weight * value for weight, value in products), 4)
    shift, low, high = basis["beta"]
    odds = shift - low * log1p(exp(-score)) + high * log1p(exp(score))
    assert mention["probability"] == pytest.approx(1 / (1 + exp(-odds)), abs=1e-3)
    assert mention["probability"] >= basis["threshold"]
    assert mention["alternative_probabilities"] == list(occupation(links).alternative_probabilities)


def test_alternatives_are_shown_with_their_probabilities(kg: skillkg.KnowledgeGraph) -> None:
    document = titled("Software Developer")
    links = kg.link(document)
    mention = occupation(links)
    labels = {iri: iri for m in links.mentions for iri in (m.concept, *m.alternatives)}
    labels |= {m.concept: m.concept for m in links.described}
    page = linked_page(document, links, labels)
    shown = f"{mention.alternatives[0]} ({mention.alternative_probabilities[0]:.2f})"
    assert shown in page


@pytest.mark.parametrize("title", ["Qwzx", "Krankenschwester", "12345", "看護師", "Maurer (m/w/d)"])
def test_what_is_like_no_occupation_stays_open(kg: skillkg.KnowledgeGraph, title: str) -> None:
    links = kg.link(titled(title))
    assert not [mention for mention in links.mentions if mention.block == "occupations"]
    (left,) = links.unresolved
    assert left.span.quote == title
    assert len(left.probabilities) == len(left.candidates)


def test_a_title_in_another_language_is_not_looked_up(kg: skillkg.KnowledgeGraph) -> None:
    title = "Data Engineer"
    links = kg.link(titled(title, ForeignPassage(0, len(title), "de")))
    (left,) = links.unresolved
    assert "language" in left.reason
    assert not links.mentions


def test_what_is_not_sure_enough_keeps_its_candidates(
    kg: skillkg.KnowledgeGraph, classifier: Classifier
) -> None:
    (left,) = kg.link(titled("Quality Person, Any Field")).unresolved
    assert left.candidates
    assert all(0 < each < classifier.threshold for each in left.probabilities)


WORDS = st.sampled_from(
    [
        "Senior",
        "data",
        "engineer",
        "nurse",
        "/",
        "and",
        "II",
        "(m/f/d)",
        "chef",
        "of",
        "😀",
        "é",
        "-",
    ]
)
TITLES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


@settings(max_examples=30)
@given(st.lists(TITLES, min_size=1, max_size=4))
def test_a_title_has_the_same_candidates_alone_and_beside_others(
    index: OccupationIndex, classifier: Classifier, titles: list[str]
) -> None:
    together = index.candidates(titles)
    assert len(together) == len(titles)
    for title, taxonomies in zip(titles, together, strict=True):
        (alone,) = index.candidates([title])
        assert len(alone) == len(taxonomies)
        for one, other in zip(alone, taxonomies, strict=True):
            assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
            probabilities = classifier.probabilities(
                append_rivals(classifier.weights, one.features)
            )
            assert ((probabilities > 0) & (probabilities <= 1)).all()


def test_no_title_is_no_question(index: OccupationIndex) -> None:
    assert index.candidates([]) == []


def test_features_by_hand(kg: skillkg.KnowledgeGraph, index: OccupationIndex) -> None:
    ((esco, *_),) = index.candidates(["Software Developer (m/f/d)"])
    iri = kg.concept("software developer", kind="occupation").iri
    place = [index.iris[number] for number in esco.occupations.tolist()].index(iri)
    row = dict(zip(OCCUPATION_FEATURES, esco.features[place].tolist(), strict=False))
    assert row["label"] == row["words"] == 1
    assert row["texts"] == row["part"] < 1
    assert row["common"] == json.loads(COMMON.read_bytes())[iri]
    assert kg.concepts.labels.text(int(esco.labels[place])) == "software developer"


def test_without_an_occupation_in_view_titles_stay_open(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .\n',
        encoding="utf-8",
    )
    (left,) = skillkg.load(overlay=[file]).link(titled("Tea Brewer")).unresolved
    assert left.candidates == ()


def test_a_preferred_label_is_believed(kg: skillkg.KnowledgeGraph) -> None:
    labels = [lb for lb in kg.concepts.labels if lb.kind == "occupation" and lb.role == "preferred"]
    for label in labels:
        mention = occupation(kg.link(titled(label.text)))
        called = kg.concepts.labels.preferred(mention.concept) or ""
        assert stems_of(clean_title(called)) == stems_of(clean_title(label.text)), label.text


# Profiles ---------------------------------------------------------------------------------------


def test_occupations_do_what_is_essential_for_them_and_their_tasks(
    kg: skillkg.KnowledgeGraph,
) -> None:
    corpus = Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)
    done = {(corpus.arrays.iris[number], text) for number, text in corpus.duties}
    essential = kg.graph.edges(("essential",))
    skills = {(step.source, kg.concepts.label(step.target)) for step in essential}
    tasks = done - skills
    assert skills <= done
    assert tasks
    assert all(iri.startswith(ONET_DATA) for iri, _ in tasks)
