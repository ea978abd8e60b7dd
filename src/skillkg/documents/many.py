"""Many documents: of files, of folders, and of tables.

They come in a fixed order: as they are given; of a folder its own files by name, and then those of
the folders in it; of a table row by row. One that cannot be read does not stop the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skillkg.arguments import as_path
from skillkg.documents.document import Document
from skillkg.documents.parquet_table import ParquetTable
from skillkg.documents.read import as_document, read, read_as, read_text
from skillkg.errors import DocumentError
from skillkg.file_kinds import is_folder, leads_out, real, why_no_file
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
        for read_next in self.readers(tell):
            try:
                document = read_next()
            except DocumentError as error:
                tell(error)
            else:
                if (document.name, document.digest) not in self.known:
                    yield document

    def readers(self, tell: OnError) -> Iterator[Callable[[], Document]]:
        """What reads each, in order.

        Args:
            tell: told what cannot be looked at, in its turn.
        """
        for path in self.files(tell):
            yield from self._readers(path, tell)

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


Given = Document | Path | str
"""A document that was read, or the path of a file, of a folder of files, or of a table."""


def read_each(
    documents: Given | Iterable[Given],
    kind: DocumentKind | None,
    on_error: OnError | None = None,
) -> Iterator[Document]:
    """Read documents of one kind: files as :func:`.read.read_as` does, others as ``Many``.

    Args:
        documents: one or several, read or as paths.
        kind: what all of them are; where None, it is told for each.
        on_error: told what cannot be read, in its turn; the rest is read all the same.

    Raises:
        DocumentError: something cannot be read, and nobody is to be told; or there is nothing in
            what was given, or nothing that can be read.
        QueryError: something is neither a document nor a path.
    """
    tell, unread, done = on_error or _refuse, list[DocumentError](), 0

    def tell_and_count(error: DocumentError) -> None:
        unread.append(error)
        tell(error)

    for each in one_or_several(documents):
        for read_next in _readers(each, kind, tell_and_count):
            try:
                document = read_next()
            except DocumentError as error:
                tell_and_count(error)
            else:
                yield document
                done += 1
    if unread and not done:
        raise DocumentError(
            f"none of {len(unread)} documents could be read\n  see what was said of each"
        )
    if not done and isinstance(documents, str | Path):
        raise DocumentError(f"{documents}: no document is in it\n  give a folder with documents")


def one_or_several(documents: Given | Iterable[Given]) -> Iterable[Given]:
    """Take one document or path, or several.

    Raises:
        QueryError: it is neither.
    """
    if isinstance(documents, Iterable) and not isinstance(documents, str | bytes):
        return documents
    return [documents if isinstance(documents, Document) else as_path(documents, "documents")]


def _readers(
    given: Given, kind: DocumentKind | None, tell: OnError
) -> Iterator[Callable[[], Document]]:
    if not isinstance(given, Document):
        path = as_path(given, "each document")
        if is_folder(path) or path.suffix.lower() == TABLE:
            yield from Many((path,), kind).readers(tell)
            return
    yield partial(as_document, given) if kind is None else partial(read_as, given, kind)


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
