"""Kinds of edges are what the ontology declares, and matching walks no others."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from skillkg import vocabulary as voc
from skillkg.errors import StoreError
from skillkg.graph.kinds import edge_kinds
from skillkg.store.build import load_ontology
from skillkg.store.embedded import EmbeddedStore


@pytest.fixture
def ontology() -> EmbeddedStore:
    quads = ox.Store()
    load_ontology(quads)
    return EmbeddedStore(quads, "here")


def test_the_ontology_declares_what_relates_and_what_implies(ontology: EmbeddedStore) -> None:
    kinds = {kind.name: kind for kind in edge_kinds(ontology)}
    assert list(kinds) == sorted(kinds)
    assert [name for name, kind in kinds.items() if kind.implies] == ["essential"]
    related = {
        block: {name for name, kind in kinds.items() if block in kind.relates}
        for block in ("skills", "occupations")
    }
    matches = {"exactMatch", "closeMatch", "broadMatch", "narrowMatch"}
    assert related["skills"] == {"essentialSkill", "optionalSkill", "broader", "relatedness"}
    assert related["occupations"] == {*matches, "broader", "relatedness"}


def test_an_ontology_that_does_not_say_what_relates_is_refused(ontology: EmbeddedStore) -> None:
    quads = list(
        ontology.quads.quads_for_pattern(None, ox.NamedNode(voc.SKG + "relatesBlock"), None)
    )
    assert len(quads) > 5
    for quad in quads:
        ontology.quads.remove(quad)
    with pytest.raises(StoreError, match="here: its ontology is of an older version"):
        edge_kinds(ontology)


def test_a_store_without_ontology_has_no_kinds() -> None:
    assert edge_kinds(EmbeddedStore(ox.Store())) == []
