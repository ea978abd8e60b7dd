"""What processes do in the tests of isolation."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skillkg.isolation.child import Send


def echo(request: bytes, send: Send) -> None:
    """Send the request back in pieces of four bytes; some requests do harm instead."""
    word, _, amount = request.decode().partition(" ")
    if word in _HARM:
        _HARM[word](int(amount or 0), send)
    for start in range(0, len(request), 4):
        send(request[start : start + 4])


def process(_: bytes, send: Send) -> None:
    """Send the number of the process."""
    send(str(os.getpid()).encode())


def _endless(_: int, send: Send) -> None:
    while True:
        send(b"x" * 1_000_000)


def _recurse(depth: int, send: Send) -> None:
    nested: list[object] = []
    for _ in range(depth):
        nested = [nested]
    send(repr(nested).encode())


def _raise(_: int, __: Send) -> None:
    raise ZeroDivisionError("by nought")


def _write(size: int, _: Send) -> None:
    while size > 0:
        size -= os.write(2, bytes(size))


def _drip(pieces: int, send: Send) -> None:
    for _ in range(pieces):
        time.sleep(0.2)
        send(b".")


def _spin(*_: object) -> None:
    while True:
        pass


_HARM = {
    "spin": _spin,
    "sleep": lambda seconds, _: time.sleep(seconds),
    "allocate": lambda size, send: send(bytes(size)),
    "abort": lambda *_: os.abort(),
    "exit": lambda status, _: os._exit(status),
    "raise": _raise,
    "print": lambda *_: print("to standard output"),
    "write": _write,
    "endless": _endless,
    "drip": _drip,
    "recurse": _recurse,
}
