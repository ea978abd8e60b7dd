"""What is said of terms that nothing in view has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillkg import vocabulary as voc
from skillkg.store.unknown_terms import terms

if TYPE_CHECKING:
    import skillkg


def told(kg: skillkg.KnowledgeGraph, sparql: str, caplog: pytest.LogCaptureFixture) -> str:
    caplog.clear()
    kg.query(sparql)
    return "\n".join(record.message for record in caplog.records if "nothing in" in record.message)


def test_terms_are_those_of_the_syntax() -> None:
    asked = """
    PREFIX e: <http://data.europa.eu/esco/model#>  # e:Comment
    SELECT ("e:String" AS ?e) { ?e:x a e:Skill , <http://data.europa.eu/esco/model#Occupation> ;
      skos:broader+ ?b ; rdfs:label 'skos:inside' }
    """
    expected = [f"{voc.ESCO}Skill", f"{voc.ESCO}Occupation", f"{voc.SKOS}broader"]
    assert terms(asked.replace("?e:x", "?x")) == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("SELECT * { ?s a esco:Occupatoin }", "has esco:Occupatoin; ask for esco:Occupation"),
        ("SELECT (COUNT(*) AS ?n) { ?s esco:relatedEssentialSkil ?o }", "relatedEssentialSkill"),
        ("ASK { ?s skos:preflabel ?o }", "skos:prefLabel"),
        ("SELECT * { ?s skos:narrower ?o }", r"the other way round (^skos:broader)"),
        ("SELECT * { ?s skos:broaderTransitive ?o }", "ask for skos:broader+"),
        ("SELECT * { ?a a esco:AssociationObject }", "ask for esco:relatedEssentialSkill"),
        ("SELECT * { ?o esco:hasNACECode ?c }", "esco:memberOfISCOGroup"),
        ("ASK { ?s a onet:Skil }", "onet:Skill"),
        ("ASK { ?s skos:relatedMatch ?o }", "has skos:relatedMatch; skillkg query properties"),
        ("ASK { ?s esco:zzzzzz ?o }", "skillkg query properties"),
    ],
)
def test_a_term_that_nothing_has_is_told(
    sample_graph: skillkg.KnowledgeGraph, caplog: pytest.LogCaptureFixture, asked: str, said: str
) -> None:
    assert said in told(sample_graph, asked, caplog)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * { ?s a esco:Skill ; skos:prefLabel ?l } LIMIT 3",
        "ASK { ?s skos:altLabel 'esco:Occupatoin' }",
        "SELECT * { ?s ?p ?o } LIMIT 1",
    ],
)
def test_nothing_is_said_of_terms_in_use(
    sample_graph: skillkg.KnowledgeGraph, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    assert told(sample_graph, asked, caplog) == ""
