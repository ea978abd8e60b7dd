"""Canonical N-Quads of one graph: sorted, without repetitions, hashed, in bounded memory.

For a graph without blank nodes, the canonical form of RDFC-1.0 is its N-Quads lines in code
point order; its SHA-256 names the graph's content whatever order the sources came in. A store
does not care for order, so it gets the sorted runs as soon as each is written; only the hash
waits for their merge. Runs leave out the graph's name, which a loader would parse in every line.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from skillkg.errors import StoreError
from skillkg.sources.ntriples import iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

RUN = 500_000
"""Statements sorted, written and loaded at a time: about 150 MB here, 500 MB in the loader.

Larger ones cost memory; smaller ones time, since Oxigraph merges what was loaded in pieces."""
BLOCK = 1 << 20
"""Bytes that are read from each run at a time."""
LONGEST = 16_000_000
"""Bytes of a statement; Oxigraph's parser takes no more than 16 MiB of one."""
LINES = 5_000
"""Lines that are encoded and written at a time."""
_END = b" .\n"
"""What ends a line of N-Triples, and stands nowhere else in it."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """A graph written out: how many distinct statements, and ``sha256:`` of them."""

    statements: int
    digest: str


def canonicalize(
    statements: Iterable[str], graph: str, folder: Path, emit: Callable[[Path], object]
) -> Canonical:
    """Write statements as N-Triples, in files each of which is sorted; hash the N-Quads in order.

    Args:
        statements: canonical N-Triples without the final dot, any order, repetitions allowed.
        graph: IRI of the graph they belong to.
        folder: an empty folder for the files; they must stay until this returns.
        emit: called with each file as soon as it is complete.

    Raises:
        StoreError: a statement is too long.
    """
    runs: list[Path] = []
    remaining = iter(statements)
    while run := sorted(islice(remaining, RUN)):
        _check_length(max(run, key=len), graph)
        runs.append(folder / f"run-{len(runs)}.nt")
        _write([statement for statement, _ in groupby(run)], runs[-1])
        del run
        emit(runs[-1])
    digest, count, end = hashlib.sha256(), 0, f" {iri(graph)} .\n".encode()
    for lines in _merge(runs):
        digest.update(b"".join(lines).replace(_END, end))
        count += len(lines)
    return Canonical(count, f"sha256:{digest.hexdigest()}")


def _check_length(statement: str, graph: str) -> None:
    """Refuse a statement that no loader takes.

    Raises:
        StoreError: it is too long.
    """
    size = len(statement.encode())
    if size > LONGEST:
        raise StoreError(
            f"{graph}: a statement of {size:,} bytes, where the limit is {LONGEST:,}: "
            f"{statement[:120]}…\n  shorten what it says in the release"
        )


def _write(run: list[str], file: Path) -> None:
    end = _END.decode()
    with file.open("wb") as out:
        for start in range(0, len(run), LINES):
            out.write((end.join(run[start : start + LINES]) + end).encode())


def _merge(runs: list[Path]) -> Iterator[list[bytes]]:
    """All lines in order, each once, some at a time: those that none still to be read precedes."""
    with ExitStack() as stack:
        streams = [stack.enter_context(run.open("rb")) for run in runs]
        buffers = [stream.readlines(BLOCK) for stream in streams]
        while ends := [buffer[-1] for buffer in buffers if buffer]:
            lines: list[bytes] = []
            for index, (stream, buffer) in enumerate(zip(streams, buffers, strict=True)):
                cut = bisect_right(buffer, min(ends))
                lines += buffer[:cut]
                buffers[index] = buffer[cut:] or stream.readlines(BLOCK)
            lines.sort()  # sorted pieces one after the other: merges them
            yield [line for line, _ in groupby(lines)]
