"""Open the releases that a build is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from skillkg.arguments import as_names, as_paths
from skillkg.errors import SourceError
from skillkg.file_kinds import why_no_file
from skillkg.sources.crosswalk import open_crosswalk
from skillkg.sources.esco.forms import open_esco
from skillkg.sources.onet.database import open_onet
from skillkg.sources.skos import open_overlay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillkg.sources.release import Release
    from skillkg.sources.skos import Overlay

Paths: TypeAlias = "str | Path | Iterable[str | Path]"
"""One path, or several."""

_VERSIONED = re.compile(r"(?P<version>\d[\w.-]*)=(?P<path>.+)")
_NAMED = re.compile(r"(?P<name>\w[\w.-]*)=(?P<path>.+)", re.ASCII)


def open_releases(
    *,
    esco: Paths = (),
    onet: Paths = (),
    crosswalk: Paths = (),
    overlay: Paths = (),
    languages: Collection[str] | str | None = None,
) -> list[Release]:
    """Find and recognise every release under some paths; none is read yet.

    A path of ESCO or O*NET may be written ``VERSION=PATH`` where no name tells the version, that of
    an overlay ``NAME=PATH`` where its graph shall have another name than the file.

    Raises:
        SourceError: a path is missing, damaged, or not what it should be.
        QueryError: something is no path, or no language.
    """
    codes = None if languages is None else as_names(languages, "languages")
    releases: list[Release] = []
    for version, paths in _by_version(as_paths(esco, "esco")).items():
        releases += open_esco(paths, version=version, languages=codes)
    for version, paths in _by_version(as_paths(onet, "onet")).items():
        releases += open_onet(paths, version=version)
    releases += [open_crosswalk(path) for path in as_paths(crosswalk, "crosswalk")]
    releases += [_overlay(path) for path in as_paths(overlay, "overlay")]
    return releases


def _by_version(paths: Iterable[Path]) -> dict[str | None, list[Path]]:
    groups: dict[str | None, list[Path]] = defaultdict(list)
    for path in paths:
        match = _split(_VERSIONED, path)
        if match is None and (other := _split(_NAMED, path)):
            raise SourceError(
                f"{other['name']} is no version",
                file=path,
                hint=f"Write a version that begins with a digit: 1.1.1={other['path']}",
            )
        groups[match["version"] if match else None].append(Path(match["path"]) if match else path)
    return groups


def _overlay(path: Path) -> Overlay:
    match = _split(_NAMED, path)
    return open_overlay(Path(match["path"]), match["name"]) if match else open_overlay(path)


def _split(form: re.Pattern[str], path: Path) -> re.Match[str] | None:
    """What stands before and behind the sign of equality; files may have one in their names."""
    return form.fullmatch(str(path)) if why_no_file(path) == "no such file" else None
