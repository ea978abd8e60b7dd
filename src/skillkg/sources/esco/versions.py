"""What the two forms of an ESCO release share: its terms of use, and how to tell its version."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from skillkg.errors import SourceError
from skillkg.sources.files import members
from skillkg.sources.release import Rights
from skillkg.vocabulary import CC_BY_4, ESCO_HOME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.sources.files import Member

RIGHTS = Rights(
    licence=CC_BY_4,
    attribution="This service uses the ESCO classification of the European Commission.",
    publisher="European Commission",
    homepage=ESCO_HOME,
)

_VERSION = re.compile(r"(?<![\d.])(?:v(\d+\.\d+(?:\.\d+)?)|(\d+\.\d+\.\d+))(?!\.?\d)")


def by_version(
    paths: Sequence[Path], version: str | None = None
) -> dict[str, list[tuple[Path, list[Member]]]]:
    """Find the files under each path, put together by the version that their names tell.

    Raises:
        SourceError: a path tells no version, or two of them.
    """
    places: dict[str, list[tuple[Path, list[Member]]]] = defaultdict(list)
    for path in paths:
        files = members(path)
        places[version or _version(path, files)].append((path, files))
    return places


def _version(path: Path, files: list[Member]) -> str:
    named = {_named(path, file): file for file in files}
    named.pop(None, None)
    if len(named) > 1:
        examples = "; ".join(f"{version}: {file.origin}" for version, file in named.items())
        raise SourceError(
            f"has files of {len(named)} releases ({examples})",
            file=path,
            hint="Put each release into a folder of its own, and name each folder.",
        )
    for version in named:
        assert version is not None
        return version
    raise SourceError(
        "no name tells which release of ESCO this is",
        file=path,
        hint="Call the folder or the zip by its version (as in esco-1.1.1), or write VERSION=PATH.",
    )


def _named(path: Path, file: Member) -> str | None:
    """Tell the version of a file by the innermost name that has one, from ``path`` on down."""
    inside = (file.entry.filename if file.entry else "").split("/")
    around = file.path.relative_to(path).parts if path.is_dir() else ()
    for name in (*reversed(inside), *reversed(around), path.resolve().name):
        match = _VERSION.search(name)
        if match:
            return match[1] or match[2]
    return None
