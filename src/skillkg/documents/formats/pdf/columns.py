"""Columns of a page, each of them to be read before the next.

A *gutter* is a strip down some of a page's bands that no fragment reaches into. What stands on its
two sides is columns, or cells of a table (:func:`_are_columns`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.formats.pdf.fragments import bands_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.formats.pdf.fragments import Band, Fragment

_MIN_GUTTER: Final = 8.0
"""Width of the narrowest gutter, in points."""
_MIN_LINES: Final = 3
"""Lines on the shorter side of a gutter between columns."""
_PROSE: Final = 25
"""Characters from which a line counts as one of prose, and not as a cell."""
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b")


class _Split(NamedTuple):
    """Bands with columns, and where to part them, in points from the left edge of the page."""

    first: int
    end: int
    """The band after the last."""
    middle: float


def columns_of(bands: Sequence[Band]) -> Iterator[list[Fragment]]:
    """Parts of a page, each of them to be read before the next."""
    split = max(_splits(bands), key=lambda split: split.end - split.first, default=None)
    if split is None:
        if bands:
            yield [fragment for band in bands for fragment in band]
        return
    yield from columns_of(bands[: split.first])
    for side in _sides(bands, split):
        yield from columns_of(bands_of(side))
    yield from columns_of(bands[split.end :])


def _splits(bands: Sequence[Band]) -> Iterator[_Split]:
    """Gutters with columns on their sides."""
    tried: list[_Split] = []
    for number, band in enumerate(bands):
        for left, right in _gaps(band):
            if any(s.first <= number < s.end and left < s.middle < right for s in tried):
                continue
            split = _split(bands, number, left, right)
            tried.append(split)
            if _are_columns(*_sides(bands, split)):
                yield split


def _gaps(band: Band) -> Iterator[tuple[float, float]]:
    """White between the fragments of a band, at least as wide as a gutter."""
    reached = float("inf")
    for left, right in sorted((fragment.left, fragment.right) for fragment in band):
        if left - reached >= _MIN_GUTTER:
            yield reached, left
        reached = right if reached == float("inf") else max(reached, right)


def _split(bands: Sequence[Band], number: int, left: float, right: float) -> _Split:
    """How far a gap in a band reaches up and down, as wide as a gutter at least."""
    first, end = number, number + 1
    while end < len(bands) and (free := _free(bands[end], left, right)):
        (left, right), end = free, end + 1
    while first > 0 and (free := _free(bands[first - 1], left, right)):
        (left, right), first = free, first - 1
    middle = (left + right) / 2
    # What stands above one side alone, and not on the left, is a heading of both.
    while first < number and all(fragment.left > middle for fragment in bands[first]):
        first += 1
    return _Split(first, end, middle)


def _free(band: Band, left: float, right: float) -> tuple[float, float] | None:
    """The widest part of a strip that no fragment of a band reaches into."""
    inside = [(f.left, f.right) for f in band if f.left < right and f.right > left]
    edges = [(left, left), *sorted(inside), (right, right)]
    free = ((a[1], b[0]) for a, b in pairwise(edges))
    widest = max(free, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] >= _MIN_GUTTER else None


def _sides(bands: Sequence[Band], split: _Split) -> tuple[list[Fragment], list[Fragment]]:
    """What stands on the left and on the right of a gutter."""
    fragments = [fragment for band in bands[split.first : split.end] for fragment in band]
    left = [fragment for fragment in fragments if fragment.left < split.middle]
    return left, [fragment for fragment in fragments if fragment.left >= split.middle]


def _are_columns(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether the sides of a gutter are columns, and not cells that are read row by row.

    Dates beside what they date are cells. What was drawn one side after the other is columns.
    Else lines that stand at different heights are, and prose on both sides.
    """
    few, many = sorted((left, right), key=len)
    if len(few) < _MIN_LINES or _are_dates(left) or _are_dates(right):
        return False
    drawn = sorted([(f.drawn, True) for f in left] + [(f.drawn, False) for f in right])
    if sum(a != b for (_, a), (_, b) in pairwise(drawn)) <= 1 + len(few) // 4:
        return True
    level = sum(any(abs(f.middle - g.middle) < 0.15 * f.height for g in many) for f in few)
    prose = all(median(len(fragment.text) for fragment in side) >= _PROSE for side in (left, right))
    return prose or level < 0.8 * len(few)


def _are_dates(side: Sequence[Fragment]) -> bool:
    return sum(bool(_DATE.search(fragment.text)) for fragment in side) > 0.6 * len(side)
