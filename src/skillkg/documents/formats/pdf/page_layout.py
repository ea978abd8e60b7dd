"""Words of a page to lines in reading order: columns one after the other, tables row by row."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from skillkg.documents.formats.pdf.columns import columns_of
from skillkg.documents.formats.pdf.fragments import bands_of, fragments_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.formats.pdf.fragments import Fragment, Word


class Line(NamedTuple):
    """Words of a line as they are read, and the right edge of the column that it stands in."""

    words: Sequence[Word]
    edge: float
    column: int
    """Number of its column on the page."""


def reading_order(words: Iterable[Word]) -> list[Line]:
    """Lines of a page in the order in which a person reads them.

    Args:
        words: Words of the page in the order in which they were drawn.
    """
    lines: list[Line] = []
    for number, column in enumerate(columns_of(bands_of(fragments_of(words)))):
        edge = max(fragment.right for fragment in column)
        lines += (Line(_directed(row), edge, number) for row in _rows(column))
    return lines


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are of a script that runs from right to left."""
    if text.isascii():
        return False
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def _rows(fragments: Iterable[Fragment]) -> Iterator[list[Word]]:
    """Words at one height, left to right, rows from top to bottom."""
    row: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda fragment: (fragment.middle, fragment.left)):
        if row and fragment.middle - row[0].middle >= min(fragment.height, row[0].height) / 2:
            yield _words(row)
            row = []
        row.append(fragment)
    if row:
        yield _words(row)


def _words(row: Iterable[Fragment]) -> list[Word]:
    return sorted((word for fragment in row for word in fragment.words), key=lambda word: word.left)


def _directed(row: list[Word]) -> list[Word]:
    """Words in the order of reading; a number or a Latin name keeps its own direction."""
    if not is_right_to_left("".join(word.text for word in row)):
        return row
    turned: list[list[Word]] = []
    for word in row:
        if turned and not is_right_to_left(word.text) and not is_right_to_left(turned[-1][0].text):
            turned[-1].append(word)
        else:
            turned.append([word])
    return [word for group in reversed(turned) for word in group]
