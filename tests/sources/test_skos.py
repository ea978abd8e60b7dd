"""Overlays: a taxonomy of the user's own, in any RDF format, as its own graph."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest
from esco_samples import read

import skillkg
from skillkg.errors import SourceError
from skillkg.sources.release import graph_of
from skillkg.sources.skos import open_overlay

if TYPE_CHECKING:
    from pathlib import Path

SKOS = "http://www.w3.org/2004/02/skos/core#"
TURTLE = f"""
@prefix skos: <{SKOS}> .
<http://my.org/sql> a skos:Concept ; skos:prefLabel "SQL"@en ; skos:related _:b ;
  skos:related [ a skos:Concept ] .
_:b skos:altLabel "see _:b"@en ; skos:note "_:b" .
"""


def test_third_party_extension_of_esco(shared_data: Path) -> None:
    overlay = open_overlay(shared_data / "esco" / "rdf" / "par-tec_esco-padding.ttl")
    statements, notes = read(overlay)
    assert graph_of(overlay) == "https://w3id.org/skillkg/graph/overlay/par-tec_esco-padding"
    assert len(statements) == 54
    assert notes.rows == {"par-tec_esco-padding.ttl": 54}
    bash = "<http://data.europa.eu/esco/skill/5ef0c719-5bcb-49f8-b8eb-824388225333>"
    assert f'{bash} <{SKOS}altLabel> "Bash"@en' in statements
    assert (overlay.complete, overlay.rights.attribution) == (True, "")


def test_blank_nodes_become_the_same_iris_every_time(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    statements, _ = read(open_overlay(path))
    node = "<https://w3id.org/skillkg/overlay/mine/node/1-"
    assert statements == read(open_overlay(path))[0]
    assert {
        f"<http://my.org/sql> <{SKOS}related> {node}1>",
        f"<http://my.org/sql> <{SKOS}related> {node}2>",
        f'{node}1> <{SKOS}altLabel> "see _:b"@en',
        f'{node}1> <{SKOS}note> "_:b"',
    } <= statements


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    folder = tmp_path / "my taxonomy"
    folder.mkdir()
    for name in ("a.nt", "b.nt"):
        (folder / name).write_text(f'_:x <{SKOS}note> "{name}" .\n')
    overlay = open_overlay(folder)
    statements, _ = read(overlay)
    assert overlay.version == "my-taxonomy"
    assert len({line.split()[0] for line in statements}) == 2


@pytest.mark.parametrize("name", ["mine.ttl", "mine.ttl.gz", "mine.zip"])
def test_packing_does_not_change_the_graph(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(TURTLE.encode()))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inside.ttl", TURTLE)
            archive.writestr("README.txt", "hello")
    else:
        path.write_text(TURTLE)
    overlay = open_overlay(path)
    statements, notes = read(overlay)
    assert graph_of(overlay).endswith("/overlay/mine")
    assert len(statements) == 7
    assert ("not RDF by its name, not read" in notes.findings) is name.endswith(".zip")


def test_no_rdf_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "skills.xlsx"
    path.write_text("")
    with pytest.raises(SourceError, match="is no RDF by its name"):
        open_overlay(path)


def test_broken_rdf_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("<x:a> <x:b>\n<x:c> , .\n")
    with pytest.raises(SourceError, match=r"mine.ttl:2: is not well-formed RDF"):
        read(open_overlay(path))


def test_overlays_with_files_of_one_name_are_seen_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "skills.ttl").write_text(TURTLE)
    kg = skillkg.load(overlay=[tmp_path / "one", tmp_path / "two"])
    assert [snapshot.version for snapshot in kg.snapshots] == ["one", "two"]
