"""Questions about ESCO on the full graph, beside figures computed from its CSV files."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from source_figures import DIGITAL, SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from source_figures import Esco

    Ask = Callable[..., list[dict[str, Any]]]

SCIENTIST = "http://data.europa.eu/esco/occupation/258e46f9-0075-4a2e-adae-1ff0477e0f30"
DEVELOPER = "http://data.europa.eu/esco/occupation/b11e1742-5e28-4270-b081-b0193d85ee7d"
SOLAR = "http://data.europa.eu/esco/occupation/42dbb769-4c91-47dc-bd16-ec8e70c4180f"
SQL = "http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742"
DATABASE = "http://data.europa.eu/esco/skill/43ae58b9-5e56-4524-b45a-b422777a0576"
ISCO = "http://data.europa.eu/esco/isco/C"


def column(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_occupation_skills_are_the_rows_of_the_table(ask: Ask, esco: Esco) -> None:
    rows = ask("occupation-skills", occupation="data scientist")
    expected = {
        (skill, esco.labels[skill], kind, esco.skills[skill]["reuseLevel"])
        for occupation, kind, skill in esco.relations
        if occupation == SCIENTIST
    }
    assert set(column(rows, "skill", "label", "relation", "reuse_level")) == expected
    kinds = {"skill": "skill/competence", "knowledge": "knowledge"}
    assert all(kinds[r["type"]] == esco.skills[r["skill"]]["skillType"] for r in rows)
    assert column(rows, "relation") == sorted(column(rows, "relation"))


def test_occupations_that_need_a_skill(ask: Ask, esco: Esco) -> None:
    rows = ask("skill-occupations", skill=DATABASE)
    expected = {
        (occupation, kind, esco.occupations[occupation]["iscoGroup"])
        for occupation, kind, skill in esco.relations
        if skill == DATABASE
    }
    assert len(expected) > 10
    assert set(column(rows, "occupation", "relation", "group_code")) == expected


def test_similarity_is_jaccard_over_essential_skills(ask: Ask, esco: Esco) -> None:
    essential = esco.asked["essential"]
    own = essential[SCIENTIST]
    expected = {
        other: (
            len(own & skills),
            len(skills),
            pytest.approx(len(own & skills) / len(own | skills)),
        )
        for other, skills in essential.items()
        if other != SCIENTIST and len(own & skills) >= 10
    }
    rows = ask("similar-occupations", occupation=SCIENTIST, minimum=10)
    assert len(rows) > 20
    assert {r["other"]: (r["shared"], r["essential"], r["similarity"]) for r in rows} == expected
    similarities = [row["similarity"] for row in rows]
    assert similarities == sorted(similarities, reverse=True)


def test_shared_skills_of_two_occupations(ask: Ask, esco: Esco) -> None:
    kinds = {(o, s): kind for o, kind, s in esco.relations if o in {SCIENTIST, DEVELOPER}}
    expected = {
        (s, kinds[SCIENTIST, s], kinds[DEVELOPER, s], len(esco.asking["essential"][s]))
        for s in esco.asked["all"][SCIENTIST] & esco.asked["all"][DEVELOPER]
    }
    rows = ask("shared-skills", first=SCIENTIST, second=DEVELOPER)
    names = ("skill", "relation_to_first", "relation_to_second", "essential_for")
    assert set(column(rows, *names)) == expected


def test_career_moves_with_their_gaps(ask: Ask, esco: Esco) -> None:
    have = esco.asked["all"][SOLAR]
    moves = [
        (target, len(have & needed), len(needed))
        for target, needed in esco.asked["essential"].items()
        if target != SOLAR and len(have & needed) >= 5
    ]
    best = sorted(moves, key=lambda move: (-move[1] / move[2], -move[1], move[0]))[:20]
    rows = ask("career-moves", occupation=SOLAR)
    assert column(rows, "target", "carried_over", "needed") == best
    for row in rows:
        gap = esco.asked["essential"][row["target"]] - have
        assert Counter(filter(None, row["gap"].split("; "))) == Counter(map(esco.labels.get, gap))
        assert row["share"] == pytest.approx(1 - len(gap) / row["needed"])


def test_skill_gap_is_what_the_source_does_not_ask_for(ask: Ask, esco: Esco) -> None:
    expected = {
        (skill, kind)
        for occupation, kind, skill in esco.relations
        if occupation == SCIENTIST and skill not in esco.asked["all"][DEVELOPER]
    }
    rows = ask("skill-gap", source=DEVELOPER, target=SCIENTIST)
    assert set(column(rows, "skill", "relation")) == expected


def test_broader_path_has_every_step_in_order(ask: Ask, esco: Esco) -> None:
    above: dict[str, set[str]] = defaultdict(set)
    for narrower, broader in esco.broader:
        above[narrower].add(broader)
    for start in (SQL, SCIENTIST, DATABASE):
        rows = ask("broader-path", start=start)
        reached, expected = [start], set()
        for concept in reached:
            expected |= {(concept, broader) for broader in above[concept]}
            reached += sorted(above[concept] - set(reached))
        assert set(column(rows, "concept", "broader")) == expected
        steps = {row["concept"]: row["step"] for row in rows}
        assert steps[start] == 1
        assert all(steps[low] < steps.get(high, 99) for low, high in expected)


def test_a_single_path_is_numbered_one_by_one(ask: Ask) -> None:
    rows = ask("broader-path", start=SCIENTIST)
    assert [row["step"] for row in rows] == [1, 2, 3, 4]
    assert [row["broader"] for row in rows] == [f"{ISCO}{c}" for c in ("2511", "251", "25", "2")]


def test_transversal_skills(ask: Ask, esco: Esco) -> None:
    members = esco.collection("transversal") & esco.skills.keys()
    expected = {
        (skill, len(esco.asking["essential"][skill]), len(esco.asking["optional"][skill]))
        for skill in members
    }
    rows = ask("transversal-skills")
    assert set(column(rows, "skill", "essential_for", "optional_for")) == expected


def test_language_skills_come_under_their_language(ask: Ask, esco: Esco) -> None:
    members = esco.collection("language")
    languages = {s for s in members if esco.skills[s]["skillType"] == "knowledge"}
    under = {(high, low) for low, high in esco.broader if high in languages}
    alone = {(high, None) for high in languages - {high for high, _ in under}}
    assert set(column(ask("language-skills"), "spoken_language", "skill")) == under | alone


@pytest.mark.parametrize("code", ["252", "51"])
def test_sector_only_skills_are_asked_for_by_nobody_else(ask: Ask, esco: Esco, code: str) -> None:
    members = esco.in_group(code)
    expected = {
        (skill, len(occupations), esco.skills[skill]["reuseLevel"])
        for skill, occupations in esco.asking["all"].items()
        if occupations <= members
    }
    rows = ask("sector-only-skills", group=ISCO + code)
    assert set(column(rows, "skill", "occupations", "reuse_level")) == expected


def test_skills_of_a_group(ask: Ask, esco: Esco) -> None:
    members = esco.in_group("25")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for occupation, kind, skill in esco.relations:
        if occupation in members:
            counts[skill][kind] += 1
    expected = {
        skill: (count["essential"], count["optional"], count["essential"] / len(members))
        for skill, count in counts.items()
        if count.total() >= 4
    }
    rows = ask("group-skills", group=ISCO + "25", minimum=4)
    names = ("essential_for", "optional_for", "essential_share")
    found = {row["skill"]: column([row], *names)[0] for row in rows}
    assert found == {skill: pytest.approx(figures) for skill, figures in expected.items()}


def test_green_share(ask: Ask, esco: Esco) -> None:
    green = esco.collection("green")
    rows = {row["relation"]: row for row in ask("green-share", occupation=SOLAR)}
    assert rows.keys() == {"essential", "optional", "all"}
    for kind, row in rows.items():
        skills = esco.asked[kind][SOLAR]
        assert (row["skills"], row["green"]) == (len(skills), len(skills & green))
        assert row["share"] == pytest.approx(len(skills & green) / len(skills))


@pytest.mark.parametrize(
    ("collection", "name"), [(DIGITAL, "digital"), (SCHEMES + "green", "green")]
)
def test_collection_share(ask: Ask, esco: Esco, collection: str, name: str) -> None:
    wanted, asked = esco.collection(name), esco.asked["all"]
    expected = {o: (len(asked[o]), len(asked[o] & wanted)) for o in esco.in_group("25")}
    rows = ask("collection-share", group=ISCO + "25", collection=collection)
    assert {r["occupation"]: (r["skills"], r["in_collection"]) for r in rows} == expected
    assert all(r["share"] == pytest.approx(r["in_collection"] / r["skills"]) for r in rows)


def test_collections_have_as_many_members_as_their_files(ask: Ask, esco: Esco) -> None:
    sizes = {row["scheme"]: row["concepts"] for row in ask("collections")}
    assert sizes[DIGITAL] == len(esco.collection("digital"))
    assert sizes[SCHEMES + "green"] == len(esco.collection("green"))
    assert sizes[SCHEMES + "member-skills"] == len(esco.skills)
    assert sizes[SCHEMES + "member-occupations"] == len(esco.occupations)


def test_regulated_occupations(ask: Ask, esco: Esco) -> None:
    expected = {
        (uri, row["code"])
        for uri, row in esco.occupations.items()
        if row["regulatedProfessionNote"].endswith("/regulated")
    }
    assert set(column(ask("regulated-occupations"), "occupation", "code")) == expected


def test_unused_skills(ask: Ask, esco: Esco) -> None:
    used = {row["relatedSkillUri"] for row in esco.table("skillSkillRelations")}
    used |= {row["skillUri"] for row in esco.table("occupationSkillRelations")}
    rows = ask("unused-skills", collection=DIGITAL)
    assert {row["skill"] for row in rows} == esco.collection("digital") - used


def test_related_skills(ask: Ask, esco: Esco) -> None:
    needs = {"essential": "needs", "optional": "may need"}
    needed = {"essential": "is needed for", "optional": "may be needed for"}
    expected = set()
    for row in esco.table("skillSkillRelations"):
        if row["originalSkillUri"] == DATABASE:
            expected.add((row["relatedSkillUri"], needs[row["relationType"]]))
        if row["relatedSkillUri"] == DATABASE:
            expected.add((row["originalSkillUri"], needed[row["relationType"]]))
    assert expected
    assert set(column(ask("related-skills", skill=DATABASE), "other", "relation")) == expected


def test_concepts_of_a_label(ask: Ask, esco: Esco) -> None:
    cells = {"preferredLabel": "preferred", "altLabels": "alternative", "hiddenLabels": "hidden"}
    expected = {
        (uri, role)
        for uri, row in {**esco.skills, **esco.occupations}.items()
        for cell, role in cells.items()
        if "data scientist" in row[cell].split("\n")
    }
    found = set(column(ask("find-concept", text="data scientist"), "concept", "role"))
    assert expected <= found
    assert all("/onet/" in concept for concept, _ in found - expected)
