"""Official downloads of ESCO and O*NET: which files, from where, and whether they are right.

Only the command ``skillkg fetch`` comes here; nothing else in skillkg uses the network for data.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from skillkg.atomic import publish, write
from skillkg.errors import FetchError, OutputError
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import httpx

    from skillkg.progress import Progress

Source = Literal["esco", "onet"]

TESTED: Final[dict[Source, str]] = {"esco": "1.1.1", "onet": "29.3"}
"""Releases to fetch unless told otherwise: those that skillkg is tested on in full."""

BASE_URLS: Final[dict[Source, str]] = {
    "esco": "https://ec.europa.eu/esco/download/",
    "onet": "https://www.onetcenter.org/dl_files/database/",
}
VERSIONS: Final[dict[Source, tuple[str, str]]] = {
    "esco": (r"\d+\.\d+\.\d+", "1.1.1"),
    "onet": (r"\d+\.\d+", "29.3"),
}
LANGUAGE: Final = r"[a-z]{2}"

AGAIN: Final = "\n  It was thrown away; run the command again."

SHA256: Final = {
    "ESCO dataset - v1.1.0 - classification - en - csv.zip": (
        "dd11b53cd0bb2a7dc83faa786bae337fdedefb3cf46c0918e87bea9ba15f2d99"
    ),
    "ESCO dataset - v1.1.0 - classification -  - csv.zip": (
        "4876891b51e0adae2a120091bc18aac9a7fe718deda4721d86fb166fd695659a"
    ),
    "ESCO dataset - v1.1.1 - classification - en - csv.zip": (
        "d86de115d120e9266fa7d86f104466fd72a63f8233110028b10e430372bc58a7"
    ),
    "ESCO dataset - v1.1.1 - classification -  - csv.zip": (
        "1612e3e01fbcbb4f37f69e0fe58d441db233142f1e9488280f041b2726977996"
    ),
}
"""What is known of the bytes of official files; others are taken as they come."""


def fetch(
    source: Source,
    *,
    folder: Path,
    progress: Progress,
    version: str | None = None,
    languages: Sequence[str] = ("en",),
    base_url: str | None = None,
) -> list[Path]:
    """Download the official files of a release into a folder.

    An interrupted download goes on where it stopped; a file that is already there and right is
    not fetched again. Beside each one, ``FILE.sha256`` keeps its digest as ``sha256sum`` writes it.

    Args:
        source: Which source.
        folder: Where the files go; made if it is not there.
        progress: Called with file name, bytes on disk and bytes in all.
        version: Release, such as ``1.1.1`` or ``29.3``; the one in ``TESTED`` by default.
        languages: For ESCO, the languages of labels, as ISO 639-1 codes.
        base_url: A mirror with the same file names.

    Returns:
        The zips, in the folder.

    Raises:
        FetchError: bad version or language, site out of reach, an answer that is not the file
            (the message says how to get it by hand), or a damaged or unexpected file.
        OutputError: what was fetched cannot be written.
    """
    with needs("fetch"):
        from skillkg.sources.download import NotAFileError, open_client

    version = _checked(source, version or TESTED[source], languages)
    base = (base_url or BASE_URLS[source]).rstrip("/") + "/"
    names = file_names(source, version, languages)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_client() as client:
            return [_fetch_one(client, base, folder / name, progress) for name in names]
    except NotAFileError as error:
        raise FetchError(f"{error}\n{by_hand(source, version, names, folder)}") from error
    except OutputError:
        raise
    except OSError as error:
        raise FetchError(
            f"{error.filename or folder}: {error.strerror}\n"
            "  Make room or choose another folder, and run the command again."
        ) from error


def file_names(source: Source, version: str, languages: Sequence[str]) -> list[str]:
    """Names of a release's files on its site.

    ESCO keeps the relations apart, in a file whose language is left blank.
    """
    if source == "onet":
        return [f"db_{version.replace('.', '_')}_text.zip"]
    return [f"ESCO dataset - v{version} - classification - {x} - csv.zip" for x in (*languages, "")]


def by_hand(source: Source, version: str, names: Sequence[str], folder: Path) -> str:
    """Say how a person gets the files where the site does not hand them to a program."""
    if source == "esco":
        how = (
            "open https://esco.ec.europa.eu/en/use-esco/download\n"
            f"  and choose version v{version}, content 'classification', file type 'csv' and the"
            " language\n  (the relations come as a file without a language); the page may ask for"
            " an e-mail address\n  to send the link to"
        )
    else:
        how = (
            "open https://www.onetcenter.org/database.html\n"
            f"  and choose the text files of O*NET {version} (older releases are in the archive"
            " linked there)"
        )
    files = "\n".join(f"    {name}" for name in names)
    return f"  To get it by hand: {how}.\n  Put the zips, as they are, into {folder}:\n{files}"


def _checked(source: Source, version: str, languages: Sequence[str]) -> str:
    pattern, example = VERSIONS[source]
    if re.fullmatch(pattern, version) is None:
        raise FetchError(
            f"{version!r} is not a version of {source}\n  Write it like {example}, for example."
        )
    for language in languages:
        if re.fullmatch(LANGUAGE, language) is None:
            raise FetchError(
                f"{language!r} is not a language\n  Write its two letters: en, de, fr."
            )
    return version


def _fetch_one(client: httpx.Client, base: str, target: Path, progress: Progress) -> Path:
    """Fetch one zip, check it, and only then give it its name."""
    from skillkg.sources.download import download

    digest_file = target.with_name(target.name + ".sha256")
    known = SHA256.get(target.name) or _recorded(digest_file)
    if target.is_file():
        _check_present(target, known)
        return target
    part = download(client, base + quote(target.name), target, progress)
    try:
        digest = _check_new(part, known)
    except FetchError:
        part.unlink()
        raise
    write(digest_file, f"{digest}  {target.name}\n")
    publish(part, target)
    return target


def _check_present(target: Path, known: str | None) -> None:
    if known is None or sha256(target) == known:
        return
    raise FetchError(
        f"{target}: is there already, but is not the file that it should be (SHA-256 {known})\n"
        "  Move it away and run the command again."
    )


def _check_new(part: Path, known: str | None) -> str:
    """Digest of a fetched file, if it is an undamaged zip and, where known, the right one."""
    name = part.name.removesuffix(".part")
    try:
        with zipfile.ZipFile(part) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FetchError(f"{name}: what was fetched is not a whole zip: {error}{AGAIN}") from error
    if damaged is not None:
        raise FetchError(f"{name}: {damaged} is damaged in what was fetched{AGAIN}")
    digest = sha256(part)
    if known is not None and digest != known:
        raise FetchError(
            f"{name}: SHA-256 is {digest}, expected {known}{AGAIN}\n"
            f"  If the publisher has replaced the file, remove {name}.sha256 first."
        )
    return digest


def _recorded(digest_file: Path) -> str | None:
    """Digest that an earlier fetch wrote beside its file."""
    return digest_file.read_text().partition(" ")[0] if digest_file.is_file() else None


def sha256(path: Path) -> str:
    """Digest of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
