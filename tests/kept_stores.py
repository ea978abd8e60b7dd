"""Stores that take minutes to build, kept from one run of the tests to the next.

A store is kept under a digest of everything that it is made of: the files of the releases, the
ontology, the code that builds it, and the versions of what that code runs on. Change any of them,
and it is built anew.
"""

from __future__ import annotations

import os
import platform
import shutil
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from skillkg import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "stores"
"""Ignored by git; may be deleted at any time."""
SOURCE = ROOT / "src" / "skillkg"
BUILDERS = ("model", "text", "sources", "store")
"""The rooms that turn releases into a store; they import nothing above them."""


def builder_files() -> list[Path]:
    """The code and the ontology that a store's content depends on."""
    rooms = [file for room in BUILDERS for file in (SOURCE / room).rglob("*") if file.is_file()]
    code = [file for file in (*SOURCE.glob("*.py"), *rooms) if "__pycache__" not in file.parts]
    return [*code, *resources.folder("ontology").glob("*.ttl"), Path(__file__)]


def digest(releases: Iterable[Path]) -> str:
    """Name everything that a store of these files or folders is made of."""
    files = [file for path in releases for file in ([path] if path.is_file() else _files(path))]
    state = sha256(f"{platform.python_version()} pyoxigraph {version('pyoxigraph')}".encode())
    for file in sorted({*files, *builder_files()}):
        state.update(f"{os.path.relpath(file, ROOT)} ".encode())
        state.update(sha256(file.read_bytes()).digest())
    return state.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def kept_store(releases: Iterable[Path], build: Callable[[Path], object]) -> Path:
    """Give the store of these releases, built now unless it was before.

    Nobody may write into it: what is derived from a store depends on more code than the store.

    Args:
        releases: files and folders that the store is built from.
        build: builds the store in a folder; other processes wait for it.
    """
    folder = KEPT / digest(releases)
    KEPT.mkdir(parents=True, exist_ok=True)
    with FileLock(KEPT / "lock"):
        if not folder.exists():
            for stale in (entry for entry in KEPT.iterdir() if entry.is_dir()):
                shutil.rmtree(stale)
            draft = folder.with_suffix(".part")
            build(draft)
            draft.rename(folder)
    return folder


def shared_copy(store: Path, folder: Path) -> Path:
    """A store in ``folder`` with the content of another, to derive from; made once.

    The content is a link: like the kept store itself, it must not be built upon.
    """
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            draft = folder.with_suffix(".part")
            draft.mkdir()
            shutil.copy(store / "current", draft / "current")
            (draft / "generations").symlink_to(store / "generations")
            draft.rename(folder)
    return folder
