"""The committed sample has what its README promises, and nothing else."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from skillkg.sources.esco.forms import open_esco
from skillkg.sources.onet.database import open_onet
from skillkg.sources.release import Notes
from skillkg.vocabulary import ESCO_ESSENTIAL_SKILL, SKOS_PREF_LABEL

SAMPLE = Path(__file__).parents[2] / "examples" / "sample"
ESCO = SAMPLE / "esco-1.1.1-en-ict-sample.zip"
ONET = SAMPLE / "db_29_2_text-ict-sample.zip"
ROWS = {
    ESCO: {
        "occupations_en.csv": 91,
        "skills_en.csv": 1255,
        "skillGroups_en.csv": 61,
        "occupationSkillRelations.csv": 1892,
        "broaderRelationsSkillPillar.csv": 487,
    },
    ONET: {
        "Occupation Data.txt": 33,
        "Task Statements.txt": 689,
        "Tasks to DWAs.txt": 900,
        "DWA Reference.txt": 178,
    },
}
PROSE = ("Description", "description", "definition", "scopeNote", "regulatedProfessionNote")


def table(archive: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(archive) as opened:
        text = io.StringIO(opened.read(name).decode(), newline="")
    delimiter = "," if name.endswith(".csv") else "\t"
    return list(csv.DictReader(text, delimiter=delimiter))


@pytest.mark.parametrize("archive", ROWS, ids=lambda path: path.name)
def test_tables_and_rows_are_as_promised(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    assert {name: len(table(archive, name)) for name in names} == ROWS[archive]


@pytest.mark.parametrize("archive", ROWS, ids=lambda path: path.name)
def test_readme_promises_the_same_rows(archive: Path) -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for name, rows in ROWS[archive].items():
        assert f"| `{name}` | {rows:,} |" in readme


@pytest.mark.parametrize("archive", ROWS, ids=lambda path: path.name)
def test_no_description_is_in_it(archive: Path) -> None:
    for name in ROWS[archive]:
        rows = table(archive, name)
        assert not any(row[column] for row in rows for column in PROSE if column in row)


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.glob("*.zip")) < 1_000_000


def test_rows_are_sorted_and_stamped_alike() -> None:
    for archive, tables in ROWS.items():
        with zipfile.ZipFile(archive) as opened:
            assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in tables:
            rows = [tuple(row.values()) for row in table(archive, name)]
            assert rows == sorted(set(rows))


def test_every_relation_is_between_concepts_that_are_there() -> None:
    there = {
        row["conceptUri"]
        for name in ("occupations_en.csv", "skills_en.csv", "skillGroups_en.csv")
        for row in table(ESCO, name)
    }
    essential = table(ESCO, "occupationSkillRelations.csv")
    broader = table(ESCO, "broaderRelationsSkillPillar.csv")
    ends = {uri for row in essential for uri in (row["occupationUri"], row["skillUri"])}
    ends |= {uri for row in broader for uri in (row["conceptUri"], row["broaderUri"])}
    assert ends <= there
    assert {row["conceptUri"] for row in table(ESCO, "occupations_en.csv")} <= ends


def test_labels_of_third_parties_are_not_passed_off_as_escos() -> None:
    labels = {row["preferredLabel"]: row["altLabels"] for row in table(ESCO, "skills_en.csv")}
    assert "MongoDB" not in labels
    assert "Swagger" not in labels["design application interfaces"]


def test_esco_is_read_without_a_warning() -> None:
    (release,) = open_esco([ESCO])
    notes = Notes()
    statements = set(release.statements(notes, lambda _: None))
    assert (release.version, release.complete) == ("1.1.1", True)
    assert notes.rows == ROWS[ESCO]
    assert not notes.findings
    assert sum(f"<{ESCO_ESSENTIAL_SKILL}>" in s for s in statements) == 1892
    assert sum(f"<{SKOS_PREF_LABEL}>" in s for s in statements) == 91 + 1255 + 61


def test_onet_is_read_without_a_warning() -> None:
    (release,) = open_onet([ONET], version=None)
    notes = Notes()
    statements = set(release.statements(notes, lambda _: None))
    assert (release.version, release.complete) == ("29.2", True)
    assert {f"{name}.txt": rows for name, rows in notes.rows.items()} == ROWS[ONET]
    assert not notes.findings
    assert sum(f"<{SKOS_PREF_LABEL}>" in s for s in statements) == 33 + 178


def test_every_label_equals_the_official_one(shared_data: Path) -> None:
    names = {"occupations_en.csv", "skills_en.csv", "skillGroups_en.csv"}
    official_zip = next(shared_data.glob("esco/1.1.1/*- en - csv.zip"))
    with zipfile.ZipFile(official_zip) as opened:
        members = {Path(name).name: name for name in opened.namelist()}
    for name in names:
        official = {row["conceptUri"]: row for row in table(official_zip, members[name])}
        for row in table(ESCO, name):
            assert row["preferredLabel"] == official[row["conceptUri"]]["preferredLabel"]
            assert row.get("skillType") == official[row["conceptUri"]].get("skillType")


def test_every_essential_relation_is_official(shared_data: Path) -> None:
    official_zip = next(shared_data.glob("esco/1.1.1/*-  - csv.zip"))
    with zipfile.ZipFile(official_zip) as opened:
        name = next(n for n in opened.namelist() if n.endswith("occupationSkillRelations.csv"))
    official = {tuple(row.values()) for row in table(official_zip, name)}
    sample = {tuple(row.values()) for row in table(ESCO, "occupationSkillRelations.csv")}
    assert sample <= official
