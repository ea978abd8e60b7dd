"""One file over HTTP onto disk: resumable, and never half there under its own name.

While it is incomplete a file is called ``NAME.part``. Beside it, ``NAME.part.etag`` keeps the
server's validator (RFC 9110, 8.8): a resumed request carries it in ``If-Range``, so a file that
has changed on the server comes whole again instead of being glued to the old beginning.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import httpx

from skillkg.atomic import write
from skillkg.errors import FetchError

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.progress import Progress

ATTEMPTS: Final = 4
BACKOFF_S: Final = 1.0
TIMEOUT_S: Final = 30.0
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that a later attempt may well not see."""


class NotAFileError(FetchError):
    """The site answered, but not with the file: a web page, a form, or a refusal."""


class _Unfinished(Exception):  # noqa: N818 - not an error yet: another attempt goes on from here
    """An attempt ended early."""


def open_client() -> httpx.Client:
    """Open a client that follows redirects and gives up on a silent server."""
    # "identity": a compressed transfer could be neither resumed by byte nor measured.
    headers = {"Accept-Encoding": "identity", "User-Agent": "skillkg"}
    return httpx.Client(follow_redirects=True, timeout=TIMEOUT_S, headers=headers)


def download(client: httpx.Client, url: str, target: Path, progress: Progress) -> Path:
    """Fetch a file to ``target.part``, going on from what an earlier attempt left there.

    Args:
        client: sends the requests.
        url: where the file is.
        target: what it will be called.
        progress: told after every chunk how many bytes of the named file are on disk, and how
            many it will have where the server says so.

    Returns:
        The path of the complete, not yet renamed, file.

    Raises:
        NotAFileError: the site answered with something else; a person must look.
        FetchError: the site could not be reached, or kept breaking off.
    """
    part = target.with_name(target.name + ".part")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _attempt(client, url, part, progress)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise FetchError(f"{url}: {error}\n  Give an address as http(s)://…/.") from error
        except (_Unfinished, httpx.RequestError) as error:
            reason = str(error) or type(error).__name__
            if attempt < ATTEMPTS:
                time.sleep(BACKOFF_S * 2 ** (attempt - 1))
        else:
            _validator_file(part).unlink(missing_ok=True)
            return part
    raise FetchError(
        f"{url}: {reason}, in {ATTEMPTS} attempts\n"
        "  Check the connection and run the command again; it resumes where the site lets it."
    )


def _attempt(client: httpx.Client, url: str, part: Path, progress: Progress) -> None:
    """Ask once for what is missing and append what comes."""
    with client.stream("GET", url, headers=_resume_headers(part)) as response:
        done = _accept(response, part)
        length = response.headers.get("Content-Length")
        total = done + int(length) if length is not None else None
        name = part.name.removesuffix(".part")
        with part.open("ab" if done else "wb") as file:
            _remember_validator(response, part)
            # As it comes: chunks of a fixed size would lose the last one where the line breaks.
            for chunk in response.iter_bytes():
                file.write(chunk)
                done += len(chunk)
                progress(name, done, total)


def _accept(response: httpx.Response, part: Path) -> int:
    """Decide where the answer belongs: the number of bytes on disk that it goes on from."""
    if response.status_code in BUSY:
        raise _Unfinished(f"the site answers {response.status_code} {response.reason_phrase}")
    if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        part.unlink(missing_ok=True)
        raise _Unfinished("the file on the site is now shorter than the part of it on disk")
    if not response.is_success:
        raise NotAFileError(f"{response.url} answers {response.status_code}")
    if "html" in response.headers.get("Content-Type", ""):
        raise NotAFileError(f"{response.url} answers with a web page, not with the file")
    if response.status_code != httpx.codes.PARTIAL_CONTENT:
        return 0
    done = part.stat().st_size
    if not response.headers.get("Content-Range", "").startswith(f"bytes {done}-"):
        part.unlink()
        raise _Unfinished("the site sent another range than was asked for")
    return done


def _validator_file(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _resume_headers(part: Path) -> dict[str, str]:
    """Ask for the rest of a part, on condition that the file is still the same."""
    kept = _validator_file(part)
    if not (part.is_file() and part.stat().st_size and kept.is_file()):
        return {}
    return {"Range": f"bytes={part.stat().st_size}-", "If-Range": kept.read_text()}


def _remember_validator(response: httpx.Response, part: Path) -> None:
    """Keep what identifies this version of the file; without it a part is not resumed."""
    etag = response.headers.get("ETag", "")
    # A weak validator does not promise the same bytes; If-Range must not carry one.
    validator = (
        etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified")
    )
    if validator:
        write(_validator_file(part), validator)
    else:
        _validator_file(part).unlink(missing_ok=True)
