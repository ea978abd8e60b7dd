"""Real resumes and vacancies: a resume is relevant for an ad of its trade."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg.documents.read import read, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.documents.document import Document


@dataclass(frozen=True, slots=True)
class Pool:
    """Documents to match, and by ad the positions of its relevant candidates."""

    ads: Sequence[Document]
    candidates: Sequence[Document]
    relevant: Sequence[Sequence[int]]
    groups: Sequence[str]
    """By ad, what it is macro-averaged by."""


def read_resumes(data: Path) -> Pool:
    """Read the PDFs as they are, and the vacancies with a line for each of their skills."""
    folder = data / "benchmarks" / "resumes"
    with (folder / "resumes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    candidates = [read(folder / "pdf" / row["file"], "resume") for row in rows]
    vacancies = _vacancies(data)
    ads = [read_text(text, "ad", f"ad {n}") for n, text in enumerate(map(_ad, vacancies))]
    relevant = [
        [n for n, row in enumerate(rows) if row["category"] == each["category"]]
        for each in vacancies
    ]
    return Pool(ads, candidates, relevant, [each["category"] for each in vacancies])


def vacancy_texts(data: Path) -> list[str]:
    """The vacancies, as they are read."""
    return list(map(_ad, _vacancies(data)))


def part_of(pool: Pool, ads: Sequence[int], candidates: Sequence[int]) -> Pool:
    """Some ads and candidates of a pool, by their positions."""
    place = {old: new for new, old in enumerate(candidates)}
    return Pool(
        [pool.ads[n] for n in ads],
        [pool.candidates[n] for n in candidates],
        [[place[n] for n in pool.relevant[ad] if n in place] for ad in ads],
        [pool.groups[ad] for ad in ads],
    )


def _vacancies(data: Path) -> list[dict[str, str | list[str]]]:
    file = data / "benchmarks" / "resumes" / "ads.jsonl"
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def _ad(vacancy: dict[str, str | list[str]]) -> str:
    skills = "".join(f"- {str(skill).strip()}\n" for skill in vacancy["skills"])
    return f"{str(vacancy['title']).strip()}\n\nRequirements\n{skills}"
