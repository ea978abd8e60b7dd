"""Delimited tables, read by the names of their columns, a million rows in a second or two."""

from __future__ import annotations

import csv
import io
from difflib import get_close_matches
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO

from skillkg.errors import SourceError

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterator, Sequence

    from skillkg.sources.files import Member

    Row = tuple[str, ...]

_LARGEST_CELL = 1 << 26
"""ESCO lists all top concepts of a scheme in a cell of 627 kB; the csv module stops at 131 kB."""


def read_table(
    member: Member,
    columns: Sequence[str],
    *,
    optional: Sequence[str] = (),
    delimiter: str = ",",
    pad: bool = False,
    above: int = 0,
    progress: Callable[[int], None] | None = None,
    unread: Callable[[list[str]], None] | None = None,
) -> Iterator[tuple[int, Row]]:
    """Yield each row's first line number and its values, in the order of columns + optional.

    Values are as they stand; an absent optional column gives ``""``. Cells may be quoted
    (RFC 4180), except where ``delimiter`` is a tab: there a quote is a character like any other.
    ``pad`` is for formats that leave out empty cells at the end of a row. Empty lines are
    passed over; the header comes after ``above`` rows. ``progress`` is told the bytes read,
    ``unread`` the columns not asked for.

    Raises:
        SourceError: a column is missing, a row has too many or too few cells, the text is not
            UTF-8 (a byte order mark is fine), or the file is damaged.
    """
    with member.open(progress) as stream:
        reader = _reader(stream, delimiter)
        try:
            header: list[str] = next(islice(reader, above, None), [])
            pick = _picker(member, header, columns, optional)
            if unread:
                unread([name for name in header if name not in {*columns, *optional}])
            for line, row in _numbered(reader):
                if len(row) != len(header):
                    _complete(member, line, row, header, pad=pad)
                row.append("")
                yield line, pick(row)
        except UnicodeDecodeError as error:
            raise _not_utf8(member) from error
        except csv.Error as error:
            raise _malformed(member, reader.line_num, error) from error


def _reader(stream: BinaryIO, delimiter: str) -> Reader:
    # The limit is the csv module's only setting of this kind; it is raised, never lowered.
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    if delimiter == "\t":
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _numbered(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the number of their first line."""
    start = reader.line_num + 1
    for row in reader:
        if row:
            yield start, row
        start = reader.line_num + 1


def _picker(
    member: Member, header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> Callable[[list[str]], Row]:
    missing = [column for column in columns if column not in header]
    if missing:
        raise _without(member, missing, header)
    place = {name: index for index, name in reversed(list(enumerate(header)))}
    # One empty cell is appended to every row: absent optional columns read that.
    indexes = [place.get(name, len(header)) for name in (*columns, *optional)]
    if len(indexes) == 1:
        only = indexes[0]
        return lambda row: (row[only],)
    return itemgetter(*indexes)


def _without(member: Member, missing: list[str], header: list[str]) -> SourceError:
    nearest = {name: get_close_matches(name, header, n=1) for name in missing}
    guesses = ", ".join(f"{near[0]!r} for {name!r}" for name, near in nearest.items() if near)
    return SourceError(
        f"lacks the column{'s' * (len(missing) > 1)} {', '.join(map(repr, missing))}; "
        f"found: {', '.join(map(repr, header)) or 'an empty file'}",
        file=member.origin,
        line=1,
        hint=(f"Perhaps {guesses}? " if guesses else "")
        + "Column names must be the official ones.",
    )


def _complete(member: Member, line: int, row: list[str], header: list[str], *, pad: bool) -> None:
    if len(row) > len(header) or not pad:
        raise SourceError(
            f"has {len(row)} cells where the header has {len(header)}",
            file=member.origin,
            line=line,
            hint="The row is cut off, or a cell is not quoted; compare with the official file.",
        )
    row.extend([""] * (len(header) - len(row)))


def _not_utf8(member: Member) -> SourceError:
    with member.open() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return _undecodable(member, number, line, error)
    raise AssertionError(f"{member.origin} changed while it was read")


def _undecodable(
    member: Member, number: int, line: bytes, error: UnicodeDecodeError
) -> SourceError:
    message = (
        f"is not UTF-8: byte 0x{line[error.start]:02X} at column {error.start + 1} ({error.reason})"
    )
    if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "is UTF-16, not UTF-8"
    hint = "Use the official file, or save the table again as UTF-8."
    return SourceError(message, file=member.origin, line=number, hint=hint)


def _malformed(member: Member, line: int, error: csv.Error) -> SourceError:
    return SourceError(
        f"is not a well-formed table: {error}",
        file=member.origin,
        line=line,
        hint="Compare with the official file; it may be cut off or a quote in it not doubled.",
    )
