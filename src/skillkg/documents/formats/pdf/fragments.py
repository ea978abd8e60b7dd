"""Words of a page to fragments of lines, and these to bands.

Words that stand close together are a fragment; white strips across the page part fragments into
bands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_SPACE: Final = 0.8
"""Widest space inside a fragment, in heights of the text; justified text has wide ones."""


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


class Fragment(NamedTuple):
    """Words of a line that stand close together; ``drawn`` counts fragments as they were drawn."""

    words: Sequence[Word]
    drawn: int
    left: float
    right: float
    middle: float
    height: float

    @property
    def text(self) -> str:
        """Its words, as they were drawn."""
        return " ".join(word.text for word in self.words)


Band = list[Fragment]
"""Fragments between two white strips across the page."""


def fragments_of(words: Iterable[Word]) -> list[Fragment]:
    """Words that stand close together, in the order in which they were drawn."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _follows(word, groups[-1][-1]):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_fragment(group, drawn) for drawn, group in enumerate(groups)]


def _follows(word: Word, last: Word) -> bool:
    height = min(word.height, last.height)
    gap = max(word.left - last.right, last.left - word.right)
    return abs(word.middle - last.middle) < height / 2 and gap < _MAX_SPACE * height


def _fragment(words: Sequence[Word], drawn: int) -> Fragment:
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Fragment(words, drawn, left, right, words[0].middle, words[0].height)


def bands_of(fragments: Iterable[Fragment]) -> list[Band]:
    """Fragments parted by white strips across the page, from top to bottom."""
    bands: list[Band] = []
    reached = float("-inf")
    for fragment in sorted(fragments, key=lambda fragment: fragment.middle - 0.3 * fragment.height):
        if fragment.middle - 0.3 * fragment.height > reached:
            bands.append([])
        bands[-1].append(fragment)
        reached = max(reached, fragment.middle + 0.3 * fragment.height)
    return bands
