"""Labelled sentences from files: what is read, and what is said of a bad one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

import skillkg
from skillkg.errors import SourceError
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.training.labelled_sentences import Sentence, read_sentences

if TYPE_CHECKING:
    from pathlib import Path

SQL, DATA = "SQL", "data models"


def population_of(kg: skillkg.KnowledgeGraph) -> Corpus:
    return Corpus(kg.store, kg.graphs, kg.graph.arrays, kg.concepts.labels)


@pytest.fixture(scope="module")
def iris(sample_store: Path) -> dict[str, str]:
    kg = skillkg.open(sample_store)
    return {name: kg.concept(name).iri for name in (SQL, DATA)}


def written(folder: Path, kind: str, rows: list[tuple[str, list[str]]]) -> Path:
    file = folder / f"labelled.{kind}"
    if kind == "csv":
        pl.DataFrame(
            {"text": [t for t, _ in rows], "skills": [" | ".join(s) for _, s in rows]}
        ).write_csv(file)
    elif kind == "parquet":
        pl.DataFrame(
            {"text": [t for t, _ in rows], "skills": [s for _, s in rows]},
            schema={"text": pl.String, "skills": pl.List(pl.String)},
        ).write_parquet(file)
    else:
        lines = (json.dumps({"id": 1, "text": t, "skills": s}) for t, s in rows)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_kind_of_file_says_the_same(
    corpus: Corpus, iris: dict[str, str], tmp_path: Path, kind: str
) -> None:
    rows = [
        ('You query, "daily",\nour databases', [" sql", iris[DATA]]),
        ("We are a team of five.", []),
        ("You  draw tables", [DATA]),
        ("You draw tables", [SQL]),
    ]
    assert read_sentences(written(tmp_path, kind, rows), corpus) == [
        Sentence('You query, "daily", our databases', frozenset(iris.values())),
        Sentence("We are a team of five.", frozenset()),
        Sentence("You draw tables", frozenset(iris.values())),
    ]


def test_what_is_no_skill_of_the_graph_is_counted_and_named(corpus: Corpus, tmp_path: Path) -> None:
    rows = [("one", [SQL, "juggle"]), ("two", ["fly", "sing", "web developer"])]
    with pytest.raises(SourceError) as caught:
        read_sentences(written(tmp_path, "jsonl", rows), corpus)
    told = str(caught.value)
    assert "labelled.jsonl: names what is not exactly one skill of the graph" in told
    assert "row 1: 'juggle' is none; row 2: 'fly' is none; row 2: 'sing' is none; 4 in all" in told
    assert "Give preferred labels or IRIs" in told


def test_a_label_of_two_skills_wants_an_iri(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
        '<https://example.org/a> a esco:Skill ; skos:prefLabel "brew"@en .\n'
        '<https://example.org/b> a esco:Skill ; skos:prefLabel "brew"@en .\n',
        encoding="utf-8",
    )
    corpus = population_of(skillkg.load(overlay=[own]))
    with pytest.raises(SourceError, match="row 1: 'brew' is the name of several"):
        read_sentences(written(tmp_path, "csv", [("You brew.", ["brew"])]), corpus)
    named = written(tmp_path, "csv", [("You brew.", ["https://example.org/b"])])
    assert read_sentences(named, corpus)[0].skills == {"https://example.org/b"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "sentence,skills\nx,SQL\n", "cannot be read as labelled sentences: .*text"),
        ("a.csv", "text\nx\n", "cannot be read as labelled sentences: .*skills"),
        ("a.csv", "text,skills\n ,SQL\n", "row 1 has no text"),
        ("a.csv", "text,skills\nx,\n", "has no skill in any row"),
        ("a.csv", "", "cannot be read as labelled sentences"),
        ("a.jsonl", '{"text": "x"}\n', "cannot be read as labelled sentences: .*skills"),
        ("a.jsonl", '{"text": "x", "skills": ["SQL"\n', "cannot be read as labelled sentences"),
        ("a.parquet", "text,skills\n", "cannot be read as labelled sentences"),
        ("a.txt", "text,skills\n", "is of no kind that is read"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    corpus: Corpus, tmp_path: Path, name: str, content: str, told: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=told) as caught:
        read_sentences(file, corpus)
    assert name in str(caught.value)
    assert "text and skills" in str(caught.value)
