"""Files whose documents are read for a pool: read now, or kept from before."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from skillkg.cli.terminal import say
from skillkg.documents.many import Many
from skillkg.errors import DocumentError
from skillkg.progress import counter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.documents.many import OnError
    from skillkg.knowledge_graph import KnowledgeGraph
    from skillkg.matching.pool.readings import Readings
    from skillkg.model.document import DocumentKind
    from skillkg.progress import Progress

BATCH: Final = 32
"""Documents that are read between two looks at the clock."""
TABLES: Final = 4
"""Tables whose documents are kept, to explain one after the other."""
INTERVAL: Final = 60.0
"""Seconds after which what was read is written, lest it be lost."""


@dataclass
class Pool:
    """Documents of one kind, from files, folders, tables, and readings kept from before."""

    kg: KnowledgeGraph
    kind: DocumentKind
    column: str
    """Of tables, the one that has the text."""
    id_column: str | None
    """The one that has what their documents are called."""
    progress: Progress
    unread: list[str] = field(default_factory=list)
    """What was said of documents that could not be read."""

    def read(self, paths: Sequence[Path]) -> Readings:
        """Read all; of those that are readings already, take them.

        Raises:
            DocumentError: none of them could be read.
        """
        from skillkg.matching.pool.readings import Readings

        kept = [path for path in paths if Readings.are_in(path)]
        every = [Readings.read_parquet(path) for path in kept]
        every += self._batches([path for path in paths if path not in kept])
        readings = Readings.joined(every)
        if not len(readings):
            raise DocumentError(self._nothing(paths))
        return readings

    def _nothing(self, paths: Sequence[Path]) -> str:
        if self.unread:
            return (
                f"none of {len(self.unread)} documents could be read\n  see what was said of each"
            )
        where = ", ".join(map(str, paths))
        return f"{where}: no document there\n  give its path, or a directory of some"

    def keep(self, paths: Sequence[Path], output: Path) -> Readings:
        """Read what is not in a file of readings, and add it there.

        Raises:
            QueryError: the file has none, or of another graph or scoring.
        """
        from skillkg.matching.pool.readings import Readings

        known = Readings.read_parquet(output) if output.exists() else Readings.joined([])
        known.check(self.kg.view.matcher().context(self.kind))
        added, written = [], monotonic()
        for batch in self._batches(paths, known, output):
            added.append(batch)
            if monotonic() - written > INTERVAL:
                known.replaced(added).write_parquet(output)
                written = monotonic()
        every = known.replaced(added)
        every.write_parquet(output)
        return every

    def finder(self, readings: Readings) -> Callable[[int], Document]:
        """What reads documents again, by their places among readings."""
        rows = readings.frame.select("file", "document", "digest")
        tables = lru_cache(TABLES)(self._table)

        def find(place: int) -> Document:
            file, name, digest = rows.row(place)
            path = os.fsdecode(file)
            found = tables(path).get((name, digest))
            if found is None:
                raise DocumentError(
                    f"{name}: {path} has it no more as it was read\n  read it again"
                )
            return found

        return find

    def _table(self, file: str) -> dict[tuple[str, str], Document]:
        many = Many((Path(file),), self.kind, self.column, self.id_column)
        return {(each.name, each.digest): each for each in many.read()}

    def _batches(
        self, paths: Sequence[Path], known: Readings | None = None, output: Path | None = None
    ) -> Iterator[Readings]:
        """Read documents, some at a time."""
        if not paths:
            return
        many = Many(tuple(paths), self.kind, self.column, self.id_column, output)
        advance = counter(self.progress, f"{self.kind}s", many.count())

        def tell(error: DocumentError) -> None:
            self.unread.append(str(error))
            say(f"not read: {error}", err=True)
            advance(1)

        documents = self._documents(many, known, tell)
        while batch := list(islice(documents, BATCH)):
            readings = self.kg.readings([document for document, _ in batch], self.kind)
            yield readings.from_files([os.fsencode(file) for _, file in batch])
            advance(len(batch))

    def _documents(
        self, many: Many, known: Readings | None, tell: OnError
    ) -> Iterator[tuple[Document, Path]]:
        """Each document, and the file that it is from."""
        names = frozenset() if known is None else known.digests
        for file in many.files(tell):
            for document in replace(many, paths=(file,), known=names).read(tell):
                yield document, file
