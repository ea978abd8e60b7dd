"""SPARQL is asked of exactly what is in view: the default graph, GRAPH, and rdflib's view of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from sparql_server import serving

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import QueryError
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.results import Table
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.store.build import Built

A, B = (
    """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <https://example.org/> .
:a a esco:Skill ; skos:prefLabel "brew tea"@en ; skos:broader :top .
:b a esco:Skill ; skos:prefLabel "brew coffee"@en ; skos:broader :a .
""",
    """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <https://example.org/> .
:a a esco:Skill ; skos:prefLabel "brew tea"@en ; skos:broader :top .
:b a esco:Skill ; skos:prefLabel "brew coffee"@en ; skos:broader :top , :c .
:c a esco:Skill ; skos:prefLabel "brew"@en ; skos:altLabel "brew tea"@en .
:o a esco:Occupation ; esco:relatedEssentialSkill :a , :b ; skos:prefLabel "barista"@en .
""",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three overlays, of which two state much of the same."""
    folder = tmp_path_factory.mktemp("overlapping")
    for name, text in (("a", A), ("b", B), ("c", A.replace("example.org", "example.com"))):
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
    skillkg.build(folder / "store", overlay=sorted(folder.glob("*.ttl")))
    return folder / "store"


def merge_in_rdflib(kg: skillkg.KnowledgeGraph) -> rdflib.Graph:
    """The merge of the graphs in view, made by rdflib from their statements."""
    assert isinstance(kg.store, EmbeddedStore)
    merged = rdflib.Graph()
    for graph in kg.graphs:
        quads = kg.store.quads.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        lines = "".join(f"{quad.triple} .\n" for quad in quads)
        merged.parse(data=lines, format="nt")
    return merged


@pytest.fixture(scope="module")
def both(store: Path) -> dict[str, tuple[skillkg.KnowledgeGraph, rdflib.Graph]]:
    """Views, each with what rdflib has of it."""
    views = {
        "everything": skillkg.open(store),
        "two overlapping releases": skillkg.open(store, releases=["overlay/a", "overlay/b"]),
        "one release": skillkg.open(store, releases=["overlay/b"]),
        "two apart": skillkg.open(store, releases=["overlay/b", "overlay/c"]),
    }
    return {name: (kg, merge_in_rdflib(kg)) for name, kg in views.items()}


variables = st.sampled_from(["?x", "?y", "?z"])
subjects = variables | st.sampled_from([f"<https://example.org/{name}>" for name in "abco"])
predicates = st.sampled_from(
    ["a", "skos:prefLabel", "skos:broader", "esco:relatedEssentialSkill", "?p"]
) | st.sampled_from(
    ["skos:broader+", "skos:broader*", "^skos:broader", "skos:broader/skos:broader"]
)
objects = variables | st.sampled_from(
    ["esco:Skill", "esco:Occupation", '"brew tea"@en', "<https://example.org/top>"]
)
triple_patterns = st.tuples(subjects, predicates, objects).map(" ".join)
basic = st.lists(triple_patterns, min_size=1, max_size=3).map(" . ".join)
patterns = st.one_of(
    basic,
    st.tuples(basic, basic).map("{0[0]} OPTIONAL {{ {0[1]} }}".format),
    st.tuples(basic, basic).map("{{ {0[0]} }} UNION {{ {0[1]} }}".format),
    st.tuples(basic, basic).map("{0[0]} MINUS {{ {0[1]} }}".format),
    st.tuples(basic, basic).map("{0[0]} FILTER NOT EXISTS {{ {0[1]} }}".format),
)


@pytest.mark.parametrize(
    "name", ["everything", "two overlapping releases", "one release", "two apart"]
)
@settings(max_examples=60)
@given(pattern=patterns)
def test_patterns_have_as_many_solutions_as_over_the_merge(
    both: dict[str, tuple[skillkg.KnowledgeGraph, rdflib.Graph]], name: str, pattern: str
) -> None:
    kg, merged = both[name]
    asked = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    dataset, graphs = kg.view.datasets.asked(asked)
    ((found,),) = dataset.select(asked, graphs)
    ((expected,),) = merged.query(asked, initNs=PREFIXES)
    assert found == int(expected)


def names(kg: skillkg.KnowledgeGraph, sparql: str) -> Sequence[str]:
    found = kg.query(sparql)
    assert isinstance(found, Table)
    return sorted(graph.removeprefix(voc.GRAPHS) for graph in found.column("g"))


EVERY = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def test_graph_reaches_what_is_in_view(store: Path) -> None:
    own = ["overlay/a", "overlay/b", "overlay/c"]
    assert names(skillkg.open(store), EVERY) == ["catalog", "ontology", *own]
    one = skillkg.open(store, releases=["overlay/a"])
    assert names(one, EVERY) == ["catalog", "ontology", "overlay/a"]


def test_several_from_clauses_make_one_merge(store: Path) -> None:
    asked = (
        f"SELECT (COUNT(*) AS ?n) FROM <{voc.GRAPHS}overlay/a> FROM <{voc.GRAPHS}overlay/b> "
        "{ ?s a esco:Skill }"
    )
    found = skillkg.open(store).query(asked)
    assert isinstance(found, Table)
    assert found.column("n") == [3]


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_graph_that_is_not_in_view_is_named(store: Path, clause: str) -> None:
    asked = f"SELECT * {clause} <{voc.GRAPHS}overlay/b> {{ ?s ?p ?o }} LIMIT 1"
    assert isinstance(skillkg.open(store).query(asked), Table)
    with pytest.raises(QueryError, match=r"not in view: <.*overlay/b>"):
        skillkg.open(store, releases=["overlay/a"]).query(asked)


def test_kinds_of_edges_cannot_be_left_out(sample_store: Path) -> None:
    kg = skillkg.open(sample_store, without=["essential"])
    for asked in ("ASK { ?s ?p ?o }", "releases"):
        with pytest.raises(QueryError, match="essential is a kind of edges"):
            kg.query(asked)
    with pytest.raises(QueryError, match="essential is a kind of edges"):
        _ = kg.rdf


def named_only(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Statements without blank nodes, which have other names in each graph."""
    return {tuple(map(str, each)) for each in graph if rdflib.BNode not in map(type, each)}


def test_rdflib_sees_the_same(store: Path) -> None:
    for releases in (None, ["overlay/a", "overlay/b"], ["overlay/b"]):
        kg = skillkg.open(store, releases=releases)
        merged = merge_in_rdflib(kg)
        assert named_only(kg.rdf.default_graph) == named_only(merged)
        graphs = {str(graph.identifier) for graph in kg.rdf.graphs()}
        assert graphs == {*kg.graphs, str(DATASET_DEFAULT_GRAPH_ID)}
        assert {str(quad[3]) for quad in kg.rdf.quads()} == graphs
        asked = "SELECT (COUNT(*) AS ?n) { ?s a esco:Skill }"
        (mine,), (other,) = (
            kg.rdf.query(asked, initNs=PREFIXES),
            merged.query(asked, initNs=PREFIXES),
        )
        assert mine == other


def test_rdflib_answers_over_the_graph_that_a_query_names(store: Path) -> None:
    kg = skillkg.open(store)
    asked = "SELECT (COUNT(*) AS ?n) FROM <{}overlay/{}> {{ ?s a esco:Skill }}"
    counts = [
        int(row.n)
        for name in "ab"
        for row in kg.rdf.query(asked.format(voc.GRAPHS, name), initNs=PREFIXES)
    ]
    assert counts == [2, 3]


def test_rdflib_changes_nothing(store: Path) -> None:
    graph = skillkg.open(store).rdf
    statement = rdflib.URIRef("https://example.org/a"), rdflib.RDF.type, rdflib.SKOS.Concept
    for change in (
        lambda: graph.add(statement),
        lambda: graph.remove(statement),
        lambda: graph.graph(rdflib.URIRef(f"{voc.GRAPHS}overlay/a")).add(statement),
        lambda: graph.update("CLEAR ALL"),
    ):
        with pytest.raises(QueryError, match="open for reading"):
            change()


def test_rdflib_sees_an_endpoint(store: Path) -> None:
    with serving(store) as address:
        kg = skillkg.open(address, releases=["overlay/b"])
        asked = "SELECT (COUNT(*) AS ?n) { ?s a esco:Skill }"
        assert [int(row.n) for row in kg.rdf.query(asked, initNs=PREFIXES)] == [3]
        assert ("barista",) in {(str(o),) for o in kg.rdf.objects(predicate=rdflib.SKOS.prefLabel)}


def test_a_merge_is_made_once_and_kept(
    related_sample: tuple[Path, Built], caplog: pytest.LogCaptureFixture
) -> None:
    folder, edges = related_sample
    learned = edges.graph.removeprefix(voc.GRAPHS)
    asked = "SELECT (COUNT(*) AS ?n) { ?s a skg:Relatedness }"
    for _ in range(2):
        kg = skillkg.open(folder, without=["relatedness"])
        found = kg.query(asked)
        assert isinstance(found, Table)
        assert found.column("n") == [0]
        assert learned not in names(kg, EVERY)
    assert sum("merging" in record.message for record in caplog.records) <= 1
    assert learned in names(skillkg.open(folder), EVERY)
