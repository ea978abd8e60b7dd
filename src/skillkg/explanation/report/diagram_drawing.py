"""The diagram in coordinates: columns, boxes and curves, ready for an SVG template.

Units are SVG user units, one CSS pixel at full size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report.diagram_curves import curves, largest_amount
from skillkg.explanation.report.diagram_shapes import NARROWER, shapes

if TYPE_CHECKING:
    from skillkg.explanation.report.diagram import Columns, Diagram
    from skillkg.explanation.report.diagram_curves import Curve
    from skillkg.explanation.report.diagram_shapes import DrawnShape

TOTAL: Final = 995.0
"""Width that a diagram of few columns fills: what an upright page has room for."""
NARROWEST: Final = 141.0
WIDEST: Final = 210.0
"""Width of a concept's box, at least and at most."""
ALLEY: Final = 74.0
"""Between two columns: as much as the longest usual caption of a link needs."""
TOP: Final = 46.0
"""Room for the headings of the columns."""
BOTTOM: Final = 4.0


PAPER: Final = 718.0
"""What an upright sheet of A4 has room for."""
LEGIBLE: Final = 0.72
"""The least scale: the boxes' text is 7 points then, the captions of links 6."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template writes."""

    width: float
    height: float
    headings: list[tuple[float, str]]
    shapes: list[DrawnShape]
    curves: list[Curve]
    families: set[str]
    sample: float
    """What a line of the thickness shown in the legend stands for."""

    @property
    def is_wide(self) -> bool:
        """Whether it is legible on a sheet of paper only where that is turned."""
        return PAPER / self.width < LEGIBLE


def draw(diagram: Diagram) -> Drawing:
    """Lay a diagram out, as wide and as high as it needs to be."""
    width = _box_width(diagram.columns)
    lefts = _lefts(diagram.columns, width)
    drawn = shapes(diagram, lefts, width, TOP)
    return Drawing(
        width=lefts[-1] + width - NARROWER,
        height=max((shape.y + shape.height for shape in drawn), default=TOP) + BOTTOM,
        headings=_headings(diagram.columns, lefts),
        shapes=[shape for shape in drawn if shape.role != "bend"],
        curves=curves(diagram, drawn),
        families={link.family for link in diagram.links},
        sample=largest_amount(diagram),
    )


def _box_width(columns: Columns) -> float:
    """The width of a concept's box: the fewer the columns, the wider."""
    room = TOTAL + 2 * NARROWER - ALLEY * columns.last
    return min(WIDEST, max(NARROWEST, room // (columns.last + 1)))


def _lefts(columns: Columns, width: float) -> list[float]:
    """The left edge of each column."""
    widths = [width - NARROWER, *[width] * (columns.last - 1)]
    return [0.0, *accumulate(width + ALLEY for width in widths)]


def _headings(columns: Columns, lefts: list[float]) -> list[tuple[float, str]]:
    """What is written over the columns, each with its left edge."""
    spans = [
        (0, 0, "The resume says"),
        (1, min(1, columns.requirement - 1), "which names"),
        (2, columns.requirement - 1, "by way of"),
        (columns.requirement, columns.requirement, "Requirement"),
        (columns.requirement + 1, columns.last - 1, "implied by"),
        (columns.last, columns.last, "The ad says"),
    ]
    return [(lefts[first], text) for first, last, text in spans if first <= last]
