"""What SERVICE sends is seen as the parser sees it, and nothing else is taken for it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.errors import QueryError
from skillkg.store.services import check_for_others, check_query

ALLOWED = {"e.org", "f.org:8080"}


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }", "SELECT"),
        ("ASK { SERVICE SILENT <https://E.org:7/x?y#z> { ?s ?p ?o } }", "ASK"),
        ("SELECT * { service silent<http://f.org:8080/>{ ?s ?p ?o } }", "SELECT"),
        ("SELECT * { SERVICE <http://e.org/> { ?s ?p 'SERVICE <http://g.org/> {}' } }", "SELECT"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <http://g.org/service>", "CONSTRUCT"),
    ],
)
def test_a_host_that_is_named_may_be_asked(sparql: str, form: str) -> None:
    assert check_query(sparql, ALLOWED) == form


@pytest.mark.parametrize(
    "address",
    [
        "<http://g.org/>",
        "<http://f.org/>",
        "<http://e.org@g.org/>",
        "<http://e.org.g.org/>",
        "<http://g.org/?e.org>",
        "<ftp://e.org/>",
        "<//e.org/>",
        "<http:e.org>",
        "?e",
        "<http://e\\u002eorg/>",
        "# <http://e.org/> {}\n<http://g.org/>",
    ],
)
@pytest.mark.parametrize("before", ["", "SERVICE <http://e.org/> {} ", "BIND('SERVICE' AS ?s) "])
def test_no_other_host_is_asked(before: str, address: str) -> None:
    sparql = f"BASE <http://g.org/> SELECT * {{ {before}SERVICE {address} {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="not allowed"):
        check_query(sparql, ALLOWED)


def test_what_is_wrong_with_the_query_itself_is_said_as_such() -> None:
    with pytest.raises(QueryError, match=r"not SPARQL 1\.1"):
        check_query("SELECT * { SERVICE <http://g.org/> { ?s ?p } }", ALLOWED)


@given(st.text().filter(str.isprintable))
def test_no_text_is_taken_for_a_clause(text: str) -> None:
    literal = ox.Literal(f"SERVICE <http://g.org/> {{ {text} }} SERVICE")
    assert check_query(f"SELECT * {{ ?s ?p {literal} }}", set()) == "SELECT"


def test_what_another_engine_reads_in_escapes_is_checked() -> None:
    assert check_query(r"ASK { ?s ?p '\u0041' }", set()) == "ASK"
    assert check_for_others(r"ASK { ?s ?p '\u0041' }", set()) == "ASK"
    for hidden in (r"'\u0027} SERVICE <http://g.org/> { ?a ?b ?c } #'", r"'\uD800'"):
        with pytest.raises(QueryError):
            check_for_others(f"SELECT * {{ ?s ?p {hidden} }}", set())
