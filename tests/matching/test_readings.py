"""Readings on disk: the same ranking, and refused where they were made otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

import skillkg
from skillkg.errors import QueryError
from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.documents.document import Document

AD = "Java Developer\n\nRequirements\n- Java\n- SQL\n- agile development\n"
RESUMES = {
    "books": "Experience\n\nAccountant, 2015 - 2019\n- Kept the ledger\n- Excel\n",
    "code": "Experience\n\nSoftware Developer, 2019 - 2024\n- Wrote services in Java\n- SQL\n",
    "nothing": "2019 – 2021\n",
}


@pytest.fixture(scope="module")
def resumes(sample_graph: skillkg.KnowledgeGraph) -> list[Document]:
    return [sample_graph.read_text(text, "resume", name) for name, text in RESUMES.items()]


@pytest.fixture(scope="module")
def readings(sample_graph: skillkg.KnowledgeGraph, resumes: list[Document]) -> skillkg.Readings:
    return sample_graph.readings(resumes, "resume")


def test_readings_rank_as_the_documents_do(
    sample_graph: skillkg.KnowledgeGraph,
    resumes: list[Document],
    readings: skillkg.Readings,
    tmp_path: Path,
) -> None:
    readings.write_parquet(tmp_path / "resumes.parquet")
    kept = skillkg.Readings.read_parquet(tmp_path / "resumes.parquet")
    assert kept.frame.equals(readings.frame)
    ads = [sample_graph.read_text(AD, "ad", "ad")]
    expected = sample_graph.rank_many(ads, resumes, top=9).to_polars()
    assert sample_graph.rank_many(ads, kept, top=9).to_polars().equals(expected)
    known = sample_graph.readings(ads, "ad")
    assert sample_graph.rank_many(known, kept, top=9).to_polars().equals(expected)


def test_what_was_read_otherwise_is_refused(
    sample_graph: skillkg.KnowledgeGraph, readings: skillkg.Readings
) -> None:
    ads = sample_graph.readings([sample_graph.read_text(AD, "ad", "ad")], "ad")
    other = skillkg.open(
        sample_graph.store.location, scoring=replace(DEFAULT, name="other", temperature=0.04)
    )
    with pytest.raises(QueryError, match="another scoring"):
        other.rank_many(ads, readings)
    with pytest.raises(QueryError, match="another without"):
        sample_graph.rank_many(ads, readings, without=["broader"])
    with pytest.raises(QueryError, match=r"another kind \(resume\)"):
        sample_graph.rank_many(readings, readings)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    pl.DataFrame({"text": ["Java"]}).write_parquet(tmp_path / "texts.parquet")
    with pytest.raises(QueryError, match="no readings"):
        skillkg.Readings.read_parquet(tmp_path / "texts.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(QueryError, match="cannot be read as Parquet"):
        skillkg.Readings.read_parquet(tmp_path / "broken.parquet")
    with pytest.raises(QueryError, match=r"absent\.parquet"):
        skillkg.Readings.read_parquet(tmp_path / "absent.parquet")


def test_what_a_document_attests_is_kept_to_the_unit(
    sample_graph: skillkg.KnowledgeGraph, resumes: list[Document], readings: skillkg.Readings
) -> None:
    matcher = sample_graph.view.matcher()
    attested = readings.attested(len(sample_graph.graph.concepts("occupation"))) / 4096
    for row, document in zip(attested, resumes, strict=True):
        np.testing.assert_array_equal(row, matcher.profile(document).occupations)


def test_a_new_reading_takes_the_place_of_the_old_one(
    sample_graph: skillkg.KnowledgeGraph, readings: skillkg.Readings
) -> None:
    changed = sample_graph.read_text("Nurse\n", "resume", "code")
    added = sample_graph.readings([changed], "resume")
    every = readings.replaced([added])
    assert sorted(every.names) == sorted(RESUMES)
    assert (changed.name, changed.digest) in every.digests
    assert readings.replaced([]).frame.equals(readings.frame)
