"""Which releases are seen together unless somebody says otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

from skillkg.model.graph import Snapshot
from skillkg.store.default_view import in_view, left_out, version_key
from skillkg.vocabulary import GRAPHS

ESCO = {"skills", "occupations"}
ONET = {"Occupation Data", "Skills"}


def release(
    source: str, version: str, tables: set[str] | frozenset[str], *, complete: bool = True
) -> Snapshot:
    return Snapshot(
        graph=f"{GRAPHS}{source}/{version}",
        source=source,
        version=version,
        digest="sha256:0",
        statements=1,
        complete=complete,
        tables=frozenset(tables),
    )


def seen(*snapshots: Snapshot) -> set[str]:
    """What is in view, whatever order the catalog gives the releases in."""
    views = {
        tuple(snapshot.graph.removeprefix(GRAPHS) for snapshot in in_view(order))
        for order in permutations(snapshots)
    }
    (view,) = views
    assert list(view) == sorted(view)
    return set(view)


def test_versions_order_as_people_order_them() -> None:
    ordered = ["0.9", "1.1.0", "1.1.1-beta", "1.1.1-sample", "1.1.1", "1.1.1.1", "1.9", "1.10", "2"]
    assert all(version_key(a) < version_key(b) for a, b in pairwise(ordered))
    assert sorted(["draft", "²", "1"], key=version_key)[-1] == "1"


def test_of_two_whole_releases_the_newer_one() -> None:
    assert seen(release("esco", "1.1.0", ESCO), release("esco", "1.1.1", ESCO)) == {"esco/1.1.1"}
    assert seen(release("esco", "1.9.0", ESCO), release("esco", "1.10.0", ESCO)) == {"esco/1.10.0"}


def test_the_sample_gives_way_to_the_release_it_was_taken_from() -> None:
    sample = release("esco", "1.1.1-sample", ESCO)
    assert seen(sample, release("esco", "1.1.1", ESCO)) == {"esco/1.1.1"}


def test_a_newer_part_supplements_what_the_whole_release_lacks() -> None:
    abilities = release("onet", "30.0", {"Abilities"}, complete=False)
    assert seen(release("onet", "29.3", ONET), abilities) == {"onet/29.3", "onet/30.0"}


def test_a_newer_part_does_not_double_what_the_whole_release_has() -> None:
    whole = release("onet", "29.3", ONET | {"Abilities"})
    assert seen(whole, release("onet", "30.0", {"Abilities"}, complete=False)) == {"onet/29.3"}
    skills = release("esco", "1.2.0", {"skills"}, complete=False)
    assert seen(release("esco", "1.1.1", ESCO), skills) == {"esco/1.1.1"}


def test_of_two_parts_with_the_same_table_the_newer_one() -> None:
    parts = [
        release("onet", version, {"Abilities"}, complete=False) for version in ("29.3", "30.0")
    ]
    assert seen(*parts) == {"onet/30.0"}
    skills = release("onet", "29.3", {"Skills"}, complete=False)
    assert seen(skills, parts[1]) == {"onet/29.3", "onet/30.0"}


def test_nothing_in_view_of_nothing() -> None:
    assert in_view([]) == []


def test_sources_do_not_stand_in_each_others_way() -> None:
    own = [release("overlay", name, set()) for name in ("one", "two")]
    found = seen(release("esco", "1.1.1", {"skills"}), release("onet", "29.3", {"skills"}), *own)
    assert found == {"esco/1.1.1", "onet/29.3", "overlay/one", "overlay/two"}


def learned(version: str, *origins: Snapshot, ended: str = "2026-01-01") -> Snapshot:
    inputs = frozenset(f"{origin.graph} {origin.digest}" for origin in origins)
    edges = release("relatedness", version, {"relatedness"})
    return replace(edges, inputs=inputs, model="sha256:1", ended=ended)


def test_learned_edges_are_seen_with_exactly_what_they_were_learned_from() -> None:
    esco, onet = release("esco", "1.1.1", ESCO), release("onet", "29.3", ONET)
    edges = learned("a1", esco, onet)
    assert "relatedness/a1" in seen(esco, onet, edges)
    assert "relatedness/a1" not in seen(esco, edges)
    assert "relatedness/a1" not in seen(esco, onet, release("overlay", "own", set()), edges)
    assert "relatedness/a1" not in seen(replace(esco, digest="sha256:2"), onet, edges)
    assert left_out([esco, edges], in_view([esco, edges])) == [edges]
    assert left_out([esco, onet, edges], in_view([esco, onet, edges])) == []


def test_a_release_out_of_view_does_not_make_edges_stale() -> None:
    old, new = release("esco", "1.1.0", ESCO), release("esco", "1.1.1", ESCO)
    assert seen(old, new, learned("a1", new)) == {"esco/1.1.1", "relatedness/a1"}


def test_of_several_that_fit_the_newest_is_seen() -> None:
    esco = release("esco", "1.1.1", ESCO)
    older = learned("ff", esco, ended="2026-01-01")
    newer = learned("aa", esco, ended="2026-01-02")
    stale = learned("bb", ended="2026-01-03")
    stale = replace(stale, inputs=frozenset({"elsewhere sha256:9"}))
    assert seen(esco, older, newer, stale) == {"esco/1.1.1", "relatedness/aa"}
