"""Canonical N-Quads of one graph: sorted, without repetitions, hashed, in bounded memory.

For a graph without blank nodes, the canonical form of RDFC-1.0 is its N-Quads lines in code
point order; its SHA-256 names the graph's content whatever order the sources came in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING

from skillkg.sources.statements import iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

RUN = 300_000
"""Statements sorted in memory at a time: about 80 MB; two such runs are held."""
PART = 250_000
"""Statements in a file: as many are loaded at a time."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """A graph written out: how many distinct statements, and ``sha256:`` of them."""

    statements: int
    digest: str


def canonicalize(
    statements: Iterable[str], graph: str, folder: Path, emit: Callable[[Path], object]
) -> Canonical:
    """Write statements as the canonical N-Quads of a graph, in files that follow each other.

    Args:
        statements: canonical N-Triples without the final dot, any order, repetitions allowed.
        graph: IRI of the graph they belong to.
        folder: an empty folder for the files, and for runs too large for memory.
        emit: called with each file as soon as it is complete.
    """
    remaining = iter(statements)
    run, following = _next_run(remaining), _next_run(remaining)
    if not following:
        return _write(run, graph, folder, emit)
    runs: list[Path] = []
    while run:
        runs.append(_spill(run, folder / f"run-{len(runs)}"))
        run, following = following, _next_run(remaining)
    written = _write(
        (line for line, _ in groupby(merge(*map(_read_run, runs)))), graph, folder, emit
    )
    for file in runs:
        file.unlink()
    return written


def _next_run(statements: Iterator[str]) -> list[str]:
    return sorted(set(islice(statements, RUN)))


def _spill(run: list[str], file: Path) -> Path:
    file.write_text("\n".join([*run, ""]), encoding="utf-8", newline="\n")
    return file


def _read_run(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line[:-1]


def _write(
    lines: Iterable[str], graph: str, folder: Path, emit: Callable[[Path], object]
) -> Canonical:
    digest, count, end = hashlib.sha256(), 0, f" {iri(graph)} .\n"
    remaining = iter(lines)
    while part := list(islice(remaining, PART)):
        data = (end.join(part) + end).encode()
        digest.update(data)
        count += len(part)
        file = folder / f"part-{count}.nq"
        file.write_bytes(data)
        emit(file)
    return Canonical(count, f"sha256:{digest.hexdigest()}")
