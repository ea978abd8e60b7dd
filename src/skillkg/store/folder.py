"""A store on disk: generations of the database, and a pointer to the one that counts.

    STORE/
      current            name of the generation that readers open; replaced in one step
      generations/NAME/  an Oxigraph database, never changed once ``current`` has named it
      cache/DIGEST/      what was derived from a generation; may be deleted at any time
      build.lock         held while a build runs

A build works on a hard-linked copy of the current generation, so that a build that is killed
at any moment leaves the old graph as it was, and adding a release costs that release only.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import pyoxigraph as ox

from skillkg.atomic import write
from skillkg.drafts import clear, remove_folder
from skillkg.errors import StoreError
from skillkg.file_kinds import why_no_name
from skillkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_NAME: Final = re.compile(r"[0-9a-f]{12}")
_LONGEST: Final = 100
"""Bytes of ``current`` that are looked at."""
_HINT: Final = "Build one with: skillkg build STORE --esco PATH --onet PATH"


def open_store(folder: Path, services: Collection[str] = ()) -> EmbeddedStore:
    """Open the current generation for reading.

    Args:
        folder: the store.
        services: hosts that SERVICE in a query may send to.

    Raises:
        StoreError: there is no store at this path, or it is damaged.
    """
    if not folder.is_dir():
        raise StoreError(f"{folder}: there is no store here.\n  {_HINT}")
    current = _current(folder)
    if current is None:
        raise StoreError(f"{folder}: this folder holds no finished build.\n  {_HINT}")
    return EmbeddedStore.open(current, str(folder), services)


def _current(folder: Path) -> Path | None:
    pointer = folder / "current"
    if not os.path.lexists(pointer):
        return None
    name = _named(pointer)
    generation = folder / "generations" / name
    if not generation.is_dir():
        raise StoreError(
            f"{folder}: the generation that 'current' names is gone ({name}).\n"
            "  Build the store again, in a new folder; nothing of it can be read."
        )
    return generation


def _named(pointer: Path) -> str:
    """The name that ``current`` holds.

    Raises:
        StoreError: it cannot be read, or holds something else.
    """
    name = ""
    with suppress(OSError, UnicodeDecodeError):
        if pointer.is_file():  # no pipe is waited for
            with pointer.open("rb") as stream:
                name = stream.read(_LONGEST).decode("ascii").strip()
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"{pointer}: damaged: it does not name a generation\n"
            "  write the name of the newest folder of generations/ into it, or build the store "
            "again, in a new folder"
        )
    return name


@contextmanager
def new_generation(folder: Path) -> Iterator[tuple[ox.Store, Path]]:
    """Give a writable copy of the store and a folder for scratch files; publish it at the end.

    Leaving the block by an error, or not at all, changes nothing that readers see.

    Raises:
        StoreError: another build runs on the same store, or the folder is something else.
    """
    import filelock

    _prepare(folder)
    try:
        with filelock.FileLock(folder / "build.lock", timeout=0):
            draft = _draft(folder)
            try:
                if (current := _current(folder)) is not None:  # copied by hard links
                    ox.Store.read_only(str(current)).backup(str(draft / "db"))
                quads = ox.Store(str(draft / "db"))
                yield quads, draft
                quads.optimize()  # questions take two thirds of the time
                quads.flush()
                del quads
                _publish(folder, draft)
            finally:
                _remove(draft)
    except filelock.Timeout as error:
        raise StoreError(f"{folder}: another build is running here; wait for it.") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: what RocksDB finds corrupt
        raise StoreError(f"{folder}: the build stopped, nothing was changed: {error}") from error


def _prepare(folder: Path) -> None:
    generations = folder / "generations"
    if reason := why_no_name(folder):
        raise StoreError(f"{folder}: {reason}; choose another.")
    if os.path.lexists(folder) and not folder.is_dir():
        raise StoreError(f"{folder}: this is no folder; choose a new one for the store.")
    if folder.exists() and not generations.is_dir() and any(folder.iterdir()):
        raise StoreError(
            f"{folder}: this folder holds something else than a store; choose a new one."
        )
    try:
        generations.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: no store can be made here: {error.strerror}.") from error


def _draft(folder: Path) -> Path:
    """Clear what killed builds left, and make a folder for this one."""
    generations = folder / "generations"
    for leftover in generations.glob(".draft-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    clear(generations)
    draft = generations / f".draft-{uuid4().hex[:8]}"
    draft.mkdir()
    return draft


def _remove(draft: Path) -> None:
    """Remove a draft; after an error its database is still open, and may be adding files."""
    for _ in range(10):
        shutil.rmtree(draft, ignore_errors=True)
        if not draft.exists():
            return


def _publish(folder: Path, draft: Path) -> None:
    """Name the draft as the current generation; keep one older generation for open readers."""
    generations, previous = folder / "generations", _current(folder)
    name = uuid4().hex[:12]
    (draft / "db").rename(generations / name)
    write(folder / "current", name + "\n")
    keep = {name, previous.name if previous else name}
    for old in generations.iterdir():
        if old.name not in keep and not old.name.startswith("."):
            remove_folder(old)
