"""Learned edges of the bundled sample: written, seen, questioned, switched off, told when stale."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, cast

import pytest

import skillkg
from skillkg import vocabulary as voc
from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError, QueryError, SourceError, StoreError
from skillkg.relatedness.shipped_calibration import (
    FILE,
    default_digest,
    shipped_calibration,
    write_shipped,
)

if TYPE_CHECKING:
    from skillkg.model.graph import Step
    from skillkg.store.build import Built
    from skillkg.store.results import Table

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .
"""


@pytest.fixture(scope="module")
def kg(related_sample: tuple[Path, Built]) -> skillkg.KnowledgeGraph:
    return skillkg.open(related_sample[0])


def edges(kg: skillkg.KnowledgeGraph) -> list[Step]:
    return list(kg.graph.edges(["relatedness"]))


def stated(kg: skillkg.KnowledgeGraph, step: Step) -> bool:
    ends = (step.source, step.target) if step.forward else (step.target, step.source)
    statement = f"<{ends[0]}> <{step.predicate}> <{ends[1]}>"
    return bool(kg.query(f"ASK {{ GRAPH <{step.graph}> {{ {statement} }} }}"))


def test_the_default_model_has_the_digest_that_is_shipped() -> None:
    assert open_encoder().digest == default_digest()


def test_the_shipped_calibrations_are_written_as_they_are_read(tmp_path: Path) -> None:
    encoder, kinds = open_encoder(), ("skill", "occupation")
    shipped = {kind: shipped_calibration(kind, encoder) for kind in kinds}
    assert all(calibration.shipped for calibration in shipped.values())
    fitted = {kind: replace(calibration, shipped=False) for kind, calibration in shipped.items()}
    write_shipped(fitted, encoder, tmp_path / "calibration.json")
    assert (tmp_path / "calibration.json").read_bytes() == FILE.read_bytes()


def test_every_edge_is_a_statement_both_ways(kg: skillkg.KnowledgeGraph) -> None:
    steps = edges(kg)
    assert steps
    for step in steps:
        assert stated(kg, step)
        assert kg.query(f"ASK {{ <{step.target}> <{voc.SKG_RELATED_TO}> <{step.source}> }}")
        assert 0.5 <= step.strength <= 1


def learned_elsewhere(store: Path) -> list[str]:
    """Learn in a process of its own, in which hashes and so sets have another order."""
    script = (
        "import skillkg, sys\n"
        "edges, _ = skillkg.relate(sys.argv[1])\n"
        "print(edges.graph, edges.digest)"
    )
    command = [sys.executable, "-c", script, str(store)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()


def test_the_same_inputs_give_the_same_digest(
    related_sample: tuple[Path, Built], tmp_path: Path
) -> None:
    folder, first = related_sample
    shutil.copytree(folder, tmp_path / "store")
    assert learned_elsewhere(tmp_path / "store") == [first.graph, first.digest]


def test_weights_that_are_fitted_to_a_graph_are_the_same_again(
    sample_store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(sample_store, folder)
    skills = skillkg.open(folder).graph.concepts("skill")
    pairs = combinations(skills[:60], 2)
    stated = "".join(f"<{one}> <{voc.ESCO_OPTIONAL_SKILL}> <{other}> .\n" for one, other in pairs)
    (tmp_path / "own.ttl").write_text(OWN + stated, encoding="utf-8")
    skillkg.build(folder, overlay=[tmp_path / "own.ttl"])
    first, learned = skillkg.relate(folder)
    assert any(not held.shipped for held in learned.calibrations.values())
    assert learned_elsewhere(folder) == [first.graph, first.digest]


def test_strengths_are_what_the_features_and_the_weights_give(kg: skillkg.KnowledgeGraph) -> None:
    from math import exp, log1p

    rows = cast("Table", kg.query(RECOMPUTED)).rows()
    assert len(rows) == len(edges(kg))
    for row in rows:
        score = (
            row["i"]
            + row["t"] * row["wt"]
            + row["l"] * row["wl"]
            + row["c"] * row["wc"]
            + row["s"] * row["ws"]
        )
        assert score == pytest.approx(row["score"], abs=1.1e-4)
        low, high = -log1p(exp(-row["score"])), log1p(exp(row["score"]))
        strength = 1 / (1 + exp(-(row["shift"] + row["low"] * low + row["high"] * high)))
        assert strength == pytest.approx(row["strength"], abs=1e-4)


RECOMPUTED = """
SELECT * {
  ?node a skg:Relatedness ; skg:score ?score ; skg:strength ?strength ; skg:textSimilarity ?t ;
    skg:lexicalSimilarity ?l ; skg:coOccurrence ?c ; skg:structuralSimilarity ?s ;
    prov:wasGeneratedBy ?by .
  ?by skg:intercept ?i ; skg:textWeight ?wt ; skg:lexicalWeight ?wl ; skg:coOccurrenceWeight ?wc ;
    skg:structureWeight ?ws ; skg:curveShift ?shift ; skg:curveLow ?low ; skg:curveHigh ?high
}
"""


def features_of(kg: skillkg.KnowledgeGraph, step: Step) -> dict[str, float]:
    """The features of a learned edge, as the graph has them."""
    query = (
        f"SELECT * {{ ?node skg:relatednessSource <{step.source}> ; "
        f"skg:relatednessTarget <{step.target}> ; skg:textSimilarity ?text ; "
        "skg:lexicalSimilarity ?lexical ; skg:coOccurrence ?together ; "
        "skg:structuralSimilarity ?structure }"
    )
    (row,) = cast("Table", kg.query(query)).rows()
    return {
        "text": row["text"],
        "lexical": row["lexical"],
        "co-occurrence": row["together"],
        "structure": row["structure"],
    }


def test_related_tells_features_and_graph(
    kg: skillkg.KnowledgeGraph, related_sample: tuple[Path, Built]
) -> None:
    step = max(edges(kg), key=lambda step: step.strength)
    one = {r.concept.iri: r for r in kg.related(step.source, limit=100)}[step.target]
    assert (one.strength, one.step, one.rank >= 1) == (step.strength, step, True)
    assert one.step.graph == related_sample[1].graph
    assert one.features == features_of(kg, step)
    back = next(r for r in kg.related(step.target, limit=100) if r.concept.iri == step.source)
    assert not back.step.forward
    assert stated(kg, back.step)
    assert all(r.strength >= 0.9 for r in kg.related(step.source, min_strength=0.9))
    assert all(r.concept.kind == "skill" for r in kg.related(step.source, kind="skill"))
    assert len(kg.related(step.source, limit=1)) == 1


def test_the_named_query_tells_the_same(kg: skillkg.KnowledgeGraph) -> None:
    step = edges(kg)[0]
    rows = cast("Table", kg.query("related-concepts", concept=step.source, at_least=0)).rows()
    expected = kg.related(step.source, limit=100)
    assert {row["related"]: row["strength"] for row in rows} == {
        r.concept.iri: r.strength for r in expected
    }


def test_networkx_has_the_strength_of_each(kg: skillkg.KnowledgeGraph) -> None:
    view = kg.to_networkx(["relatedness"])
    shown = {(one, other): data["strength"] for one, other, data in view.edges(data=True)}
    assert shown == {(step.source, step.target): step.strength for step in edges(kg)}


def test_paths_walk_them_and_do_without(
    related_sample: tuple[Path, Built], kg: skillkg.KnowledgeGraph
) -> None:
    step = max(edges(kg), key=lambda step: step.strength)
    (path,) = kg.paths(step.source, step.target, k=1)
    assert path.strength >= step.strength
    assert all(stated(kg, walked) for walked in path.steps)
    off = skillkg.open(related_sample[0], without=["relatedness"])
    assert related_sample[1].graph not in off.graphs
    kinds = {s.kind for p in off.paths(step.source, step.target, k=20) for s in p.steps}
    assert "relatedness" not in kinds
    assert not cast("Table", off.query("SELECT * { ?a skg:relatedTo ?b } LIMIT 1")).rows()
    with pytest.raises(StoreError, match="skillkg relate"):
        off.related(step.source)


def test_kinds_and_sources_are_left_out_by_one_word(related_sample: tuple[Path, Built]) -> None:
    kg = skillkg.open(related_sample[0], without=["broader", "onet"])
    assert {snapshot.source for snapshot in kg.snapshots} == {"esco"}
    assert "broader" not in kg.graph.edge_kinds
    with pytest.raises(QueryError, match="cannot leave out nothing-like-it"):
        skillkg.open(related_sample[0], without=["nothing-like-it"])


def test_matching_walks_learned_edges_unless_they_are_switched_off(
    kg: skillkg.KnowledgeGraph, ad: Path, cv: Path
) -> None:
    learned, off = kg.match(ad, cv), kg.match(ad, cv, without=["relatedness"])
    assert learned.fit != off.fit
    assert {"relatedness"} <= {s.kind for c in learned.contributions for s in c.path.steps}
    assert not any(s.kind == "relatedness" for c in off.contributions for s in c.path.steps)
    for match in (learned, off):
        assert abs(match.fit - sum(c.contribution for c in match.contributions)) < 1e-9
    assert off.parameters.without == ("relatedness",)
    assert len(off.snapshots) == len(learned.snapshots) - 1


@pytest.fixture
def ad() -> Path:
    return Path(__file__).parents[2] / "examples" / "ads" / "data-analyst.txt"


@pytest.fixture
def cv() -> Path:
    return Path(__file__).parents[2] / "examples" / "resumes" / "system-administrator.txt"


def test_edges_of_other_graphs_are_left_out_and_it_is_said(
    related_sample: tuple[Path, Built], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(related_sample[0], folder)
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    skillkg.build(folder, overlay=[tmp_path / "own.ttl"])
    kg = skillkg.open(folder)
    assert related_sample[1].graph in caplog.text
    assert f"skillkg relate {folder}" in caplog.text
    assert related_sample[1].graph not in kg.graphs
    skillkg.relate(folder)
    caplog.clear()
    assert skillkg.open(folder).related("https://example.org/a") is not None
    assert not caplog.text


def test_another_model_is_said(
    related_sample: tuple[Path, Built], tiny_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    skillkg.open(related_sample[0])
    assert not caplog.text
    skillkg.open(related_sample[0], model=tiny_folder)
    assert "another model" in caplog.text
    assert "skillkg relate" in caplog.text


@pytest.fixture
def tiny_folder(static_folder: Path) -> Path:
    return static_folder


def test_too_few_labels_for_another_model(
    sample_store: Path, tmp_path: Path, tiny_folder: Path
) -> None:
    shutil.copytree(sample_store, tmp_path / "store")
    with pytest.raises(ModelError, match="too few labelled pairs"):
        skillkg.relate(tmp_path / "store", model=tiny_folder)
    assert not any(s.inputs for s in skillkg.open(tmp_path / "store").snapshots)


def test_the_graph_passes_the_check(
    kg: skillkg.KnowledgeGraph, related_sample: tuple[Path, Built]
) -> None:
    report = kg.check()
    assert not [f for f in report.findings if f.graph in (related_sample[1].graph, voc.CATALOG)]
    assert report.reasoning.status != "inconsistent"
    assert not [f for f in report.findings if f.severity == "violation" and f.graph == voc.ONTOLOGY]


def test_vacancies_count_as_contexts(related_sample: tuple[Path, Built], tmp_path: Path) -> None:
    import polars as pl

    folder, plain = related_sample
    shutil.copytree(folder, tmp_path / "store")
    kg = skillkg.open(tmp_path / "store")
    names = [kg.concepts.label(iri) for iri in kg.graph.concepts("skill")[:4]]
    file = tmp_path / "jobs.parquet"
    rows = {"title": [f"job {n}" for n in range(60)], "skill_name": [names[:2], names[2:]] * 30}
    pl.DataFrame(rows).write_parquet(file)
    edges, learned = skillkg.relate(tmp_path / "store", vacancies=file)
    assert edges.graph != plain.graph
    assert [known.name for known in learned.files] == ["jobs.parquet"]
    pl.DataFrame({"title": ["a"], "skill_name": [["no such skill"]]}).write_parquet(file)
    with pytest.raises(SourceError, match="names no skill"):
        skillkg.relate(tmp_path / "store", vacancies=file)
    file.write_text("not parquet")
    with pytest.raises(SourceError, match="cannot be read as vacancies"):
        skillkg.relate(tmp_path / "store", vacancies=file)


def test_a_killed_run_leaves_the_old_graph(
    related_sample: tuple[Path, Built], tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(related_sample[0], folder)
    script = (
        "import skillkg.store.build as b, skillkg, sys, time\n"
        "b.describe = lambda *a: (print('here', flush=True), time.sleep(60))\n"
        "skillkg.relate(sys.argv[1])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        os.kill(process.pid, signal.SIGKILL)
    sleep(0.1)
    kg = skillkg.open(folder)
    assert {s.graph: s.digest for s in kg.snapshots}[related_sample[1].graph] == related_sample[
        1
    ].digest
    assert edges(kg)
