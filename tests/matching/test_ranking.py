"""A ranking of a pool: the fits of single pairs, to the last bit, and the best of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillkg.errors import DocumentError, QueryError

if TYPE_CHECKING:
    from pathlib import Path

    import skillkg
    from skillkg.documents.document import Document

ADS = {
    "accountant": "Senior Accountant\n\nRequirements\n- prepare financial statements\n- Excel\n",
    "developer": "Java Developer\n\nRequirements\n- Java\n- SQL\n- agile development\n",
    "empty": "2019 – 2021\n",
    "nurse": "Registered Nurse (f/m/d)\n\nYou care for patients in intensive care.\n",
}
BOOKS = "Accountant, 2015 - 2019\n- Kept the ledger\n- prepare financial statements\n- Excel\n"
JOBS = {
    "books": BOOKS,
    "code": "Software Developer, 2019 - 2024\n- Wrote services in Java\n- Designed SQL tables\n",
    "copy": ADS["nurse"],
    "twin": BOOKS,
    "ward": "Staff Nurse, 2016 - 2022\n- Cared for patients in intensive care\n- No Java\n",
}


@pytest.fixture(scope="module")
def ads(sample_graph: skillkg.KnowledgeGraph) -> list[Document]:
    return [sample_graph.read_text(text, "ad", name) for name, text in ADS.items()]


@pytest.fixture(scope="module")
def resumes(sample_graph: skillkg.KnowledgeGraph) -> list[Document]:
    texts = {name: f"Experience\n\n{text}" for name, text in JOBS.items()} | {"copy": JOBS["copy"]}
    return [sample_graph.read_text(text, "resume", name) for name, text in texts.items()]


def test_fits_are_those_of_pairs_to_the_last_bit(
    sample_graph: skillkg.KnowledgeGraph, ads: list[Document], resumes: list[Document]
) -> None:
    ranking = sample_graph.rank_many(ads, resumes, top=99)
    assert len(ranking) == len(ads) * len(resumes)
    by_name = {document.name: document for document in (*ads, *resumes)}
    for ad, resume, _, fit in ranking.to_polars().iter_rows():
        assert sample_graph.match(by_name[ad], by_name[resume]).fit == fit, (ad, resume)


def test_the_best_come_first_and_ties_share_a_rank(
    sample_graph: skillkg.KnowledgeGraph, ads: list[Document], resumes: list[Document]
) -> None:
    rows = sample_graph.rank_many(ads, reversed(resumes), top=3).to_polars().rows()
    best = {ad: [(resume, rank) for name, resume, rank, _ in rows if name == ad] for ad in ADS}
    assert best["accountant"][:2] == [("books", 1), ("twin", 1)]
    assert best["accountant"][2][1] == 3
    assert best["developer"][0] == ("code", 1)
    assert best["nurse"][0] == ("copy", 1)
    assert [rank for _, rank in best["empty"]] == [1, 1, 1]
    assert {fit for ad, _, _, fit in rows if ad == "empty"} == {0.0}


def test_what_is_asked_for_is_checked(
    sample_graph: skillkg.KnowledgeGraph, resumes: list[Document], tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match="top takes a whole number from 1"):
        sample_graph.rank_many([], resumes, top=0)
    assert len(sample_graph.rank_many([], resumes)) == 0
    told: list[DocumentError] = []
    for name, text in (("empty.txt", ""), ("welder.txt", "Welder\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = sample_graph.rank_many(sorted(tmp_path.iterdir()), resumes, on_error=told.append)
    assert found.ads == ["welder.txt"]
    assert len(told) == 1


def test_a_ranking_goes_to_parquet(
    sample_graph: skillkg.KnowledgeGraph,
    ads: list[Document],
    resumes: list[Document],
    tmp_path: Path,
) -> None:
    import polars as pl

    ranking = sample_graph.rank_many(ads, resumes, top=2)
    ranking.write_parquet(tmp_path / "ranking.parquet")
    assert pl.read_parquet(tmp_path / "ranking.parquet").equals(ranking.to_polars())
