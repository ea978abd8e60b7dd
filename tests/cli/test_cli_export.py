"""``skillkg export``: what it writes, where to, and what it says of bad input."""

from __future__ import annotations

import io
import json
import subprocess
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from sparql_server import serving

from skillkg import vocabulary as voc
from skillkg.cli.terminal import VisibleStream
from skillkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    import skillkg

ESCO, ONET = f"{voc.GRAPHS}esco/1.1.1-sample", f"{voc.GRAPHS}onet/29.2-sample"


def graphs_of(nquads: bytes) -> set[str]:
    quads = ox.parse(nquads, ox.RdfFormat.N_QUADS)
    return {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}


def test_all_that_is_in_view_is_written(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, tmp_path: Path
) -> None:
    file = tmp_path / "all.nq"
    result = run("export", "--output", file)
    assert result.exit_code == 0, result.output
    assert not result.stdout
    assert graphs_of(file.read_bytes()) == set(sample_graph.graphs)


def test_an_export_loaded_elsewhere_is_the_same_store(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph
) -> None:
    loaded = ox.Store()
    loaded.load(run("export").stdout_bytes, ox.RdfFormat.N_QUADS)
    assert EmbeddedStore(loaded).snapshots() == sample_graph.store.snapshots()


@pytest.mark.parametrize("name", ["esco/1.1.1-sample", ESCO])
def test_one_graph_by_its_name(
    run: Callable[..., Result], sample_graph: skillkg.KnowledgeGraph, name: str
) -> None:
    turtle = run("export", "--graph", name, "--format", "ttl").stdout_bytes
    read = rdflib.Graph().parse(io.BytesIO(turtle), format="turtle")
    assert len(read) == sample_graph.snapshots[0].statements


def test_several_graphs_each_once(run: Callable[..., Result]) -> None:
    named = ["--graph", "catalog", "--graph", "ontology", "--graph", "catalog"]
    written = run("export", *named, "--format", "jsonld").stdout
    assert [graph["@id"] for graph in json.loads(written)] == [voc.CATALOG, voc.ONTOLOGY]


@pytest.mark.parametrize("options", [["--release", "onet/29.2-sample"], ["--without", "esco"]])
def test_the_view_decides_and_the_catalog_tells_of_it_alone(
    run: Callable[..., Result], options: list[str]
) -> None:
    written = run("export", *options).stdout_bytes
    assert graphs_of(written) == {ONET, voc.ONTOLOGY, voc.CATALOG}
    described = {
        q.subject.value
        for q in ox.parse(written, ox.RdfFormat.N_QUADS)
        if q.predicate.value == voc.SKG_DIGEST and isinstance(q.subject, ox.NamedNode)
    }
    assert described == {ONET}


def test_a_graph_out_of_view_can_be_named(run: Callable[..., Result], own_store: Path) -> None:
    assert graphs_of(run("export", own_store, "--graph", "overlay/own").stdout_bytes) == {
        f"{voc.GRAPHS}overlay/own"
    }


def test_an_endpoint_gives_the_same(run: Callable[..., Result], sample_store: Path) -> None:
    expected = run("export").stdout.splitlines()
    with serving(sample_store) as address:
        found = run("export", address)
    assert found.exit_code == 0, found.output
    assert sorted(found.stdout.splitlines()) == sorted(expected)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--graph", "esco/9"], ["no graph esco/9", "esco/1.1.1-sample", "catalog"]),
        (["--graph", "https://example.org/g"], ["no graph https://example.org/g"]),
        (["--graph", "ontology", "--without", "onet"], ["--graph, or --release and --without"]),
        (["--without", "essential"], ["--without essential", "not kinds of edges"]),
        (["--format", "csv"], ["nq", "jsonld"]),
        (["--release", "esco/9"], ["esco/9", "esco/1.1.1-sample"]),
    ],
)
def test_bad_input_says_what_is_wrong(
    run: Callable[..., Result], tmp_path: Path, args: list[str], said: list[str]
) -> None:
    file = tmp_path / "all.nq"
    result = run("export", *args, "--output", file)
    assert result.exit_code in (1, 2)
    assert not file.exists()
    for words in said:
        assert words in result.output


def test_a_file_that_cannot_be_written_is_said(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("export", "--output", tmp_path / "absent" / "all.nq")
    assert result.exit_code == 1
    assert "It cannot be written" in result.output


def test_a_terminal_shows_letters_in_pieces_and_is_not_steered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream, text = VisibleStream(), '"größte \x9b2J" .\n'
    for byte in text.encode():
        assert stream.write(bytes([byte])) == 1
    assert capsys.readouterr().out == '"größte \\u009b2J" .\n'


@pytest.mark.parametrize("format_", ["nq", "trig", "ttl", "jsonld"])
def test_a_reader_that_has_had_enough_is_no_trouble(
    program: list[str], sample_store: Path, format_: str
) -> None:
    running = subprocess.Popen(
        [*program, "export", str(sample_store), "--format", format_],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.read(10)
    running.stdout.close()
    said = running.stderr.read().decode()
    running.wait(timeout=30)
    assert "Traceback" not in said
    assert "Exception ignored" not in said
