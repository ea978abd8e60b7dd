"""Public data of the benchmarks, as texts and positions; see each benchmark for its source."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
