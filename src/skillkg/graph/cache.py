"""Keep what is derived from a store beside it, under the digest of what it was derived from.

A cache is never the truth: where it is missing, unreadable or cannot be written, what it would
hold is derived again. What was derived for a few views is kept, those that were used last.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from contextlib import suppress
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.atomic import new_folder
from skillkg.drafts import clear, remove_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from io import BufferedReader
    from pathlib import Path

    from numpy.typing import NDArray

log = logging.getLogger(__name__)
FORMAT = "20"
"""Part of every key; raised when what is kept changes its meaning."""

KEPT: Final = 4
"""Views whose derived things are kept."""
_DIGESTS: Final = "digests.json"
_DIGEST: Final = re.compile("[0-9a-f]{16}")

Parts = tuple[dict[str, "NDArray[Any]"], dict[str, Any]]
"""Arrays by name, and everything else by name as JSON values."""


class Cache:
    """A folder per digest, an entry per kind of derived thing; off where there is no folder."""

    def __init__(self, folder: Path | None, inputs: Sequence[str]) -> None:
        key = sha256("\n".join([FORMAT, *inputs]).encode()).hexdigest()[:16]
        self.folder = None if folder is None else folder / key
        if self.folder is not None:  # drafts that were left stay where nothing is written any more
            clear(self.folder)
            clear(self.folder.parent)

    def get(self, name: str, derive: Callable[[], Parts]) -> Parts:
        """Give what is kept under a name, or derive and keep it."""
        if self.folder is None:
            return derive()
        entry = self.folder / name
        parts = _kept(entry)
        if parts is None:
            log.info("deriving %s from the store, once; it is kept in %s", name, self.folder)
            parts = derive()
            with suppress(OSError):  # a folder that cannot be written costs time, nothing else
                _write(entry, *parts)
                _prune(self.folder)
        with suppress(OSError):
            _mark_as_used(self.folder)
        return parts


def _mark_as_used(folder: Path) -> None:
    now = time.time_ns()
    os.utime(folder, ns=(now, now))


def _prune(current: Path) -> None:
    """Remove what was derived for other views, but for those that were used last."""
    others = [
        folder
        for folder in current.parent.iterdir()
        if folder != current and _DIGEST.fullmatch(folder.name)
    ]
    others.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in others[: KEPT - 1]:
        clear(folder)
    for folder in others[KEPT - 1 :]:
        log.info("removing %s, derived for a view that was not used of late", folder)
        remove_folder(folder)


def _kept(entry: Path) -> Parts | None:
    """What an entry holds; None where there is none, or it is damaged and goes."""
    if not entry.is_dir():
        return None
    try:
        if _is_whole(entry):
            return _read(entry)
    except (OSError, ValueError, TypeError, RecursionError):
        pass  # whatever is there, it is no entry
    remove_folder(entry)
    return None


def _is_whole(entry: Path) -> bool:
    """Whether every file is as it was written; so nothing in them has to be looked at again.

    SHA-256 goes through a gigabyte in a second, so that the hundreds of megabytes of the whole of
    ESCO and O*NET take a tenth of what the first match takes.
    """
    digests = json.loads(_content(entry / _DIGESTS))
    return isinstance(digests, dict) and digests == _digests(entry)


def _digests(entry: Path) -> dict[str, str]:
    digests = {}
    for file in sorted(entry.iterdir()):
        if file.name != _DIGESTS:
            with _opened(file) as stream:
                digests[file.name] = file_digest(stream, "sha256").hexdigest()
    return digests


def _opened(file: Path) -> BufferedReader:
    """Open a file; what is none, such as a pipe, is not waited for.

    Raises:
        OSError: it is none, or cannot be read.
    """
    if not file.is_file():
        raise OSError(f"{file}: no file")
    return file.open("rb")


def _content(file: Path) -> bytes:
    with _opened(file) as stream:
        return stream.read()


def _read(entry: Path) -> Parts:
    names, values = json.loads(_content(entry / "values.json"))
    return {name: np.load(entry / f"{name}.npy", mmap_mode="r") for name in names}, values


def _write(entry: Path, arrays: Mapping[str, NDArray[Any]], values: Mapping[str, Any]) -> None:
    with new_folder(entry) as draft:
        for name, array in arrays.items():
            np.save(draft / f"{name}.npy", array)
        text = json.dumps([list(arrays), values], ensure_ascii=False, separators=(",", ":"))
        (draft / "values.json").write_text(text, encoding="utf-8")
        (draft / _DIGESTS).write_text(json.dumps(_digests(draft)), encoding="ascii")
