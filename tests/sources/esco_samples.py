"""A tiny release of ESCO with real rows, and what tests ask of releases."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from skillkg.sources.release import Notes

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.sources.release import Release

DATA = "http://data.europa.eu/esco/"
SKILL = DATA + "skill/69282ad4-8793-421e-a42c-636b75f32aac"
KNOWLEDGE = DATA + "skill/d4a0744a-508b-4a5e-97a5-ad1fc7f55e6e"
OCCUPATION = DATA + "occupation/a784b063-89cf-441b-9624-deed9dbdeae6"
SCHEMES = f"{DATA}concept-scheme/skills,\n{DATA}concept-scheme/member-skills"

SKILLS = [
    {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": SKILL,
        "skillType": "skill/competence",
        "reuseLevel": "occupation-specific",
        "preferredLabel": "add paint hardeners",
        "altLabels": "add paint hardener\nappend paint hardeners \n ",
        "hiddenLabels": "",
        "status": "released",
        "modifiedDate": "2016-12-20T20:04:40Z",
        "scopeNote": "",
        "definition": "",
        "inScheme": SCHEMES,
        "description": "Mix hardeners with the paint.",
    }
]
OCCUPATIONS = [
    {
        "conceptType": "Occupation",
        "conceptUri": OCCUPATION,
        "iscoGroup": "7132",
        "preferredLabel": "spray painter",
        "altLabels": "",
        "hiddenLabels": "",
        "status": "released",
        "modifiedDate": "2016-07-05T13:58:41Z",
        "regulatedProfessionNote": DATA + "regulated-professions/unregulated",
        "scopeNote": "",
        "definition": "",
        "inScheme": DATA + "concept-scheme/occupations",
        "description": "",
        "code": "7132.1",
    }
]
RELATIONS = [
    {
        "occupationUri": OCCUPATION,
        "relationType": "optional",
        "skillType": "skill/competence",
        "skillUri": SKILL,
    }
]
RELEASE = {
    "skills_en.csv": SKILLS,
    "occupations_en.csv": OCCUPATIONS,
    "occupationSkillRelations.csv": RELATIONS,
}


def table(rows: list[dict[str, str]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def unpacked(folder: Path, release: dict[str, list[dict[str, str]]] = RELEASE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in release.items():
        (folder / name).write_bytes(table(rows))
    return folder


def zipped(path: Path, release: dict[str, list[dict[str, str]]] = RELEASE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in release.items():
            archive.writestr(name, table(rows))
    return path


def read(release: Release) -> tuple[set[str], Notes]:
    """All statements of a release; and that progress adds up to its size."""
    notes, told = Notes(), [0]

    def progress(count: int) -> None:
        told[0] += count

    statements = set(release.statements(notes, progress))
    assert told[0] == release.size
    return statements, notes
