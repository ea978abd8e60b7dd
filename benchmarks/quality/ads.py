"""Ads and candidates to rank: vacancy titles, and resumes written from O*NET.

An ad is a vacancy title of ``titles.csv``; a candidate is an O*NET occupation as a resume: three
of its reported titles as jobs, tasks under them, technologies as skills, each drawn with a fixed
seed. A candidate is relevant for an ad where the official crosswalk maps the title's ESCO
occupation to the candidate's occupation, whatever the type of match: of most ESCO occupations,
which are the finer ones, O*NET's is the broader. *Strictly* relevant are exact and close matches.
The crosswalk serves as truth alone; it must not be in the graph that links and scores.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from quality.data import read_titles
from skillkg.sources.files import members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

SEED, ADS, PER_OCCUPATION = 0, 600, 2
TITLES, TASKS, TECHNOLOGIES = 3, 9, 12
STRICT = {"exactMatch", "closeMatch"}


@dataclass(frozen=True, slots=True)
class Task:
    """Texts to match, and by ad the positions of its relevant candidates."""

    ads: Sequence[str]
    candidates: Sequence[str]
    relevant: Sequence[Sequence[int]]
    strict: Sequence[Sequence[int]]
    """Those by an exact or close match alone; may be empty."""


def read_task(data: Path, ads: int = ADS, codes: Iterable[str] | None = None) -> Task:
    """Draw ads and write candidates; ``codes`` limits these to some O*NET occupations."""
    resumes = write_resumes(data / "onet" / "29.3")
    wanted = sorted(resumes if codes is None else resumes.keys() & set(codes))
    place = {code: number for number, code in enumerate(wanted)}
    mapped: dict[str, dict[int, str]] = defaultdict(dict)
    for code, occupation, match in _crosswalk(data):
        if code in place:
            mapped[occupation][place[code]] = match
    drawn = _draw(read_titles(data), mapped, ads)
    return Task(
        [f"Job title: {title}\n" for title, _ in drawn],
        [resumes[code] for code in wanted],
        [sorted(mapped[occupation]) for _, occupation in drawn],
        [sorted(n for n, m in mapped[o].items() if m in STRICT) for _, o in drawn],
    )


def _draw(
    rows: Sequence[tuple[str, str]], mapped: Mapping[str, object], size: int
) -> list[tuple[str, str]]:
    """Draw titles of mapped occupations, few of each, so that no occupation rules the mean."""
    taken: dict[str, int] = defaultdict(int)
    drawn: list[tuple[str, str]] = []
    for title, occupation in Random(SEED).sample(rows, len(rows)):
        if occupation in mapped and taken[occupation] < PER_OCCUPATION and len(drawn) < size:
            taken[occupation] += 1
            drawn.append((" ".join(title.split()), occupation))
    return drawn


def write_resumes(release: Path) -> dict[str, str]:
    """Write a resume for every O*NET occupation that has tasks and reported titles, by code."""
    titles = _column(release, "Sample of Reported Titles", "Reported Job Title")
    tasks = _column(release, "Task Statements", "Task")
    technologies = _column(release, "Technology Skills", "Example")
    return {
        code: _resume(Random(f"{SEED} {code}"), titles[code], tasks[code], technologies[code])
        for code in sorted(titles.keys() & tasks.keys())
    }


def _resume(random: Random, titles: list[str], tasks: list[str], technologies: list[str]) -> str:
    jobs = random.sample(titles, min(TITLES, len(titles)))
    done = random.sample(tasks, min(TASKS, len(tasks)))
    lines = ["Experience", ""]
    for number, job in enumerate(jobs):
        lines += [f"{job}, {2020 - 4 * number} - {2024 - 4 * number}"]
        lines += [f"- {task}" for task in done[number :: len(jobs)]]
    known = random.sample(technologies, min(TECHNOLOGIES, len(technologies)))
    return "\n".join([*lines, "", "Skills", "", *known]) + "\n"


def _column(release: Path, table: str, name: str) -> dict[str, list[str]]:
    """One column of an O*NET table by occupation, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _table(release, table):
        found[row["O*NET-SOC Code"]].add(row[name])
    return defaultdict(list, {code: sorted(values) for code, values in found.items()})


def _table(release: Path, table: str) -> Iterator[dict[str, str]]:
    (member,) = (m for m in members(release) if m.name.endswith(f"{table}.txt"))
    with member.open() as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig"), delimiter="\t")


def _crosswalk(data: Path) -> Iterator[tuple[str, str, str]]:
    """O*NET code, ESCO IRI and type of match of every row."""
    file = data / "crosswalk" / "esco-onet-occupations-v1.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            if row and row[0][:2].isdigit():
                yield row[0], row[3], row[6]
