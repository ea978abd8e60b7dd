"""Keep what is derived from a store beside it, under the digest of what it was derived from.

A cache is never the truth: where it is missing, unreadable or cannot be written, what it would
hold is derived again.
"""

from __future__ import annotations

import json
import logging
import shutil
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

log = logging.getLogger(__name__)
FORMAT = "9"
"""Part of every key; raised when what is kept changes its meaning."""

Parts = tuple[dict[str, "NDArray[Any]"], dict[str, Any]]
"""Arrays by name, and everything else by name as JSON values."""


class Cache:
    """A folder per digest, an entry per kind of derived thing; off where there is no folder."""

    def __init__(self, folder: Path | None, inputs: Sequence[str]) -> None:
        key = sha256("\n".join([FORMAT, *inputs]).encode()).hexdigest()[:16]
        self.folder = None if folder is None else folder / key

    def get(self, name: str, derive: Callable[[], Parts]) -> Parts:
        """Give what is kept under a name, or derive and keep it."""
        if self.folder is None:
            return derive()
        entry = self.folder / name
        if entry.is_dir():
            try:
                return _read(entry)
            except (OSError, ValueError, EOFError):  # numpy's words for a file cut short
                shutil.rmtree(entry, ignore_errors=True)
        log.info("deriving %s from the store, once; it is kept in %s", name, self.folder)
        arrays, values = derive()
        with suppress(OSError):  # a folder that cannot be written costs time, nothing else
            _write(entry, arrays, values)
        return arrays, values


def _read(entry: Path) -> Parts:
    names, values = json.loads((entry / "values.json").read_bytes())
    return {name: np.load(entry / f"{name}.npy", mmap_mode="r") for name in names}, values


def _write(entry: Path, arrays: Mapping[str, NDArray[Any]], values: Mapping[str, Any]) -> None:
    draft = entry.with_name(f".{entry.name}-{uuid4().hex[:8]}")
    draft.mkdir(parents=True)
    try:
        for name, array in arrays.items():
            np.save(draft / f"{name}.npy", array)
        text = json.dumps([list(arrays), values], ensure_ascii=False, separators=(",", ":"))
        (draft / "values.json").write_text(text, encoding="utf-8")
        if not entry.exists():
            draft.rename(entry)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
