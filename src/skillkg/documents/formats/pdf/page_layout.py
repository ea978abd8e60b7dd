"""Words of a page to lines in reading order: columns one after the other, tables row by row.

Words that stand close together are pieces of lines; white strips across the page part pieces
into bands. A *gutter* is a strip down some of these bands that no piece reaches into. What
stands on its two sides is columns, or cells of a table (:func:`_are_columns`).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MAX_SPACE: Final = 0.8
"""Widest space between words of a piece, in heights of the text; justified text has wide ones."""
_MIN_GUTTER: Final = 8.0
"""Width of the narrowest gutter, in points."""
_MIN_LINES: Final = 3
"""Lines on the shorter side of a gutter between columns."""
_PROSE: Final = 25
"""Characters from which a line counts as one of prose, and not as a cell."""
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b")


class Word(NamedTuple):
    """A word, and its box in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Distance of the box's middle from the top of the page."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """Words of a line as they are read, and the right edge of the column that it stands in."""

    words: Sequence[Word]
    edge: float
    column: int
    """Number of its column on the page."""


class _Piece(NamedTuple):
    """Words of a line that stand close together; ``drawn`` counts pieces as they were drawn."""

    words: Sequence[Word]
    drawn: int
    left: float
    right: float
    middle: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_Band = list[_Piece]


def reading_order(words: Iterable[Word]) -> list[Line]:
    """Lines of a page in the order in which a person reads them.

    Args:
        words: Words of the page in the order in which they were drawn.
    """
    lines: list[Line] = []
    for number, column in enumerate(_columns(_bands(_pieces(words)))):
        edge = max(piece.right for piece in column)
        lines += (Line(_directed(row), edge, number) for row in _rows(column))
    return lines


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are of a script that runs from right to left."""
    if text.isascii():
        return False
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


# Pieces, rows and bands ---------------------------------------------------------------------


def _pieces(words: Iterable[Word]) -> list[_Piece]:
    groups: list[list[Word]] = []
    for word in words:
        if groups and _follows(word, groups[-1][-1]):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_piece(group, drawn) for drawn, group in enumerate(groups)]


def _follows(word: Word, last: Word) -> bool:
    height = min(word.height, last.height)
    gap = max(word.left - last.right, last.left - word.right)
    return abs(word.middle - last.middle) < height / 2 and gap < _MAX_SPACE * height


def _piece(words: Sequence[Word], drawn: int) -> _Piece:
    left, right = min(word.left for word in words), max(word.right for word in words)
    return _Piece(words, drawn, left, right, words[0].middle, words[0].height)


def _rows(pieces: Iterable[_Piece]) -> Iterator[list[Word]]:
    """Words at one height, left to right, rows from top to bottom."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.left)):
        if row and piece.middle - row[0].middle >= min(piece.height, row[0].height) / 2:
            yield _words(row)
            row = []
        row.append(piece)
    if row:
        yield _words(row)


def _words(row: Iterable[_Piece]) -> list[Word]:
    return sorted((word for piece in row for word in piece.words), key=lambda word: word.left)


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


def _bands(pieces: Iterable[_Piece]) -> list[_Band]:
    """Pieces parted by white strips across the page, from top to bottom."""
    bands: list[_Band] = []
    reached = float("-inf")
    for piece in sorted(pieces, key=lambda piece: piece.middle - 0.3 * piece.height):
        if piece.middle - 0.3 * piece.height > reached:
            bands.append([])
        bands[-1].append(piece)
        reached = max(reached, piece.middle + 0.3 * piece.height)
    return bands


# Columns ------------------------------------------------------------------------------------


def _columns(bands: list[_Band]) -> Iterator[list[_Piece]]:
    """Parts of a page, each of them to be read before the next."""
    found = max(_splits(bands), key=lambda split: split[1] - split[0], default=None)
    if found is None:
        if bands:
            yield [piece for band in bands for piece in band]
        return
    start, end, middle = found
    yield from _columns(bands[:start])
    for side in _sides(bands[start:end], middle):
        yield from _columns(_bands(side))
    yield from _columns(bands[end:])


def _splits(bands: Sequence[_Band]) -> Iterator[tuple[int, int, float]]:
    """Runs of bands with columns: first band, the one after the last, and where to part them."""
    known: list[tuple[int, int, float]] = []
    for place, band in enumerate(bands):
        for left, right in _gaps(band):
            if any(a <= place < b and left < middle < right for a, b, middle in known):
                continue
            run = _run(bands, place, left, right)
            known.append(run)
            if _are_columns(*_sides(bands[run[0] : run[1]], run[2])):
                yield run


def _gaps(band: _Band) -> Iterator[tuple[float, float]]:
    """White between the pieces of a band, at least as wide as a gutter."""
    reached = float("inf")
    for left, right in sorted((piece.left, piece.right) for piece in band):
        if left - reached >= _MIN_GUTTER:
            yield reached, left
        reached = right if reached == float("inf") else max(reached, right)


def _run(bands: Sequence[_Band], place: int, left: float, right: float) -> tuple[int, int, float]:
    """How far a gap reaches up and down, as wide as a gutter at least."""
    start, end = place, place + 1
    while end < len(bands) and (free := _free(bands[end], left, right)):
        (left, right), end = free, end + 1
    while start > 0 and (free := _free(bands[start - 1], left, right)):
        (left, right), start = free, start - 1
    middle = (left + right) / 2
    # What stands above one side alone, and not on the left, is a heading of both.
    while start < place and all(piece.left > middle for piece in bands[start]):
        start += 1
    return start, end, middle


def _free(band: _Band, left: float, right: float) -> tuple[float, float] | None:
    """The widest part of a strip that no piece of a band reaches into."""
    inside = [(p.left, p.right) for p in band if p.left < right and p.right > left]
    edges = [(left, left), *sorted(inside), (right, right)]
    free = ((a[1], b[0]) for a, b in pairwise(edges))
    widest = max(free, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] >= _MIN_GUTTER else None


def _sides(bands: Iterable[_Band], middle: float) -> tuple[list[_Piece], list[_Piece]]:
    pieces = [piece for band in bands for piece in band]
    return [p for p in pieces if p.left < middle], [p for p in pieces if p.left >= middle]


def _are_columns(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    """Whether the sides of a gutter are columns, and not cells that are read row by row.

    Dates beside what they date are cells. What was drawn one side after the other is columns.
    Else lines that stand at different heights are, and prose on both sides.
    """
    few, many = sorted((left, right), key=len)
    if len(few) < _MIN_LINES or _are_dates(left) or _are_dates(right):
        return False
    drawn = sorted([(p.drawn, True) for p in left] + [(p.drawn, False) for p in right])
    if sum(a != b for (_, a), (_, b) in pairwise(drawn)) <= 1 + len(few) // 4:
        return True
    level = sum(any(abs(p.middle - q.middle) < 0.15 * p.height for q in many) for p in few)
    prose = all(median(len(piece.text) for piece in side) >= _PROSE for side in (left, right))
    return prose or level < 0.8 * len(few)


def _are_dates(side: Sequence[_Piece]) -> bool:
    return sum(bool(_DATE.search(piece.text)) for piece in side) > 0.6 * len(side)
