from __future__ import annotations

from typing import TYPE_CHECKING

from check_stores import tiny_store
from click.testing import CliRunner
from rdflib import BNode, Graph, Literal, Namespace, URIRef

import skillkg
from skillkg import vocabulary as voc
from skillkg.checking.check import check
from skillkg.checking.graphs import LISTED
from skillkg.checking.output import write_report
from skillkg.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.embedded import EmbeddedStore

SH = Namespace(voc.SH)
DEFECTS = " ".join(
    f':c{n:03} a skos:Concept ; skos:prefLabel "c {n}"@en ; skos:altLabel "x {n} "@en .'
    for n in range(LISTED + 20)
)


def written(store: EmbeddedStore, tmp_path: Path) -> Graph:
    file = tmp_path / "report.ttl"
    write_report(check(store, lambda *_: None), file)
    return Graph().parse(file)


def test_what_is_sound_conforms(tmp_path: Path) -> None:
    graph = written(tiny_store({"esco/1": ':a a skos:Concept ; skos:prefLabel "a"@en .'}), tmp_path)
    (report,) = graph.subjects(None, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(True)
    assert not list(graph.objects(report, SH.result))


def test_results_are_complete_and_say_how_many_there_are(tmp_path: Path) -> None:
    graph = written(tiny_store({"esco/1": DEFECTS}), tmp_path)
    (report,) = graph.subjects(None, SH.ValidationReport)
    results = list(graph.objects(report, SH.result))
    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(results) == LISTED
    for result in results:
        assert graph.value(result, SH.resultSeverity) == SH.Warning
        assert graph.value(result, SH.sourceShape) == URIRef(voc.SHAPES + "strayWhitespace")
        assert graph.value(result, SH.sourceConstraintComponent) == SH.PatternConstraintComponent
        assert isinstance(graph.value(result, SH.focusNode), URIRef)
        assert isinstance(graph.value(result, SH.value), Literal)
        path = graph.value(result, SH.resultPath)
        assert isinstance(path, BNode)
        alternatives = graph.value(path, SH.alternativePath)
        assert alternatives is not None
        assert len(list(graph.items(alternatives))) == 3
        message = str(graph.value(result, SH.resultMessage))
        assert f"{LISTED + 20} of this kind" in message
        assert f"first {LISTED} are listed" in message


def test_a_path_that_the_constraint_found_is_written(tmp_path: Path) -> None:
    rating = (
        "scale:IM onet:minimum 1.0 ; onet:maximum 5.0 ; a onet:Scale ; skos:notation 'IM' . "
        "rated:1 a onet:Rating ; onet:importance 9.0 ."
    )
    graph = written(tiny_store({"onet/1": rating}), tmp_path)
    (result,) = graph.subjects(SH.sourceShape, URIRef(voc.SHAPES + "Bounds"))
    assert graph.value(result, SH.resultPath) == URIRef(voc.ONET + "importance")
    assert graph.value(result, SH.value) == Literal("9.0", datatype=URIRef(voc.XSD_DECIMAL))


def test_progress_reaches_the_end_of_every_graph() -> None:
    told: dict[str, bool] = {}
    store = tiny_store({"esco/1": DEFECTS})
    check(store, lambda name, done, total: told.update({name: done == total}))
    assert told == dict.fromkeys(("reasoner", "esco/1", "catalog", "ontology"), True)


def test_the_command_reports_defects_of_sources_and_succeeds(
    sample_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.ttl"
    result = CliRunner().invoke(cli, ["check", str(sample_store), "--report", str(file)])
    assert result.exit_code == 0, result.output
    assert "graph/esco/" in result.stdout
    assert "Nothing was repaired" in result.stdout
    assert len(Graph().parse(file)) > 3


def test_the_command_fails_where_a_graph_breaks_its_shape(tmp_path: Path) -> None:
    taxonomy = tmp_path / "mine.ttl"
    taxonomy.write_text(f"<urn:x> a <{voc.SKOS_CONCEPT}>, <{voc.ESCO_SKILL}> .")
    skillkg.build(tmp_path / "store", overlay=[taxonomy])
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "store")])
    assert result.exit_code == 1
    assert "1 × skill\n" in result.stdout
    assert "The check failed" in result.stdout
