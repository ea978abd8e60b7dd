"""Rows of mentions: what they say, and that a file is there whole or not at all."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import polars as pl
import pytest

from skillkg.documents.document import Box, Document, Place
from skillkg.explanation.mention_rows import mention_rows, row_writer, schema
from skillkg.linking.links import Links
from skillkg.model.document import Position, Span
from skillkg.model.mention import Level, Mention

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.graph.concept import Concept

TEXT = "Cook 2019\nSQL (5 years), data\nmining"
PLACES = (
    Place(0, 4, Box(1, 50.0, 40.0, 80.0, 52.0)),
    Place(10, 13, Box(1, 50.0, 60.0, 70.0, 72.0)),
    Place(25, 29, Box(1, 90.0, 60.0, 110.0, 72.0)),
    Place(30, 36, Box(2, 50.0, 40.0, 90.0, 52.0)),
)
DOCUMENT = Document("cv/a.pdf", "resume", "application/pdf", TEXT, "", places=PLACES)


def span(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote), quote)


LINKS = Links(
    (
        Mention(span("Cook"), "urn:c", "cook", "occupations"),
        Mention(
            span("SQL"), "urn:q", "SQL", "skills", "skills", ("urn:r",), 0.75, stance="wished",
            demand="preferred", levels=(Level(span("2019")), Level(span("5 years"), 5.0)),
            position=Position(span("Cook"), "2019"),
        ),
    ),
    described=(Mention(span("data\nmining"), "urn:m", "", "skills", probability=0.0),),
)  # fmt: skip


def concept(iri: str) -> Concept:
    return cast("Concept", SimpleNamespace(label=iri.upper(), kind="skill"))


def rows() -> list[dict[str, Any]]:
    return list(mention_rows(DOCUMENT, LINKS, concept))


def write(path: Path) -> None:
    with row_writer(path) as add:
        for row in rows():
            add(row)


def test_a_row_says_all_of_a_mention() -> None:
    assert rows()[1] == {
        "document": "cv/a.pdf", "found": "named", "start": 10, "end": 13, "quote": "SQL",
        "concept": "urn:q", "label": "URN:Q", "kind": "skill", "block": "skills",
        "section": "skills", "probability": 0.75, "stance": "wished", "demand": "preferred",
        "levels": ["2019", "5 years"], "level_rank": None, "years": 5.0, "position": "Cook",
        "alternatives": ["urn:r"],
        "boxes": [{"page": 1, "left": 50.0, "top": 60.0, "right": 70.0, "bottom": 72.0}],
    }  # fmt: skip


def test_what_is_unknown_is_null_and_nought_is_a_probability() -> None:
    named, _, described = rows()
    unknown = {"section", "probability", "demand", "level_rank", "years", "position"}
    assert {name for name, value in named.items() if value is None} == unknown
    assert (described["found"], described["probability"]) == ("described", 0.0)
    assert [box["page"] for box in described["boxes"]] == [1, 2]


def test_both_formats_hold_the_same_rows(tmp_path: Path) -> None:
    for name in ("m.jsonl", "m.parquet"):
        write(tmp_path / name)
    lines = (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows()
    found = pl.read_parquet(tmp_path / "m.parquet")
    assert found.to_dicts() == rows()
    assert found.schema == schema()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.jsonl", "m.parquet"]


def test_no_rows_are_a_file_all_the_same(tmp_path: Path) -> None:
    for name in ("m.jsonl", "m.parquet"):
        with row_writer(tmp_path / name):
            pass
    assert (tmp_path / "m.jsonl").read_bytes() == b""
    assert pl.read_parquet(tmp_path / "m.parquet").schema == schema()


@pytest.mark.parametrize("name", ["m.jsonl", "m.parquet"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_is_interrupted_leaves_what_was_there(
    tmp_path: Path, name: str, error: type[BaseException]
) -> None:
    (tmp_path / name).write_text("old")

    def fail() -> None:
        with row_writer(tmp_path / name) as add:
            add(rows()[0])
            raise error

    with pytest.raises(error):
        fail()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]
