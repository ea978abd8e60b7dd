"""Matches are made again: the same bytes from the same things, and what an update changes."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import RecordError, StoreError
from skillkg.explanation.record import to_json
from skillkg.model.decision import Decision, Standing
from skillkg.verifying import Verifier

if TYPE_CHECKING:
    from skillkg.model.document import DocumentKind
    from skillkg.store.build import Built

EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ads" / "database-administrator.json"
RESUMES = EXAMPLES / "resumes"
RESUME = RESUMES / "system-administrator.txt"
RELATIONS = "occupationSkillRelations.csv"


def written(kg: skillkg.KnowledgeGraph, folder: Path) -> Path:
    """The record of a match over a graph."""
    decision = Decision("2026-11-28T09:30:00Z", "person-1", "post-7", Standing(1, 1))
    file = folder / "record.json"
    file.write_text(to_json(replace(kg.match(AD, RESUME), decision=decision)), encoding="utf-8")
    return file


def test_the_same_bytes_come_out(related_sample: tuple[Path, Built], tmp_path: Path) -> None:
    store, _ = related_sample
    record = written(skillkg.open(store), tmp_path)
    (found,) = Verifier(store, [AD, RESUMES]).replay_many([record])
    assert to_json(found.again) == record.read_text(encoding="utf-8")
    assert found.is_same
    assert not list(found.differences)


@pytest.mark.parametrize(("ad", "resume"), [(None, None), ("ad", None), (None, "resume")])
def test_what_was_read_before_is_made_again(
    related_sample: tuple[Path, Built],
    ad: DocumentKind | None,
    resume: DocumentKind | None,
    tmp_path: Path,
) -> None:
    """Whether or not somebody said what the documents are, where they were read."""
    store, _ = related_sample
    kg, files = skillkg.open(store), (EXAMPLES / "ads" / "data-analyst.txt", RESUME)
    match = kg.match(kg.read(files[0], ad), kg.read(files[1], resume))
    record = tmp_path / "record.json"
    record.write_text(to_json(match), encoding="utf-8")
    (found,) = Verifier(store, files).replay_many([record])
    assert to_json(found.again) == to_json(match)


def test_parameters_are_those_of_then(related_sample: tuple[Path, Built], tmp_path: Path) -> None:
    store, _ = related_sample
    scoring = skillkg.Scoring(name="skills first", skills=0.6)
    kg = skillkg.open(store, without=["relatedness", "broader"], scoring=scoring)
    (found,) = Verifier(store, [AD, RESUME]).replay_many([written(kg, tmp_path)])
    assert found.is_same
    assert found.again.parameters.scoring["name"] == "skills first"
    assert found.again.parameters.without == ("broader", "relatedness")


@pytest.mark.parametrize("view", [{"releases": ["esco/1.1.1-sample"]}, {"without": ["onet"]}])
def test_a_record_of_some_releases_of_a_store_holds(
    related_sample: tuple[Path, Built], tmp_path: Path, view: dict[str, list[str]]
) -> None:
    store, _ = related_sample
    record = written(skillkg.open(store, **view), tmp_path)  # type: ignore[arg-type]
    found = Verifier(store, [AD, RESUME]).verify(record)
    assert found.holds, found.of("differs")


def test_what_came_out_otherwise_is_named(
    related_sample: tuple[Path, Built], tmp_path: Path
) -> None:
    store, _ = related_sample
    kg = skillkg.open(store)
    match = kg.match(AD, RESUME)
    record = tmp_path / "record.json"
    changed = replace(match, notes=(*match.notes, "paid"), coverage=match.coverage[1:])
    record.write_text(to_json(changed), "utf-8")
    (found,) = Verifier(store, [AD, RESUME]).replay_many([record])
    assert not found.is_same
    said = list(found.differences)
    assert any("notes" in each for each in said)
    assert any("coverage" in each for each in said)
    assert not any("contributions" in each or "fit" in each for each in said)


def without_statement(release: str, step: skillkg.Step, target: Path) -> str:
    """Write a release again, with another version, without the statement of a step."""
    ends = {step.source.rpartition("/")[2], step.target.rpartition("/")[2]}
    with (
        zipfile.ZipFile(release.partition("=")[2]) as before,
        zipfile.ZipFile(target, "w") as after,
    ):
        for name in before.namelist():
            lines = before.read(name).decode().splitlines(keepends=True)
            is_kept = [name != RELATIONS or not all(end in line for end in ends) for line in lines]
            after.writestr(name, "".join(compress(lines, is_kept)))
    return f"1.2.0-sample={target}"


def test_an_update_is_told_statement_by_statement(
    sample_graph: skillkg.KnowledgeGraph, sample_releases: dict[str, list[str]], tmp_path: Path
) -> None:
    steps = sample_graph.match(AD, RESUME).steps
    gone = next(step for step in steps if step.kind == "essential")
    (old,) = sample_releases["esco"]
    new = without_statement(old, gone, tmp_path / "esco.zip")
    store = tmp_path / "store"
    skillkg.build(store, esco=[old, new], onet=sample_releases["onet"])
    kg = skillkg.open(store, releases=["esco/1.1.1-sample", "onet/29.2-sample"])
    record = written(kg, tmp_path)
    verifier = Verifier(store, [AD, RESUME])
    assert verifier.replay_many([record])[0].is_same
    (found,) = verifier.replay_many([record], against=["esco/1.2.0-sample"])
    assert not found.is_same
    assert {s.version for s in found.again.snapshots} == {"1.2.0-sample", "29.2-sample"}
    contrast = found.contrast
    assert contrast.total == pytest.approx(contrast.difference, abs=1e-9)
    walked_then = {
        (each.subject, each.object) for row in contrast.rows for each in row.statements[1]
    }
    assert (gone.source, gone.target) in walked_then


def test_what_cannot_be_made_again_is_said(
    related_sample: tuple[Path, Built], tmp_path: Path
) -> None:
    store, _ = related_sample
    record = written(skillkg.open(store), tmp_path)
    with pytest.raises(RecordError, match=r"the resume, system-administrator\.txt, is not among"):
        Verifier(store, [AD]).replay_many([record])
    with pytest.raises(RecordError, match="say which store"):
        Verifier(None, [AD, RESUME]).replay_many([record])
    with pytest.raises(StoreError, match="has no esco/9"):
        Verifier(store, [AD, RESUME]).replay_many([record], against=["esco/9"])
    record.write_text(json.dumps({"schema_version": 3}), encoding="utf-8")
    with pytest.raises(RecordError, match="version 3"):
        Verifier(store, [AD, RESUME]).replay_many([record])
