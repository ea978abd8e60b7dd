"""The process that parses untrusted files, one after the other; :mod:`.processes` starts it.

A request is a line with a :class:`.wire.Request` and the bytes of the file; the answer is a line
with an :class:`.wire.Answer`.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from skillkg.documents.formats.pdf.images import draw
from skillkg.documents.formats.registry import parse
from skillkg.documents.isolation.wire import Answer, Request, decode, encode
from skillkg.errors import DocumentError, ExtraError
from skillkg.extras import needs


def main(memory: int) -> None:
    """Answer requests until there are no more.

    Args:
        memory: Bytes of address space that the process may use, where the system limits it.
    """
    requests, answers = sys.stdin.buffer, _answers()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    _limit(memory)
    while line := requests.readline():
        request = decode(line, Request)
        answers.write(_answer(request, requests.read(request.size)))
        answers.flush()


def _answers() -> BinaryIO:
    """Standard output, out of reach of parsers that write to it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        # Some systems know no such limit, or have a lower one already.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: Request, data: bytes) -> bytes:
    path = Path(os.fsdecode(request.path))
    try:
        with needs("documents"):
            if request.pages:
                return encode(Answer(images=tuple(draw(data, path, request.pages))))
            return encode(Answer(parsed=parse(data, path)))
    except DocumentError as error:
        # Names of files need not be Unicode.
        return encode(Answer(error=str(error).encode(errors="replace").decode()))
    except ExtraError as error:
        return encode(Answer(missing=str(error.name)))
    except MemoryError:
        return encode(Answer(out_of_memory=True))
