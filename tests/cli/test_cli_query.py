"""``skillkg query``: queries from files and standard input, formats, ``--explain``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from sparql_server import serving

from skillkg.cli import cli
from skillkg.store.exact import RDF, RESULTS
from skillkg.store.formats import FITTING, FORMATS
from skillkg.store.results import Table
from skillkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from conftest import Process

    import skillkg

ASKED = {
    "SELECT": 'SELECT ?s ?p { ?s ?p "SQL"@en } ORDER BY ?s ?p',
    "ASK": "ASK { ?s a esco:Occupation }",
    "CONSTRUCT": 'DESCRIBE ?s { ?s skos:prefLabel "SQL"@en }',
}


def refused(result: Result, *said: str) -> None:
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert not result.stdout
    for words in said:
        assert words in result.output


# Where the query comes from -----------------------------------------------------------------


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "bom"])
def test_a_file_of_sparql_with_parameters(
    run: Callable[..., Result], tmp_path: Path, start: str
) -> None:
    file = tmp_path / "größte.rq"
    text = "# naïve\nSELECT ?s { VALUES ?l { '' } ?s skos:prefLabel ?w FILTER(STR(?w) = ?l) }\n"
    file.write_text(start + text, encoding="utf-8")
    found = run("query", "--file", file, "--param", "l=SQL", "--format", "json")
    assert found.exit_code == 0, found.output
    assert len(json.loads(found.stdout)) == 1


def test_standard_input(process: Process) -> None:
    found = process("query", "--text", "-", "--format", "json", input=ASKED["ASK"])
    assert found.returncode == 0, found.stderr
    assert found.stdout == "true\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no query is in it"),
        (b" \n\t", "no query is in it"),
        (b"ASK { ?s ?p 'na\xefve' }", "not UTF-8, from byte 15 on"),
        (b"releases\n", "skillkg query releases"),
        (b"#" * ((4 << 20) + 1), "more than 4 MiB"),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(
    run: Callable[..., Result], sample_store: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(content)
    refused(run("query", "--file", file), str(file), said)
    given = CliRunner().invoke(
        cli, ["query", "--text", "-", "--store", str(sample_store)], input=content
    )
    refused(given, "standard input", said)


def test_a_file_that_is_none_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    refused(run("query", "--file", tmp_path), "a folder", "--text -")
    refused(run("query", "--file", tmp_path / "absent.rq"), "absent.rq: no such file")
    refused(run("query", "--file", "/dev/zero"), "a device")


@pytest.mark.parametrize(
    "args",
    [
        ["releases", "--text", "ASK {}"],
        ["releases", "--file", "x.rq"],
        ["--text", "ASK {}", "--file", "x.rq"],
        ["--text", "", "--file", "x.rq"],
    ],
)
def test_only_one_query_at_a_time(run: Callable[..., Result], args: list[str]) -> None:
    refused(run("query", *args), "only one of NAME, --text and --file")


# Formats ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("form", FITTING)
def test_a_format_fits_or_is_refused_and_nothing_written(
    run: Callable[..., Result], tmp_path: Path, form: str, format_: str
) -> None:
    file = tmp_path / "answer"
    result = run("query", "--text", ASKED[form], "--format", format_, "--output", file)
    if format_ in FITTING[form]:
        assert result.exit_code == 0, result.output
        assert file.stat().st_size
    else:
        refused(result, f"--format {format_}", form, ", ".join(FITTING[form]))
        assert not file.exists()


@pytest.mark.parametrize("format_", RESULTS)
def test_results_hold_every_term(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, format_: str
) -> None:
    asked = ["occupation-skills", "--param", "occupation=web developer"]
    read = ox.parse_query_results(
        run("query", *asked, "--format", format_).stdout_bytes, RESULTS[format_]
    )
    assert isinstance(read, ox.QuerySolutions)
    assert Table.of(read) == sample_graph.query("occupation-skills", occupation="web developer")


@pytest.mark.parametrize("format_", RDF)
def test_rdf_holds_every_triple(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, format_: str
) -> None:
    body = run("query", "--text", ASKED["CONSTRUCT"], "--format", format_).stdout_bytes
    expected = sample_graph.query(ASKED["CONSTRUCT"])
    assert isinstance(expected, Table)
    found = {(q.subject, q.predicate, q.object) for q in ox.parse(body, RDF[format_])}
    assert found == set(expected.terms)


def test_turtle_is_written_with_the_usual_prefixes(run: Callable[..., Result]) -> None:
    turtle = run("query", "--text", ASKED["CONSTRUCT"], "--format", "ttl").stdout
    assert f"@prefix skos: <{PREFIXES['skos']}> .\n" in turtle
    assert 'skos:prefLabel "SQL"@en' in turtle


def test_a_select_of_three_columns_is_no_rdf(run: Callable[..., Result]) -> None:
    text = "SELECT ?subject ?predicate ?object { ?subject ?predicate ?object } LIMIT 1"
    refused(run("query", "--text", text, "--format", "nt"), "not for SELECT queries")


def test_what_is_wrong_with_a_query_comes_before_its_format(run: Callable[..., Result]) -> None:
    result = run("query", "--text", "SELECT ?s { ?s ?p ", "--format", "ttl")
    assert result.exit_code == 1
    assert "not SPARQL 1.1" in result.output


# What is told beforehand --------------------------------------------------------------------


def test_prefixes_are_printed_without_a_store(process: Process) -> None:
    printed = process("query", "--prefixes", store=None)
    assert printed.returncode == 0
    assert len(printed.stdout.splitlines()) == len(PREFIXES)
    assert ox.Store().query(f"{printed.stdout}ASK {{ VALUES ?x {{ esco:Skill onet:Task }} }}")


def test_an_explanation_is_the_query_itself_and_runs_anywhere(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph
) -> None:
    asked = ["occupation-skills", "--param", "occupation=web developer"]
    told = run("query", *asked, "--explain").stdout
    for snapshot in sample_graph.snapshots:
        assert f"#   {snapshot.graph}  {snapshot.statements:,} statements\n" in told
    assert f"<{sample_graph.concept('web developer').iri}>" in told
    assert sample_graph.query(told) == sample_graph.query(
        "occupation-skills", occupation="web developer"
    )


def test_an_explanation_declares_what_the_query_leaves_out(run: Callable[..., Result]) -> None:
    told = run("query", "--text", ASKED["ASK"], "--explain", "--release", "onet/29.2-sample")
    assert "# form: ASK\n" in told.stdout
    seen, unseen = told.stdout.split("# not in view\n")
    assert "onet/29.2-sample" in seen
    assert "esco/1.1.1-sample" in unseen
    assert told.stdout.endswith(f"\nPREFIX esco: <{PREFIXES['esco']}>\n{ASKED['ASK']}\n")


def test_an_explanation_says_whose_dataset_it_is(run: Callable[..., Result]) -> None:
    told = run("query", "--text", "DESCRIBE ?s FROM <https://example.org/g> {}", "--explain")
    assert "# form: CONSTRUCT or DESCRIBE\n" in told.stdout
    assert "as FROM says" in told.stdout
    assert "onet/29.2-sample" not in told.stdout


def test_a_wrong_query_is_not_explained(run: Callable[..., Result]) -> None:
    result = run("query", "--text", "ASK {", "--explain")
    assert result.exit_code == 1
    assert "not SPARQL 1.1" in result.output


def test_an_endpoint_answers_in_the_same_formats(
    run: Callable[..., Result], sample_store: Path
) -> None:
    asked = ["query", "--text", ASKED["CONSTRUCT"], "--format", "ttl"]
    with serving(sample_store) as address:
        found = run(*asked, "--store", address)
        refused(run("query", "releases", "--format", "ttl", "--store", address), "not for SELECT")
        told = run("query", "--text", ASKED["ASK"], "--explain", "--store", address)
    assert found.exit_code == 0, found.output
    assert found.stdout == run(*asked).stdout
    assert "# answered by the endpoint, within 60 s\n" in told.stdout
