"""The real releases read with nothing but ``csv`` and ``zipfile``, to check answers against."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Rows = list[dict[str, str]]

SCHEMES = "http://data.europa.eu/esco/concept-scheme/"
DIGITAL = SCHEMES + "6c930acd-c104-4ece-acf7-f44fd7333036"


def read(folder: Path, name: str, delimiter: str = ",") -> Rows:
    """One table of the archives in a folder, found by how its file's name begins."""
    csv.field_size_limit(1 << 26)
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                if member.rpartition("/")[2].startswith(name):
                    with archive.open(member) as stream:
                        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
                        return list(csv.DictReader(text, delimiter=delimiter, restval=""))
    raise FileNotFoundError(f"{name} in {folder}")


@dataclass(frozen=True)
class Esco:
    """One release of ESCO, from its CSV download."""

    folder: Path

    def table(self, name: str) -> Rows:
        return read(self.folder, name)

    @cached_property
    def skills(self) -> Mapping[str, dict[str, str]]:
        return {row["conceptUri"]: row for row in self.table("skills_")}

    @cached_property
    def occupations(self) -> Mapping[str, dict[str, str]]:
        return {row["conceptUri"]: row for row in self.table("occupations_")}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Preferred labels of all concepts; the hierarchy has groups that no other table has."""
        found = {
            row[f"Level {level} URI"]: row[f"Level {level} preferred term"]
            for row in self.table("skillsHierarchy")
            for level in range(4)
        }
        groups = [*self.table("skillGroups_"), *self.table("ISCOGroups_")]
        rows = [*self.skills.values(), *self.occupations.values(), *groups]
        found |= {row["conceptUri"]: row["preferredLabel"] for row in rows}
        del found[""]
        return found

    @cached_property
    def relations(self) -> set[tuple[str, str, str]]:
        """(occupation, "essential" or "optional", skill), of known occupations only."""
        return {
            (row["occupationUri"], row["relationType"], row["skillUri"])
            for row in self.table("occupationSkillRelations")
            if row["occupationUri"] in self.occupations
        }

    @cached_property
    def asked(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Skills of an occupation: by kind of relation, then by occupation."""
        return _by_kind(self.relations)

    @cached_property
    def asking(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Occupations of a skill: by kind of relation, then by skill."""
        return _by_kind((skill, kind, occupation) for occupation, kind, skill in self.relations)

    @cached_property
    def broader(self) -> set[tuple[str, str]]:
        names = ("broaderRelationsSkillPillar", "broaderRelationsOccPillar")
        rows = [row for name in names for row in self.table(name)]
        return {(row["conceptUri"], row["broaderUri"]) for row in rows}

    def in_group(self, code: str) -> set[str]:
        """Occupations whose ISCO unit group is within the group of a code."""
        rows = self.occupations.values()
        return {row["conceptUri"] for row in rows if row["iscoGroup"].startswith(code)}

    def collection(self, name: str) -> set[str]:
        return {row["conceptUri"] for row in self.table(f"{name}SkillsCollection")}


@dataclass(frozen=True)
class Onet:
    """O*NET's tables and the crosswalk to them."""

    folder: Path
    crosswalk: Path

    def table(self, name: str, release: str = "29.3") -> Rows:
        return read(self.folder / release, f"{name}.txt", delimiter="\t")

    @cached_property
    def mappings(self) -> set[tuple[str, str, str]]:
        """(ESCO or ISCO IRI, type of match, O*NET-SOC code)."""
        with self.crosswalk.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row[3].startswith("http")]
        return {(row[3], row[6], row[0]) for row in rows}

    def codes(self, occupations: set[str]) -> set[str]:
        """O*NET-SOC codes that ESCO occupations are mapped to."""
        return {code for occupation, _, code in self.mappings if occupation in occupations}


def _by_kind(relations: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, set[str]]]:
    """Third by first, for each second and for all of them."""
    found: dict[str, dict[str, set[str]]] = {
        kind: defaultdict(set) for kind in ("essential", "optional", "all")
    }
    for one, kind, other in relations:
        found[kind][one].add(other)
        found["all"][one].add(other)
    return found
