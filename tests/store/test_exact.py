"""Answers in the W3C's formats: what other libraries read is what the graph says."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import Result

from skillkg.errors import QueryError
from skillkg.store.exact import RDF, RESULTS, serialize
from skillkg.store.results import Table
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    import skillkg

XSD = "http://www.w3.org/2001/XMLSchema#"
TRIPLES = ("subject", "predicate", "object")
THING, SAYS = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/says")
TERMS = [
    ox.Literal("naïve", language="fr"),
    ox.Literal(5),
    ox.Literal("2009-06", datatype=ox.NamedNode(f"{XSD}gYearMonth")),
    ox.Literal('tab\t, line\n, quote", return\r, <tag> & \\ end'),
    ox.Literal(""),
    THING,
]


def of_rdflib(term: ox.NamedNode | ox.Literal | None) -> rdflib.term.Node | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == f"{XSD}string"
    return rdflib.Literal(term.value, datatype=None if plain else term.datatype.value)


@pytest.mark.parametrize(("format_", "name"), [("srj", "json"), ("srx", "xml")])
def test_rdflib_reads_the_very_solutions(format_: str, name: str) -> None:
    rows = [(term, None) for term in TERMS] + [(None, THING)]
    body = serialize(Table(("said", "by"), tuple(rows)), format_)
    read = Result.parse(io.BytesIO(body), format=name)
    assert [str(each) for each in read.vars or ()] == ["said", "by"]
    found = [(row["said"], row["by"]) for row in read]
    assert [tuple(map(_text, row)) for row in found] == [
        tuple(_text(of_rdflib(term)) for term in row) for row in rows
    ]


def _text(term: rdflib.term.Node | None) -> str:
    return "" if term is None else term.n3()


@pytest.mark.parametrize("format_", [*RESULTS, *RDF])
def test_a_number_is_written_as_it_is_spelt(format_: str) -> None:
    spelt = ox.Literal("05", datatype=ox.NamedNode(f"{XSD}integer"))
    body = serialize(Table(TRIPLES, ((THING, SAYS, spelt),)), format_)
    if format_ in RDF:
        assert [quad.object for quad in ox.parse(body, RDF[format_])] == [spelt]
    else:
        read = ox.parse_query_results(body, RESULTS[format_])
        assert isinstance(read, ox.QuerySolutions)
        assert [row["object"] for row in read] == [spelt]


def test_tsv_has_a_term_in_each_cell_and_a_line_for_each_row() -> None:
    rows = ((TERMS[0], None), (ox.Literal("a\tb\n"), THING), (None, None))
    lines = serialize(Table(("said", "by"), rows), "tsv").decode().split("\n")
    assert lines == [
        "?said\t?by",
        '"naïve"@fr\t',
        '"a\\tb\\n"\t<https://example.org/a>',
        "\t",
        "",
    ]


@pytest.mark.parametrize("format_", RESULTS)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_rows_are_as_many_as_they_are(format_: str, rows: int) -> None:
    body = serialize(Table(("x",), ((None,),) * rows), format_)
    read = ox.parse_query_results(body, RESULTS[format_])
    assert isinstance(read, ox.QuerySolutions)
    assert len(list(read)) == rows


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("format_", ["srj", "srx"])
def test_the_truth_is_a_result_too(format_: str, truth: bool) -> None:
    read = ox.parse_query_results(serialize(truth, format_), RESULTS[format_])
    assert isinstance(read, ox.QueryBoolean)
    assert bool(read) is truth


@pytest.mark.parametrize(
    ("format_", "name"),
    [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")],
)
def test_rdflib_reads_the_very_triples(
    format_: str, name: str, sample_graph: skillkg.KnowledgeGraph
) -> None:
    described = sample_graph.query('DESCRIBE ?s { ?s skos:prefLabel "SQL"@en }')
    assert isinstance(described, Table)
    table = Table(TRIPLES, described.terms + tuple((THING, SAYS, term) for term in TERMS))
    read = rdflib.Graph().parse(serialize(table, format_), format=name)
    expected = rdflib.Graph()
    for row in table.terms:
        expected.add(tuple(map(of_rdflib, row)))  # type: ignore[arg-type]
    assert {tuple(map(_text, each)) for each in read} == {
        tuple(map(_text, each)) for each in expected
    }


def test_turtle_has_the_prefixes_that_it_needs_and_each_triple_once() -> None:
    label, note = (ox.NamedNode(f"{PREFIXES['skos']}{name}") for name in ("prefLabel", "note"))
    once = (THING, label, ox.Literal("b", language="en"))
    typed = (THING, note, ox.Literal("2009", datatype=ox.NamedNode(f"{XSD}gYear")))
    skos, xsd = f"@prefix skos: <{PREFIXES['skos']}> .\n", f"@prefix xsd: <{XSD}> .\n"
    assert serialize(Table(TRIPLES, (once, once)), "ttl").decode() == (
        f'{skos}<https://example.org/a> skos:prefLabel "b"@en .\n'
    )
    lines = serialize(Table(TRIPLES, (once, typed)), "ttl").decode().splitlines(keepends=True)
    assert {skos, xsd} < set(lines)
    assert '\tskos:prefLabel "b"@en .\n' in lines


def test_no_triples_are_a_graph_all_the_same() -> None:
    nothing = Table(TRIPLES, ())
    assert json.loads(serialize(nothing, "jsonld")) == []
    for format_ in RDF:
        assert not list(ox.parse(serialize(nothing, format_), RDF[format_]))


def test_the_order_of_triples_does_not_change_the_text() -> None:
    rows = tuple((THING, SAYS, term) for term in TERMS)
    for format_ in RDF:
        assert serialize(Table(TRIPLES, rows), format_) == serialize(
            Table(TRIPLES, rows[::-1]), format_
        )


@pytest.mark.parametrize("format_", ["srx", "rdfxml"])
def test_what_no_xml_can_hold_is_refused(format_: str) -> None:
    escape = Table(TRIPLES, ((THING, SAYS, ox.Literal("\x1b[2J")),))
    with pytest.raises(QueryError, match="no XML can hold"):
        serialize(escape, format_)


def test_a_property_without_a_name_in_xml_is_refused() -> None:
    numbered = ox.NamedNode("https://example.org/2024")
    with pytest.raises(QueryError, match="choose another format"):
        serialize(Table(TRIPLES, ((THING, numbered, THING),)), "rdfxml")
