"""What the process does that parses untrusted files; :mod:`skillkg.isolation.child` runs it.

A request is a line with a :class:`.wire.Request` and the bytes of the file; the answer is a line
with an :class:`.wire.Answer`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from skillkg.documents.formats.pdf.images import draw
from skillkg.documents.formats.registry import parse
from skillkg.documents.isolation.wire import Answer, Request, decode, encode
from skillkg.errors import DocumentError, ExtraError
from skillkg.extras import needs

if TYPE_CHECKING:
    from skillkg.isolation.child import Send


def answer(request: bytes, send: Send) -> None:
    """Parse a file, or draw pages of it; see :data:`skillkg.isolation.child.Handler`."""
    line, _, data = request.partition(b"\n")
    send(encode(_answer(decode(line, Request), data)))


def _answer(request: Request, data: bytes) -> Answer:
    path = Path(os.fsdecode(request.path))
    try:
        with needs("documents"):
            if request.pages:
                return Answer(images=tuple(draw(data, path, request.pages)))
            return Answer(parsed=parse(data, path))
    except DocumentError as error:
        # Names of files need not be Unicode.
        return Answer(error=str(error).encode(errors="replace").decode())
    except ExtraError as error:
        return Answer(missing=str(error.name))
