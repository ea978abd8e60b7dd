"""Messages between the process that asks for a file and the one that parses it: lines of JSON.

JSON and not pickle: the process that parsed an untrusted file is not to be trusted either, so the
types of its answer are checked; for that they are imported at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from skillkg.documents.formats.parsed import ParsedFile  # noqa: TC001
from skillkg.documents.formats.pdf.images import PageImage  # noqa: TC001
from skillkg.extras import needs


@dataclass(frozen=True, slots=True)
class Request:
    """A file to parse, whose bytes follow; or where pages are named, a PDF to draw them of."""

    path: bytes
    """As ``os.fsencode`` gives it."""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gave, or why it gave nothing."""

    parsed: ParsedFile | None = None
    images: tuple[PageImage, ...] = ()
    error: str = ""
    """What is wrong with the document."""
    missing: str = ""
    """The package that is not installed."""


Message = TypeVar("Message", Request, Answer)


def encode(message: Request | Answer) -> bytes:
    """Write a message as one line of JSON, bytes in base64."""
    with needs("documents"):
        import msgspec

    return msgspec.json.encode(message) + b"\n"


def decode(line: bytes, message_type: type[Message]) -> Message:
    """Read what :func:`encode` wrote.

    Raises:
        ValueError: it is no such message.
    """
    with needs("documents"):
        import msgspec

    return msgspec.json.decode(line, type=message_type)
