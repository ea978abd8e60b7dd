"""Lookup and search, and what a Concept says, held against the files the graph was built from."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import skillkg
from skillkg.errors import ConceptError

SAMPLE = Path(__file__).parents[2] / "examples" / "sample" / "esco-1.1.1-en-ict-sample.zip"
GRAPH = "https://w3id.org/skillkg/graph/esco/1.1.1-sample"
OWN = "https://example.org/"


def table(name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(SAMPLE) as opened:
        return list(csv.DictReader(io.StringIO(opened.read(name).decode(), newline="")))


OCCUPATIONS = {row["conceptUri"]: row for row in table("occupations_en.csv")}
SKILLS = {row["conceptUri"]: row for row in table("skills_en.csv")}
GROUPS = {row["conceptUri"]: row for row in table("skillGroups_en.csv")}
EVERYTHING = OCCUPATIONS | SKILLS | GROUPS


# Lookup -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (OWN + "developer", "developer"),
        ("2512", "developers"),
        ("15-1252.00", "other"),
        (" 15-1252.00 ", "other"),
        ("CODING", "coding"),
        ("  Coding\n", "coding"),
        ("Programmer", "developer"),
        ("a\nB", "fortran"),
    ],
)
def test_finds_by_iri_code_and_label_in_any_case(
    own_graph: skillkg.KnowledgeGraph, name: str, found: str
) -> None:
    assert own_graph.concept(name).iri == OWN + found


def test_a_preferred_label_comes_before_the_same_alternative_one(
    own_graph: skillkg.KnowledgeGraph,
) -> None:
    assert own_graph.concept("juggling").iri == OWN + "juggling"
    assert own_graph.concept("coder", kind="occupation").iri == OWN + "developer"


def test_an_ambiguous_label_names_all_that_answer_to_it(own_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(ConceptError, match="several concepts") as caught:
        own_graph.concept("coder")
    lines = str(caught.value).splitlines()[1:]
    assert lines == [
        f"  {OWN}cobol  COBOL (skill)",
        f"  {OWN}fortran  Fortran (skill)",
    ]
    with pytest.raises(ConceptError, match=f"{OWN}developer.*\n.*{OWN}other"):
        own_graph.concept("software developer")


def test_a_code_that_is_a_label_too_is_ambiguous(own_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(ConceptError, match="several concepts"):
        own_graph.concept("2512.4")
    assert own_graph.concept("2512.4", kind="occupation").iri == OWN + "developer"
    assert own_graph.concept("2512.4", kind="skill").iri == OWN + "juggling"


@pytest.mark.parametrize("name", [OWN + "developer", "2512"])
def test_kind_is_asked_of_iris_and_codes_too(own_graph: skillkg.KnowledgeGraph, name: str) -> None:
    assert own_graph.concept(name, kind="occupation").kind == "occupation"
    with pytest.raises(ConceptError, match="no skill is called"):
        own_graph.concept(name, kind="skill")


def test_an_unknown_name_is_told_what_is_near(sample_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(ConceptError, match=r"no concept is called 'web developper'.*nearest") as it:
        sample_graph.concept("web developper")
    expected = sample_graph.search("web developper", limit=5)
    assert [line.split()[0] for line in str(it.value).splitlines()[1:]] == [
        hit.concept.iri for hit in expected
    ]
    assert "web developer (occupation)" in str(it.value)


@pytest.mark.parametrize(
    "name", ["", "   ", "🙂", "https://example.org/absent", "\x00", "a" * 9000]
)
def test_a_name_near_nothing_is_an_error_too(
    sample_graph: skillkg.KnowledgeGraph, name: str
) -> None:
    with pytest.raises(ConceptError):
        sample_graph.concept(name)


def test_approximate_takes_the_best_hit_where_no_label_is_the_same(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    assert sample_graph.concept("web developper", approximate=True).label == "web developer"
    assert sample_graph.concept("sql", approximate=True) == sample_graph.concept("SQL")
    with pytest.raises(ConceptError, match="nearest: none"):
        sample_graph.concept("🙂", approximate=True)


# What a concept says ------------------------------------------------------------------------


def test_labels_and_kinds_are_those_of_the_files(sample_graph: skillkg.KnowledgeGraph) -> None:
    kinds = {"occupation": OCCUPATIONS, "skill": SKILLS, "skill group": GROUPS}
    for kind, rows in kinds.items():
        for iri, row in rows.items():
            concept = sample_graph.concept(iri)
            assert (concept.label, concept.kind) == (row["preferredLabel"], kind)
            assert concept.labels("preferred") == (row["preferredLabel"],)
            alternative = {label for label in row["altLabels"].split("\n") if label}
            assert set(concept.labels("alternative")) == alternative


def test_broader_and_narrower_are_those_of_the_files(sample_graph: skillkg.KnowledgeGraph) -> None:
    above, below = defaultdict(set), defaultdict(set)
    for row in table("broaderRelationsSkillPillar.csv"):
        above[row["conceptUri"]].add(row["broaderUri"])
        below[row["broaderUri"]].add(row["conceptUri"])
    assert any(len(found) > 1 for found in below.values())
    for iri in EVERYTHING:
        concept = sample_graph.concept(iri)
        assert {c.iri for c in concept.broader} == above[iri]
        assert {c.iri for c in concept.narrower} == below[iri]


def test_skills_and_occupations_are_those_of_the_files(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    skills, occupations = defaultdict(set), defaultdict(set)
    for row in table("occupationSkillRelations.csv"):
        skills[row["occupationUri"]].add((row["skillUri"], row["relationType"]))
        occupations[row["skillUri"]].add((row["occupationUri"], row["relationType"]))
    for iri in OCCUPATIONS:
        found = sample_graph.concept(iri).skills
        assert {(r.concept.iri, r.step.kind) for r in found} == skills[iri]
        assert len(found) == len(skills[iri])
    for iri in SKILLS:
        found = sample_graph.concept(iri).occupations
        assert {(r.concept.iri, r.step.kind) for r in found} == occupations[iri]


def test_relations_go_strongest_first_and_name_their_statement(
    own_graph: skillkg.KnowledgeGraph,
) -> None:
    developer = own_graph.concept(OWN + "developer")
    assert [(r.concept.iri, r.step.kind) for r in developer.skills] == [
        (OWN + "coding", "essential"),
        (OWN + "juggling", "optional"),
    ]
    juggling = own_graph.concept(OWN + "juggling")
    (above,) = juggling.related
    assert (above.concept.iri, above.step.kind, above.step.forward) == (
        OWN + "coding",
        "optionalSkill",
        False,
    )
    assert [r.concept.iri for r in juggling.occupations] == [OWN + "developer"]
    (mapped,) = own_graph.concept("15-1252.00").mappings
    assert (mapped.concept, mapped.step.kind) == (developer, "exactMatch")
    assert mapped.step.graph == "https://w3id.org/skillkg/graph/overlay/own"


def test_code_and_description(own_graph: skillkg.KnowledgeGraph) -> None:
    developer, other = own_graph.concept(OWN + "developer"), own_graph.concept(OWN + "other")
    assert (developer.code, developer.description) == ("2512.4", "Writes programs.")
    assert (other.code, other.description) == ("15-1252.00", "Develop software.")
    coding = own_graph.concept("coding")
    assert (coding.code, coding.description) == (None, None)


def test_a_concept_without_a_label_goes_by_the_end_of_its_iri(
    own_graph: skillkg.KnowledgeGraph,
) -> None:
    assert own_graph.concept(OWN + "nameless").label == "nameless"
    assert str(own_graph.concept(OWN + "nameless")) == "nameless"


def test_statements_say_which_graph_makes_them(sample_graph: skillkg.KnowledgeGraph) -> None:
    concept = sample_graph.concept("SQL")
    counted = sample_graph.query(
        "SELECT (COUNT(*) AS ?n) { VALUES ?c { <x:> } GRAPH ?g { ?c ?p ?o } }", c=concept
    )
    assert not isinstance(counted, bool)
    assert [len(concept.statements)] == counted.column("n")
    assert {s.graph for s in concept.statements} == {GRAPH}
    assert {s.subject for s in concept.statements} == {concept.iri}
    labels = [s.object for s in concept.statements if s.predicate.endswith("#prefLabel")]
    assert labels == [ox.Literal("SQL", language="en")]


def test_concepts_are_equal_where_their_iri_is(own_graph: skillkg.KnowledgeGraph) -> None:
    assert own_graph.concept("coding") == own_graph.concept(OWN + "coding")
    assert len({own_graph.concept("coding"), own_graph.concept("CODING")}) == 1


# Search -------------------------------------------------------------------------------------


@given(iri=st.sampled_from(sorted(iri for iri in EVERYTHING if EVERYTHING[iri]["preferredLabel"])))
def test_a_preferred_label_finds_its_concept_with_the_full_score(
    sample_graph: skillkg.KnowledgeGraph, iri: str
) -> None:
    label = sample_graph.concept(iri).label
    hits = sample_graph.search(label, limit=20)
    full = [hit.concept.iri for hit in hits if hit.score == 1.0]
    assert iri in full
    assert hits[0].score == 1.0


@given(text=st.text(max_size=40) | st.sampled_from(["the", "c++ c#", "data " * 50, "SQL 🙂 SQL"]))
def test_scores_descend_between_nought_and_one_and_are_the_same_again(
    sample_graph: skillkg.KnowledgeGraph, text: str
) -> None:
    hits = sample_graph.search(text, limit=30)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)
    assert len({hit.concept for hit in hits}) == len(hits)
    assert hits == sample_graph.search(text, limit=30)
    assert sample_graph.search_many([text, "SQL"], limit=30)[0] == hits
    assert sample_graph.search(text, limit=7) == hits[:7]
    skills = [hit for hit in sample_graph.search(text, limit=10_000) if hit.concept.kind == "skill"]
    assert sample_graph.search(text, kind="skill", limit=10_000) == skills


@pytest.mark.parametrize("text", ["", "  \n", "🙂", "软件开发", "\x00"])
def test_a_text_that_shares_nothing_finds_nothing(
    sample_graph: skillkg.KnowledgeGraph, text: str
) -> None:
    assert sample_graph.search(text) == []
    assert sample_graph.search_many([text, text]) == [[], []]


@given(texts=st.lists(st.sampled_from(["SQL", "", "web programing"]) | st.text(), max_size=40))
def test_many_texts_are_ranked_as_each_alone(
    sample_graph: skillkg.KnowledgeGraph, texts: list[str]
) -> None:
    many = sample_graph.search_many(texts, limit=3)
    assert many == [sample_graph.search(text, limit=3) for text in texts]


def test_what_means_the_same_is_found_in_other_words(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    assert "law" in [hit.label for hit in sample_graph.search("attorney", limit=5)]


def test_no_texts_no_rankings(sample_graph: skillkg.KnowledgeGraph) -> None:
    assert sample_graph.search_many([]) == []
    assert sample_graph.search("SQL", limit=0) == []


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_the_limit_is_kept_and_reached(sample_graph: skillkg.KnowledgeGraph, limit: int) -> None:
    assert len(sample_graph.search("software", limit=limit)) == limit


def test_ties_go_to_the_better_role_then_to_the_smaller_iri(
    own_graph: skillkg.KnowledgeGraph,
) -> None:
    hits = own_graph.search("juggling")
    assert [hit.concept.iri for hit in hits[:2]] == [OWN + "juggling", OWN + "coding"]
    full = [hit.concept.iri for hit in own_graph.search("coder") if hit.score == 1.0]
    assert full == [OWN + "cobol", OWN + "fortran", OWN + "developer"]


def test_labels_of_another_language_are_left_out(own_graph: skillkg.KnowledgeGraph) -> None:
    spec = replace(own_graph.view.spec, language="de")
    german = skillkg.KnowledgeGraph(replace(own_graph.view, spec=spec))
    assert german.concept("softwareentwickler").description == "Schreibt Programme."
    assert german.concept("15-1252.00").description == "Entwickeln Software."
    assert {hit.label for hit in german.search("programmer")} == {"Softwareentwickler"}
    with pytest.raises(ConceptError):
        own_graph.concept("Softwareentwickler")


def test_every_label_of_the_real_releases_finds_its_concept(
    full_graph: skillkg.KnowledgeGraph,
) -> None:
    preferred = [label for label in full_graph.concepts.labels if label.role == "preferred"]
    for label in preferred[::400]:
        hits = full_graph.search(label.text, kind=label.kind, limit=200)
        assert label.concept in {hit.concept.iri for hit in hits if hit.score == 1.0}, label


@pytest.mark.parametrize(
    ("code", "label"),
    [("C25", "Information and communications technology professionals"), ("2512", "Software")],
)
def test_groups_are_found_by_their_codes(
    full_graph: skillkg.KnowledgeGraph, code: str, label: str
) -> None:
    assert full_graph.concept(code).label.startswith(label)
    assert full_graph.concept("0612").iri == "http://data.europa.eu/esco/isced-f/0612"
