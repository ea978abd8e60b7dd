"""Statements of a graph that was written out, by predicate: what a store reads until it is loaded.

A run is a file of N-Triples (``canonical``). It is gone through once, to note where the statements
of each predicate are, and those of each class; only what is asked for is parsed.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import cached_property
from itertools import chain
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Final

from skillkg.sources.ntriples import iri, parse_term
from skillkg.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from skillkg.store.base import Statement

_TYPE: Final = iri(RDF_TYPE).encode()
_END: Final = " .\n"


class Run:
    """One file of a graph; it must stay as long as it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def statements(self, predicate: str, objects: Collection[str]) -> Iterator[Statement]:
        """Read the statements of a predicate; see ``base.Store.statements``."""
        starts = array("Q", chain.from_iterable(self._places(predicate, objects)))
        wanted = {iri(each) + _END for each in objects}
        if not starts:
            return
        with self.file.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            for start in starts:
                line = data[start : data.find(b"\n", start) + 1].decode()
                subject, _, rest = line.split(" ", 2)
                if not wanted or rest in wanted:
                    yield subject[1:-1], *parse_term(rest[: -len(_END)])

    def _places(self, predicate: str, objects: Iterable[str]) -> Iterable[array[int]]:
        term = iri(predicate).encode()
        if term != _TYPE:
            return [self._starts[term]] if term in self._starts else []
        classes = {b"%b %b" % (_TYPE, iri(each).encode()) for each in objects}
        return [
            starts
            for key, starts in self._starts.items()
            if key in classes or (not classes and key.startswith(_TYPE))
        ]

    @cached_property
    def _starts(self) -> Mapping[bytes, array[int]]:
        """Where the lines of each predicate begin, in bytes; of types, by predicate and object."""
        starts: defaultdict[bytes, array[int]] = defaultdict(lambda: array("Q"))
        start = 0
        with self.file.open("rb") as lines:
            for line in lines:
                _, predicate, rest = line.split(b" ", 2)
                key = predicate if predicate != _TYPE else b"%b %b" % (predicate, rest[:-3])
                starts[key].append(start)
                start += len(line)
        return dict(starts)
