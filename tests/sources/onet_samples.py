"""Small O*NET tables for tests, and what a release of them says."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg.sources.onet.database import open_onet
from skillkg.sources.release import Notes
from skillkg.vocabulary import RDF_TYPE, XSD_DECIMAL, onet

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from skillkg.sources.release import Release

SURVEY = "N\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress"
RATED = (
    f"O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\t{SURVEY}"
    "\tNot Relevant\tDate\tDomain Source"
)
_SUBJECT = "11-1011.00\t2.A.1.a\tReading Comprehension"
IMPORTANCE = f"{_SUBJECT}\tIM\t4.12\t8\t0.1250\t3.8800\t4.3700\tN\tn/a\t08/2023\tAnalyst"
LEVEL = f"{_SUBJECT}\tLV\t4.62\t8\t0.1830\t4.2664\t4.9836\tN\tN\t08/2023\tAnalyst"
OCCUPATIONS = (
    "O*NET-SOC Code\tTitle\tDescription\n11-1011.00\tChief Executives\tDetermine policies."
)
EXECUTIVES = "https://w3id.org/skillkg/onet/occupation/11-1011.00"
JIRA = f"{onet.TECHNOLOGY_IRI}Atlassian%20JIRA"
TASK = f"{onet.TASK_IRI}8823"
RATING = "https://w3id.org/skillkg/onet/rating/29.3/11-1011.00/2.A.1.a"


def folder(path: Path, tables: dict[str, Sequence[str] | str]) -> Path:
    """Write tables, each a text or its lines, into a folder that is named as O*NET's."""
    path = path / "db_29_3_text"
    path.mkdir()
    for name, lines in tables.items():
        text = lines if isinstance(lines, str) else "\n".join(lines)
        (path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return path


def read(path: Path, version: str | None = None) -> tuple[set[str], Notes]:
    """Open the one release at a path and read it."""
    (release,) = open_onet([path], version=version)
    notes = Notes()
    return set(release.statements(notes, lambda _: None)), notes


def about(subject: str, statements: set[str]) -> set[tuple[str, str]]:
    """Select what is said of a subject: (local name of the predicate, object's text)."""
    said = (s.split(" ", 2) for s in statements if s.startswith(f"<{subject}> "))
    return {(p[1:-1].split("#")[-1], o.split("^^")[0].strip('"')) for _, p, o in said}


@dataclass
class Tally:
    """What a stream of statements holds, without keeping it; each statement counts once."""

    notes: Notes
    total: int = 0
    read: int = 0
    predicates: Counter[str] = field(default_factory=Counter)
    """By IRI."""
    classes: Counter[str] = field(default_factory=Counter)
    sums: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """Of the decimals, by predicate."""
    kept: set[str] = field(default_factory=set)
    """All statements with one of the subjects that were asked for."""


@cache
def whole(path: Path) -> dict[str, Tally]:
    """Read all releases under a path, by version; once for all tests."""
    return {release.version: tally(release) for release in open_onet([path])}


def tally(release: Release, keep: Container[str] = (EXECUTIVES, RATING, JIRA, TASK)) -> Tally:
    """Read a whole release."""
    result, seen = Tally(Notes()), set[int]()
    decimal_end = f'"^^<{XSD_DECIMAL}>'

    def progress(count: int) -> None:
        result.read += count

    for statement in release.statements(result.notes, progress):
        if (mark := hash(statement)) in seen:
            continue
        seen.add(mark)
        subject, predicate, value = statement.split(" ", 2)
        name = predicate[1:-1]
        result.predicates[name] += 1
        if name == RDF_TYPE:
            result.classes[value[1:-1]] += 1
        elif value.endswith(decimal_end):
            result.sums[name] += Decimal(value[1 : -len(decimal_end)])
        if subject[1:-1] in keep:
            result.kept.add(statement)
    result.total = len(seen)
    return result


class Tables:
    """The tables of a zipped release, read in the plainest way."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._names = {Path(name).stem: name for name in self._archive.namelist()}

    def __getitem__(self, name: str) -> list[dict[str, str]]:
        text = self._archive.read(self._names[name]).decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{k: "" if v == "n/a" else v for k, v in row.items()} for row in rows]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(set(self._names) - {"Read Me"}))
