"""The known defects of the real releases, counted in their tables without skillkg."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from skillkg import vocabulary as voc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import skillkg
    from skillkg.checking.findings import Finding, Report

ESCO = voc.GRAPHS + "esco/1.1.1"
LABELS = ("preferredLabel", "altLabels", "hiddenLabels")
CONCEPTS = ("skills", "occupations", "skillGroups", "ISCOGroups", "conceptSchemes")
STRAY = re.compile(r"^\s|\s$|\s\s|[^\S ]|\u200b|\ufeff")


@pytest.fixture(scope="module")
def report(full_graph: skillkg.KnowledgeGraph) -> Report:
    return full_graph.check()


def rows(shared_data: Path, table: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 24)
    for archive in sorted((shared_data / "esco" / "1.1.1").glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in files.namelist():
                if re.search(rf"(^|/){table}(_en)?\.csv$", name):
                    text = io.TextIOWrapper(files.open(name), "utf-8-sig", newline="")
                    yield from csv.DictReader(text)


def count(report: Report, shape: str, graph: str = ESCO) -> int:
    found = (f for f in report.findings if f.graph == graph)
    return sum(f.count for f in found if f.shape == voc.SHAPES + shape)


def of_kind(report: Report, shape: str, graph: str = ESCO) -> Finding:
    found = (f for f in report.findings if f.graph == graph)
    return next(f for f in found if f.shape == voc.SHAPES + shape)


def labels(shared_data: Path) -> Iterator[tuple[str, str, str]]:
    """Concept, column and label, for every label of the tables of concepts."""
    for table in CONCEPTS:
        for row in rows(shared_data, table):
            for column in LABELS:
                for label in (row.get(column) or "").split("\n"):
                    if label.strip():
                        yield row.get("conceptUri") or row["conceptSchemeUri"], column, label


def test_defects_of_the_sources_do_not_fail_the_check(report: Report) -> None:
    assert [f for f in report.findings if f.severity == "violation"] == []
    assert not report.failed
    assert report.findings


def test_every_graph_is_checked(report: Report, full_graph: skillkg.KnowledgeGraph) -> None:
    releases = {snapshot.graph for snapshot in full_graph.store.snapshots()}
    assert {*releases, voc.CATALOG, voc.ONTOLOGY} == set(report.graphs)


def test_relations_of_an_occupation_that_the_table_lacks(report: Report, shared_data: Path) -> None:
    known = {row["conceptUri"] for row in rows(shared_data, "occupations")}
    dangling = {
        (row["occupationUri"], row["skillUri"])
        for row in rows(shared_data, "occupationSkillRelations")
        if row["occupationUri"] not in known
    }
    finding = of_kind(report, "skillOf")
    assert finding.count == len(dangling) == 67
    found = {(str(r.value).strip("<>"), str(r.focus).strip("<>")) for r in finding.results}
    assert found == dangling
    assert count(report, "SkillRelation") == len({occupation for occupation, _ in dangling}) == 1


def test_stray_whitespace(report: Report, shared_data: Path) -> None:
    found = labels(shared_data)
    stray = {(concept, label) for concept, _, label in found if STRAY.search(label)}
    assert count(report, "strayWhitespace") == len(stray) > 1000


def test_preferred_labels_that_are_alternative_ones_too(report: Report, shared_data: Path) -> None:
    by_column = {column: set[tuple[str, str]]() for column in LABELS}
    for concept, column, label in labels(shared_data):
        by_column[column].add((concept, label))
    preferred, alternative, hidden = by_column.values()
    assert count(report, "labelRole") == len(preferred & alternative) > 10_000
    assert count(report, "shownLabelRole") == len(preferred & hidden) > 0
    assert count(report, "hiddenLabelRole") == len(alternative & hidden) > 100


def test_labels_that_differ_in_case_and_spaces_only(report: Report, shared_data: Path) -> None:
    forms: dict[tuple[str, str], set[str]] = {}
    for concept, _, label in labels(shared_data):
        forms.setdefault((concept, re.sub(r"\s", "", label).lower()), set()).add(label)
    repeated = [labels for labels in forms.values() if len(labels) > 1]
    assert count(report, "SimilarLabels") == len(repeated) > 100


def onet(shared_data: Path, table: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(shared_data / "onet" / "29.3" / "db_29_3_text.zip") as files:
        name = next(name for name in files.namelist() if name.endswith(f"{table}.txt"))
        text = io.TextIOWrapper(files.open(name), "utf-8", newline="")
        yield from csv.DictReader(text, delimiter="\t")


def test_ratings_out_of_their_scale(report: Report, shared_data: Path) -> None:
    bounds = {
        row["Scale ID"]: (float(row["Minimum"]), float(row["Maximum"]))
        for row in onet(shared_data, "Scales Reference")
    }
    beyond = []
    for table in ("Skills", "Knowledge", "Work Styles", "Work Values", "Interests"):
        for row in onet(shared_data, table):
            least, greatest = bounds[row["Scale ID"]]
            if not least <= float(row["Data Value"]) <= greatest:
                beyond.append((row["O*NET-SOC Code"], row["Element ID"]))
    finding = of_kind(report, "Bounds", voc.GRAPHS + "onet/29.3")
    names = [str(result.focus).strip("<>").split("/")[-2:] for result in finding.results]
    assert sorted(map(tuple, names)) == sorted(beyond)
    assert beyond
