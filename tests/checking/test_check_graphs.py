from __future__ import annotations

import pytest
from check_cases import CASES, Case
from check_stores import checked, findings, kinds, tiny_store

from skillkg import vocabulary as voc
from skillkg.checking.beyond import check_languages, check_terms
from skillkg.checking.graphs import LISTED
from skillkg.checking.shapes import read_shapes, shapes_file
from skillkg.vocabulary import onet


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_defect_is_found_and_its_absence_is_not(case: Case) -> None:
    assert kinds(findings(tiny_store({"esco/1": case.broken}))).get(case.shape) == case.count
    assert case.shape not in kinds(findings(tiny_store({"esco/1": case.sound})))


def test_a_finding_says_where_and_what_it_means() -> None:
    store = tiny_store(
        {"esco/1": ':a a skos:Concept ; skos:prefLabel "SQL"@en ; skos:altLabel "x "@en .'}
    )
    (finding,) = findings(store)
    (result,) = finding.results
    assert finding.graph == voc.GRAPHS + "esco/1"
    assert finding.severity == "warning"
    assert finding.meaning
    assert result.label == "SQL"
    assert str(result.focus) == "<http://data.europa.eu/esco/a>"
    assert str(result.value) == '"x "@en'


def test_all_are_counted_and_the_first_are_kept() -> None:
    labels = " ".join(f':c{n:03} a skos:Concept ; skos:prefLabel "c{n} "@en .' for n in range(150))
    (finding,) = findings(tiny_store({"esco/1": labels}))
    assert finding.count == 150
    assert len(finding.results) == LISTED
    assert finding.results[0].label == "c0 "


SOC = (
    "soc:11-1011.00 a skos:Concept, onet:Occupation ; skos:prefLabel 'chief'@en ; "
    "skos:notation '11-1011.00' ."
)
RATING = "rated:1 onet:occupation soc:11-1011.00 ."


def test_a_supplement_is_read_with_what_it_supplements() -> None:
    together = tiny_store({"onet/29.3": SOC, "onet/30.0": RATING}, incomplete=("onet/30.0",))
    alone = tiny_store({"onet/30.0": RATING}, incomplete=("onet/30.0",))
    assert kinds(findings(together, "onet/30.0")) == {}
    assert kinds(findings(alone, "onet/30.0")) == {"occupationOf": 1}


def test_a_complete_release_stands_alone() -> None:
    store = tiny_store({"onet/29.3": SOC, "onet/30.0": RATING})
    assert kinds(findings(store, "onet/30.0")) == {"occupationOf": 1}


def test_a_mapping_may_lead_to_any_release_in_view() -> None:
    concept = ":a a skos:Concept ; skos:prefLabel 'a'@en ."
    mapping = ":a skos:exactMatch soc:11-1011.00, soc:99-9999.00 ."
    store = tiny_store({"esco/1": concept, "onet/29.3": SOC, "crosswalk/esco-onet/1": mapping})
    (finding,) = findings(store, "crosswalk/esco-onet/1")
    assert [str(result.value) for result in finding.results] == [
        f"<{onet.OCCUPATION_IRI}99-9999.00>"
    ]


def test_a_language_that_other_concepts_have_is_missed() -> None:
    labels = (
        ":a a skos:Concept ; skos:prefLabel 'a'@en, 'A'@de . "
        ":b a skos:Concept ; skos:prefLabel 'b'@en ."
    )
    untargeted = read_shapes(shapes_file()).untargeted
    store = tiny_store({"esco/1": labels})
    finding = check_languages(store, checked(store, "esco/1"), untargeted)
    assert finding is not None
    assert [(str(r.focus), str(r.value)) for r in finding.results] == [
        ("<http://data.europa.eu/esco/b>", '"de"')
    ]
    single = tiny_store({"esco/1": labels.replace(", 'A'@de", "")})
    assert check_languages(single, checked(single, "esco/1"), untargeted) is None


def test_terms_that_the_ontology_lacks_are_found() -> None:
    untargeted = read_shapes(shapes_file()).untargeted
    store = tiny_store({"esco/1": ":a a skg:Gizmo ; onet:gadget 1 ; onet:importance 2.0 ."})
    finding = check_terms(store, checked(store, "esco/1"), untargeted)
    assert finding is not None
    assert [str(r.focus) for r in finding.results] == [f"<{voc.SKG}Gizmo>", f"<{voc.ONET}gadget>"]
    assert check_terms(store, checked(store, "catalog"), untargeted) is None
