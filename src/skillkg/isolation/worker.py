"""One process that answers requests, as the process that asks sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import Signals
from threading import Event, Timer
from typing import TYPE_CHECKING, Final

import skillkg
from skillkg.isolation.frames import SECONDS, Kind, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND: Final = (
    "import sys; from skillkg.isolation.child import main; main(sys.argv[1], int(sys.argv[2]))"
)
_OUT_OF_MEMORY: Final = ("memory allocation of", "bad_alloc", "MemoryError")
"""What Rust, C++ and Python say when memory does not suffice."""

_LONGEST: Final = 200
"""Letters of what a process said that are told."""


class LimitError(Exception):
    """What ran apart hit a limit, or broke down; the message goes on from its name.

    Such as ``takes more than 30 seconds``.
    """


class Worker:
    """A process that answers requests by a handler."""

    def __init__(self, handler: str, memory: int) -> None:
        """Start it; see :func:`.child.main`."""
        self._memory = memory
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        paths = [str(Path(skillkg.__file__).parents[1]), *filter(None, sys.path)]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _COMMAND, handler, str(memory)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def is_alive(self) -> bool:
        """Whether it can take a request."""
        return self._process.poll() is None

    def answer(self, request: bytes, seconds: float, size: int) -> list[bytes]:
        """Give the whole answer; see :meth:`.pool.Pool.ask`."""
        pieces: list[bytes] = []
        with self._ends_after(seconds):
            self._send(request, seconds)
            while (piece := self._piece()) is not None:
                pieces.append(piece)
                size -= len(piece)
                if size < 0:
                    raise LimitError("gives a longer answer than is taken")
        return pieces

    def pieces(self, request: bytes, seconds: float) -> Iterator[bytes]:
        """Give the answer piece by piece; see :meth:`.pool.Pool.stream`."""
        with self._ends_after(seconds):
            self._send(request, seconds)
            piece = self._piece()
        while piece is not None:
            yield piece
            with self._ends_after(seconds):
                piece = self._piece()

    def kill(self) -> None:
        """End it at once, and leave nothing of it."""
        self._process.kill()
        self._process.wait()
        self.leave()

    def leave(self) -> None:
        """Hold on to it no longer."""
        for stream in (self._process.stdin, self._process.stdout, self._log):
            if stream is not None:
                with suppress(BrokenPipeError):  # what it did not take is not to be written now
                    stream.close()

    @contextmanager
    def _ends_after(self, seconds: float) -> Iterator[None]:
        late = Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except LimitError:
            if late.is_set():  # it broke down because it was ended
                raise LimitError(f"takes more than {seconds:g} seconds") from None
            raise
        finally:
            timer.cancel()

    def _send(self, request: bytes, seconds: float) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it ended: there will be no answer
            write_frame(self._process.stdin, Kind.REQUEST, SECONDS.pack(seconds) + request)
            self._process.stdin.flush()

    def _piece(self) -> bytes | None:
        """The next piece of an answer; None at its end."""
        assert self._process.stdout is not None
        try:
            frame = read_frame(self._process.stdout)
        except (ValueError, OverflowError, MemoryError):
            raise LimitError("gives no valid answer") from None
        if frame is None:
            raise self._broken()
        kind, payload = frame
        if kind is Kind.OUT_OF_MEMORY:
            raise self._too_large()
        return None if kind is Kind.END else payload

    def _broken(self) -> LimitError:
        code = self._process.wait()
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip()
        if any(words in said for words in _OUT_OF_MEMORY):
            return self._too_large()
        last = said.split("\n")[-1][-_LONGEST:]
        how = Signals(-code).name if code < 0 else last or f"exit status {code}"
        return LimitError(f"breaks down ({how}); {self._memory >> 20:,} MiB of memory are allowed")

    def _too_large(self) -> LimitError:
        return LimitError(f"takes more than {self._memory >> 20:,} MiB of memory")
