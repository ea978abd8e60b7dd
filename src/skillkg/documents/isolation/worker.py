"""The process that parses untrusted files, one after the other; :mod:`.isolation` starts it.

A request is a line of JSON (``path``, ``size``, and ``pages`` where these are to be drawn) and the
bytes of the file; the answer is a line of JSON with a ``reading`` or ``pictures``, an ``error`` of
the document, the ``limit`` that it hit, or the package that is ``missing``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from skillkg.documents.formats.pdf import images as pictures
from skillkg.documents.formats.registry import parse
from skillkg.documents.isolation.wire import dump
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
        request = json.loads(line)
        data = requests.read(request["size"])
        answers.write(_answer(data, Path(request["path"]), request["pages"]).encode())
        answers.write(b"\n")
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


def _answer(data: bytes, path: Path, pages: list[int]) -> str:
    try:
        with needs("documents"):
            if pages:
                return json.dumps({"pictures": pictures.dump(pictures.draw(data, path, pages))})
            return '{"reading": ' + dump(parse(data, path)) + "}"
    except DocumentError as error:
        return json.dumps({"error": str(error)})
    except ExtraError as error:
        return json.dumps({"missing": error.name})
    except MemoryError:
        return json.dumps({"limit": "memory"})
