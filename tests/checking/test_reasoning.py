from __future__ import annotations

import shutil

import owlready2
import pyoxigraph as ox
import pytest
from check_stores import load, tiny_store

from skillkg import vocabulary as voc
from skillkg.checking.check import check
from skillkg.checking.graphs import subclasses
from skillkg.checking.reasoning import check_consistency
from skillkg.store.embedded import EmbeddedStore

java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java")

DISJOINT = """
skg:A a owl:Class ; rdfs:label "a"@en ; rdfs:comment "A."@en ; owl:disjointWith skg:B .
skg:B a owl:Class ; rdfs:label "b"@en ; rdfs:comment "B."@en .
"""
CONTRADICTION = DISJOINT + "skg:both a skg:A, skg:B ."
IMPOSSIBLE = (
    DISJOINT
    + """
skg:C a owl:Class ; rdfs:label "c"@en ; rdfs:comment "C."@en ; rdfs:subClassOf skg:A, skg:B .
"""
)


def with_terms(turtle: str) -> EmbeddedStore:
    store = tiny_store({})
    load(store.quads, turtle, voc.ONTOLOGY)
    return store


@java
def test_our_ontology_is_consistent() -> None:
    reasoning = check_consistency(tiny_store({}))
    assert (reasoning.status, reasoning.detail) == ("consistent", "")


def test_our_ontology_has_no_findings_in_structure() -> None:
    report = check(tiny_store({}), lambda *_: None)
    assert report.findings == []
    assert not report.failed


@java
def test_a_contradiction_fails_the_check() -> None:
    report = check(with_terms(CONTRADICTION), lambda *_: None)
    (finding,) = report.findings
    assert report.reasoning.status == "inconsistent"
    assert finding.shape == voc.SHAPE_CONSISTENCY
    assert finding.severity == "violation"
    assert report.failed


@java
def test_a_class_without_possible_members_is_named() -> None:
    report = check(with_terms(IMPOSSIBLE), lambda *_: None)
    assert report.reasoning.unsatisfiable == (voc.SKG + "C",)
    assert voc.SKG + "C" in report.reasoning.detail
    shapes = {finding.shape for finding in report.findings}
    assert shapes == {voc.SHAPE_CONSISTENCY, voc.SHAPES + "DisjointParent"}


def test_without_java_it_says_so_and_checks_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    report = check(with_terms(IMPOSSIBLE), lambda *_: None)
    assert report.reasoning.status == "not run"
    assert "no-such-java" in report.reasoning.detail
    assert "Install a Java runtime" in report.reasoning.detail
    assert [finding.shape for finding in report.findings] == [voc.SHAPES + "DisjointParent"]


@java
def test_an_ontology_that_the_reasoner_cannot_read_is_told() -> None:
    store = with_terms(
        "skg:when a owl:DatatypeProperty ; rdfs:range xsd:gYearMonth . "
        "skg:x skg:when '2020-01'^^xsd:gYearMonth ."
    )
    reasoning = check_consistency(store)
    assert reasoning.status == "not run"
    assert "gYearMonth" in reasoning.detail
    assert "HermiT.java" not in reasoning.detail


@java
def test_imports_are_not_followed() -> None:
    store = with_terms("<urn:o> a owl:Ontology ; owl:imports <http://localhost:9/none> .")
    assert check_consistency(store).status == "consistent"


def test_subclasses_at_any_depth() -> None:
    store = with_terms("skg:B rdfs:subClassOf skg:A . skg:C rdfs:subClassOf skg:B .")
    below = subclasses(store)
    assert below[voc.SKG + "A"] == [voc.SKG + "B", voc.SKG + "C"]
    assert below[voc.SKG + "B"] == [voc.SKG + "C"]


def test_targets_and_classes_include_subclasses() -> None:
    quads = ox.Store()
    load(quads, "skg:Tiny rdfs:subClassOf skos:Concept .", voc.ONTOLOGY)
    load(quads, ":a a skg:Tiny . :b skos:broader :a .", voc.CATALOG)
    report = check(EmbeddedStore(quads), lambda *_: None)
    found = {f.shape.removeprefix(voc.SHAPES) for f in report.findings if f.graph == voc.CATALOG}
    assert found == {"preferredLabel", "Broader", "UndeclaredTerm"}
