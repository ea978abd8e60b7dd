"""A graph has the digest that its catalog tells, whatever store its statements are read from."""

from __future__ import annotations

import shutil
from itertools import chain, count, islice
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from sparql_server import serving
from virtuoso_server import virtuoso

import skillkg
from skillkg import vocabulary as voc
from skillkg.errors import StoreError
from skillkg.store import remote
from skillkg.store.embedded import EmbeddedStore
from skillkg.store.folder import open_store
from skillkg.store.recomputed import digest_of_graph
from skillkg.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from skillkg.store.base import Store
    from skillkg.store.build import Built

    Stated = Mapping[str, tuple[str, int]]

OVERLAYS = f"{voc.GRAPHS}overlay/"
PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix virtrdf: <http://www.openlinksw.com/schemas/virtrdf#> .
"""
KEPT = [
    *("007", "+7", "0.6000", ".5", "-0.0", "1.0", "5.0e-1", '"5."^^xsd:decimal'),
    *('"07"^^xsd:byte', '"+1"^^xsd:nonNegativeInteger', '"999999999"^^xsd:long'),
    *('"1.50"^^xsd:float', '"INF"^^xsd:double', '"1E3"^^xsd:double', '"1.0E-7"^^xsd:double'),
    '"12345678901234567890.123456789012345"^^xsd:decimal',
    *("true", '"1"^^xsd:boolean', '"0"^^xsd:boolean'),
    *('"2026-11-28T24:00:00"^^xsd:dateTime', '"2026-11-28T10:00:00.500+00:00"^^xsd:dateTime'),
    *('"2026-11-28T10:00:00-05:30"^^xsd:dateTime', '"2026-11-28T10:00:00.0Z"^^xsd:dateTimeStamp'),
    *('"2026-11-28-00:00"^^xsd:date', '"10:00:00.120"^^xsd:time', '"2026"^^xsd:gYear'),
    *('"2026-11+00:00"^^xsd:gYearMonth', '"--11-28"^^xsd:gMonthDay', '"---28"^^xsd:gDay'),
    *('""', '" a "', '"a"', '"a"^^xsd:string', '"a"@EN', '"a"@de-Latn-CH', '"EN"^^xsd:language'),
    *('" a  b "^^xsd:token', '"0aF"^^xsd:hexBinary', '"YQ=="^^xsd:base64Binary', '"x"^^:unknown'),
    r'"\u0000\u0001\u0008\t\n\u000B\f\r\u001F\u007F\u0085\u2028\uFEFF\uFFFE\uFFFF\\\""',
    *(r'"\u00E9"', r'"e\u0301"', r'"\U0001F600"', '"<b>&amp;]]></b>"', f'"{"long " * 200_000}"'),
    *("<https://example.org/%C3%A4>", "<https://example.org/ä>", "<https://example.org/%7e~>"),
    *("<https://example.org/a'(b)*,;=:@!$&+?c=d#e>", "<HTTP://example.org/a/../b>", "<urn:a:b>"),
    *("<https://example.org/\U0001f600>", "<http://[::1]/>", "[]"),
]
"""What may be spelt in several ways, or looks as if it might not be given back."""
CHANGED = {
    '"2147483648"^^xsd:integer': '"2147483648"^^xsd:decimal',
    '"0.1234567890123456"^^xsd:decimal': '"0.123456789012346"^^xsd:decimal',
    '"1.234567"^^xsd:double': '"1.23457"^^xsd:double',
    '"1234567"^^xsd:float': '"1234570"^^xsd:float',
    '"P1D"^^xsd:duration': '"86400.0"^^xsd:duration',
    '"PT1H"^^xsd:dayTimeDuration': '"3600.0"^^xsd:dayTimeDuration',
    '"P1Y"^^xsd:yearMonthDuration': '"12"^^xsd:yearMonthDuration',
    '"2026-11-28T10:00:00.1234567Z"^^xsd:dateTime': '"2026-11-28T10:00:00.123456Z"^^xsd:dateTime',
    '"-0044-03-15"^^xsd:date': '"-044-03-15"^^xsd:date',
    '"abc"^^xsd:integer': '"0"^^xsd:integer',
    '"2026-11-28"^^xsd:dateTime': '"2026-11-28T00:00:00"^^xsd:dateTime',
    '"26"^^xsd:gYear': '"0026"^^xsd:gYear',
    '"<b/>"^^rdf:XMLLiteral': '"<b />"^^rdf:XMLLiteral',
    '"POINT(1 2)"^^geo:wktLiteral': '"POINT(1 2)"^^virtrdf:Geometry',
}
"""What Virtuoso makes of literals that it has no room or no sense for."""


def turtle(terms: Iterable[str]) -> str:
    """A statement for each term, with a subject of its own: Virtuoso takes 1 and 1.0 for one."""
    return PREFIXES + "".join(f":{number} :is {term} .\n" for number, term in enumerate(terms))


@pytest.fixture(scope="module")
def overlays(
    related_sample: tuple[Path, Built], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Built]]:
    """The sample with learned edges and two taxonomies; what building the taxonomies told."""
    folder = tmp_path_factory.mktemp("recomputed")
    shutil.copytree(related_sample[0], folder / "store")
    for name, terms in (("kept", KEPT), ("changed", CHANGED)):
        (folder / f"{name}.ttl").write_text(turtle(terms), encoding="utf-8")
    return folder / "store", skillkg.build(folder / "store", overlay=folder.glob("*.ttl"))


@pytest.fixture(scope="module")
def embedded(overlays: tuple[Path, object]) -> EmbeddedStore:
    return open_store(overlays[0])


@pytest.fixture(scope="module")
def stated(embedded: EmbeddedStore) -> Stated:
    """Digest and number of statements of every graph, as the catalog tells them."""
    return {each.graph: (each.digest, each.statements) for each in embedded.snapshots()}


@pytest.fixture(scope="module")
def over_oxigraph(overlays: tuple[Path, object]) -> Iterator[RemoteStore]:
    with serving(overlays[0]) as address:
        yield RemoteStore(address)


@pytest.fixture(scope="module")
def over_virtuoso(
    embedded: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    """The same graphs, as another store has loaded them."""
    folder, files = tmp_path_factory.mktemp("virtuoso"), {}
    for number, graph in enumerate(embedded.quads.named_graphs()):
        files[graph.value] = folder / f"{number}.nt"
        embedded.quads.dump(files[graph.value], ox.RdfFormat.N_TRIPLES, from_graph=graph)
    with virtuoso(folder, files) as address:
        yield RemoteStore(address)


@pytest.fixture(params=["embedded", "over_oxigraph", "over_virtuoso"])
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue(request.param)


def test_every_graph_has_its_digest(store: Store, stated: Stated) -> None:
    sources = [graph.removeprefix(voc.GRAPHS).split("/")[0] for graph in stated]
    assert sources == ["esco", "onet", "overlay", "overlay", "relatedness"]
    for graph, (digest, statements) in stated.items():
        found = digest_of_graph(store, graph)
        recomputed = (found.digest, found.statements) == (digest, statements)
        changes = store.location.endswith("/sparql") and graph == f"{OVERLAYS}changed"
        assert recomputed is not changes, graph


def test_what_virtuoso_changes_is_told(
    overlays: tuple[Path, list[Built]], over_virtuoso: RemoteStore
) -> None:
    findings = {built.title: built.notes.findings for built in overlays[1]}
    kept, changed = findings["Overlay kept"], findings["Overlay changed"]
    assert not kept
    ((kind, finding),) = changed.items()
    assert "Virtuoso changes" in kind
    assert finding.count == len(CHANGED)
    given = ox.parse(turtle(CHANGED.values()), ox.RdfFormat.TURTLE)
    assert set(over_virtuoso.exported(f"{OVERLAYS}changed")) == set(map(str, given))


def test_a_server_that_cuts_answers_off_is_asked_again(
    over_virtuoso: RemoteStore, stated: Stated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PIECE", 1_000_000)
    graph = f"{voc.GRAPHS}esco/1.1.1-sample"
    assert len(over_virtuoso.select("SELECT * { ?s ?p ?o }", [graph])) < stated[graph][1]
    assert digest_of_graph(over_virtuoso, graph).digest == stated[graph][0]


class Lacking(EmbeddedStore):
    """Gives all statements of a graph but one."""

    def exported(self, graph: str) -> Iterator[str]:
        return islice(super().exported(graph), 1, None)


class Repeating(EmbeddedStore):
    """Gives one statement for another."""

    def exported(self, graph: str) -> Iterator[str]:
        first, _, *others = super().exported(graph)
        return chain([first, first], others)


class Endless(EmbeddedStore):
    """Gives statements that it does not count."""

    def exported(self, graph: str) -> Iterator[str]:
        return (f'<{graph}> <urn:b> "{number}"' for number in count())


@pytest.mark.parametrize("kind", [Lacking, Repeating, Endless])
def test_a_store_that_gives_other_than_it_counts_is_told(
    kind: type[EmbeddedStore], embedded: EmbeddedStore
) -> None:
    with pytest.raises(StoreError, match=f"counts {len(KEPT)} statements of .*kept, and gives"):
        digest_of_graph(kind(embedded.quads), f"{OVERLAYS}kept")


def test_a_graph_that_is_not_there_has_no_statements(embedded: EmbeddedStore) -> None:
    assert digest_of_graph(embedded, "urn:nowhere").statements == 0
    with pytest.raises(ValueError, match="not an absolute IRI"):
        digest_of_graph(embedded, "urn:a> { } #")
