"""Learned edges of the whole of ESCO and O*NET: the bars, the mappings, every step a statement."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING, cast

import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.checking import check
from skillkg.checking.graphs import graphs_to_check

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.relatedness.edge_graph import Relatedness
    from skillkg.store.build import Built
    from skillkg.store.results import Table


@pytest.fixture(scope="module")
def run(
    full_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Built, Relatedness]:
    folder = tmp_path_factory.mktemp("full") / "store"
    shutil.copytree(full_store, folder)
    return (folder, *skillkg.relate(folder))


@pytest.fixture(scope="module")
def kg(run: tuple[Path, Built, Relatedness]) -> skillkg.KnowledgeGraph:
    return skillkg.open(run[0])


def test_the_combination_tells_siblings_better_than_every_feature(
    run: tuple[Path, Built, Relatedness],
) -> None:
    """Against random pairs of occupations text alone is a hair better: benchmarks/README.md."""
    for pairing, calibration in run[2].calibrations.items():
        siblings, random = calibration.against_siblings, calibration.against_random
        alone = [precision for name, precision in siblings.items() if name != "combined"]
        assert siblings["combined"] > max(alone), pairing.name
        assert random["combined"] > max(random.values()) - 0.005


def test_the_bars_of_skills_are_met(run: tuple[Path, Built, Relatedness]) -> None:
    calibration = next(c for p, c in run[2].calibrations.items() if p.name == "skill-skill")
    assert not calibration.shipped
    assert calibration.pairs > 1500
    assert calibration.against_random["combined"] >= 0.95
    assert calibration.against_siblings["combined"] >= 0.9
    best = max(calibration.against_random, key=calibration.against_random.__getitem__)
    assert best == "combined"


def test_strengths_are_probabilities(run: tuple[Path, Built, Relatedness]) -> None:
    for pairing, calibration in run[2].calibrations.items():
        assert calibration.error <= 0.05, pairing.name
        assert sum(line.pairs for line in calibration.table) > 3000


def test_every_pairing_has_edges_and_no_concept_too_many(
    run: tuple[Path, Built, Relatedness],
) -> None:
    for pairing, edges in run[2].edges.items():
        assert len(edges) > 1000, pairing.name
        assert all(pairing.floor <= edge.strength <= 1 for edge in edges)
        assert len({(edge.source, edge.target) for edge in edges}) == len(edges)
        assert all(1 <= edge.rank <= 10 for edge in edges)


def test_steps_of_paths_are_statements(kg: skillkg.KnowledgeGraph) -> None:
    random, skills, walked = Random(5), kg.graph.concepts("skill"), 0
    for _ in range(15):
        for path in kg.paths(*random.sample(skills, 2)):
            for step in path.steps:
                ends = (step.source, step.target) if step.forward else (step.target, step.source)
                statement = f"<{ends[0]}> <{step.predicate}> <{ends[1]}>"
                assert kg.query(f"ASK {{ GRAPH <{step.graph}> {{ {statement} }} }}")
                walked += step.kind == "relatedness"
    assert walked


MAPPINGS = """
SELECT * {
  ?node a sssom:Mapping , skg:Relatedness ; owl:annotatedSource ?source ;
    owl:annotatedProperty ?predicate ; owl:annotatedTarget ?target ;
    sssom:mapping_justification ?justification ; sssom:confidence ?confidence ;
    sssom:similarity_score ?score ; sssom:similarity_measure ?measure ; sssom:mapping_tool ?tool ;
    sssom:subject_label ?subject ; sssom:object_label ?object ;
    sssom:subject_source ?onet ; sssom:object_source ?esco ;
    sssom:subject_source_version ?from ; sssom:object_source_version ?to .
  ?node skg:strength ?confidence
}
"""
ASSERTED = """
ASK {
  ?node a skg:Relatedness ; owl:annotatedSource ?s ; owl:annotatedProperty ?p ;
        owl:annotatedTarget ?o .
  ?s ?p ?o
}
"""


def test_candidate_mappings_have_the_fields_of_sssom_and_are_not_asserted(
    kg: skillkg.KnowledgeGraph, run: tuple[Path, Built, Relatedness]
) -> None:
    rows = cast("Table", kg.query(MAPPINGS)).rows()
    edges = next(edges for p, edges in run[2].edges.items() if p.name == "element-skill")
    assert {(row["source"], row["target"]) for row in rows} == {(e.source, e.target) for e in edges}
    assert len(rows) == len(edges)
    assert {row["justification"] for row in rows} == {voc.SEMAPV_COMPOSITE}
    assert {row["predicate"] for row in rows} == {voc.SKOS_RELATED_MATCH, voc.SKOS_CLOSE_MATCH}
    assert {(row["from"], row["to"]) for row in rows} == {("29.3", "1.1.1")}
    assert not kg.query(ASSERTED)


def test_the_check_finds_nothing(
    kg: skillkg.KnowledgeGraph,
    run: tuple[Path, Built, Relatedness],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The releases themselves are checked in test_check_full.py, which takes minutes."""
    learned = [c for c in graphs_to_check(kg.store) if c.graph in (run[1].graph, voc.CATALOG)]
    monkeypatch.setattr(check, "graphs_to_check", lambda _: learned)
    report = kg.check()
    assert report.graphs == [run[1].graph, voc.CATALOG]
    assert report.findings == []
