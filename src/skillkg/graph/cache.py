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
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from skillkg.atomic import new_folder
from skillkg.drafts import clear, remove_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

log = logging.getLogger(__name__)
FORMAT = "9"
"""Part of every key; raised when what is kept changes its meaning."""

KEPT: Final = 4
"""Views whose derived things are kept."""
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
        return _read(entry)
    except (OSError, ValueError, EOFError):  # numpy's words for a file cut short
        remove_folder(entry)
        return None


def _read(entry: Path) -> Parts:
    names, values = json.loads((entry / "values.json").read_bytes())
    return {name: np.load(entry / f"{name}.npy", mmap_mode="r") for name in names}, values


def _write(entry: Path, arrays: Mapping[str, NDArray[Any]], values: Mapping[str, Any]) -> None:
    with new_folder(entry) as draft:
        for name, array in arrays.items():
            np.save(draft / f"{name}.npy", array)
        text = json.dumps([list(arrays), values], ensure_ascii=False, separators=(",", ":"))
        (draft / "values.json").write_text(text, encoding="utf-8")
