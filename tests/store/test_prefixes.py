"""Prefixes of a query: what is declared, and what has to be."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from skillkg.store.named_queries import named_queries
from skillkg.store.prefixes import portable, prefix_lines, undeclared
from skillkg.vocabulary import PREFIXES


def test_the_lines_declare_every_prefix() -> None:
    every = " ".join(f"{name}:x" for name in PREFIXES)
    assert ox.Store().query(f"{prefix_lines()}ASK {{ VALUES ?x {{ {every} }} }}")


def test_only_what_is_used_and_not_declared_is_added() -> None:
    sparql = "PREFIX skos: <http://example.org/>\nASK { ?s skos:broader ?o ; a esco:Skill }"
    assert portable(sparql) == f"PREFIX esco: <{PREFIXES['esco']}>\n{sparql}"


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { ?s skos:note 'PREFIX skos: <http://example.org/>' }",
        "# PREFIX skos: <http://example.org/>\nASK { ?s skos:note ?o }",
    ],
)
def test_what_only_looks_like_a_declaration_is_none(sparql: str) -> None:
    assert "skos" in undeclared(sparql)
    ox.Store().query(portable(sparql))


@pytest.mark.parametrize("name", named_queries())
def test_named_queries_are_portable_as_they_are(name: str) -> None:
    sparql = named_queries()[name].sparql
    assert portable(sparql) == sparql
