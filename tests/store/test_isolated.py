"""Queries that are answered in another process give what this one would give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import QueryError
from skillkg.store.named_queries import named_queries
from skillkg.store.results import Table

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = {name: query.sparql for name, query in named_queries().items()} | {
    "nothing": "SELECT * {}",
    "unbound": "SELECT ?x ?y { VALUES (?x ?y) { (UNDEF UNDEF) (1 UNDEF) } }",
    "terms": 'SELECT * { VALUES ?x { "a\\t\\n\\"b"@en-GB "01"^^xsd:integer 1.5e0 true <a:b> "" } }',
    "triples": "CONSTRUCT { ?b skos:altLabel ?a } { VALUES (?b ?a) { (esco:b 1) (esco:a 2) } }",
    "blank nodes": "CONSTRUCT { [] skos:altLabel 1 } { VALUES ?x { 1 2 } }",
    "description": "DESCRIBE esco:Occupation",
    "truth": "ASK { ?s a esco:Occupation }",
    "a dataset": "ASK FROM <http://e.org/none> { ?s ?p ?o }",
}


@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_is_the_same(sample_graph: skillkg.KnowledgeGraph, name: str) -> None:
    store, graphs = sample_graph.store, sample_graph.graphs
    with store.solutions(QUERIES[name], graphs) as results:
        here: Table | bool
        here = Table.of(results) if name not in {"truth", "a dataset"} else bool(results)
    apart = store.answer(QUERIES[name], graphs)
    if name == "blank nodes":  # they have no names that last
        assert isinstance(here, Table)
        assert isinstance(apart, Table)
        assert (len(here), here.columns) == (len(apart), apart.columns)
    else:
        assert apart == here


def test_a_store_is_found_wherever_the_process_is(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in (tmp_path, sample_store.parent):  # one process answers in both
        monkeypatch.chdir(folder)
        (tmp_path / "store").exists() or (tmp_path / "store").symlink_to(sample_store)
        assert skillkg.open("store").query("ASK { ?s a esco:Occupation }") is True


def test_a_named_query_is_answered_apart_where_a_time_is_given(
    sample_graph: skillkg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sample_graph.query("releases", timeout=30) == sample_graph.query("releases")
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    slow = replace(named_queries()["releases"], sparql=endless)
    monkeypatch.setattr("skillkg.knowledge_graph.named_query", lambda _: slow)
    with pytest.raises(QueryError, match="more than 1 second"):
        sample_graph.query("releases", timeout=1)
