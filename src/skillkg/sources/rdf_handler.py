"""What the process does that parses RDF; :mod:`skillkg.isolation.child` runs it.

A request is a pickle of the file and of what its blank nodes are called: who asks can be trusted,
unlike what is in the file. Each piece of the answer is a letter and, as JSON or text, what it is.
"""

from __future__ import annotations

import gzip
import json
import pickle
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Final, cast

from skillkg.errors import SourceError
from skillkg.sources.ntriples import written
from skillkg.sources.portable import is_portable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillkg.isolation.child import Send
    from skillkg.sources.files import Member

FORMATS: Final = {".ttl": "ttl", ".nt": "nt", ".rdf": "rdf", ".owl": "rdf", ".xml": "rdf"}
"""Turtle, N-Triples and RDF/XML, by what a file's name ends in (before ``.gz``)."""

STATEMENTS, CHANGING, PROGRESS, LEFT_OUT, FAILED = b"S", b"C", b"P", b"L", b"F"
"""Lines of statements; the beginnings of objects that not every store gives back as they are; how
many bytes were read; how many statements about statements were left out; what is wrong with the
file."""
_PIECE: Final = 4_000
"""Statements that are sent at a time."""
_SHOWN: Final = 80
"""Characters of an object that is told."""


def suffix(member: Member) -> str:
    """What a file's name ends in, before ``.gz``."""
    return PurePath(member.name.lower().removesuffix(".gz")).suffix


def answer(request: bytes, send: Send) -> None:
    """Parse a file; see :data:`skillkg.isolation.child.Handler`."""
    member, node = pickle.loads(request)
    try:
        _answer(member, node, send)
    except SourceError as error:
        told = (error.reason, error.file, error.line, error.hint)
        send(FAILED + json.dumps(told).encode())


def _answer(member: Member, node: str, send: Send) -> None:
    lines: list[str] = []
    changing: list[str] = []
    read, left_out = 0, 0

    def advance(size: int) -> None:
        nonlocal read
        read += size

    def flush() -> None:
        nonlocal read
        send(STATEMENTS + "\n".join(lines).encode())
        send(CHANGING + "\n".join(changing).encode())
        send(PROGRESS + str(read).encode())
        lines.clear()
        changing.clear()
        read = 0

    for line in _statements(member, node, advance):
        if line is None:
            left_out += 1
            continue
        lines.append(line)
        if not is_portable(line):
            changing.append(line.split(" ", 2)[2][:_SHOWN])
        if len(lines) == _PIECE:
            flush()
    flush()
    send(LEFT_OUT + str(left_out).encode())


def _statements(member: Member, node: str, progress: Callable[[int], None]) -> Iterator[str | None]:
    """The statements of a file; None for one about a statement."""
    import pyoxigraph as ox

    format_ = ox.RdfFormat.from_extension(FORMATS[suffix(member)])
    names: dict[str, str] = {}
    with _bytes(member, progress) as stream:
        try:
            for triple in ox.parse(stream, format_):
                # Oxigraph writes terms as canonical N-Triples does, and so do we; but what it
                # parses has the literals' own forms.
                line = str(triple)
                if line.endswith(">>"):
                    yield None
                    continue
                if line[-1] == ">" and '"^^<' in line:
                    line = f"{triple.subject} {triple.predicate} {written(triple.object)}"
                yield line if _is_named(line) else _skolemized(line, node, names)
        except SyntaxError as error:
            raise _malformed(member, error) from error
        except MemoryError as error:
            if "buffer" in str(error):  # of the parser; it is not that memory is short
                raise _too_long(member) from error
            raise


@contextmanager
def _bytes(member: Member, progress: Callable[[int], None]) -> Iterator[IO[bytes]]:
    with member.open(progress) as raw:
        if not member.name.lower().endswith(".gz"):
            yield raw
            return
        with gzip.open(raw) as stream:
            yield cast("IO[bytes]", stream)


def _is_named(line: str) -> bool:
    """Tell whether neither end of a statement is a blank node, by its first and last letters."""
    if line[0] == "_":
        return False
    if line[-1] in '">':
        return True
    last = line[line.rfind(" ") + 1 :]
    return not last.startswith("_:") or '"' in last


def _skolemized(line: str, node: str, names: dict[str, str]) -> str:
    subject, predicate, target = line.split(" ", 2)
    ends = (
        f"<{node}{names.setdefault(end, str(len(names) + 1))}>" if end.startswith("_:") else end
        for end in (subject, target)
    )
    return f" {predicate} ".join(ends)


def _malformed(member: Member, error: SyntaxError) -> SourceError:
    return SourceError(
        f"is not well-formed RDF: {error.msg}",
        file=member.origin,
        line=error.lineno,
        hint="Download it again, or correct it at this place.",
    )


def _too_long(member: Member) -> SourceError:
    return SourceError(
        "has a literal, a name or a comment of more than 16 MiB, which no store takes",
        file=member.origin,
        hint="Leave it out, or say where the text lies instead.",
    )
