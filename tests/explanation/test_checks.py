from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from skillkg.explanation import ledger
from skillkg.explanation import sparql_checks as checks

if TYPE_CHECKING:
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
