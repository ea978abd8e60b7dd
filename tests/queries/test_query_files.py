"""Every query file: complete header, portable SPARQL, parameters that cannot become syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from skillkg import resources
from skillkg.errors import ConceptError, QueryError
from skillkg.store.named_queries import named_queries, named_query
from skillkg.store.results import Table
from skillkg.store.sparql import parameters

if TYPE_CHECKING:
    import skillkg

NAMES = sorted(file.stem for file in resources.folder("queries").glob("*.rq"))
HOSTILE = [
    "https://example.org/a> } DROP ALL #",
    '" } SELECT * { ?s ?p ?o',
    "x'; \\\" } UNION { ?s ?p ?o",
    "{ } ?language \n VALUES",
]


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_the_query_does(name: str) -> None:
    query = named_query(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert query.title
    assert query.description.endswith(".")
    assert list(query.parameters) == re.findall(r"^# param (\w+)", query.sparql, re.MULTILINE)
    assert set(query.parameters) == set(parameters(query.sparql))


@pytest.mark.parametrize("name", NAMES)
def test_query_is_portable_sparql_with_its_columns(name: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    query = named_query(name)
    bare = re.sub(r"#.*|<[^>]*>|\"[^\"]*\"", "", query.sparql)
    used = set(re.findall(r"(?<![\w-])([\w-]+):\w", bare))
    assert used == set(re.findall(r"^PREFIX ([\w-]+):", query.sparql, re.MULTILINE))
    prepared = prepareQuery(query.sparql)
    assert tuple(str(v) for v in prepared.algebra["PV"]) == query.columns


@pytest.mark.parametrize("name", NAMES)
def test_query_answers_on_the_sample(name: str, sample_graph: skillkg.KnowledgeGraph) -> None:
    answer = sample_graph.query(named_query(name).sparql)
    assert isinstance(answer, Table)
    assert answer.columns == named_query(name).columns


def test_the_text_of_a_query_has_its_parameters(sample_graph: skillkg.KnowledgeGraph) -> None:
    text = sample_graph.sparql("occupation-skills", occupation="web developer", language="de")
    assert f"VALUES ?occupation {{ <{sample_graph.concept('web developer').iri}> }}" in text
    assert 'VALUES ?language { "de" }' in text
    asked = sample_graph.query("occupation-skills", occupation="web developer", language="de")
    assert sample_graph.query(text) == asked


CASES = [
    (query.name, parameter.name, parameter.type)
    for query in named_queries().values()
    for parameter in query.parameters.values()
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("name", "parameter", "kind"), CASES)
def test_hostile_parameter_is_refused_or_inert(
    name: str, parameter: str, kind: str, value: str, sample_graph: skillkg.KnowledgeGraph
) -> None:
    query = named_query(name)
    values = {**query.examples, parameter: value}
    if kind == "text":
        answer = sample_graph.query(query.bound(values, lambda given, _: given))
        assert isinstance(answer, Table)
        assert answer.columns == named_query(name).columns
    else:
        with pytest.raises((QueryError, ConceptError)):
            sample_graph.query(name, **values)
