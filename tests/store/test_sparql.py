"""What is read from a query's text, and how values get into it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.errors import QueryError
from skillkg.store.sparql import bind, dataset, parameters

QUERY = """
# VALUES ?comment { 1 }
SELECT ?a ?b {
  VALUES ?a { "}" '{' <https://example.org/#VALUES> }  # } VALUES ?b { 2 }
  BIND("VALUES ?string { 3 }" AS ?b)
  BIND('''# not a comment " VALUES ?long { 4 } ''' AS ?c)
  VALUES (?d ?e) { (5 6) }
  VALUES$f{7}
  FILTER(1 < 2 && 4 > 3)
}
"""
terms = (
    st.text().filter(lambda text: text.isprintable() or "\n" in text).map(ox.Literal)
    | st.integers(-(2**40), 2**40).map(ox.Literal)
    | st.sampled_from(["", "}", "a#b", "a/VALUES?x"]).map(
        lambda end: ox.NamedNode(f"https://example.org/{end.replace('}', '%7D')}")
    )
    | st.text(alphabet="\"'\\{}#\n\t<> ?").map(lambda text: ox.Literal(text, language="en"))
)


def ask(sparql: str) -> list[tuple[object, ...]]:
    answer = ox.Store().query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(row) for row in answer]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * FROM <https://example.org/g> { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://example.org/g> { ?s ?p ?o }",
        "select *from<https://example.org/g>{ ?s ?p ?o }",
        "PREFIX : <https://example.org/> SELECT * FROM :g { ?s ?p ?o }",
        "# FROM\nASK # <x>\nFROM <https://example.org/g> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM <https://example.org/g> WHERE { ?s ?p ?o }",
        "DESCRIBE <https://example.org/a> FROM <https://example.org/g>",
    ],
)
def test_sees_a_dataset_clause(sparql: str) -> None:
    ox.Store().query(sparql)
    assert dataset(sparql) is not None


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p ' FROM <x> ' }",
        'SELECT * { ?s ?p """ " FROM <x> """ }',
        'SELECT * { ?s ?p "\\" FROM " }',
        "SELECT * { ?s ?p ?o } # FROM <x>",
        "SELECT * { <https://example.org/FROM> ?p ?o }",
        "SELECT ?from $FROM { ?from ?p $FROM }",
        "SELECT * { ?s ?p 'x'@from }",
        "PREFIX from: <https://example.org/> SELECT * { from:a ?p from:from }",
        "PREFIX a: <https://example.org/> SELECT * { a:from ?p a:x-from, a:x.from, a:from-x }",
        "SELECT * { ?s ?p ?o FILTER(?o<3 && ?s>4) } # FROM",
    ],
)
def test_is_not_deceived_by_words_that_are_no_clause(sparql: str) -> None:
    ox.Store().query(sparql)
    assert dataset(sparql) is None


def test_parameters_are_values_blocks_of_one_variable() -> None:
    ask(QUERY)
    assert parameters(QUERY) == ["a", "f"]
    assert parameters("SELECT * { ?s ?p ?o }") == []


def test_binding_leaves_everything_else_as_it_is() -> None:
    bound = bind(QUERY, {"a": [ox.Literal("x")]})
    begin, end = QUERY.index("VALUES ?a"), QUERY.index("  # } VALUES")
    assert bound == QUERY[:begin] + 'VALUES ?a { "x" }' + QUERY[end:]
    assert bind(QUERY, {}) == QUERY


@given(value=terms, others=st.lists(terms, max_size=2))
def test_any_term_comes_out_as_it_went_in(value: ox.Literal, others: list[ox.Literal]) -> None:
    sparql = "SELECT ?x { VALUES ?x { 1 } } # VALUES ?x { 2 }"
    assert ask(bind(sparql, {"x": [value, *others]})) == [(term,) for term in (value, *others)]


def test_no_terms_no_solutions() -> None:
    assert ask(bind("SELECT ?x { VALUES ?x { 1 } }", {"x": []})) == []


def test_a_variable_that_is_no_parameter_is_refused() -> None:
    with pytest.raises(QueryError, match=r"no parameter 'e'; its parameters: a, f"):
        bind(QUERY, {"e": [ox.Literal(1)]})
    with pytest.raises(QueryError, match="its parameters: none"):
        bind("ASK {}", {"x": [ox.Literal(1)]})
