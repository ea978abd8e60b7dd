from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from skillkg.explanation import ledger
from skillkg.explanation import sparql_checks as checks
from skillkg.explanation.arithmetic import sharing

if TYPE_CHECKING:
    import skillkg
    from skillkg.model.match import Match


def stored(match: Match) -> Store:
    store = Store()
    for graph, *terms in ledger.statements(match):
        subject, predicate, obj = map(NamedNode, terms)
        store.add(Quad(subject, predicate, obj, NamedNode(graph)))
    return store


def test_every_statement_can_be_asked_for(match: Match) -> None:
    store = stored(match)
    for each in ledger.statements(match):
        answer = store.query(checks.ask(each))
        assert isinstance(answer, QueryBoolean)
        assert answer


def test_query_finds_exactly_the_absent_statements(match: Match) -> None:
    store, numbered = stored(match), ledger.statements(match)
    query = checks.absent_query(numbered)
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    assert list(found) == []
    absent = next(iter(numbered))
    store.remove(next(store.quads_for_pattern(NamedNode(absent.subject), None, None)))
    again = store.query(query)
    assert isinstance(again, QuerySolutions)
    assert [row["subject"] for row in again] == [NamedNode(absent.subject)]


def test_query_writes_out_iris_that_no_prefix_can_cut() -> None:
    odd = ledger.StatedTriple("urn:g", "http://x.test/a(b)", "http://x.test/p.", "http://x.test/o")
    store = Store()
    found = store.query(checks.absent_query({odd: 1}))
    assert isinstance(found, QuerySolutions)
    assert [row["subject"] for row in found] == [NamedNode("http://x.test/a(b)")]


def test_query_gives_what_k_is_divided_by(related: tuple[skillkg.KnowledgeGraph, Match]) -> None:
    kg, match = related
    found = kg.store.select(checks.around_query(match, "skills"), [])
    around = {row[0]: float(row[1]) for row in found}
    different = [c for c in match.contributions if c.requirement != c.skill]
    assert different
    for c in different:
        made = sharing(match, c)
        assert made is not None
        assert made.around == pytest.approx(max(1, around[c.requirement], around[c.skill]))
    scale = match.scales["skills"]
    assert around.keys() >= {
        iri for *pair, _ in scale.ad_pairs + scale.resume_pairs for iri in pair
    }


def test_no_query_where_nothing_is_related(related: tuple[skillkg.KnowledgeGraph, Match]) -> None:
    match = related[1]
    assert checks.around_query(match, "occupations") == ""
    kernel = replace(match.parameters.kernel, max_hops=2)
    further = replace(match, parameters=replace(match.parameters, kernel=kernel))
    assert checks.around_query(further, "skills") == ""
