"""The process that does what is untrusted, one request after the other; :mod:`.pool` starts it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO, Final

from skillkg.isolation.frames import SECONDS, Kind, read_frame, write_frame

Send = Callable[[bytes], None]
"""Takes a piece of the answer."""
Handler = Callable[[bytes, Send], None]
"""Answers a request; what is wrong with it is a part of the answer, in the handler's own form."""

STACK: Final = 2 << 20
"""Bytes of stack: a fourth of what processes have mostly, so that what does not break down here
does not break down there."""
_LATER: Final = 5.0
"""Seconds by which a process outlives its limit, where nobody ends it."""
_MAX_LOG: Final = 1 << 20
"""Bytes that it may write to files: its log is the only one."""


def main(handler: str, memory: int) -> None:
    """Answer requests until there are no more.

    Args:
        handler: ``module:function``, a :data:`Handler`.
        memory: bytes that the process may use, where the system limits it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    answers = _answers()
    _limit(memory)
    module, _, name = handler.partition(":")
    serve = getattr(import_module(module), name)
    threading.stack_size(STACK)
    thread = threading.Thread(target=_serve, args=(serve, sys.stdin.buffer, answers))
    thread.start()
    thread.join()


def _serve(serve: Handler, requests: BinaryIO, answers: BinaryIO) -> None:
    seconds = 0.0

    def send(piece: bytes) -> None:
        write_frame(answers, Kind.ANSWER, piece)
        answers.flush()
        _end_after(seconds)

    while frame := read_frame(requests):
        (seconds,) = SECONDS.unpack_from(frame[1])
        _end_after(seconds)
        try:
            serve(frame[1][SECONDS.size :], send)
        except MemoryError:
            end = Kind.OUT_OF_MEMORY
        else:
            end = Kind.END
        del frame  # the next request need not wait in memory beside this one
        _end_after(0)
        write_frame(answers, end)
        answers.flush()


def _end_after(seconds: float) -> None:
    """Have the system end this process, even if who asked was killed; never where it is 0.

    Who asks ends it in time as long as it lives: this comes after.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + _LATER if seconds else 0)


def _answers() -> BinaryIO:
    """Standard output, out of reach of libraries that write to it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        # Linux counts what can be written; address space, which threads reserve by the gigabyte and
        # never use, is all that other systems count.
        size = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        # Some systems know no such limit, or have a lower one already.
        for limit, value in (
            (size, memory),
            (resource.RLIMIT_FSIZE, _MAX_LOG),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))
