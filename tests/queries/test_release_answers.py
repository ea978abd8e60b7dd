"""Questions about releases, their provenance and their differences, on the full graph."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from source_figures import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from source_figures import Esco

    import skillkg

    Ask = Callable[..., list[dict[str, Any]]]

GRAPHS = "https://w3id.org/skillkg/graph/"
OLD, NEW = GRAPHS + "esco/1.1.0", GRAPHS + "esco/1.1.1"
ESSENTIAL = "http://data.europa.eu/esco/model#relatedEssentialSkill"
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
SCIENTIST = "http://data.europa.eu/esco/occupation/258e46f9-0075-4a2e-adae-1ff0477e0f30"


def digests(folder: Path) -> set[tuple[str, str]]:
    return {
        (file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in folder.glob("*.zip")
    }


def test_releases_are_all_named_in_view_or_not(
    ask: Ask, full_graph: skillkg.KnowledgeGraph
) -> None:
    snapshots = {s.graph: (s.digest, s.statements) for s in full_graph.store.snapshots()}
    rows = ask("releases")
    assert {r["graph"]: (r["digest"], r["statements"]) for r in rows} == snapshots
    assert snapshots.keys() >= {OLD, NEW, GRAPHS + "onet/29.3", GRAPHS + "onet/30.0"}
    assert all(r["built"] and r["licence"] and r["attribution"] for r in rows)


def test_provenance_names_graph_and_files(
    ask: Ask, esco: Esco, old_esco: Esco, shared_data: Path
) -> None:
    skill = min(esco.asked["essential"][SCIENTIST] & old_esco.asked["essential"][SCIENTIST])
    rows = ask("statement-provenance", subject=SCIENTIST, predicate=ESSENTIAL, object=skill)
    for graph, version in ((OLD, "1.1.0"), (NEW, "1.1.1")):
        files = {(r["file"], r["file_sha256"]) for r in rows if r["graph"] == graph}
        assert files == digests(shared_data / "esco" / version)
    assert {r["graph"] for r in rows} == {OLD, NEW}
    assert all(r["digest"].startswith("sha256:") and r["publisher"] for r in rows)


def test_provenance_of_a_literal(ask: Ask) -> None:
    statement = {"subject": SCIENTIST, "predicate": PREFERRED}
    said = ask("statement-provenance", **statement, object="data scientist")
    assert {row["graph"] for row in said} == {OLD, NEW}
    assert ask("statement-provenance", **statement, object="data artist") == []


def test_changes_between_releases(ask: Ask, esco: Esco, old_esco: Esco) -> None:
    old, new = dict(old_esco.labels), dict(esco.labels)
    for release, labels in ((old_esco, old), (esco, new)):
        rows = release.table("conceptSchemes")
        labels |= {r["conceptSchemeUri"]: r["preferredLabel"] for r in rows if r["preferredLabel"]}
    both = old.keys() & new.keys()
    expected = {("added", uri, None, new[uri]) for uri in new.keys() - old.keys()}
    expected |= {("removed", uri, old[uri], None) for uri in old.keys() - new.keys()}
    expected |= {("relabelled", uri, old[uri], new[uri]) for uri in both if old[uri] != new[uri]}
    rows = ask("release-changes", old=OLD, new=NEW)
    found = {(r["change"], r["concept"], r["old_label"], r["new_label"]) for r in rows}
    assert {change for change, *_ in expected} == {"added", "removed", "relabelled"}
    assert found == expected


def test_changes_the_other_way_round(ask: Ask) -> None:
    there = ask("release-changes", old=OLD, new=NEW)
    back = ask("release-changes", old=NEW, new=OLD)
    turn = {"added": "removed", "removed": "added", "relabelled": "relabelled"}
    assert {(turn[r["change"]], r["concept"]) for r in there} == {
        (r["change"], r["concept"]) for r in back
    }


def test_relinked_occupations(ask: Ask, esco: Esco, old_esco: Esco) -> None:
    ict = esco.in_group("25") | old_esco.in_group("25")
    gained = {("gained", *r) for r in esco.relations - old_esco.relations if r[0] in ict}
    lost = {("lost", *r) for r in old_esco.relations - esco.relations if r[0] in ict}
    group = "http://data.europa.eu/esco/isco/C25"
    rows = ask("relinked-occupations", old=OLD, new=NEW, group=group)
    found = {(r["change"], r["occupation"], r["relation"], r["skill"]) for r in rows}
    assert gained
    assert lost
    assert found == gained | lost


def test_moved_skills(ask: Ask, esco: Esco, old_esco: Esco) -> None:
    old, new = old_esco.collection("green"), esco.collection("green")
    gained = {("gained", *r) for r in esco.broader - old_esco.broader if r[0] in new}
    lost = {("lost", *r) for r in old_esco.broader - esco.broader if r[0] in old}
    rows = ask("moved-skills", old=OLD, new=NEW, collection=SCHEMES + "green")
    assert gained
    assert {(r["change"], r["skill"], r["broader"]) for r in rows} == gained | lost
