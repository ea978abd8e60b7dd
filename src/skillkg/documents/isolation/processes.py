"""Untrusted files are parsed and drawn in another process, with limits in time and memory.

The process is started when the first such file is read, and kept for the next. It ends with the
one that started it, however that ends, as its input ends then. Threads that read at the same
time have a process each.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from signal import Signals
from threading import Event, Timer
from typing import TYPE_CHECKING, Final

import skillkg
from skillkg.documents.isolation.wire import Answer, Request, decode, encode
from skillkg.errors import DocumentError, ExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.documents.formats.parsed import ParsedFile
    from skillkg.documents.formats.pdf.images import PageImage

MAX_SECONDS: Final = 30.0
"""Longest time to read one file."""
MAX_MEMORY: Final = 1 << 30
"""Address space of the process that reads, in bytes; where the system limits it (POSIX)."""

_COMMAND: Final = (
    "import sys; from skillkg.documents.isolation.worker import main; main(int(sys.argv[1]))"
)
_ADVICE: Final = "  it may be damaged, or made to do harm; save its text alone as .txt"


def parse_apart(data: bytes, path: Path) -> ParsedFile:
    """Read the content of a file as :func:`.registry.parse` does, in another process.

    Raises:
        DocumentError: as there; or it takes more than :data:`MAX_SECONDS` or
            :data:`MAX_MEMORY`, or what parses it breaks down.
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
    worker, answer = _take(), None
    try:
        answer = worker.ask(data, path, pages)
    finally:
        if answer is None:  # it failed, or Ctrl-C came in the midst of it
            worker.kill()
        else:
            _idle.append(worker)
    if answer.error:
        raise DocumentError(answer.error)
    if answer.missing:
        raise ExtraError("documents", answer.missing)
    return answer


def end_workers() -> None:
    """End the processes that wait for the next file."""
    while _idle:
        _idle.pop().kill()


class _Worker:
    """A process that reads files."""

    def __init__(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        paths = [str(Path(skillkg.__file__).parents[1]), *filter(None, sys.path)]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _COMMAND, str(MAX_MEMORY)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def is_alive(self) -> bool:
        """Whether it can take a file."""
        return self._process.poll() is None

    def ask(self, data: bytes, path: Path, pages: Sequence[int]) -> Answer:
        """Have a file read, or some of its pages drawn.

        Raises:
            DocumentError: a limit was hit, or the process broke down.
        """
        late = Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = Timer(MAX_SECONDS, end)
        timer.start()
        try:
            line = self._exchange(data, path, pages)
        finally:
            timer.cancel()
        if late.is_set():
            raise _too_much(path, f"{MAX_SECONDS:g} seconds")
        if not line.endswith(b"\n"):
            raise self._broken(path)
        try:
            answer = decode(line, Answer)
        except (ValueError, RecursionError):
            raise _no_answer(path) from None
        if answer.out_of_memory:
            raise _too_much(path, f"{MAX_MEMORY >> 20:,} MiB of memory")
        return answer

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

    def _exchange(self, data: bytes, path: Path, pages: Sequence[int]) -> bytes:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = encode(Request(os.fsencode(path), len(data), tuple(pages)))
        with suppress(BrokenPipeError):  # it ended: there will be no answer
            self._process.stdin.write(request + data)
            self._process.stdin.flush()
        return self._process.stdout.readline()

    def _broken(self, path: Path) -> DocumentError:
        code = self._process.wait()
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip().split("\n")[-1]
        how = Signals(-code).name if code < 0 else said or f"exit status {code}"
        return DocumentError(
            f"{path}: what reads {path.suffix} files broke down ({how}); it may use "
            f"{MAX_MEMORY >> 20:,} MiB of memory\n{_ADVICE}"
        )


def _too_much(path: Path, limit: str) -> DocumentError:
    return DocumentError(f"{path}: reading it takes more than {limit}\n{_ADVICE}")


def _no_answer(path: Path) -> DocumentError:
    return DocumentError(f"{path}: what reads {path.suffix} files gave no valid answer\n{_ADVICE}")


# Workers that wait --------------------------------------------------------------------------

_idle: list[_Worker] = []


def _take() -> _Worker:
    while True:
        try:
            worker = _idle.pop()
        except IndexError:
            return _Worker()
        if worker.is_alive():
            return worker
        worker.kill()


def _forget() -> None:
    """Leave workers to the process that this one was forked from."""
    while _idle:
        _idle.pop().leave()


atexit.register(end_workers)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget)
