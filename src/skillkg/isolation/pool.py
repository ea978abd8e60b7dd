"""Processes that do what is untrusted, and can be ended: kept for the next request.

A process is started when it is first needed. It ends with the one that started it, however that
ends, as its input ends then. Threads that ask at the same time have a process each.
"""

from __future__ import annotations

import atexit
import os
import sys
import weakref
from typing import TYPE_CHECKING, Final

from skillkg.isolation.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MEMORY: Final = 1 << 30
"""Memory of a process, in bytes; where the system limits it (POSIX)."""

_pools: weakref.WeakSet[Pool] = weakref.WeakSet()


class Pool:
    """Processes for one handler."""

    def __init__(self, handler: str) -> None:
        """Start nothing yet.

        Args:
            handler: ``module:function``, a :data:`.child.Handler`.
        """
        self.handler = handler
        self._idle: list[Worker] = []
        _pools.add(self)

    def start(self) -> None:
        """Start a process now, where none waits: it gets ready while this one goes on."""
        if not self._idle:
            self._idle.append(Worker(self.handler, MAX_MEMORY))

    def ask(self, request: bytes, seconds: float, size: int) -> list[bytes]:
        """Give the whole answer to a request, as the pieces that were sent.

        Args:
            request: what the handler takes.
            seconds: longest time to answer.
            size: most bytes of the answer.

        Raises:
            LimitError: a limit was hit, or the process broke down.
        """
        answer, worker = None, self._take()
        try:
            answer = worker.answer(request, seconds, size)
        finally:
            self._give_back(worker, whole=answer is not None)
        return answer

    def stream(self, request: bytes, seconds: float) -> Iterator[bytes]:
        """Give the answer piece by piece.

        Args:
            request: what the handler takes.
            seconds: longest time to wait for each piece.

        Raises:
            LimitError: a limit was hit, or the process broke down.
        """
        whole, worker = False, self._take()
        try:
            yield from worker.pieces(request, seconds)
            whole = True
        finally:
            self._give_back(worker, whole=whole)

    def end(self) -> None:
        """End the processes that wait for the next request."""
        while self._idle:
            self._idle.pop().kill()

    def forget(self) -> None:
        """Leave processes to the one that this process was forked from."""
        while self._idle:
            self._idle.pop().leave()

    def _take(self) -> Worker:
        while True:
            try:
                worker = self._idle.pop()
            except IndexError:
                return Worker(self.handler, MAX_MEMORY)
            if worker.is_alive():
                return worker
            worker.kill()

    def _give_back(self, worker: Worker, *, whole: bool) -> None:
        if whole:
            self._idle.append(worker)
        else:  # it failed, or Ctrl-C came in the midst of it
            worker.kill()


def end_all() -> None:
    """End all processes that wait."""
    for pool in list(_pools):
        pool.end()


def _forget_all() -> None:
    for pool in list(_pools):
        pool.forget()


atexit.register(end_all)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget_all)
