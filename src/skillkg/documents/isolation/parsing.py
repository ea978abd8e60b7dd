"""Untrusted files are parsed and drawn in another process, with limits in time and memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from skillkg.documents.isolation.wire import Answer, Request, decode, encode
from skillkg.errors import DocumentError, ExtraError
from skillkg.isolation.pool import Pool
from skillkg.isolation.worker import LimitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.documents.formats.parsed import ParsedFile
    from skillkg.documents.formats.pdf.images import PageImage

MAX_SECONDS: Final = 30.0
"""Longest time to read one file."""
MAX_ANSWER: Final = 200 << 20
"""Most bytes of what is read: of a text of 2 million letters with its places, or of pictures."""
POOL: Final = Pool("skillkg.documents.isolation.handler:answer")
_ADVICE: Final = "  it may be damaged, or made to do harm; save its text alone as .txt"


def parse_apart(data: bytes, path: Path) -> ParsedFile:
    """Read the content of a file as :func:`.registry.parse` does, in another process.

    Raises:
        DocumentError: as there; or it takes more than :data:`MAX_SECONDS` or
            :data:`.pool.MAX_MEMORY`, or what parses it breaks down.
    """
    parsed = _ask(data, path).parsed
    if parsed is None:
        raise _no_answer(path)
    return parsed


def draw_apart(data: bytes, path: Path, pages: Sequence[int]) -> Sequence[PageImage]:
    """Draw pages of a PDF as :func:`.images.draw` does, in another process.

    Raises:
        DocumentError: as there, and as for :func:`parse_apart`.
    """
    return _ask(data, path, pages).images if pages else ()


def _ask(data: bytes, path: Path, pages: Sequence[int] = ()) -> Answer:
    request = encode(Request(os.fsencode(path), tuple(pages))) + data
    try:
        answer = decode(b"".join(POOL.ask(request, MAX_SECONDS, MAX_ANSWER)), Answer)
    except LimitError as error:
        raise DocumentError(f"{path}: reading it {error}\n{_ADVICE}") from None
    except (ValueError, RecursionError):
        raise _no_answer(path) from None
    if answer.error:
        raise DocumentError(answer.error)
    if answer.missing:
        raise ExtraError("documents", answer.missing)
    return answer


def _no_answer(path: Path) -> DocumentError:
    return DocumentError(f"{path}: what reads {path.suffix} files gave no valid answer\n{_ADVICE}")
