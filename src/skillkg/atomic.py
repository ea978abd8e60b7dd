"""The one place that writes files: each is there whole, or what was there before stays.

A draft is written beside the target, and takes its name when all of it is on the disk.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from skillkg.drafts import draft_file, draft_folder
from skillkg.errors import OutputError
from skillkg.file_kinds import why_no_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOM, _RIGHTS = "make room, or choose another place", "check its rights, or choose another place"
_ADVICE: Final = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.ENOENT: "make its folder first, or choose another",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENXIO: "start first what shall read from it",
}


def write(target: Path, content: str | bytes) -> None:
    """Write a file; text as UTF-8, and ``?`` for what is no Unicode in it.

    Raises:
        OutputError: it cannot be written; what was there is unchanged.
    """
    data = content.encode(errors="replace") if isinstance(content, str) else content
    with new_file(target) as stream:
        stream.write(data)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Give a stream to write; it becomes the target when the block ends well.

    Of a link, what it leads to is replaced. A file that is replaced passes on its mode. What is
    no file (a device, a pipe), and the file that standard output goes to, is written at once.

    Raises:
        OutputError: it cannot be written; the file that was there is unchanged.
    """
    with told(target):
        if _is_written_at_once(target):
            with _opened(target) as stream:
                yield stream
            return
        place = Path(os.path.realpath(target))
        mode = _mode(place)
        with draft_file(place.parent) as stream:
            yield stream
            draft = Path(stream.name)
            stream.flush()
            if mode is not None:
                draft.chmod(mode)
            os.fsync(stream.fileno())
            if sys.platform == "win32":
                stream.close()  # an open file cannot be renamed there
            draft.replace(place)


@contextmanager
def scratch_file(target: Path) -> Iterator[BinaryIO]:
    """Give a stream to a file beside a target, whose path is its ``name``; it goes in the end.

    Raises:
        OutputError: there can be none; other errors of the block stay what they are.
    """
    with ExitStack() as stack:
        with told(target):
            stream = stack.enter_context(draft_file(target.parent))
        yield stream


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to fill; it becomes the target, which must not be there, when all ends well.

    Raises:
        OutputError: it cannot be written, or is there.
    """
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft_folder(target.parent) as draft:
            yield draft
            publish(draft, target)


def publish(draft: Path, target: Path) -> None:
    """Give a finished file or folder its name, once all of it is on the disk.

    Raises:
        OutputError: it cannot get that name.
    """
    with told(target):
        for file in draft.rglob("*") if draft.is_dir() else [draft]:
            if file.is_file():
                # Only Windows has to open for writing what is to get to the disk.
                with file.open("rb+" if sys.platform == "win32" else "rb") as stream:
                    os.fsync(stream.fileno())
        draft.replace(target)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Tell an error of the system as what keeps a target from being written.

    Raises:
        OutputError: the block ended with such an error, or no file can have the target's name.
    """
    if reason := why_no_name(target):
        raise OutputError(f"{target}: {reason}\n  It cannot be written: choose another.")
    try:
        yield
    except OSError as error:
        if isinstance(error, OutputError) or error.errno == errno.EPIPE:  # its reader had enough
            raise
        advice = _ADVICE.get(error.errno or 0, "choose another place")
        raise OutputError(
            f"{target}: {error.strerror or error}\n  It cannot be written: {advice}."
        ) from error


def _is_written_at_once(target: Path) -> bool:
    try:
        known = target.stat()
    except FileNotFoundError:
        return False
    is_plain = stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode)
    return not is_plain or _standard_stream(known) is not None


def _standard_stream(known: os.stat_result) -> int | None:
    """Number of the stream that goes to a file: standard output, standard error, or neither."""
    for number in (1, 2):
        with suppress(OSError):
            if os.path.samestat(known, os.fstat(number)):
                return number
    return None


def _opened(target: Path) -> BinaryIO:
    """Open what is written at once: a standard stream goes on where it is, no pipe is waited for.

    Raises:
        OSError: it cannot be opened, or is a pipe that nobody reads from.
    """
    number = _standard_stream(target.stat())
    if number is not None:
        return os.fdopen(os.dup(number), "wb")
    if sys.platform == "win32":
        return target.open("wb")
    opened = os.open(target, os.O_WRONLY | os.O_NONBLOCK)
    os.set_blocking(opened, True)
    return os.fdopen(opened, "wb")


def _mode(place: Path) -> int | None:
    """Mode of the file that is to be replaced; None where there is none.

    Raises:
        OSError: it is a folder, or is not to be written.
    """
    try:
        mode = stat.S_IMODE(place.stat().st_mode)
    except FileNotFoundError:
        return None
    os.close(os.open(place, os.O_WRONLY))
    return mode
