"""RDF files as canonical statements, streamed: a dump of any size, never in memory at once."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, cast

from skillkg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillkg.sources.files import Member
    from skillkg.sources.release import Notes

FORMATS = {".ttl": "ttl", ".nt": "nt", ".rdf": "rdf", ".owl": "rdf", ".xml": "rdf"}
"""Turtle, N-Triples and RDF/XML, by what a file's name ends in (before ``.gz``)."""


def is_rdf(member: Member) -> bool:
    """Tell by its name whether a file is RDF in a format that is read here."""
    return _suffix(member) in FORMATS


def read_rdf(
    member: Member, node: str, notes: Notes, progress: Callable[[int], None] | None = None
) -> Iterator[str]:
    """Yield the statements of an RDF file in the order of the file.

    Blank nodes become IRIs: ``node`` and a number, in the order of their first appearance, so
    that the same file always gives the same statements. What RDF 1.1 cannot say (statements
    about statements) is left out and counted.

    Raises:
        SourceError: the file is not well-formed, or damaged; with the line, where that is known.
    """
    import pyoxigraph as ox

    format_ = ox.RdfFormat.from_extension(FORMATS[_suffix(member)])
    names: dict[str, str] = {}
    count = 0
    with _bytes(member, progress) as stream:
        try:
            for triple in ox.parse(stream, format_):
                # Oxigraph writes terms as canonical N-Triples does, and so do we.
                line = str(triple)
                if line.endswith(">>"):
                    notes.warn("statement about a statement, left out", file=member.origin)
                    continue
                count += 1
                yield line if _is_named(line) else _skolemized(line, node, names)
        except SyntaxError as error:
            raise _malformed(member, error) from error
    notes.rows[member.name] = count


@contextmanager
def _bytes(member: Member, progress: Callable[[int], None] | None) -> Iterator[IO[bytes]]:
    with member.open(progress) as raw:
        if not member.name.lower().endswith(".gz"):
            yield raw
            return
        with gzip.open(raw) as stream:
            yield cast("IO[bytes]", stream)


def _suffix(member: Member) -> str:
    return PurePath(member.name.lower().removesuffix(".gz")).suffix


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
