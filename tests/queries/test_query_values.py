"""What is said of values that named queries cannot be asked with, and of views they are not of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import ConceptError, QueryError
from skillkg.store.named_queries import named_queries
from skillkg.store.results import Table

if TYPE_CHECKING:
    from pathlib import Path

DEVELOPER, SQL = "database developer", "SQL"


def column(kg: skillkg.KnowledgeGraph, column: str, name: str, **values: object) -> list[object]:
    answer = kg.query(name, **values)
    assert isinstance(answer, Table)
    return answer.column(column)


def test_nothing_is_asked_about_a_concept_that_nobody_named(
    sample_graph: skillkg.KnowledgeGraph,
) -> None:
    with pytest.raises(QueryError, match=r"(?s)occupation-skills needs a value for:.*occupation"):
        sample_graph.query("occupation-skills", language="en")


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("occupation-skills", {"occupation": "SQL"}, "no occupation is called 'SQL'"),
        ("skill-occupations", {"skill": DEVELOPER}, "no skill is called 'database developer'"),
        ("occupation-skills", {"occupation": "15-1242.00"}, "to be an occupation of ESCO"),
        ("occupation-skills", {"occupation": "https://example.org/x"}, "nothing in view is called"),
        ("group-skills", {"group": DEVELOPER}, "no occupation group is called"),
        ("unused-skills", {"collection": "https://example.org/x"}, "no concept scheme"),
        ("unused-skills", {"collection": "digital"}, "no concept scheme"),
    ],
)
def test_values_of_another_kind_are_refused(
    sample_graph: skillkg.KnowledgeGraph, name: str, values: dict[str, str], said: str
) -> None:
    with pytest.raises((QueryError, ConceptError), match=said):
        sample_graph.query(name, **values)


def test_an_iri_of_another_kind_is_refused(sample_graph: skillkg.KnowledgeGraph) -> None:
    skill = sample_graph.concept(SQL, kind="skill").iri
    with pytest.raises(QueryError, match=r"is to be an occupation of ESCO; .* is: .*esco:Skill"):
        sample_graph.query("occupation-skills", occupation=skill)


def test_releases_are_compared_by_name(full_graph: skillkg.KnowledgeGraph) -> None:
    names = {"old": "esco/1.1.0", "new": "esco/1.1.1"}
    iris = {key: f"https://w3id.org/skillkg/graph/{name}" for key, name in names.items()}
    asked = (full_graph.query("release-changes", **values) for values in (names, iris))
    by_name, by_iri = ({*answer.terms} for answer in asked if isinstance(answer, Table))
    assert by_name == by_iri
    assert by_name


def test_a_release_that_is_not_there_is_not_compared(full_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"no release esco/1\.0\.0 in view; there are .*esco/1"):
        full_graph.query("release-changes", old="esco/1.0.0", new="esco/1.1.1")


def test_a_release_that_is_incomplete_is_not_compared(full_graph: skillkg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"onet/30\.0 is incomplete"):
        full_graph.query("release-changes", old="onet/29.3", new="onet/30.0")


def test_a_release_out_of_view_is_not_compared(full_store: Path) -> None:
    kg = skillkg.open(full_store, releases=["esco/1.1.1"])
    with pytest.raises(QueryError, match=r"no release esco/1\.1\.0 in view"):
        kg.query("release-changes", old="esco/1.1.0", new="esco/1.1.1")


ONE = [query.name for query in named_queries().values() if query.is_of_one_release]


@pytest.fixture(scope="session")
def two_releases(full_store: Path) -> skillkg.KnowledgeGraph:
    """Both releases of ESCO in one view."""
    return skillkg.open(full_store, releases=["esco/1.1.0", "esco/1.1.1"])


@pytest.mark.parametrize("name", ONE)
def test_a_question_about_one_release_is_not_answered_over_two(
    two_releases: skillkg.KnowledgeGraph, name: str
) -> None:
    with pytest.raises(QueryError, match=r"esco/1\.1\.0 and esco/1\.1\.1 are both in view"):
        two_releases.query(name, **named_queries()[name].examples)


def test_a_part_that_supplements_a_release_is_no_second_one(
    full_graph: skillkg.KnowledgeGraph,
) -> None:
    assert {"onet/29.3", "onet/30.0"} <= {f"{s.source}/{s.version}" for s in full_graph.snapshots}
    assert column(full_graph, "label", "technologies-in-demand", occupation="data scientist")


def test_a_pattern_over_two_releases_counts_what_both_state_once(
    two_releases: skillkg.KnowledgeGraph, full_graph: skillkg.KnowledgeGraph
) -> None:
    asked = "SELECT (COUNT(*) AS ?n) { ?s a esco:Skill }"
    by_graph = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a esco:Skill } }"
    assert column(two_releases, "n", asked) == column(full_graph, "n", by_graph)


def test_abilities_are_counted_once(full_graph: skillkg.KnowledgeGraph) -> None:
    assert column(full_graph, "n", "SELECT (COUNT(*) AS ?n) { ?s a onet:Ability }") == [52]
