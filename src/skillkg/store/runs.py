"""Statements of a graph that was written out, by predicate: what a store reads until it is loaded.

A run is a file of N-Triples (``canonical``). It is gone through once, to note where the statements
of each predicate are; only those that are asked for are parsed.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import cached_property
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

from skillkg.sources.ntriples import iri, parse_term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from skillkg.store.base import Statement


class Run:
    """One file of a graph; it must stay as long as it is read."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _starts(self) -> Mapping[bytes, array[int]]:
        """Where the lines of each predicate begin, in bytes."""
        starts: defaultdict[bytes, array[int]] = defaultdict(lambda: array("Q"))
        start = 0
        with self._file.open("rb") as lines:
            for line in lines:
                starts[line.split(b" ", 2)[1]].append(start)
                start += len(line)
        return dict(starts)

    def statements(self, predicate: str, objects: Collection[str]) -> Iterator[Statement]:
        """Read the statements of a predicate; see ``base.Store.statements``."""
        middle = iri(predicate).encode()
        wanted = {f"{iri(each)} .".encode() for each in objects}
        starts = self._starts.get(middle)
        if starts is None:
            return
        with self._file.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            for start in starts:
                line = data[start : data.find(b"\n", start)]
                subject, _, rest = line.split(b" ", 2)
                if not wanted or rest in wanted:
                    value, language = parse_term(rest[:-2].decode())
                    yield subject[1:-1].decode(), value, language
