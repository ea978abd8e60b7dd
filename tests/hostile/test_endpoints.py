"""Endpoints that are odd or hostile: nothing but queries is sent, any answer is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from endpoints import WAYS, odd_server
from limits import run_python, run_skillkg
from sparql_server import serving
from test_queries import ELSEWHERE, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLOW = {"endless", "dripping", "endless-headers"}
ADDRESSES = [
    "http://",
    "https://",
    "http:///path",
    "http://[::1",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/",
    "http://127.0.0.1:1/",
    "http://a b/",
    "http://e.org:80:80/",
    "http://user:secret@127.0.0.1:1/",
    "http://\u2066host/",
    "http://" + "a" * 100_000,
    "http://a..b/",
    "http://127.0.0.1:1/\u00e9\u0301",
    "http://nowhere.invalid/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[bytes]]]:
    with odd_server() as served:
        yield served


@pytest.mark.parametrize("way", WAYS)
def test_any_answer_is_told(server: tuple[str, list[bytes]], way: str) -> None:
    seconds = 5 if way in SLOW else 30
    asked = ("query", "releases", "--store", f"{server[0]}/{way}", "--timeout", seconds)
    run_skillkg(*map(str, asked)).assert_told()


@pytest.mark.parametrize("way", sorted(WAYS.keys() - SLOW))
def test_no_answer_is_taken_for_a_graph(server: tuple[str, list[bytes]], way: str) -> None:
    code = (
        "from skillkg.store.recomputed import digest_of_graph\n"
        "from skillkg.store.remote import RemoteStore\n"
        "digest_of_graph(RemoteStore(sys.argv[1]), 'http://e.org/g')"
    )
    run_python(code, f"{server[0]}/{way}").assert_told()


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_any_address_is_told(address: str) -> None:
    run_skillkg("query", "releases", "--store", address).assert_told()


@pytest.mark.parametrize("query", [*UPDATES, *ELSEWHERE])
def test_no_update_and_no_service_is_sent(server: tuple[str, list[bytes]], query: str) -> None:
    code = (
        "from skillkg.store.remote import RemoteStore\n"
        "getattr(RemoteStore(sys.argv[1]), sys.argv[2])(sys.argv[3], ['http://e.org/g'])"
    )
    for method in ("answer", "select"):
        server[1].clear()
        told = run_python(code, f"{server[0]}/no-rows", method, query)
        told.assert_told("QueryError")
        for body in server[1]:
            assert parse_qs(body.decode())["query"][0].endswith(
                "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
            )


def test_a_real_endpoint_keeps_what_it_holds(sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    with serving(store, "serve") as address:
        assert_unchanged(address)


def assert_unchanged(address: str) -> None:
    count = ("--text", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "--format", "csv")
    before = run_skillkg("query", *count, "--store", address)
    before.assert_read("n\n")
    for update in ("DROP ALL", "CLEAR ALL", "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }"):
        run_skillkg("query", "--text", update, "--store", address).assert_told("not SPARQL 1.1")
        code = "skillkg.open(sys.argv[1]).rdf.query(sys.argv[2])"
        run_python(code, address, update).assert_told("not SPARQL 1.1")
    assert run_skillkg("query", *count, "--store", address) == before
