"""Open the releases that a build is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg.sources.crosswalk import open_crosswalk
from skillkg.sources.esco.forms import open_esco
from skillkg.sources.onet.database import open_onet
from skillkg.sources.skos import open_overlay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillkg.sources.release import Release

_VERSIONED = re.compile(r"(?P<version>\d[\w.-]*)=(?P<path>.+)")


def open_releases(
    *,
    esco: Iterable[str | Path] = (),
    onet: Iterable[str | Path] = (),
    crosswalk: Iterable[str | Path] = (),
    overlay: Iterable[str | Path] = (),
    languages: Collection[str] | None = None,
) -> list[Release]:
    """Find and recognise every release under some paths; none is read yet.

    A path of ESCO or O*NET may be written ``VERSION=PATH`` where no name tells the version.

    Raises:
        SourceError: a path is missing, damaged, or not what it should be.
    """
    releases: list[Release] = []
    for version, paths in _by_version(esco).items():
        releases += open_esco(paths, version=version, languages=languages)
    for version, paths in _by_version(onet).items():
        releases += open_onet(paths, version=version)
    releases += [open_crosswalk(Path(path)) for path in crosswalk]
    releases += [open_overlay(Path(path)) for path in overlay]
    return releases


def _by_version(paths: Iterable[str | Path]) -> dict[str | None, list[Path]]:
    groups: dict[str | None, list[Path]] = defaultdict(list)
    for path in paths:
        match = _VERSIONED.fullmatch(str(path))
        groups[match["version"] if match else None].append(Path(match["path"] if match else path))
    return groups
