"""Characters of a PDF page to words, by the white between them.

Few PDF files write the space between words: they place the next word further to the right. How
much further depends on the font, on justified lines, and on how far apart the letters are set. So
white is measured beyond what the letters of its run keep from one another, and beyond what their
forms reach over each other (*f* over what follows it).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]

_SPACE: Final = 0.15
"""Narrowest space between words, in heights of the text, beyond what letters keep."""
_RUN_ENDS: Final = 1.0
"""White that ends a run of words, in heights of the text."""
_TRACKING: Final = (-0.3, 0.5)
"""How far apart letters may be set, in heights of the text; what is further apart is words."""
_FEW: Final = 4
"""Pairs of letters that show how far apart the letters of a run are set."""
_LINE_ENDS: Final = frozenset("\0\r\n")
_HYPHENS: Final = frozenset("\2\ufffe")
"""What PDFium writes for a hyphen at the end of a line."""


class Character(NamedTuple):
    """A character, and its box in the coordinates of the page, whose origin is mostly below."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.top - self.bottom


_Form = tuple[str, float]
"""A character and the height of its font: headings are set in another one."""


class _Run(NamedTuple):
    """Characters that are drawn one after the other on a line, without wide white between."""

    characters: Sequence[Character]
    gaps: Sequence[float]
    """White after each character but the last, in heights of the text, beyond the tracking."""


def words_of(textpage: PdfTextPage) -> Iterator[Sequence[Character]]:
    """Characters that are a word each, in the order in which they are drawn."""
    runs = [_run(characters) for characters in _lines(_characters(textpage))]
    reach = _reach(runs)
    for run in runs:
        yield from _words(run, reach)


def _characters(textpage: PdfTextPage) -> Iterator[Character]:
    """Characters with their boxes; without the spaces and line ends that PDFium guesses."""
    from pypdfium2.raw import (  # type: ignore[import-untyped]
        FS_RECTF,
        FPDFText_GetLooseCharBox,
        FPDFText_GetUnicode,
        FPDFText_IsGenerated,
    )

    box, page = FS_RECTF(), textpage.raw
    for index in range(textpage.count_chars()):
        text = chr(FPDFText_GetUnicode(page, index))
        if text in _LINE_ENDS or (text == " " and FPDFText_IsGenerated(page, index) == 1):
            continue
        if FPDFText_GetLooseCharBox(page, index, box):
            text = "-" if text in _HYPHENS else " " if category(text) == "Cc" else text
            yield Character(text, box.left, box.bottom, box.right, box.top)


def _lines(characters: Iterable[Character]) -> Iterator[list[Character]]:
    line: list[Character] = []
    for character in characters:
        if line and not _is_on_line(line[-1], character):
            yield line
            line = []
        line.append(character)
    if line:
        yield line


def _is_on_line(last: Character, character: Character) -> bool:
    along = max(character.bottom - last.top, last.bottom - character.top)
    return along < 0 and _gap(last, character) < _RUN_ENDS


def _gap(last: Character, character: Character) -> float:
    """White between two characters, in heights of the text; letters may overlap."""
    across = max(character.left - last.right, last.left - character.right)
    return across / (max(last.height, character.height) or 1)


def _run(characters: list[Character]) -> _Run:
    if _is_letter_spaced(characters):
        characters = [each for each in characters if not each.text.isspace()]
    gaps = [_gap(*pair) for pair in pairwise(characters)]
    inside = [gap for gap, pair in zip(gaps, pairwise(characters), strict=True) if _are_ink(*pair)]
    tracking = median(inside) if len(inside) >= _FEW else 0
    lowest, highest = _TRACKING
    tracking = min(max(tracking, lowest), highest)
    return _Run(characters, [gap - tracking for gap in gaps])


def _is_letter_spaced(characters: Sequence[Character]) -> bool:
    """Whether there is a space after every letter (``S K I L L S``)."""
    blanks = [character.text.isspace() for character in characters]
    return len(blanks) > 2 * _FEW and not any(blanks[::2]) and all(blanks[1::2])


def _are_ink(last: Character, character: Character) -> bool:
    return not (last.text.isspace() or character.text.isspace())


def _reach(runs: Iterable[_Run]) -> Mapping[_Form, float]:
    """How far each character reaches over what follows it; a zero or less, in heights."""
    beyond: defaultdict[_Form, list[float]] = defaultdict(list)
    for run in runs:
        for gap, pair in zip(run.gaps, pairwise(run.characters), strict=True):
            if _are_ink(*pair):
                beyond[_form(pair[0])].append(gap)
    # What follows a character at the end of a word is further away: a low quantile is inside words.
    return {form: min(0.0, sorted(gaps)[len(gaps) // 5]) for form, gaps in beyond.items()}


def _form(character: Character) -> _Form:
    return character.text, round(character.height, 1)


def _words(run: _Run, reach: Mapping[_Form, float]) -> Iterator[Sequence[Character]]:
    first = 0
    for place, (gap, last) in enumerate(zip(run.gaps, run.characters, strict=False), start=1):
        is_apart = gap - reach.get(_form(last), 0) > _SPACE
        if is_apart or not _are_ink(last, run.characters[place]):
            yield from _without_blanks(run.characters[first:place])
            first = place
    yield from _without_blanks(run.characters[first:])


def _without_blanks(characters: Sequence[Character]) -> Iterator[Sequence[Character]]:
    if not characters[0].text.isspace():
        yield characters
