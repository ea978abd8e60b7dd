"""SPARQL that does harm: read rightly, or told, within its time and memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from limits import run_python, run_skillkg

if TYPE_CHECKING:
    from pathlib import Path

DOUBLING = "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(36))
TRIPLES = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


def nested(begin: str, end: str, depth: int, within: str = "") -> str:
    return begin * depth + within + end * depth


BREAKS_DOWN = {
    "parentheses": f"SELECT * {{ FILTER({nested('(', ')', 5_000, '1')}) }}",
    "braces": f"SELECT * {nested('{', '}', 3_000)}",
    "subselects": f"SELECT * {nested('{ SELECT * {', '}}', 3_000)}",
    "negations": f"SELECT * {{ FILTER({'!' * 100_000} true) }}",
    "a long sum": f"SELECT (1 {'+ 1 ' * 200_000} AS ?x) {{}}",
    "a long path": f"SELECT * {{ ?a a{'/a' * 100_000} ?b }}",
    "nested paths": f"SELECT * {{ ?a {nested('(', ')', 5_000, 'a')} ?b }}",
    "optionals": f"SELECT * {{ {'OPTIONAL { ?a a ?b } ' * 50_000} }}",
    "unions": f"SELECT * {{ {'{ ?a a ?b } UNION ' * 50_000} {{}} }}",
    "lists": f"SELECT * {{ ?a ?b {nested('(', ')', 5_000)} }}",
    "blank nodes": f"SELECT * {{ {nested('[ a ', ']', 5_000)} a ?b }}",
    "triple terms": f"SELECT * {{ ?a ?b {nested('<<( ?a ?b ', ' )>>', 3_000, '1')} }}",
    "exists": f"ASK {{ {nested('FILTER EXISTS { ', '}', 2_000)} }}",
}
TOO_MUCH = {
    "doubling": f"SELECT (STRLEN(?a36) AS ?z) {{ BIND('{'a' * 40}' AS ?a0) {DOUBLING} }}",
    "a sorted product": f"SELECT * {{ {TRIPLES} }} ORDER BY ?i",
    "a long text": f"SELECT (REPLACE('{'a' * 9_000}', '', '{'b' * 9_000}') AS ?x) {{}}",
}
WITHOUT_END = {
    "a counted product": f"SELECT (COUNT(*) AS ?n) {{ {TRIPLES} }}",
    "a product": f"SELECT * {{ {TRIPLES} }}",
    "a constructed product": f"CONSTRUCT {{ ?a ?b ?i }} WHERE {{ {TRIPLES} }}",
    "an unanswered question": f"ASK {{ {TRIPLES} FILTER(STRLEN(STR(?a)) > STRLEN(?f) + 99999) }}",
    "paths between all": "SELECT * { ?a (!a|^!a)+ ?b . ?c (!a|^!a)+ ?d }",
}
UPDATES = [
    "DROP ALL",
    "CLEAR DEFAULT",
    "LOAD <http://127.0.0.1:1/>",
    "LOAD SILENT <file:///etc/passwd>",
    "INSERT DATA { <http://e.org/a> a <http://e.org/b> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT {} WHERE { ?s ?p ?o }",
    "SELECT * {} ; DROP ALL",
    "# SELECT * {}\nDROP ALL",
    "PREFIX e: <http://e.org/> CREATE GRAPH e:g",
    "\\u0044ROP ALL",
]
ELSEWHERE = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "select * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?unbound { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <http://127.0.0.1:1/> } SERVICE ?x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "BASE <http://127.0.0.1:1/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "ASK { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "ASK { OPTIONAL { GRAPH ?g { SERVICE SILENT<http://127.0.0.1:1/>{ ?s ?p ?o } } } }",
    "SELECT * { { SELECT * { SERVICE <http://allowed@127.0.0.1:1/> { ?s ?p ?o } } } }",
    "SELECT * { SERVICE <http://allowed.127.0.0.1:1/> { ?s ?p ?o } }",
]
READ = {
    "SERVICE in a text": ("SELECT ('SERVICE <http://e.org/> {}' AS ?x) {}", "SERVICE <http"),
    "a variable": ("SELECT ?service { VALUES ?service { 7 } }", "7"),
    "a prefix": (
        "PREFIX service: <http://e.org/SERVICE/> SELECT (STR(service:SERVICE) AS ?x) {}",
        "e.org/SERVICE/SERVICE",
    ),
    "a comment": ("ASK {} # SERVICE <http://e.org/> {}", "true"),
    "a text that does not end in a parameter": ('ASK { VALUES ?x { "VALUES ?y {" } }', "true"),
    "moderate nesting": (f"SELECT ({nested('(', ')', 100, '1')} AS ?x) {{}}", "1"),
}


def cases(named: dict[str, str]) -> list[object]:
    return [pytest.param(query, id=name) for name, query in named.items()]


def ask(store: Path, query: str, *options: str, seconds: int = 20) -> tuple[object, ...]:
    return ("query", "--text", query, "--store", store, "--timeout", str(seconds), *options)


@pytest.mark.parametrize("query", cases(BREAKS_DOWN))
def test_nesting_is_told(sample_store: Path, tmp_path: Path, query: str) -> None:
    file = tmp_path / "query.rq"
    file.write_text(query)  # longer than what a command line takes
    told = run_python(
        "skillkg.open(sys.argv[1]).query(open(sys.argv[2]).read())", sample_store, file
    )
    told.assert_told("QueryError", "the query breaks down", "several queries")


@pytest.mark.parametrize("query", cases(TOO_MUCH))
def test_memory_is_told(sample_store: Path, query: str) -> None:
    run_skillkg(*ask(sample_store, query, seconds=50)).assert_told("MiB", "ask for less")


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
@pytest.mark.parametrize("query", cases(WITHOUT_END))
def test_time_is_kept(sample_store: Path, query: str, format_: str) -> None:
    began = time.monotonic()
    told = run_skillkg(*ask(sample_store, query, "--format", format_, seconds=1))
    told.assert_told("--timeout")
    assert time.monotonic() - began < 30  # on a busy machine; the limit itself is one second


@pytest.mark.parametrize("format_", ["table", "csv", "json", "parquet"])
def test_writing_is_within_the_time(sample_store: Path, tmp_path: Path, format_: str) -> None:
    rows = "SELECT * { ?a ?b ?c . VALUES ?n { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 } }"
    file = tmp_path / "answer"
    options = ("--format", format_, "--output", str(file))
    ended = run_skillkg(*ask(sample_store, rows, *options, seconds=3))
    assert ended.status in {0, 1}
    assert file.exists() == (ended.status == 0), ended
    assert not [*tmp_path.glob(".*")]


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused(sample_store: Path, query: str) -> None:
    run_skillkg(*ask(sample_store, query)).assert_told("not SPARQL 1.1")


@pytest.mark.parametrize("query", ELSEWHERE)
def test_nothing_is_sent_elsewhere(sample_store: Path, query: str) -> None:
    options = ("--allow-service", "allowed")
    run_skillkg(*ask(sample_store, query, *options)).assert_told("SERVICE", "--allow-service")


def test_a_host_that_is_allowed_is_asked(sample_store: Path) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    for host in ("127.0.0.1", "127.0.0.1:1"):
        told = run_skillkg(*ask(sample_store, query, "--allow-service", host))
        told.assert_told("cannot be answered")
    told = run_skillkg(*ask(sample_store, query, "--allow-service", "127.0.0.1:2"))
    told.assert_told("not allowed")


@pytest.mark.parametrize(("query", "answer"), READ.values(), ids=READ)
def test_what_only_looks_hostile_is_answered(sample_store: Path, query: str, answer: str) -> None:
    run_skillkg(*ask(sample_store, query, "--format", "json")).assert_read(answer)


@pytest.mark.parametrize("text", ["VALUES ?x {" + ' "a"' * 50_000, '"""x' * 50_000, "'" * 50_001])
def test_looking_for_parameters_takes_no_time(sample_store: Path, text: str) -> None:
    code = "skillkg.open(sys.argv[1]).query(sys.argv[2], x=1)"
    run_python(code, sample_store, f"ASK {{ {text[:120_000]}").assert_told("QueryError")


METHODS = {
    "query": "kg.query({0!r})",
    "query of memory": "kg.query({0!r})",
    "rdf": "kg.rdf.query({0!r})",
    "a graph of rdf": "kg.rdf.default_context.query({0!r})",
    "store": "kg.store.select({0!r}, kg.graphs)",
    "ask": "kg.store.ask({0!r}, kg.graphs)",
}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_refuses(sample_store: Path, method: str) -> None:
    where = "skillkg.load(esco=[])" if "memory" in method else "skillkg.open(sys.argv[1])"
    opening = f"kg = {where}\n" if "memory" not in method else MEMORY
    for query, said in ((ELSEWHERE[0], "SERVICE"), ("DROP ALL", "not SPARQL")):
        told = run_python(opening + METHODS[method].format(query), sample_store)
        told.assert_told("QueryError", said)


MEMORY = (
    "from pathlib import Path\nsample = Path('examples/sample').resolve()\n"
    "kg = skillkg.load(onet=[f'29.2-sample={f}' for f in sample.glob('db_*.zip')])\n"
)


@pytest.mark.parametrize("method", ["query of memory", "rdf"])
@pytest.mark.parametrize("query", [BREAKS_DOWN["parentheses"], BREAKS_DOWN["exists"]])
def test_the_caller_lives_on(sample_store: Path, method: str, query: str) -> None:
    opening = MEMORY if "memory" in method else "kg = skillkg.open(sys.argv[1])\n"
    told = run_python(opening + METHODS[method].format(query), sample_store)
    told.assert_told("QueryError", "breaks down")


@pytest.mark.parametrize(
    "update", ["LOAD <http://127.0.0.1:1/>", "DROP ALL", "INSERT DATA { <a:a> a <a:b> }"]
)
def test_rdflib_updates_nothing(sample_store: Path, update: str) -> None:
    for opening in (MEMORY, "kg = skillkg.open(sys.argv[1])\n"):
        told = run_python(f"{opening}kg.rdf.update({update!r})", sample_store)
        told.assert_told("open for reading")


def test_rdflib_evaluates_nothing_itself(sample_store: Path) -> None:
    code = (
        "from rdflib.plugins.sparql import prepareQuery\n"
        f"skillkg.open(sys.argv[1]).rdf.query(prepareQuery({ELSEWHERE[0]!r}))"
    )
    run_python(code, sample_store).assert_told("prepared")
