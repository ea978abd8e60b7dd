"""RDF that does harm, as an overlay: built, or told, within its time and memory."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from limits import run_skillkg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://e.org/"'
TEN = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


def rdf(content: str, entities: str = "") -> bytes:
    doctype = f"<!DOCTYPE r [{entities}]>" if entities else ""
    return f'<?xml version="1.0"?>{doctype}<rdf:RDF {RDF}>{content}</rdf:RDF>'.encode()


def about(content: str) -> str:
    return f'<rdf:Description rdf:about="http://e.org/a"><x:p>{content}</x:p></rdf:Description>'


def turtle(target: str) -> bytes:
    return f"<http://e.org/a> <http://e.org/p> {target} .\n".encode()


LOL = f'<!ENTITY a0 "lol">{TEN}'
QUADRATIC = f'<!ENTITY a "{"a" * 100_000}">'
TOLD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entities in text": ("a.rdf", lambda: rdf(about("&a9;"), LOL), "cannot be parsed"),
    "entities in an attribute": (
        "a.owl",
        lambda: rdf('<rdf:Description rdf:about="http://e.org/a" x:p="&a9;"/>', LOL),
        "cannot be parsed",
    ),
    "entities in a name": (
        "a.xml",
        lambda: rdf(about("a"), LOL).replace(b'"http://e.org/"', b'"http://&a9;/"'),
        "cannot be parsed",
    ),
    "one long entity, often": (
        "a.rdf",
        lambda: rdf(about("&a;" * 100_000), QUADRATIC),
        "cannot be parsed",
    ),
    "an entity of itself": ("a.rdf", lambda: rdf(about("&a;"), '<!ENTITY a "&a;">'), "well-formed"),
    "two entities of each other": (
        "a.rdf",
        lambda: rdf(about("&a;"), '<!ENTITY a "&b;"><!ENTITY b "&a;">'),
        "well-formed",
    ),
    "a file of this machine": (
        "a.rdf",
        lambda: rdf(about("&a;"), '<!ENTITY a SYSTEM "file:///etc/passwd">'),
        "well-formed",
    ),
    "nested triple terms": (
        "a.ttl",
        lambda: turtle("<<( <http://e.org/a> <http://e.org/p> " * 20_000 + "1" + " )>>" * 20_000),
        "breaks down",
    ),
    "a text of 17 MB": ("a.nt", lambda: turtle(f'"{"a" * 17_000_000}"'), "16 MiB"),
    "a name of 17 MB": ("a.nt", lambda: turtle(f"<http://e.org/{'a' * 17_000_000}>"), "16 MiB"),
    "half a gzip": (
        "a.nt.gz",
        lambda: gzip.compress(turtle('"1"') * 1000)[:-40],
        "damaged archive",
    ),
    "no gzip": ("a.ttl.gz", lambda: turtle("1"), "cannot be read"),
    "UTF-16": ("a.ttl", lambda: turtle("1").decode().encode("utf-16"), "UTF-8"),
    "half a statement": ("a.ttl", lambda: turtle("1")[:-5], "well-formed"),
    "a web page": ("a.rdf", lambda: b"<!doctype html><p>Not found", "well-formed"),
    "zeros": ("a.nt.gz", lambda: gzip.compress(bytes(200_000_000), 1), "a.nt.gz"),
}
BUILT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nested blank nodes": ("a.ttl", lambda: turtle("[ a " * 30_000 + "1" + " ]" * 30_000)),
    "nested lists": ("a.ttl", lambda: turtle("(" * 30_000 + ")" * 30_000)),
    "spaces": ("a.ttl.gz", lambda: gzip.compress(b" " * 200_000_000 + turtle("1"), 1)),
    "one statement, often": ("a.nt", lambda: turtle('"1"') * 100_000),
    "a text of 15 MB": ("a.nt", lambda: turtle(f'"{"a" * 15_000_000}"')),
}


@pytest.mark.parametrize("name", TOLD)
def test_told_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    file, content, said = TOLD[name]
    (tmp_path / file).write_bytes(content())
    store = tmp_path / "store"
    run_skillkg("build", store, "--overlay", tmp_path / file).assert_told(said, file)
    assert not (store / "current").exists()
    assert not [*(store / "generations").iterdir()]


@pytest.mark.parametrize("name", BUILT)
def test_built(tmp_path: Path, name: str) -> None:
    file, content = BUILT[name]
    (tmp_path / file).write_bytes(content())
    run_skillkg("build", tmp_path / "store", "--overlay", tmp_path / file).assert_read("statement")
