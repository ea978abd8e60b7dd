"""Lines of pages to a running text, with the place of every word.

Lines that wrap become one, words that are hyphenated at the end of a line are joined, bullets
become dashes, and cells of a row are parted by bars.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.document import Box, Place
from skillkg.documents.formats.parsed import clean
from skillkg.documents.formats.pdf.page_layout import is_right_to_left
from skillkg.text.word_lists import KEEP_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from skillkg.documents.formats.pdf.fragments import Word
    from skillkg.documents.formats.pdf.page_layout import Line

_CELL_SPACE: Final = 1.5
"""Narrowest space between the cells of a row, in heights of the text."""
_PARAGRAPH: Final = 1.7
"""Distance between two lines from which they are paragraphs, in heights of the text."""
_FULL: Final = 40
"""Fewest characters of a line that was wrapped; a shorter one may be an item of a list."""
_FULL_BEFORE_SMALL: Final = 18
"""The same, where the next line goes on in small letters."""
_BULLETS: Final = frozenset("•‣◦▪▫●○■□◆◇►▸➢➤✓✔∙⁃–—*\uf0b7\uf0a7\uf0d8\uf076\uf0fc")
_SENTENCE_END: Final = re.compile(r"[.!?:;][\"'”’)]*$")
_HANGING: Final = frozenset(
    ("a", "an", "the", "and", "or", "of", "in", "on", "to", "for", "with", "by", "no", "as", "at")
)
"""Words that no line ends with unless it goes on."""
_ITEM: Final = re.compile(r"[-–—*o•]|\(?\w{1,2}[.)]")
_HYPHENATED: Final = re.compile(r"(?P<first>[^\W\d_]{2,})[-‐\u00ad]")


class _PlacedWord(NamedTuple):
    """A word as it is written, what stands before it, and where it is on the page."""

    before: str
    text: str
    box: Box


def flow(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Place, ...]]:
    """Write the lines of pages as one text.

    Returns:
        The text, as :func:`.parsed.clean` would leave it, and the places of its words.
    """
    written: list[_PlacedWord] = []
    known = {_bare(word.text) for page in pages for line in page for word in line.words}
    last: tuple[int, Line] | None = None
    for number, line in ((n, line) for n, page in enumerate(pages, 1) for line in page):
        words = [*_placed(line, number)]
        if words and last is not None:
            before = _joined(written, words[0].text, known, _between(last, (number, line)))
            words[0] = words[0]._replace(before=before)
        written += words
        last = (number, line) if words else last
    return "".join(before + text for before, text, _ in written), tuple(_places(written))


def _places(words: Iterable[_PlacedWord]) -> Iterator[Place]:
    end = 0
    for before, text, box in words:
        start = end + len(before)
        end = start + len(text)
        yield Place(start, end, box)


def _placed(line: Line, page: int) -> Iterator[_PlacedWord]:
    last: Word | None = None
    for word in line.words:
        text = clean(word.text)
        if last is None and len(line.words) > 1 and text in _BULLETS:
            text = "-"
        if not text:
            continue
        is_cell = last is not None and _gap(last, word) > _CELL_SPACE * word.height
        before = "" if last is None else " | " if is_cell and not _is_item(last) else " "
        yield _PlacedWord(before, text, Box(page, *word[1:]))
        last = word


def _gap(last: Word, word: Word) -> float:
    return max(word.left - last.right, last.left - word.right)


def _is_item(word: Word) -> bool:
    return word.text in _BULLETS or _ITEM.fullmatch(word.text) is not None


def _between(last: tuple[int, Line], this: tuple[int, Line]) -> str:
    """What parts two lines: a blank, a line feed, or a blank line."""
    (page, above), (next_page, below) = last, this
    if page != next_page:
        return "\n" if _goes_on(above, below) else "\n\n"
    if above.column != below.column:
        return "\n\n"
    height = min(above.words[0].height, below.words[0].height)
    if below.words[0].middle - above.words[0].middle > _PARAGRAPH * height:
        return "\n\n"
    return " " if _wraps(above, below) else "\n"


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a sentence runs over the end of a page."""
    text = " ".join(word.text for word in above.words)
    if _is_item(below.words[0]) or _has_cells(above) or _SENTENCE_END.search(text):
        return False
    if above.words[-1].text.casefold() in _HANGING:
        return True
    return len(text) >= _FULL_BEFORE_SMALL and below.words[0].text[0].islower()


def _wraps(above: Line, below: Line) -> bool:
    """Whether a line ended because the next word did not fit."""
    first, end = below.words[0], above.words[-1]
    if _is_item(first) or _has_cells(above) or _has_cells(below):
        return False
    text = " ".join(word.text for word in above.words)
    if is_right_to_left(text) or not 0.85 < first.height / end.height < 1.18:
        return False
    fits = end.right + 0.2 * end.height + (first.right - first.left) <= above.edge
    return not fits and len(text) >= (_FULL_BEFORE_SMALL if first.text[0].islower() else _FULL)


def _has_cells(line: Line) -> bool:
    spaces = (
        _gap(a, b) > _CELL_SPACE * b.height for a, b in pairwise(line.words) if not _is_item(a)
    )
    return any(spaces)


def _joined(written: list[_PlacedWord], text: str, known: Set[str], before: str) -> str:
    """What parts a word from one that ends in a hyphen, and takes the hyphen away."""
    last = written[-1]
    hyphenated = _HYPHENATED.fullmatch(last.text.lstrip("(\"'“‘"))
    if hyphenated is None or not text[0].isalpha():
        return before
    first = hyphenated["first"]
    if last.text.endswith("\u00ad") or (text[0].islower() and not _is_compound(first, text, known)):
        written[-1] = last._replace(text=last.text[:-1])
        return ""
    return "" if before == " " or text[0].islower() else before


def _is_compound(first: str, text: str, known: Set[str]) -> bool:
    if first.casefold() in KEEP_HYPHEN:
        return True
    return _bare(f"{first}-{text}") in known


def _bare(word: str) -> str:
    return word.casefold().strip("()\"'“”‘’.,;:!?")
