"""Find the O*NET releases in files: which tables belong together, and of which version."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillkg.errors import SourceError
from skillkg.sources.files import Member, members

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

_READ_ME = "Read Me.txt"
_READ_ME_VERSION = re.compile(r"O\*NET\D{0,3} (\d+\.\d+) Database")
_FOLDER_VERSION = re.compile(r"(?:^|_)(\d{2})[._](\d)(?=_|\.zip$|$)")


@dataclass(slots=True)
class ReleaseFiles:
    """The files of one release, of one version."""

    version: str
    tables: dict[str, Member] = field(default_factory=dict)
    unknown: list[Member] = field(default_factory=list)
    """Text files that are none of O*NET's tables."""


def find_releases(
    paths: Sequence[Path], known: Collection[str], *, version: str | None = None
) -> list[ReleaseFiles]:
    """Sort the tables under ``paths`` into releases, oldest first.

    Files of one release may lie in several folders or archives; each of these holds one release.

    Args:
        paths: archives, folders of archives, or unpacked folders.
        known: names of O*NET's tables.
        version: what to take where neither Read Me.txt nor the folder's name says it.

    Raises:
        SourceError: no table is there, a version is unclear, or two releases are mixed.
    """
    releases: dict[str, ReleaseFiles] = {}
    for path in paths:
        folders = _folders(path, known)
        for folder in folders:
            name = _version(folder, version)
            _add(releases.setdefault(name, ReleaseFiles(name)), folder, known)
    return [releases[name] for name in sorted(releases)]


def _table_name(member: Member) -> str:
    return member.name.rpartition(".")[0]


def _folders(path: Path, known: Collection[str]) -> list[list[Member]]:
    folders: dict[str, list[Member]] = {}
    for member in members(path):
        if member.name.lower().endswith(".txt"):
            folders.setdefault(member.origin.removesuffix(member.name), []).append(member)
    held = [f for f in folders.values() if any(_table_name(m) in known for m in f)]
    if held:
        return held
    raise SourceError(
        "holds no O*NET table (such as Occupation Data.txt)",
        file=path,
        hint="Give O*NET's database in its text format, zipped or unpacked: db_29_3_text.zip.",
    )


def _version(folder: Iterable[Member], given: str | None) -> str:
    if given is not None:
        return given
    some = next(iter(folder))
    read_me = next((m for m in folder if m.name.lower() == _READ_ME.lower()), None)
    said = {_READ_ME: _said(read_me), "the folder's name": _named(some)}
    versions = {who: what for who, what in said.items() if what}
    if not versions:
        raise SourceError(
            "does not say which release of O*NET it is",
            file=some.origin.removesuffix(some.name),
            hint="Keep Read Me.txt beside the tables, or name the folder as O*NET does: "
            "db_29_3_text. Or write 29.3=PATH for the path.",
        )
    if len(set(versions.values())) > 1:
        claims = ", ".join(f"{who} says {what}" for who, what in versions.items())
        raise SourceError(
            f"two releases of O*NET seem to be mixed: {claims}",
            file=some.origin.removesuffix(some.name),
            hint="Unpack each release into a folder of its own.",
        )
    return next(iter(versions.values()))


def _said(read_me: Member | None) -> str | None:
    if read_me is None:
        return None
    with read_me.open() as stream:
        match = _READ_ME_VERSION.search(stream.read(1 << 16).decode("utf-8", "replace"))
    return match[1] if match else None


def _named(member: Member) -> str | None:
    """Read the version from the folder, the archive or the archive's folder, nearest first."""
    places = re.split(r"!?[/\\]", member.origin)[-2:-5:-1]
    matches = (_FOLDER_VERSION.search(place) for place in places)
    return next((f"{match[1]}.{match[2]}" for match in matches if match), None)


def _add(release: ReleaseFiles, folder: Iterable[Member], known: Collection[str]) -> None:
    for member in folder:
        name = _table_name(member)
        if name in known:
            _add_table(release, name, member)
        elif member.name.lower() != _READ_ME.lower():
            release.unknown.append(member)


def _add_table(release: ReleaseFiles, name: str, member: Member) -> None:
    first = release.tables.setdefault(name, member)
    if first is not member:
        raise SourceError(
            f"is there twice for O*NET {release.version}; the first is {first.origin}",
            file=member.origin,
            hint="Two releases seem to be mixed, or one is given twice; keep one of the files.",
        )
