"""A small graph of one's own, with what the bundled sample lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import skillkg

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
@prefix : <https://example.org/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:developer a esco:Occupation ; skos:notation "2512.4" ;
    skos:prefLabel "software developer"@en , "Softwareentwickler"@de ;
    skos:altLabel "programmer"@en ; skos:hiddenLabel "coder"@en ;
    dct:description :words-de , :words-en ; skos:broader :developers ;
    esco:relatedEssentialSkill :coding ; esco:relatedOptionalSkill :juggling ;
    skos:exactMatch :other .
:words-de esco:nodeLiteral "Schreibt Programme."@de ; esco:language "de" .
:words-en esco:nodeLiteral "Writes programs."@en ; esco:language "en" .
:developers a esco:Occupation ; skos:notation "2512" ; skos:prefLabel "developers"@en .
:other a <https://w3id.org/skillkg/onet/ns#Occupation> ; skos:notation "15-1252.00" ;
    skos:prefLabel "Software Developer"@en ;
    skos:definition "Entwickeln Software."@de , "Develop software."@en .
:coding a esco:Skill ; skos:prefLabel "coding"@en ; skos:altLabel "juggling"@en ;
    esco:relatedOptionalSkill :juggling .
:juggling a esco:Skill ; skos:prefLabel "juggling"@en ; skos:altLabel "2512.4"@en .
:cobol a esco:Skill ; skos:prefLabel "COBOL"@en ; skos:altLabel "coder"@en .
:fortran a esco:Skill ; skos:prefLabel "Fortran"@en ; skos:altLabel "coder"@en , "a\\nb"@en .
:nameless a esco:Skill .
"""


@pytest.fixture(scope="session")
def own_graph(tmp_path_factory: pytest.TempPathFactory) -> skillkg.KnowledgeGraph:
    """The graph above, in memory."""
    file: Path = tmp_path_factory.mktemp("own") / "own.ttl"
    file.write_text(OWN, encoding="utf-8")
    return skillkg.load(overlay=[file])
