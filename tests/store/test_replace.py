"""Building a release again: the same content stays where it is, other content takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import skillkg

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.store.results import Table

ONE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
<https://example.org/a> a esco:Skill ; skos:prefLabel "brew tea"@en .
"""


def labels(store: Path) -> list[str]:
    return cast("Table", skillkg.open(store).query("SELECT ?l { ?c skos:prefLabel ?l }")).column(
        "l"
    )


def described(store: Path) -> int:
    found = skillkg.open(store).query("SELECT ?e { ?graph skg:digest ?d ; prov:wasGeneratedBy ?e }")
    return len(cast("Table", found))


def test_the_same_content_is_there_once_and_described_once(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(ONE, encoding="utf-8")
    digests = set()
    for _ in range(3):
        (built,) = skillkg.build(tmp_path / "store", overlay=[tmp_path / "own.ttl"])
        digests.add(built.digest)
        assert labels(tmp_path / "store") == ["brew tea"]
        assert described(tmp_path / "store") == 1
    assert len(digests) == 1


def test_other_content_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(ONE, encoding="utf-8")
    skillkg.build(tmp_path / "store", overlay=[tmp_path / "own.ttl"])
    (tmp_path / "own.ttl").write_text(ONE.replace("tea", "coffee"), encoding="utf-8")
    (built,) = skillkg.build(tmp_path / "store", overlay=[tmp_path / "own.ttl"])
    assert labels(tmp_path / "store") == ["brew coffee"]
    assert described(tmp_path / "store") == 1
    assert [s.digest for s in skillkg.open(tmp_path / "store").snapshots] == [built.digest]
