"""The diagram on paper: whole on one page, or over several where its text would be too small.

Lengths are CSS pixels, 96 to the inch; the pages are A4 less the margins and the section's head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.explanation.report.diagram_drawing import Drawing
    from skillkg.explanation.report.diagram_shapes import DrawnShape

PORTRAIT: Final = (718.0, 830.0)
LANDSCAPE: Final = (1047.0, 530.0)
MIN_SCALE: Final = 0.72
"""The least scale: the boxes' text is 7 points then, the captions of links 6."""
HEADING: Final = 30.0
"""Height of the columns' headings, which every sheet repeats."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the diagram from ``top`` down."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintLayout:
    """Which way the page is turned, and the parts of the diagram where one page is not enough."""

    landscape: bool
    sheets: list[Sheet]


def print_layout(drawing: Drawing) -> PrintLayout:
    """Choose an upright page where the diagram is legible there, else one turned; else cut it up."""
    upright, across = (
        min(1.0, page[0] / drawing.width, page[1] / drawing.height)
        for page in (PORTRAIT, LANDSCAPE)
    )
    if max(upright, across) >= MIN_SCALE:
        return PrintLayout(upright < MIN_SCALE, [])
    landscape = PORTRAIT[0] / drawing.width < MIN_SCALE
    width, height = LANDSCAPE if landscape else PORTRAIT
    room = height / min(1.0, width / drawing.width)
    sheets = _cut(drawing.shapes, drawing.height, room)
    return PrintLayout(landscape, sheets if len(sheets) > 1 else [])


def _cut(shapes: Sequence[DrawnShape], height: float, room: float) -> list[Sheet]:
    """Sheets that show every box whole: one that is cut below starts the next sheet."""
    sheets: list[Sheet] = []
    top = HEADING
    while top + room - HEADING < height:
        end = _end(shapes, top, room - HEADING)
        sheets.append(Sheet(top, end - top))
        top = min((s.y for s in _across(shapes, end)), default=end) - 1
    return [*sheets, Sheet(top, height - top)]


def _end(shapes: Sequence[DrawnShape], top: float, room: float) -> float:
    """Where in the last third of a sheet fewest boxes are cut; the lowest such place."""
    bottoms = {s.y + s.height + 1 for s in shapes}
    ends = [end for end in bottoms if top + room * 2 / 3 <= end <= top + room] or [top + room]
    return min(ends, key=lambda end: (len(_across(shapes, end)), -end))


def _across(shapes: Sequence[DrawnShape], y: float) -> list[DrawnShape]:
    return [s for s in shapes if s.y < y < s.y + s.height]
