"""Nothing lost: the full releases, counted table by table beside a plain reading of the files."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from esco_samples import read

from skillkg.sources.esco.csv_release import EscoCsv, open_esco_csv
from skillkg.sources.release import Notes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Rows = list[dict[str, str]]

VERSIONS = ("1.1.0", "1.1.1", "1.2.0")
LABELS = {"altLabels": "altLabel", "hiddenLabels": "hiddenLabel"}
CELLS = {
    "preferredLabel": "prefLabel",
    "status": "status",
    "modifiedDate": "modified",
    "scopeNote": "scopeNote",
    "definition": "definition",
    "description": "description",
    "skillType": "skillType",
    "reuseLevel": "skillReuseLevel",
    "code": "notation",
    "iscoGroup": "memberOfISCOGroup",
    "regulatedProfessionNote": "regulatedProfessionNote",
    "title": "title",
}
NOTES = {"scopeNote", "definition", "description"}
CLASSES = {"KnowledgeSkillCompetence": 3, "Occupation": 3, "SkillGroup": 2, "ISCOGroup": 2}


@pytest.fixture(scope="module", params=VERSIONS)
def release(request: pytest.FixtureRequest, shared_data: Path) -> EscoCsv:
    (found,) = open_esco_csv([shared_data / "esco" / request.param])
    return found


@pytest.fixture(scope="module")
def tables(release: EscoCsv) -> dict[str, Rows]:
    """Every table read with nothing but the csv module."""
    csv.field_size_limit(1 << 26)
    found = {}
    for part in release.parts:
        with part.member.open() as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            rows = list(csv.DictReader(text, restval=""))
        found[part.table.name] = rows
    return found


@pytest.fixture(scope="module")
def graph(release: EscoCsv) -> set[str]:
    return read(release)[0]


def values(cell: str, separator: str) -> list[str]:
    return [value for value in re.split(separator, cell) if value.strip()]


def by_predicate(statements: Iterable[str]) -> Counter[str]:
    return Counter(re.split("[/#]", line.split(" ", 2)[1])[-1][:-1] for line in statements)


def expected(name: str, rows: Rows) -> Counter[str]:
    """Statements that a table of concepts makes, by the last part of their predicates."""
    collection = name.endswith("Collection")
    count: Counter[str] = Counter()
    for row in rows:
        count["type"] += CLASSES.get(row["conceptType"], 1)
        for column, predicate in LABELS.items():
            labels = values(row.get(column, ""), r" \| " if collection else "\n")
            count[predicate] += len(set(labels))
        for column, predicate in CELLS.items():
            if row.get(column, "").strip():
                count[predicate] += 1
                count.update(dict.fromkeys(("type", "language", "nodeLiteral"), column in NOTES))
        count["inScheme"] += collection + len(values(row.get("inScheme", ""), ",?\n"))
        tops = len(values(row.get("hasTopConcept", ""), ",?\n"))
        count.update({"hasTopConcept": tops, "topConceptOf": tops})
    return +count


def test_concepts_labels_and_texts_table_by_table(
    release: EscoCsv, tables: dict[str, Rows]
) -> None:
    for part in release.parts:
        if not part.table.texts or part.table.name == "skillsHierarchy":
            continue
        alone = EscoCsv(release.version, [part], [], release.files)
        found = by_predicate(read(alone)[0])
        rows = tables[part.table.name]
        if part.table.name.endswith("Collection"):
            broader = {
                (row["conceptUri"], uri)
                for row in rows
                for uri in values(row["broaderConceptUri"], r" \| ")
            }
            assert found.pop("broader") == len(broader), part.member.name
            # Beside the members' own labels there are those of the concepts above them.
            assert found.pop("prefLabel") >= len(rows)
            found["prefLabel"] = len(rows)
        assert found == expected(part.table.name, rows), part.member.name


def test_rows_are_counted(release: EscoCsv, tables: dict[str, Rows]) -> None:
    notes = read(release)[1]
    assert notes.rows == {part.member.name: len(tables[part.table.name]) for part in release.parts}


def test_relations_in_both_directions(tables: dict[str, Rows], graph: set[str]) -> None:
    triples = set()
    for name, ends in (
        ("occupationSkillRelations", ("occupationUri", "skillUri")),
        ("skillSkillRelations", ("originalSkillUri", "relatedSkillUri")),
    ):
        triples |= {
            (row[ends[0]], row["relationType"], row[ends[1]]) for row in tables.get(name, [])
        }
    for kind in ("essential", "optional"):
        model, name = "<http://data.europa.eu/esco/model#", kind.capitalize()
        pairs = {(source, target) for source, relation, target in triples if relation == kind}
        there = {f"<{a}> {model}related{name}Skill> <{b}>" for a, b in pairs}
        back = {f"<{b}> {model}is{name}SkillFor> <{a}>" for a, b in pairs}
        assert {line for line in graph if f"#related{name}Skill>" in line} == there
        assert {line for line in graph if f"#is{name}SkillFor>" in line} == back


def test_broader_relations_of_both_pillars(tables: dict[str, Rows], graph: set[str]) -> None:
    broader = "<http://www.w3.org/2004/02/skos/core#broader>"
    stated = {
        f"<{row['conceptUri']}> {broader} <{row['broaderUri']}>"
        for name in ("broaderRelationsOccPillar", "broaderRelationsSkillPillar")
        for row in tables[name]
    }
    # The hierarchy and the collections repeat them, and add none.
    assert {line for line in graph if broader in line} == stated


def test_hierarchy(tables: dict[str, Rows], graph: set[str]) -> None:
    for row in tables["skillsHierarchy"]:
        for level in range(4):
            if row[f"Level {level} URI"]:
                concept = f"<{row[f'Level {level} URI']}> <http://www.w3.org/2004/02/skos/core#"
                label, code = row[f"Level {level} preferred term"], row[f"Level {level} code"]
                assert f'{concept}prefLabel> "{label}"@en' in graph
                assert not code or f'{concept}notation> "{code}"' in graph


def test_known_sizes(release: EscoCsv, graph: set[str]) -> None:
    """The numbers that ESCO's editors and the data's description give."""
    kinds = Counter(line.rpartition("#")[2] for line in graph if "#type> <" in line)
    related = by_predicate(graph)
    relations = related["relatedEssentialSkill"] + related["relatedOptionalSkill"]
    known = {
        "1.1.0": (13891, 3008, 619, 643, 123852 + 5899, 20771 + 3617),
        # Seven groups are in the hierarchy only.
        "1.1.1": (13896, 3007, 619, 640 + 7, 123855 + 5899, 20656 + 3617),
        # Without the table of skills, the broader relations tell what is a skill.
        "1.2.0": (13939, 3039, 619, 640, 5818, 20822 + 3652),
    }
    found = ("Skill>", "Occupation>", "ISCOGroup>", "SkillGroup>")
    assert (*(kinds[kind] for kind in found), relations, related["broader"]) == known[
        release.version
    ]


def test_members_of_a_collection_are_in_its_scheme(
    release: EscoCsv, tables: dict[str, Rows]
) -> None:
    """A collection's scheme is told by no column: check it where the concepts' own tables can."""
    own = {
        part.table.name: read(EscoCsv(release.version, [part], [], release.files))[0]
        for part in release.parts
        if part.table.name.endswith("Collection")
    }
    stated = {
        f"<{row['conceptUri']}> <http://www.w3.org/2004/02/skos/core#inScheme> <{scheme}>"
        for name in ("skills", "occupations")
        for row in tables.get(name, [])
        for scheme in values(row["inScheme"], ",?\n")
    }
    for name, statements in own.items():
        claimed = {line for line in statements if "#inScheme>" in line}
        if "skills" in tables or "Occupations" in name:
            assert claimed <= stated, name
            (scheme,) = {line.rpartition(" ")[2] for line in claimed}
            assert len(claimed) == sum(line.endswith(scheme) for line in stated), name


def test_columns_that_are_not_read_repeat_others(tables: dict[str, Rows]) -> None:
    for row in tables["skillSkillRelations"]:
        assert row["originalSkillType"] == row["relatedSkillType"]
    types = {row["conceptUri"]: row["skillType"] for row in tables.get("skills", [])}
    for row in tables.get("occupationSkillRelations", []):
        assert types[row["skillUri"]] == row["skillType"]


@pytest.mark.parametrize(
    ("version", "absent", "left_out"),
    [
        ("1.1.0", ["digitalSkillsCollection", "researchOccupationsCollection"], 1),
        ("1.1.1", [], 2),
        ("1.2.0", ["skills", "occupationSkillRelations"], 1),
    ],
)
def test_gaps_are_named(shared_data: Path, version: str, absent: list[str], left_out: int) -> None:
    (release,) = open_esco_csv([shared_data / "esco" / version])
    notes = Notes()
    for _ in release.statements(notes, lambda _: None):
        pass
    assert notes.absent == absent
    names = [kind for kind in notes.findings if kind.startswith("names of broader concepts")]
    assert [notes.findings[kind].count for kind in names] == [left_out]
    others = {kind: f.count for kind, f in notes.findings.items() if kind not in names}
    derived = {"not one of ESCO's tables, not read": 2} if version == "1.2.0" else {}
    assert others == derived
    assert release.complete is (version != "1.2.0")
