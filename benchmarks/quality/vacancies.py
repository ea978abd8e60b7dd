"""Skills that go together in real vacancies: a ground truth of relatedness that is no taxonomy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SEED, TOGETHER, PAIRS, QUERIES, TARGETS = 0, 3, 5000, 900, 2648


@dataclass(frozen=True, slots=True)
class Company:
    """Pairs of skills that go together, and as many that never do; skills by number.

    ``queries`` × ``targets`` is SkillMatch's other task; ``relevant`` are positions of targets.
    """

    together: Ints
    apart: Ints
    queries: Ints
    targets: Ints
    relevant: Sequence[Sequence[int]]


def read_company(data: Path, numbers: Mapping[str, int]) -> Company:
    """Read the vacancies whose titles are in the test fold.

    Two skills go together where at least three vacancies name both and that is more than chance
    (pointwise mutual information above 0).

    Args:
        data: the folder with the public data.
        numbers: number of every skill by its preferred label.
    """
    lists = _lists(data / "benchmarks" / "vacancies" / "job_skill.parquet", numbers)
    single = Counter(skill for skills in lists for skill in skills)
    joint = Counter(pair for skills in lists for pair in combinations(skills, 2))
    together = sorted(
        pair
        for pair, count in joint.items()
        if count >= TOGETHER and count * len(lists) > single[pair[0]] * single[pair[1]]
    )
    random = Random(SEED)
    drawn = random.sample(together, min(PAIRS, len(together)))
    apart = _apart(random, sorted(single), set(joint), len(drawn))
    return Company(np.array(drawn), np.array(apart), *_task(random, together, sorted(single)))


def _lists(file: Path, numbers: Mapping[str, int]) -> list[list[int]]:
    import polars as pl

    rows = pl.read_parquet(file, columns=["title", "skill_name"]).iter_rows()
    return [
        sorted({numbers[skill] for skill in skills if skill in numbers})
        for title, skills in rows
        if fold(title) == "test"
    ]


def _apart(
    random: Random, skills: Sequence[int], joint: set[tuple[int, int]], count: int
) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], None] = {}
    while len(found) < count:
        one, other = sorted(random.sample(skills, 2))
        if (one, other) not in joint:
            found[one, other] = None
    return list(found)


def _task(
    random: Random, together: Sequence[tuple[int, int]], skills: Sequence[int]
) -> tuple[Ints, Ints, list[list[int]]]:
    """Draw queries that have partners; targets are a partner of each, and others at random."""
    partners: dict[int, list[int]] = {}
    for one, other in together:
        partners.setdefault(one, []).append(other)
        partners.setdefault(other, []).append(one)
    queries = sorted(random.sample(sorted(partners), min(QUERIES, len(partners))))
    targets = {random.choice(partners[query]) for query in queries}
    rest = sorted(set(skills) - targets)
    targets |= set(random.sample(rest, min(len(rest), max(0, TARGETS - len(targets)))))
    place = {target: position for position, target in enumerate(sorted(targets))}
    relevant = [[place[p] for p in partners[query] if p in place] for query in queries]
    return np.array(queries), np.array(sorted(targets)), relevant
