"""``info``, ``query`` and ``paths`` on the sample, and what they say of bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from conftest import Process

    import skillkg

SKILLS = ["query", "occupation-skills", "--param", "occupation=web developer"]
COLUMNS = ["skill", "label", "relation", "type", "reuse_level"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def assert_clean(result: Result | subprocess.CompletedProcess[str], *said: str) -> None:
    """The verb failed with a message and without a traceback."""
    if isinstance(result, subprocess.CompletedProcess):
        code, output = result.returncode, result.stderr
    else:
        code, output = result.exit_code, result.output
    assert code in (1, 2), output
    assert "Traceback" not in output
    assert "Error: " in output
    for words in said:
        assert words in output


# info ---------------------------------------------------------------------------------------


def test_info_shows_releases_and_whom_to_credit(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph
) -> None:
    shown = run("info").output
    for snapshot in sample_graph.snapshots:
        for word in (snapshot.graph, snapshot.digest, snapshot.licence, snapshot.attribution):
            assert word in shown
        assert f"{snapshot.statements:,}" in shown


def test_info_takes_the_store_as_an_argument(run: Callable[..., Result], own_store: Path) -> None:
    assert "overlay/own" in run("info", own_store).output


# query --------------------------------------------------------------------------------------


def test_query_lists_the_questions_without_a_store(process: Process) -> None:
    listed = process("query", store=None)
    assert listed.returncode == 0
    assert "occupation-skills  " in listed.stdout
    assert "occupation (occupation): " in listed.stdout


@pytest.mark.parametrize("to_file", [False, True])
@pytest.mark.parametrize("format_", ["table", "csv", "json", "parquet"])
def test_every_format_holds_every_row(
    run: Callable[..., Result],
    sample_graph: skillkg.KnowledgeGraph,
    tmp_path: Path,
    format_: str,
    to_file: bool,
) -> None:
    file = tmp_path / "answer"
    output = ["--output", file] if to_file else []
    result = run(*SKILLS, "--format", format_, *output)
    assert result.exit_code == 0, result.output
    assert bool(result.stdout_bytes) != to_file
    data = file.read_bytes() if to_file else result.stdout_bytes
    expected = sample_graph.query("occupation-skills", occupation="web developer")
    assert not isinstance(expected, bool)
    if format_ == "table":
        assert all(iri in data.decode() for iri in expected.column("skill"))
    else:
        assert read(format_, data) == expected.rows()


def read(format_: str, data: bytes) -> list[dict[str, object]]:
    if format_ == "json":
        rows: list[dict[str, object]] = json.loads(data)
        return rows
    if format_ == "parquet":
        return pl.read_parquet(io.BytesIO(data)).to_dicts()
    table = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [{name: value or None for name, value in row.items()} for row in table]


def test_free_sparql_and_its_parameters(run: Callable[..., Result]) -> None:
    text = "SELECT ?s { VALUES ?l { '' } ?s skos:prefLabel ?w FILTER(STR(?w) = ?l) }"
    found = run("query", "--text", text, "--param", "l=SQL", "--format", "json")
    assert [row["s"].rsplit("/", 2)[1] for row in json.loads(found.stdout)] == ["skill"]
    assert run("query", "--text", "ASK { ?s a esco:Occupation }").stdout == "true\n"
    assert json.loads(run("query", "--text", "ASK { }", "--format", "json").stdout) is True


def test_values_are_terms_and_never_syntax(run: Callable[..., Result]) -> None:
    text = "SELECT ?l { VALUES ?l { '' } }"
    hostile = '"} UNION { ?s ?p ?l } # \\ \n {'
    found = run("query", "--text", text, "--param", f"l={hostile}", "--format", "json")
    assert json.loads(found.stdout) == [{"l": hostile}]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["query", "ocupation-skils"], ["occupation-skills"]),
        (["query", "zzz"], ["`skillkg query` lists"]),
        ([*SKILLS[:2], "--param", "ocupation=SQL"], ["ocupation", "occupation, language"]),
        ([*SKILLS[:2], "--param", "occupation"], ["NAME=VALUE", "'occupation'"]),
        ([*SKILLS[:2], "--param", "occupation=web developper"], ["web developer (occupation)"]),
        ([*SKILLS[:2], "--param", "occupation=http://x y"], ["http://x y"]),
        (["query", "--text", "SELECT ?s { ?s ?p "], ["not SPARQL 1.1"]),
        (["query", "--text", "DROP ALL"], ["not SPARQL 1.1"]),
        (["query", "--text", "ASK {}", "--param", "x=1"], ["no parameter 'x'"]),
        (["query", "--text", "ASK {VALUES ?x {1}}", "--param", "x=http://x y"], ["http://x y"]),
        (["query", "releases", "--text", "ASK {}"], ["only one of"]),
        (["query", "releases", "--format", "xml"], ["table", "parquet"]),
        (["query", "releases", "--timeout", "0"], ["--timeout"]),
        (["query", "releases", "--release", "esco/9.9"], ["esco/9.9", "esco/1.1.1-sample"]),
    ],
)
def test_a_wrong_query_says_what_is_wrong(
    run: Callable[..., Result], args: list[str], said: list[str]
) -> None:
    assert_clean(run(*args), *said)


def test_an_ambiguous_concept_lists_all_that_answer(
    run: Callable[..., Result], own_store: Path
) -> None:
    result = run("query", "skill-occupations", "--param", "skill=twin", "--store", own_store)
    assert_clean(result, "https://example.org/b", "https://example.org/c")


def test_a_release_can_be_chosen(run: Callable[..., Result]) -> None:
    asked = ["query", "--text", "ASK { ?s a esco:Occupation }"]
    assert run(*asked, "--release", "onet/29.2-sample").stdout == "false\n"
    assert run(*asked, "--release", "esco/1.1.1-sample").stdout == "true\n"


def test_a_query_without_end_is_ended(process: Process) -> None:
    result = process("query", "--text", ENDLESS, "--timeout", "1")
    assert_clean(result, "1 s", "--timeout")
    assert result.returncode == 1


ASKED = """
from skillkg import api
from skillkg.cli import main
answer = api.KnowledgeGraph.query
def query(*args, **values):
    print("asked", flush=True)
    return answer(*args, **values)
api.KnowledgeGraph.query = query
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_ctrl_c_ends_a_query_at_once(sample_store: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", ASKED, "query", "--store", sample_store, "--text", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    try:
        assert running.stdout.readline() == "asked\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 1
    assert said.strip() == "Aborted!"


def test_a_reader_that_has_had_enough_is_no_trouble(program: list[str], sample_store: Path) -> None:
    asked = [*program, "query", "--store", str(sample_store), "--format", "csv"]
    asked += ["--text", "SELECT ?s ?p ?o { ?s ?p ?o }"]
    running = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline() == b"s,p,o\n"
    running.stdout.close()
    said = running.stderr.read().decode()
    running.wait(timeout=30)
    assert "Traceback" not in said
    assert "Exception ignored" not in said


@pytest.mark.parametrize("format_", ["table", "csv", "json", "parquet"])
def test_output_that_cannot_be_written_is_said(
    run: Callable[..., Result], tmp_path: Path, format_: str
) -> None:
    file = tmp_path / "absent" / "answer"
    result = run("query", "releases", "--format", format_, "--output", file)
    assert_clean(result, str(file), "No such file or directory")
    assert_clean(run("query", "releases", "--output", tmp_path), "directory")


# paths --------------------------------------------------------------------------------------


def test_paths_are_those_of_the_python_api(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph
) -> None:
    found = json.loads(run("paths", "web developer", "SQL", "-k", "2", "--json").stdout)
    expected = sample_graph.paths("web developer", "SQL", k=2)
    assert [path["strength"] for path in found] == [path.strength for path in expected]
    assert [step["predicate"] for step in found[0]["steps"]] == [
        step.predicate for step in expected[0].steps
    ]
    shown = run("paths", "web developer", "SQL", "-k", "2").output
    assert shown.count("web developer") == 2
    assert f"{expected[0].strength:.4f}" in shown


def test_paths_show_labels_as_they_are(run: Callable[..., Result], own_store: Path) -> None:
    shown = run("paths", "https://example.org/b", "[bold]brew[/] tea", "--store", own_store).output
    assert "[bold]brew[/] tea" in shown


def test_no_path_and_no_path_needed_are_said(run: Callable[..., Result]) -> None:
    assert "No path of at most 1 hops" in run("paths", "SQL", "Java", "--max-hops", "1").output
    assert "no path is needed" in run("paths", "SQL", "sql").output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["SQL", "SQLX"], ["no concept is called 'SQLX'", "  SQL (skill)"]),
        (["SQL", "Java", "--kind", "sibling"], ["sibling", "known: ", "essential"]),
        (["SQL", "Java", "-k", "0"], ["-k"]),
        (["SQL"], ["TARGET"]),
    ],
)
def test_wrong_paths_say_what_is_wrong(
    run: Callable[..., Result], args: list[str], said: list[str]
) -> None:
    assert_clean(run("paths", *args), *said)


# The store ----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [["info"], ["query", "releases"], ["paths", "SQL", "Java"]])
def test_a_missing_store_says_how_to_give_or_build_one(
    process: Process, tmp_path: Path, verb: list[str]
) -> None:
    assert_clean(process(*verb, store=None), "SKILLKG_STORE", "--store STORE")
    assert_clean(process(*verb, store=tmp_path / "absent"), "absent", "skillkg build STORE")
    assert_clean(process(*verb, store=tmp_path), str(tmp_path), "skillkg build STORE")


def test_the_option_wins_over_the_environment(run: Callable[..., Result], own_store: Path) -> None:
    found = run("query", "releases", "--store", own_store, "--format", "csv").output
    assert "overlay/own" in found
    assert "esco" not in found


def test_an_endpoint_that_is_not_there_is_said(process: Process) -> None:
    result = process("query", "releases", "--store", "http://127.0.0.1:9/query")
    assert_clean(result, "http://127.0.0.1:9/query", "does not answer")
