"""Public data of the benchmarks, as texts and positions; see each benchmark for its source."""

from __future__ import annotations

import csv
import json
from ast import literal_eval
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skillkg.linking.spans.tagged_sentences import TaggedSentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ranking:
    """Queries, targets, and by query the positions of its relevant targets."""

    queries: Sequence[str]
    targets: Sequence[str]
    relevant: Sequence[Sequence[int]]


def read_melo(data: Path, limit: int | None = None) -> Ranking:
    """Read MELO's queries, surface forms and annotations; ``limit`` is for the first queries."""
    folder = data / "benchmarks" / "melo_usa_en"
    queries = _rows(folder / "queries.tsv")[:limit]
    targets = _rows(folder / "corpus_elements.tsv")
    place = {name: position for position, (name, _) in enumerate(targets)}
    right: dict[str, list[int]] = defaultdict(list)
    for query, _, target, mark in _rows(folder / "annotations.tsv"):
        if mark == "1":
            right[query].append(place[target])
    relevant = [right[name] for name, _ in queries]
    return Ranking([text for _, text in queries], [text for _, text in targets], relevant)


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_titles(data: Path) -> list[tuple[str, str]]:
    """Read vacancy titles and the IRIs of their ESCO occupations, in the file's order."""
    file = data / "benchmarks" / "job_titles" / "titles.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["vacancyTitle"], row["conceptUri"]) for row in csv.DictReader(lines)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a job ad, and the preferred labels of the skills that people saw in it."""

    text: str
    skills: frozenset[str]


_NO_SKILL = {"UNDERSPECIFIED", "LABEL NOT PRESENT", "UNK", ""}


def read_extraction(data: Path, name: str) -> list[Sentence]:
    """Read the validation split ``tech`` or ``house``: sentences that have any label."""
    file = data / "benchmarks" / "skill_extraction" / f"{name}_validation_annotations.csv"
    found: dict[str, set[str]] = defaultdict(set)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["sentence"]] |= {row["label"]} - _NO_SKILL
    return [Sentence(text, frozenset(skills)) for text, skills in found.items() if skills]


def read_skillskape(data: Path, split: str) -> list[Sentence]:
    """Read the synthetic sentences of ``train`` or ``dev``, those without a skill too."""
    file = data / "benchmarks" / "skillskape" / f"{split}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Sentence(row["sentence"], frozenset(literal_eval(row["skills"])) - _NO_SKILL)
            for row in csv.DictReader(lines)
        ]


def read_skillspan(data: Path, split: str) -> list[TaggedSentence]:
    """Read SkillSpan's ``train`` or ``dev``, both of its sources (TECH and HOUSE)."""
    file = data / "benchmarks" / "skillspan" / f"{split}.json"
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        TaggedSentence(
            f"{row['source']} {row['idx']}",
            row["tokens"],
            (row["tags_skill"], row["tags_knowledge"]),
        )
        for row in rows
    ]


def read_kompetencer(data: Path, name: str) -> list[tuple[str, str]]:
    """Read snippets of job ads with their coarse codes, of ``1_en_train`` or ``3_en_dev``."""
    found = _rows(data / "benchmarks" / "kompetencer" / f"{name}.tsv")
    return [(text, code) for text, code in found if text.strip()]
