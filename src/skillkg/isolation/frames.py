"""Pieces of bytes on a stream, each with its kind and its length before it."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import IO, Final

SECONDS: Final = struct.Struct("<d")
"""How long the first piece of an answer may take, and each further one."""
_HEAD: Final = struct.Struct("<BQ")
_LONGEST: Final = 1 << 28
"""Bytes of a frame; who sent a larger one is not to be believed."""


class Kind(IntEnum):
    """What a frame is."""

    REQUEST = 1
    """After :data:`SECONDS`, what the handler takes."""
    ANSWER = 2
    """A piece of the answer; more may follow."""
    END = 3
    """There is no more of the answer."""
    OUT_OF_MEMORY = 4
    """There is no more of the answer, as memory did not suffice."""


def write_frame(stream: IO[bytes], kind: Kind, payload: bytes | memoryview = b"") -> None:
    """Write one frame; nothing is flushed."""
    stream.write(_HEAD.pack(kind, len(payload)))
    stream.write(payload)


def read_frame(stream: IO[bytes]) -> tuple[Kind, bytes] | None:
    """Read one frame; None where the stream ends before the frame does.

    Raises:
        ValueError: what comes is no frame.
    """
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    if size > _LONGEST:
        raise ValueError(f"a frame of {size:,} bytes")
    payload = stream.read(size)
    return None if len(payload) < size else (Kind(kind), payload)
