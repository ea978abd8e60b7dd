"""Named queries: their headers, their parameters, and what is said of wrong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from skillkg.errors import QueryError
from skillkg.store.named_queries import Parameter, named_queries, named_query, parse
from skillkg.store.sparql import parameters

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.named_queries import NamedQuery

TEXT = """# title: A title: with a colon
# description: What it answers.
# param who (concept): somebody
# param least (number, default): how many
# param link (iri, default): an address
# param word (text, default): a word
# columns: one, two

SELECT ?one ?two {
  VALUES ?who { <https://example.org/a> }
  VALUES ?least { 1 }
  VALUES ?link { <https://example.org/b> }
  VALUES ?word { "x" }
  BIND(?who AS ?one) BIND(?word AS ?two)
}
"""


@pytest.fixture
def query(tmp_path: Path) -> NamedQuery:
    file = tmp_path / "some-question.rq"
    file.write_text(TEXT, encoding="utf-8")
    return parse(file)


def test_the_header_is_read(query: NamedQuery) -> None:
    assert (query.name, query.title) == ("some-question", "A title: with a colon")
    assert query.description == "What it answers."
    assert query.columns == ("one", "two")
    assert {name: p.type for name, p in query.parameters.items()} == {
        "who": "concept",
        "least": "number",
        "link": "iri",
        "word": "text",
    }


def test_values_are_bound_as_terms_of_their_type(query: NamedQuery) -> None:
    values = {"who": "Ada", "least": "2.5", "link": "https://example.org/c", "word": '"} {'}
    bound = query.bound(values, lambda name, _: f"https://example.org/{name}")
    assert "VALUES ?who { <https://example.org/Ada> }" in bound
    assert f"VALUES ?least {{ {ox.Literal(2.5)} }}" in bound
    assert "VALUES ?link { <https://example.org/c> }" in bound
    assert 'VALUES ?word { "\\"} {" }' in bound


WHO = {"who": "https://example.org/a"}


def same(value: Any, _parameter: Parameter) -> str:
    return str(value)


def test_what_is_left_out_has_its_default(query: NamedQuery) -> None:
    assert query.bound(WHO, same) == TEXT
    assert query.defaults({**WHO, "least": 2}) == {"link": "https://example.org/b", "word": "x"}


def test_what_has_no_default_must_be_given(query: NamedQuery) -> None:
    with pytest.raises(QueryError, match=r"who: somebody; e\.g\. https://example\.org/a"):
        query.bound({"least": 2}, same)


def test_examples_are_those_of_the_file(query: NamedQuery) -> None:
    told = {**WHO, "least": "1", "link": "https://example.org/b", "word": "x"}
    assert query.examples == told


def test_a_value_that_is_no_text_is_taken_as_one(query: NamedQuery) -> None:
    assert 'VALUES ?word { "7" }' in query.bound({**WHO, "word": 7}, same)
    assert f"VALUES ?least {{ {ox.Literal(3)} }}" in query.bound({**WHO, "least": 3}, same)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"whom": "x", "least": 1}, "some-question has no parameter 'whom'; its parameters: who,"),
        ({"least": "many"}, "'least' takes a number, not 'many'"),
        ({"link": "no address"}, "'link' takes an absolute IRI, not 'no address'"),
    ],
)
def test_wrong_parameters_are_said(query: NamedQuery, values: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        query.bound({**WHO, **values}, same)


def test_a_term_is_checked() -> None:
    assert Parameter("x", "text", "").term("http://a b") == ox.Literal("http://a b")
    with pytest.raises(QueryError, match="absolute IRI"):
        Parameter("x", "concept", "").term("<https://example.org/>")


def test_an_unknown_query_is_told_what_is_near() -> None:
    with pytest.raises(QueryError, match=r"'ocupation-skils'; did you mean occupation-skills"):
        named_query("ocupation-skils")
    with pytest.raises(QueryError, match="lists them all"):
        named_query("qqq")


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_headers_and_queries_agree(query: NamedQuery) -> None:
    assert set(query.parameters) <= set(parameters(query.sparql))
    assert query.title
    assert query.description
    answer = ox.Store().query(query.sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert tuple(variable.value for variable in answer.variables) == query.columns
