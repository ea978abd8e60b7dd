"""Many documents: of files, of folders, and of tables.

They come in a fixed order: as they are given; of a folder its own files by name, and then those of
the folders in it; of a table row by row. One that cannot be read does not stop the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skillkg.documents.parquet_table import ParquetTable
from skillkg.documents.read import read, read_as, read_text
from skillkg.errors import DocumentError
from skillkg.file_kinds import is_folder, leads_out, real, why_no_file
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from skillkg.documents.document import Document
    from skillkg.model.document import DocumentKind

TABLE: Final = ".parquet"
"""Extension of tables."""

OnError = Callable[[DocumentError], None]
"""Is told what cannot be read."""


@dataclass(frozen=True, slots=True)
class Many:
    """Documents to be read one after the other, each when its turn comes.

    One of a file is called by its path (as ``text.printable`` shows it), one of a table by its id,
    or by the path and the number of its row, from 1: ``ads.parquet:17``.
    """

    paths: tuple[Path, ...]
    """Of files, folders and tables. Of folders, what begins with a dot is left alone, and what a
    link leads to is told and not read where it lies outside."""
    kind: DocumentKind | None = None
    """What all of them are, as for :func:`.read.read`."""
    column: str = "text"
    """Column of tables that has the text."""
    id_column: str | None = None
    """Column of tables that has what the documents are called."""
    left_out: Path | None = None
    """A file that is none of them, whatever folder it lies in."""
    known: Collection[tuple[str, str]] = ()
    """Names and digests of those that need not be read, as they were read before."""

    def count(self) -> int:
        """How many there are; a table that cannot be opened counts as one."""
        told: list[DocumentError] = []
        return sum(self._count(path) for path in self.files(told.append)) + len(told)

    def read(self, on_error: OnError | None = None) -> Iterator[Document]:
        """Read them in order.

        Args:
            on_error: told what cannot be read, in its turn.

        Raises:
            DocumentError: something cannot be read, and nobody is to be told.
        """
        tell = on_error or _refuse
        for path in self.files(tell):
            for read_next in self._readers(path, tell):
                try:
                    document = read_next()
                except DocumentError as error:
                    tell(error)
                else:
                    if (document.name, document.digest) not in self.known:
                        yield document

    def _readers(self, path: Path, tell: OnError) -> Iterator[Callable[[], Document]]:
        if path.suffix.lower() != TABLE:
            called = printable(str(path))
            if not self._is_known(path, called):
                yield lambda: replace(read(path, self.kind), name=called)
            return
        rows = ParquetTable(path, self.column, self.id_column).rows()
        try:
            for number, (text, name) in enumerate(rows, 1):
                yield partial(self._of_row, text, f"{path}:{number}", name)
        except DocumentError as error:
            tell(error)

    def _is_known(self, path: Path, name: str) -> bool:
        """Whether a file is as it was, which takes a fraction of the time that reading it takes."""
        if not self.known or why_no_file(path):
            return False
        with path.open("rb") as stream:
            return (name, file_digest(stream, "sha256").hexdigest()) in self.known

    def _of_row(self, text: str, place: str, name: str | None) -> Document:
        document = read_text(text, self.kind, place)
        return document if name is None else replace(document, name=name)

    def _count(self, path: Path) -> int:
        if path.suffix.lower() != TABLE:
            return 1
        try:
            return len(ParquetTable(path, self.column, self.id_column))
        except DocumentError:
            return 1

    def files(self, tell: OnError) -> Iterator[Path]:
        """Files and tables in order, with those of folders.

        Args:
            tell: told what cannot be looked at, in its turn.
        """
        for path in self.paths:
            if is_folder(path):
                inside = _inside(path, tell)
                yield from (file for file in inside if not self._is_left_out(file))
            else:
                yield path

    def _is_left_out(self, file: Path) -> bool:
        return self.left_out is not None and real(file) == real(self.left_out)


def read_each(
    documents: Iterable[Document | Path | str], kind: DocumentKind, on_error: OnError | None = None
) -> Iterator[Document]:
    """Read documents of one kind, as :func:`.read.read_as` does.

    Args:
        documents: read, or the paths of files.
        kind: what all of them are.
        on_error: told what cannot be read, in its turn; the rest is read all the same.

    Raises:
        DocumentError: something cannot be read, and nobody is to be told; or nothing of all that
            was given can be read.
    """
    tell, unread, done = on_error or _refuse, 0, 0
    for each in documents:
        try:
            document = read_as(each, kind)
        except DocumentError as error:
            tell(error)
            unread += 1
        else:
            yield document
            done += 1
    if unread and not done:
        raise DocumentError(
            f"none of {unread} documents could be read\n  see what was said of each"
        )


def _refuse(error: DocumentError) -> None:
    raise error


def _inside(folder: Path, tell: OnError) -> Iterator[Path]:
    def tell_os(error: OSError) -> None:
        tell(DocumentError(f"{error.filename}: {error.strerror}\n  check its permissions"))

    def stays(path: Path) -> bool:
        out = leads_out(path, folder)
        if out:
            advice = "give what it leads to by its own path"
            tell(DocumentError(f"{path}: a link that leads out of {folder}\n  {advice}"))
        return not out

    for place, folders, files in os.walk(folder, onerror=tell_os):
        folders[:] = _shown(folders)
        for name in _shown(files):
            if stays(path := Path(place, name)):
                yield path
        for name in folders:  # those that are links are not walked
            stays(Path(place, name))


def _shown(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("."))
