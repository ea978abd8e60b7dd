"""What lies at a path, found out without opening it: a pipe may wait, a device may never end."""

from __future__ import annotations

import os
import stat
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_OTHERS: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def why_no_file(path: Path) -> str:
    """Say what a path leads to instead of a file; empty where it is one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "a link to nothing" if path.is_symlink() else "no such file"
    except OSError as error:
        return f"{error.strerror}"
    except ValueError:  # it holds a NUL
        return "no such file"
    if stat.S_ISREG(mode):
        return ""
    return next((name for is_one, name in _OTHERS if is_one(mode)), "no file")


def why_no_name(path: Path) -> str:
    """Say why no system takes a path; empty where some does."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return "half a character is in its name"
    return "a NUL is in its name" if "\0" in str(path) else ""


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; a path that cannot be does not."""
    return why_no_file(path) == "a folder"


def leads_out(path: Path, folder: Path) -> bool:
    """Whether something in a folder is a link to what is not in it."""
    return path.is_symlink() and not real(path).is_relative_to(real(folder))


def real(path: Path) -> Path:
    """Follow the links of a path as far as they lead; a circle of them stays what it is."""
    return Path(realpath(path))
