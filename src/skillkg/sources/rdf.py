"""RDF files as canonical statements, streamed: a dump of any size, never in memory at once."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from skillkg.errors import SourceError
from skillkg.isolation.pool import Pool
from skillkg.isolation.worker import LimitError
from skillkg.sources.rdf_handler import (
    CHANGING,
    FAILED,
    FORMATS,
    LEFT_OUT,
    PROGRESS,
    STATEMENTS,
    suffix,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillkg.sources.files import Member
    from skillkg.sources.release import Notes

MAX_SECONDS: Final = 60.0
"""Longest time to wait for the next few thousand statements."""
POOL: Final = Pool("skillkg.sources.rdf_handler:answer")
_LEFT_OUT: Final = "statement about a statement, left out"
_CHANGES: Final = "term that Virtuoso changes, kept: its digest can be checked over Oxigraph only"


def is_rdf(member: Member) -> bool:
    """Tell by its name whether a file is RDF in a format that is read here."""
    return suffix(member) in FORMATS


def read_rdf(
    member: Member, node: str, notes: Notes, progress: Callable[[int], None] | None = None
) -> Iterator[str]:
    """Yield the statements of an RDF file in the order of the file.

    It is parsed in another process: entities can multiply, and nesting can break a parser down.
    Blank nodes become IRIs: ``node`` and a number, in the order of their first appearance, so
    that the same file always gives the same statements. What RDF 1.1 cannot say (statements
    about statements) is left out and counted; what only Oxigraph gives back as it is, is counted.

    Raises:
        SourceError: the file is not well-formed, or damaged, with the line, where that is known;
            or what parses it hits a limit.
    """
    count = 0
    try:
        for piece in POOL.stream(_request(member, node), MAX_SECONDS):
            kind, content = piece[:1], piece[1:]
            if kind == STATEMENTS and content:
                lines = content.decode().split("\n")
                count += len(lines)
                yield from lines
            elif kind == PROGRESS and progress is not None:
                progress(int(content))
            elif kind == CHANGING and content:
                _warn(member, notes, _CHANGES, content.decode().split("\n"))
            elif kind == LEFT_OUT:
                _warn(member, notes, _LEFT_OUT, [""] * int(content))
            elif kind == FAILED:
                reason, file, line, hint = json.loads(content)
                raise SourceError(reason, file=file, line=line, hint=hint)
    except LimitError as error:
        raise SourceError(
            f"cannot be parsed: doing so {error}",
            file=member.origin,
            hint="It may be damaged, or made to do harm; where it comes from should know.",
        ) from None
    notes.rows[member.name] = count


def _request(member: Member, node: str) -> bytes:
    # The other process may have begun in another folder.
    return pickle.dumps((replace(member, path=member.path.absolute()), node))


def _warn(member: Member, notes: Notes, kind: str, details: Iterable[str]) -> None:
    for detail in details:
        notes.warn(kind, file=member.origin, detail=detail)
