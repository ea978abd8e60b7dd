"""What every store must do: the same cases over the embedded store and a real SPARQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sparql_server import free_port, serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import QueryError, StoreError
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.results import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ESCO = f"{voc.GRAPHS}esco/1.1.1-sample"


@pytest.fixture(scope="module")
def endpoint(sample_store: Path) -> Iterator[str]:
    """The sample served by Oxigraph's own server."""
    with serving(sample_store) as address:
        yield address


@pytest.fixture(params=["disk", "memory", "endpoint"])
def kg(
    request: pytest.FixtureRequest, sample_graph: skillkg.KnowledgeGraph
) -> skillkg.KnowledgeGraph:
    if request.param == "disk":
        return sample_graph
    if request.param == "endpoint":
        return skillkg.open(request.getfixturevalue("endpoint"))
    return request.getfixturevalue("sample_memory")


def test_tells_the_releases_it_holds(kg: skillkg.KnowledgeGraph) -> None:
    esco, onet = kg.snapshots
    assert (esco.graph, esco.source, esco.version) == (ESCO, "esco", "1.1.1-sample")
    assert onet.source == "onet"
    counted = kg.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ESCO}> {{ ?s ?p ?o }} }}")
    assert isinstance(counted, Table)
    assert counted.column("n") == [esco.statements]


def test_the_default_graph_is_the_union_of_the_view(kg: skillkg.KnowledgeGraph) -> None:
    both = "ASK { ?a a esco:Occupation . ?b a onet:Occupation }"
    assert kg.query(both) is True
    only = f"ASK FROM <{ESCO}> {{ ?a a esco:Occupation . ?b a onet:Occupation }}"
    assert kg.query(only) is False


def test_gives_python_values_and_terms(kg: skillkg.KnowledgeGraph) -> None:
    found = kg.query('SELECT (1 + 1 AS ?n) (0.5 AS ?d) (true AS ?b) ("x"@en AS ?t) (?u AS ?v) {}')
    assert isinstance(found, Table)
    assert found.rows() == [{"n": 2, "d": 0.5, "b": True, "t": "x", "v": None}]
    assert found.terms[0][3].language == "en"


def test_constructs_triples(kg: skillkg.KnowledgeGraph) -> None:
    found = kg.query("CONSTRUCT { ?s skos:altLabel 'x' } { ?s a esco:Occupation } LIMIT 3")
    assert isinstance(found, Table)
    assert found.columns == ("subject", "predicate", "object")
    assert len(found) == 3


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s ?p ",
        "DROP ALL",
        "INSERT DATA { <https://example.org/a> a <https://example.org/b> }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_refuses_what_is_not_a_query_it_can_answer(kg: skillkg.KnowledgeGraph, sparql: str) -> None:
    before = kg.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    with pytest.raises(QueryError):
        kg.query(sparql)
    assert kg.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


def test_the_graph_api_is_the_same_over_every_store(
    kg: skillkg.KnowledgeGraph, sample_graph: skillkg.KnowledgeGraph
) -> None:
    assert kg.concept("SQL") == sample_graph.concept("SQL")
    ends = ("software developer", "SQL")
    assert kg.paths(*ends) == sample_graph.paths(*ends)
    hits, expected = (g.search("web programing", limit=5) for g in (kg, sample_graph))
    assert [(hit.concept, hit.score) for hit in hits] == [
        (hit.concept, hit.score) for hit in expected
    ]


def test_rdflib_reads_the_same_quads(kg: skillkg.KnowledgeGraph) -> None:
    asked = (
        "SELECT (COUNT(DISTINCT ?s) AS ?n) "
        "{ GRAPH ?g { ?s a <http://data.europa.eu/esco/model#Occupation> } }"
    )
    ours = kg.query(asked)
    assert isinstance(ours, Table)
    assert [int(row.n) for row in kg.rdf.query(asked)] == ours.column("n")


def test_an_endpoint_that_does_not_answer_is_said() -> None:
    with pytest.raises(StoreError, match="does not answer"):
        _ = skillkg.open(f"http://127.0.0.1:{free_port()}/query").snapshots


def test_the_store_is_read_only(sample_graph: skillkg.KnowledgeGraph) -> None:
    assert isinstance(sample_graph.store, EmbeddedStore)
    with pytest.raises(RuntimeError, match="read-write"):
        sample_graph.store.quads.update("DROP ALL")
