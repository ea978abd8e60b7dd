"""``classes`` and ``properties``: what a store uses, counted, and told by its ontology."""

from __future__ import annotations

from typing import Any

import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.store.results import Table

QUERIES = [("classes", "class", "instances"), ("properties", "property", "statements")]


def rows(kg: skillkg.KnowledgeGraph, query: str) -> list[dict[str, Any]]:
    answer = kg.query(query)
    assert isinstance(answer, Table)
    assert len(set(answer.terms)) == len(answer.terms)
    return answer.rows()


@pytest.mark.parametrize(("query", "term", "count"), QUERIES)
def test_the_most_frequent_come_first(
    query: str, term: str, count: str, sample_graph: skillkg.KnowledgeGraph
) -> None:
    found = rows(sample_graph, query)
    assert [row[count] for row in found] == sorted((row[count] for row in found), reverse=True)
    assert len({row[term] for row in found}) == len(found)


def test_instances_are_counted_with_an_example(sample_graph: skillkg.KnowledgeGraph) -> None:
    for row in rows(sample_graph, "classes"):
        counted = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{row['class']}> }}"
        answer = sample_graph.query(counted)
        assert isinstance(answer, Table)
        assert answer.column("n") == [row["instances"]]
        assert sample_graph.query(f"ASK {{ <{row['example']}> a <{row['class']}> }}") is True


def test_statements_are_counted_with_an_example(sample_graph: skillkg.KnowledgeGraph) -> None:
    answer = sample_graph.query("properties")
    assert isinstance(answer, Table)
    for property_, statements, _, _, subject, value in answer.terms:
        counted = sample_graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?s {property_} ?o }}")
        assert isinstance(counted, Table)
        assert str(statements) == str(counted.terms[0][0])
        assert sample_graph.query(f"ASK {{ {subject} {property_} {value} }}") is True


@pytest.mark.parametrize(("query", "term"), [each[:2] for each in QUERIES])
@pytest.mark.parametrize("space", [voc.ESCO, voc.ONET, voc.SKG])
def test_what_a_graph_says_in_our_terms_and_escos_is_explained(
    query: str, term: str, space: str, sample_graph: skillkg.KnowledgeGraph
) -> None:
    found = [row for row in rows(sample_graph, query) if row[term].startswith(space)]
    assert found
    assert [row[term] for row in found if not (row["label"] and row["comment"])] == []


def test_what_is_not_in_view_is_not_counted(sample_graph: skillkg.KnowledgeGraph) -> None:
    alone = skillkg.open(sample_graph.store.location, releases=["onet/29.2-sample"])
    assert not any(row["class"].startswith(voc.ESCO) for row in rows(alone, "classes"))
