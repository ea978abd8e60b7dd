"""Files of a release as they lie on disk: unpacked, in a zip, or in a folder of zips."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from skillkg.errors import SourceError
from skillkg.file_kinds import is_folder, leads_out, why_no_file
from skillkg.sources.release import SourceFile
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BUFFER = 1 << 18
_AGAIN = "Download or unpack it again; it is incomplete or damaged."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a release, in an archive or a folder; found, not yet read."""

    name: str
    """File name without folders, e.g. ``skills_en.csv``."""
    origin: str
    """Where it lies, for messages, e.g. ``…/esco.zip!/skills_en.csv``."""
    size: int
    """Uncompressed bytes."""
    path: Path
    """The file on disk: itself, or the archive that holds it."""
    entry: zipfile.ZipInfo | None = None
    """Its entry, where ``path`` is an archive."""

    @contextmanager
    def open(self, progress: Callable[[int], None] | None = None) -> Iterator[BinaryIO]:
        """Read its bytes; ``progress`` is told how many came with each read.

        Raises:
            SourceError: it is gone, cannot be read, or its archive is damaged (also while reading).
        """
        try:
            with self._raw() as raw:
                yield _Counted.buffered(raw, progress) if progress else cast(BinaryIO, raw)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise SourceError(f"damaged archive: {error}", file=self.origin, hint=_AGAIN) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(
                f"cannot be read: {reason}", file=self.origin, hint="Check the file and its rights."
            ) from error

    def _raw(self) -> IO[bytes]:
        if self.entry is None:
            return self.path.open("rb")
        if self.entry.flag_bits & 1:
            raise SourceError(
                "is protected by a password",
                file=self.origin,
                hint="Unpack it yourself and name the folder instead.",
            )
        # The entry's stream keeps the archive's file open for as long as it needs it.
        with zipfile.ZipFile(self.path) as archive:
            return archive.open(self.entry)


class _Counted(io.RawIOBase):
    """A stream that tells how many bytes were read from it."""

    def __init__(self, stream: IO[bytes], progress: Callable[[int], None]) -> None:
        self._stream, self._progress = stream, progress

    @classmethod
    def buffered(cls, stream: IO[bytes], progress: Callable[[int], None]) -> BinaryIO:
        return io.BufferedReader(cls(stream, progress), _BUFFER)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._progress(len(chunk))
        return len(chunk)


def members(path: Path) -> list[Member]:
    """Find the files under ``path``, in the order of their places.

    ``path`` is a file, a zip, or a folder of files and zips, searched to any depth. Hidden files
    and what macOS adds to its archives are passed over.

    Raises:
        SourceError: there is nothing at ``path``, or in it what is no file or lies elsewhere; or an
            archive is damaged or none.
    """
    return [member for file in _on_disk(path) for member in _of_file(file)]


def source_files(path: Path) -> list[SourceFile]:
    """Hash the files under ``path`` as they lie on disk; an archive counts as one file.

    Raises:
        SourceError: there is nothing at ``path``, or in it what is no file or lies elsewhere.
    """
    base = path if is_folder(path) else path.parent
    return [_hashed(file, file.relative_to(base).as_posix()) for file in _on_disk(path)]


def _on_disk(path: Path) -> list[Path]:
    if is_folder(path):
        wanted = sorted(each for each in path.rglob("*") if _wanted(each.relative_to(path)))
        if files := [each for each in wanted if _is_to_be_read(each, path)]:
            return files
        raise SourceError("is an empty folder", file=path, hint="Name the folder with the release.")
    if found := why_no_file(path):
        raise SourceError(found, file=path, hint="Name a file or a folder.")
    return [path]


def _is_to_be_read(path: Path, folder: Path) -> bool:
    """Whether something in a folder is a file of it; folders are not.

    Raises:
        SourceError: it is neither, or lies elsewhere.
    """
    if leads_out(path, folder):
        hint = "Name what it leads to by its own path, or put a copy of it there."
        raise SourceError(f"is a link that leads out of {folder}", file=path, hint=hint)
    found = why_no_file(path)
    if found and not is_folder(path):
        raise SourceError(found, file=path, hint="Move it out of the folder.")
    return not found


def _wanted(path: Path) -> bool:
    return not any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _of_file(path: Path) -> list[Member]:
    if path.suffix.lower() == ".zip":
        return _of_archive(path)
    return [Member(path.name, str(path), path.stat().st_size, path)]


def _of_archive(path: Path) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SourceError(_archive_problem(path), file=path, hint=_AGAIN) from error
    return [
        Member(Path(e.filename).name, f"{path}!/{e.filename}", e.file_size, path, e)
        for e in sorted(entries, key=lambda entry: entry.filename)
        if not e.is_dir() and _wanted(Path(e.filename))
    ]


def _archive_problem(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(256)
    if start.startswith(b"PK"):
        return "is a truncated zip: its directory, at the end, is missing"
    if start.lstrip().lower().startswith((b"<!doctype", b"<html")):
        return "is not a zip but a web page"
    return "is not a zip"


def _hashed(path: Path, name: str) -> SourceFile:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return SourceFile(name=printable(name), size=path.stat().st_size, sha256=digest.hexdigest())
