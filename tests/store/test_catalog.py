from __future__ import annotations

from typing import TYPE_CHECKING

import skillkg
from skillkg.store.results import Table
from skillkg.vocabulary import CATALOG

if TYPE_CHECKING:
    from pathlib import Path

SKILL = "<https://example.org/a> a <http://data.europa.eu/esco/model#Skill> .\n"


def test_one_content_under_two_names_is_one_file_with_both(tmp_path: Path) -> None:
    files = [tmp_path / "one.ttl", tmp_path / "two.ttl"]
    for file in files:
        file.write_text(SKILL, encoding="utf-8")
    skillkg.build(tmp_path / "store", overlay=files)
    kg = skillkg.open(tmp_path / "store")
    found = kg.query("SELECT ?file ?name { ?file a dcat:Distribution ; spdx:fileName ?name }")
    assert isinstance(found, Table)
    assert len(set(found.column("file"))) == 1
    assert sorted(found.column("name")) == ["one.ttl", "two.ttl"]
    assert not [found for found in kg.check().findings if found.graph == CATALOG]
