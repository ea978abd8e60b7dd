"""Characters of a PDF page to words, by the white between them.

Few PDF files write the space between words: they place the next word further to the right. How
much further depends on the font, on justified lines, and on how far apart the letters are set. So
white is measured beyond what the letters of its run keep from one another, and beyond what their
forms reach over each other (*f* over what follows it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray
    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]

    from skillkg.arrays import Bools, Float64s, Ints

_SPACE: Final = 0.15
"""Narrowest space between words, in heights of the text, beyond what letters keep."""
_RUN_ENDS: Final = 1.0
"""White that ends a run of words, in heights of the text."""
_TRACKING: Final = (-0.3, 0.5)
"""How far apart letters may be set, in heights of the text; what is further apart is words."""
_FEW: Final = 4
"""Pairs of letters that show how far apart the letters of a run are set."""
_REACH: Final = 0.2
"""Quantile of the white after a character that is inside words; at their ends there is more."""
_SMALLEST: Final = 2.0
"""Points that the box of a character is high or wide at least, where anybody can read it."""
_LINE_ENDS: Final = frozenset("\0\r\n")
_HYPHENS: Final = frozenset("\2\ufffe")
"""What PDFium writes for a hyphen at the end of a line."""


class DrawnWords(NamedTuple):
    """Words in the order in which they are drawn."""

    texts: Sequence[str]
    """Characters in the order in which they are drawn."""
    boxes: Float64s
    """Left, bottom, right, top in the coordinates of the page: shape (words, 4)."""
    forward: Bools
    """Whether the last character stands to the right of the first."""
    unseen: str = ""
    """What is too small to be read, or stands off the page."""


class _Characters(NamedTuple):
    """Characters without the spaces and line ends that PDFium guesses."""

    texts: NDArray[np.object_]
    boxes: Float64s
    blank: Bools

    def taken(self, which: Bools) -> _Characters:
        """Some of them."""
        return _Characters(self.texts[which], self.boxes[which], self.blank[which])

    @property
    def heights(self) -> Float64s:
        """Heights of the boxes."""
        heights: Float64s = self.boxes[:, 3] - self.boxes[:, 1]
        return heights


def words_of(
    textpage: PdfTextPage, hidden: Collection[int] = (), page: Sequence[float] | None = None
) -> DrawnWords:
    """Group the characters of a page into words.

    Args:
        textpage: of a page.
        hidden: numbers of characters that are left out.
        page: left, bottom, right and top of the page, where what is off it is left out, too.
    """
    characters = _characters(textpage, frozenset(hidden))
    if not len(characters.texts):
        return DrawnWords([], np.zeros((0, 4)), np.zeros(0, dtype=bool))
    seen, unseen = _is_seen(characters, page), ""
    if seen.any() and not seen.all():
        unseen, characters = "".join(characters.texts[~seen]), characters.taken(seen)
    runs = _runs(characters)
    kept = ~(characters.blank & _letter_spaced(characters, runs)[runs])
    return _grouped(characters.taken(kept), runs[kept])._replace(unseen=unseen)


def _is_seen(characters: _Characters, page: Sequence[float] | None) -> Bools:
    """Which characters are large enough to be read, in lines that begin on the page."""
    left, bottom, right, top = characters.boxes.T
    seen: Bools = np.maximum(right - left, top - bottom) >= _SMALLEST
    if page is None:
        return seen
    x, y = (left + right) / 2, (bottom + top) / 2
    inside = (x >= page[0]) & (x <= page[2]) & (y >= page[1]) & (y <= page[3])
    if not inside.all():
        apart = np.maximum(bottom[1:] - top[:-1], bottom[:-1] - top[1:]) >= 0
        forth = np.diff(x)
        lines = np.append(0, np.cumsum(apart | (forth < 0) | (forth > page[2] - page[0])))
        first = np.flatnonzero(np.diff(lines, prepend=-1))
        seen &= inside[first][lines]
    return seen


def _grouped(characters: _Characters, runs: Ints) -> DrawnWords:
    starts = np.flatnonzero(_begins(characters, runs))
    ends = np.append(starts[1:], len(runs))
    lowest = np.minimum.reduceat(characters.boxes[:, :2], starts)
    highest = np.maximum.reduceat(characters.boxes[:, 2:], starts)
    forward = characters.boxes[starts, 0] <= characters.boxes[ends - 1, 0]
    words = np.flatnonzero(~characters.blank[starts])
    return DrawnWords(
        texts=["".join(characters.texts[starts[word] : ends[word]]) for word in words],
        boxes=np.column_stack([lowest, highest])[words],
        forward=forward[words],
    )


def _characters(textpage: PdfTextPage, hidden: frozenset[int]) -> _Characters:
    from pypdfium2.raw import (  # type: ignore[import-untyped]
        FS_RECTF,
        FPDFText_GetLooseCharBox,
        FPDFText_GetUnicode,
        FPDFText_IsGenerated,
    )

    count, page = textpage.count_chars(), textpage.raw
    rectangles = (FS_RECTF * max(count, 1))()
    codes = [FPDFText_GetUnicode(page, index) for index in range(count)]
    drawn = {code: _drawn(chr(code)) for code in set(codes)}
    texts: list[str] = []
    kept: list[int] = []
    for index, code in enumerate(codes):
        text = drawn[code]
        if not text or (text == " " and FPDFText_IsGenerated(page, index) == 1) or index in hidden:
            continue
        if FPDFText_GetLooseCharBox(page, index, rectangles[index]):
            texts.append(text)
            kept.append(index)
    boxes = np.frombuffer(rectangles, dtype=np.float32).reshape(-1, 4)[kept].astype(np.float64)
    blank = np.fromiter(map(str.isspace, texts), dtype=bool, count=len(texts))
    return _Characters(np.array(texts, dtype=object), boxes[:, [0, 3, 2, 1]], blank)


def _drawn(character: str) -> str:
    """A character as it is read; empty where it ends a line."""
    if character in _LINE_ENDS:
        return ""
    return "-" if character in _HYPHENS else " " if category(character) == "Cc" else character


def _gaps(characters: _Characters) -> Float64s:
    """White after each character but the last, in heights of the text; letters may overlap."""
    left, right = characters.boxes[:, 0], characters.boxes[:, 2]
    heights = characters.heights
    across = np.maximum(left[1:] - right[:-1], left[:-1] - right[1:])
    highest = np.maximum(heights[1:], heights[:-1])
    return across / np.where(highest > 0, highest, 1.0)


def _runs(characters: _Characters) -> Ints:
    """Number of the run of each character: drawn one after the other, without wide white."""
    bottom, top = characters.boxes[:, 1], characters.boxes[:, 3]
    along = np.maximum(bottom[1:] - top[:-1], bottom[:-1] - top[1:])
    ends = (along >= 0) | (_gaps(characters) >= _RUN_ENDS)
    return np.append(0, np.cumsum(ends))


def _letter_spaced(characters: _Characters, runs: Ints) -> Bools:
    """Of each run whether there is a space after every letter (``S K I L L S``)."""
    first = np.flatnonzero(np.diff(runs, prepend=-1))
    odd = (np.arange(len(runs)) - first[runs]) % 2 == 1
    regular = np.bincount(runs, weights=characters.blank == odd)
    count = np.bincount(runs)
    spaced: Bools = (regular == count) & (count > 2 * _FEW)
    return spaced


def _begins(characters: _Characters, runs: Ints) -> Bools:
    """Whether each character begins a word, or is blank."""
    gaps, blank = _gaps(characters), characters.blank
    inside = (runs[1:] == runs[:-1]) & ~blank[1:] & ~blank[:-1]
    pairs = np.flatnonzero(inside)
    beyond = gaps - _tracking(gaps[pairs], runs[pairs], runs[-1] + 1)[runs[:-1]]
    forms = _forms(characters)
    reach = _quantiles(beyond[pairs], forms[pairs], forms.max() + 1, _REACH)
    apart = beyond - np.minimum(reach, 0.0)[forms[:-1]] > _SPACE
    return np.append(True, apart | ~inside)


def _tracking(gaps: Float64s, runs: Ints, count: int) -> Float64s:
    """How far apart the letters of each run are set."""
    median = _quantiles(gaps, runs, count, 0.5)
    enough = np.bincount(runs, minlength=count) >= _FEW
    return np.where(enough, np.clip(median, *_TRACKING), 0.0)


def _forms(characters: _Characters) -> Ints:
    """Numbers of characters in fonts of a height: headings are set in another one."""
    codes = np.fromiter(map(ord, characters.texts), dtype=np.int64, count=len(characters.texts))
    keys = codes * 100_000 + np.clip(characters.heights * 10, 0, 99_999).round().astype(np.int64)
    return np.unique(keys, return_inverse=True)[1]


def _quantiles(values: Float64s, groups: Ints, count: int, quantile: float) -> Float64s:
    """A quantile of the values of each group; zero where it has none."""
    ordered = values[np.lexsort((values, groups))]
    sizes = np.bincount(groups, minlength=count)
    first = np.cumsum(sizes) - sizes
    quantiles = np.zeros(count)
    filled = sizes > 0
    quantiles[filled] = ordered[(first + (sizes * quantile).astype(np.int64))[filled]]
    return quantiles
