"""ontology/onet.ttl: well-formed, labelled, consistent, and all that the graphs use."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import owlready2
import pytest
from onet_samples import whole
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from skillkg import vocabulary as voc
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterable

TTL = Path(__file__).resolve().parents[2] / "ontology" / "onet.ttl"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(TTL)


def declared(ontology: Graph) -> set[str]:
    terms = {str(term) for kind in KINDS for term in ontology.subjects(RDF.type, kind)}
    return {term for term in terms if term.startswith(voc.ONET)}


def of_onet(terms: Iterable[str]) -> set[str]:
    return {term for term in terms if term.startswith(voc.ONET)}


def test_every_term_has_a_label_and_a_comment(ontology: Graph) -> None:
    for term in declared(ontology):
        for predicate in (RDFS.label, RDFS.comment):
            (value,) = ontology.objects(URIRef(term), predicate)
            assert value.language == "en", term


def test_every_term_is_of_one_kind(ontology: Graph) -> None:
    for term in declared(ontology):
        assert len(KINDS & set(ontology.objects(URIRef(term), RDF.type))) == 1, term


def test_what_is_referred_to_is_declared(ontology: Graph) -> None:
    terms = {str(term) for triple in ontology for term in triple if isinstance(term, URIRef)}
    assert of_onet(terms) == declared(ontology)


def test_every_term_in_the_code_is_declared(ontology: Graph) -> None:
    named = {value for value in vars(onet).values() if isinstance(value, str)}
    named |= set(onet.SCALES.values())
    assert of_onet(named) - {voc.ONET} <= declared(ontology)


def test_every_term_in_the_data_is_declared(ontology: Graph, shared_data: Path) -> None:
    used: set[str] = set()
    for graph in whole(shared_data / "onet").values():
        used |= of_onet([*graph.predicates, *graph.classes])
    assert len(used) > 80
    assert used <= declared(ontology)


def test_values_are_typed_as_declared(ontology: Graph) -> None:
    # OWL 2 has no xsd:gYearMonth and reasoners refuse it: onet:date must not have it as range.
    assert not list(ontology.objects(URIRef(onet.DATE), RDFS.range))
    for scale in onet.SCALES.values():
        (datatype,) = ontology.objects(URIRef(scale), RDFS.range)
        assert str(datatype) == voc.XSD_DECIMAL


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT runs on Java")
def test_is_consistent(ontology: Graph, tmp_path: Path) -> None:
    file = tmp_path / "onet.nt"
    ontology.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner(world, debug=0)
    assert not list(world.inconsistent_classes())
    assert len(list(world.classes())) > 30
