"""Nodes of the diagram as boxes: how wide and high they are, their texts wrapped into lines.

Units are SVG user units, one CSS pixel at full size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.explanation.report.text_width import BOLD, LABEL, QUOTE, SMALL, text_width, wrap

if TYPE_CHECKING:
    from skillkg.explanation.report.diagram import Diagram, Node, Role
    from skillkg.explanation.report.text_width import Font

NARROWER: Final = 3.0
"""How much narrower than a concept's box a quote's is."""
BEND: Final = 16.0
"""Height that a passing line keeps free, for its caption stands on it."""
LEADING: Final = 15.0
PADDING: Final = 10.0
NOTE: Final = 13.0
"""Height of a line of its own for the note."""
MAX_LINES: Final = 3
GAP: Final = 9.0
"""Least distance between two boxes of a column."""


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A box with its place and its text, wrapped, and a small note.

    The note stands beside the last line of the text where there is room, else under it.
    """

    role: Role
    block: str
    x: float
    y: float
    width: float
    height: float
    text: tuple[str, ...]
    note: str
    beside: bool
    title: str

    @property
    def baselines(self) -> list[float]:
        """The baseline of each line of text, from the top of the box."""
        return [PADDING / 2 + LEADING * (i + 0.78) for i in range(len(self.text))]

    @property
    def right(self) -> float:
        """Where lines leave it."""
        return self.x + self.width

    @property
    def centre(self) -> float:
        """The height of its middle, where lines meet it."""
        return round(self.y + self.height / 2, 1)


def shapes(diagram: Diagram, lefts: list[float], width: float, top: float) -> list[DrawnShape]:
    """The nodes of a diagram as boxes, in their order.

    Args:
        diagram: what is drawn.
        lefts: the left edge of each of its columns.
        width: that of a concept's box.
        top: the topmost edge of a box.
    """
    texts = [_fit(node, width) for node in diagram.nodes]
    centres = diagram.heights({i: text.height for i, text in enumerate(texts)}, GAP)
    return [
        DrawnShape(
            role=node.role,
            block=node.block,
            x=lefts[node.column],
            y=round(centres[number] + top - text.height / 2, 1),
            width=text.width,
            height=text.height,
            text=text.lines,
            note=node.note,
            beside=text.beside,
            title=_title(node),
        )
        for number, (node, text) in enumerate(zip(diagram.nodes, texts, strict=True))
    ]


class _Fitted(NamedTuple):
    """The text of a node, with the size of its box."""

    width: float
    height: float
    lines: tuple[str, ...]
    beside: bool


def _fit(node: Node, width: float) -> _Fitted:
    if node.role == "bend":
        return _Fitted(width, BEND, (), beside=False)
    font = _font(node)
    width -= NARROWER if node.is_quote else 0.0
    room = width - 2 * PADDING
    lines = wrap(f"“{node.text}”" if node.is_quote else node.text, room, font, MAX_LINES)
    last = text_width(lines[-1], font) if lines else room
    beside = last + text_width(f" {node.note}", SMALL) <= room
    under = NOTE if node.note and not beside else 0.0
    return _Fitted(width, LEADING * len(lines) + PADDING + under, lines, beside)


def _font(node: Node) -> Font:
    if node.is_quote:
        return QUOTE
    return BOLD if node.role == "requirement" else LABEL


def _title(node: Node) -> str:
    """What a pointer is shown."""
    places = ", ".join(f"{start}–{end}" for start, end in sorted(node.offsets))
    what = (
        f"“{node.text}” (characters {places})" if node.is_quote else f"{node.text} <{node.concept}>"
    )
    return f"{what}: {node.amount:.6f} of the fit"
