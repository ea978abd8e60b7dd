"""Drafts of files and folders: locked while their process lives, cleared when it was killed.

A killed process removes nothing. So each draft is held by a lock that ends with its process, and
whoever makes the next one in the same folder removes those that nobody holds. On Windows, where a
file that is open cannot be removed, no lock is needed, and drafts of folders are left alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":
    import fcntl

PREFIX: Final = ".skillkg-"
SUFFIX: Final = ".part"


@contextmanager
def draft_file(folder: Path) -> Iterator[BinaryIO]:
    """Give a stream to a new file, whose path is its ``name``; what has that name in the end goes.

    Raises:
        OSError: there can be none.
    """
    clear(folder)
    stream = _held_file(folder)
    try:
        yield stream
    finally:
        with suppress(OSError):  # on a full disk closing fails too
            stream.close()
        Path(stream.name).unlink(missing_ok=True)


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """Give a new folder; what has its name in the end goes.

    Raises:
        OSError: there can be none.
    """
    clear(folder)
    draft, lock = _held_folder(folder)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def remove_folder(folder: Path) -> None:
    """Remove a folder as far as that can be done: at no moment is a part of it under its name."""
    draft = _name(folder.parent)
    with suppress(OSError):
        folder.replace(draft)
        shutil.rmtree(draft, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove the drafts in a folder that killed processes left, as far as that can be done."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    _remove_left(entry)


def _remove_left(entry: os.DirEntry[str]) -> None:
    """Remove a draft unless a living process holds it.

    Raises:
        OSError: one does, or it cannot be removed.
    """
    if not entry.is_dir(follow_symlinks=False):
        if entry.is_file(follow_symlinks=False):
            with _locked(entry.path):
                Path(entry.path).unlink()
    elif sys.platform != "win32":
        with _locked(entry.path):
            shutil.rmtree(entry.path, ignore_errors=True)


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Hold a lock, if nobody does."""
    if sys.platform == "win32":
        yield
        return
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def _name(folder: Path) -> Path:
    return folder / f"{PREFIX}{uuid4().hex[:12]}{SUFFIX}"


def _held_file(folder: Path) -> BinaryIO:
    while True:
        stream = _name(folder).open("xb")
        _hold(stream.fileno())
        if Path(stream.name).exists():
            return stream
        stream.close()  # who cleared the folder came before the lock


def _held_folder(folder: Path) -> tuple[Path, int | None]:
    while True:
        draft = _name(folder)
        draft.mkdir()
        if sys.platform == "win32":
            return draft, None
        with suppress(FileNotFoundError):  # as for a file
            lock = os.open(draft, os.O_RDONLY)
            _hold(lock)
            if draft.exists():
                return draft, lock
            os.close(lock)


def _hold(opened: int) -> None:
    """Lock a draft, where its file system knows locks."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX)
