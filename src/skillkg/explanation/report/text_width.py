"""How wide a text is in the diagram, whose fonts are the reader's: an estimate.

Advances are those of Aileron, a sans-serif font that Pillow carries. Measured in Chromium on 2857
labels and quotes of matches, their ratio to the widths in Inter, Open Sans, Liberation Sans (as
wide as Arial), Charis (as Charter) or Gelasio (as Georgia) varies by 1.4 to 2.3 % of itself; 6 to
7 % where all letters count the same. :class:`Font` makes up for the mean of the widest of these
fonts, the padding of a box for the rest.
"""

from __future__ import annotations

import string
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

UNITS: Final = 1000
"""The size at which advances are whole pixels: Aileron's units to the em."""
PLACEHOLDER: Final = " …"
_IN_AILERON: Final = frozenset(f"{string.ascii_letters}{string.digits}{string.punctuation} «»‘’“”…")


class Font(NamedTuple):
    """A style of text: its size in pixels, and how many times as wide as Aileron it runs."""

    size: float
    ratio: float


LABEL: Final = Font(12.5, 1.07)
BOLD: Final = Font(12.5, 1.1)
QUOTE: Final = Font(13.5, 1.02)
SMALL: Final = Font(11.0, 1.08)


def text_width(text: str, font: Font) -> float:
    """The width of a text on one line, in pixels."""
    return font.size * font.ratio * sum(map(_advance, text))


def wrap(text: str, width: float, font: Font, max_lines: int) -> tuple[str, ...]:
    """Break a text into lines of at most ``width`` pixels; what is left out is marked by ``…``.

    ``textwrap`` counts letters; it is given as many as fit on average, and fewer until no line is
    too wide.
    """
    letters = int(width * len(text) / (text_width(text, font) or 1.0)) + 3
    while True:
        lines = textwrap.wrap(text, letters, max_lines=max_lines, placeholder=PLACEHOLDER)
        if letters <= len(PLACEHOLDER) or all(text_width(line, font) <= width for line in lines):
            return tuple(lines)
        letters -= 1


@cache
def _advance(letter: str) -> float:
    """The advance of a letter in ems, accents aside; letters that Aileron lacks are as an ``o``."""
    base = normalize("NFKD", letter)[0]
    return _aileron().getlength(base if base in _IN_AILERON else "o") / UNITS


@cache
def _aileron() -> FreeTypeFont | ImageFont:
    from PIL.ImageFont import load_default

    return load_default(UNITS)
