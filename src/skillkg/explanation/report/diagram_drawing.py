"""The picture in coordinates: wrapped texts, boxes and curves, ready for an SVG template.

Units are SVG user units, one CSS pixel at full size.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report.diagram_captions import CaptionedLink, captions

if TYPE_CHECKING:
    from skillkg.explanation.report.diagram import Columns, Diagram, Link, Node, Role
    from skillkg.explanation.report.diagram_captions import Caption

TOTAL: Final = 980.0
"""Width that a picture of few columns fills: what an upright page has room for."""
NARROWEST: Final = 144.0
WIDEST: Final = 210.0
"""Width of a concept's box, at least and at most."""
SLIMMER: Final = 10.0
"""How much narrower the boxes of quotes are."""
ALLEY: Final = 70.0
"""Between two columns: as much as the longest usual label of a line needs."""
SMALL_LETTER: Final = 5.9
LETTER: Final = 6.5
BOLD_LETTER: Final = 7.1
"""Widths of an average letter of the small line, of a box's text, and of a requirement's."""
CAPITAL: Final = 1.35
"""Width of a capital, in average letters."""
KIND_LETTERS: Final = 12
"""Letters of a line's label that an alley has room for."""
BEND: Final = 16.0
"""Height that a passing line keeps free, for its label stands on it."""
LEADING: Final = 15.0
PADDING: Final = 10.0
BETWEEN: Final = 9.0
"""Least distance between two boxes of a column."""
TOP: Final = 46.0
"""Room for the headings of the columns."""
THICKEST: Final = 10.0
MOST_LINES: Final = 3


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


@dataclass(frozen=True, slots=True)
class Curve:
    """A line with its course, its width, and where its label stands."""

    course: str
    width: float
    family: str
    caption: Caption | None
    title: str


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


def draw(picture: Diagram) -> Drawing:
    """Lay a picture out, as wide and as high as it needs to be."""
    wide = _box_width(picture.columns)
    texts = [_wrapped(box, wide) for box in picture.boxes]
    size = {i: _height(box, texts[i], wide) for i, box in enumerate(picture.boxes)}
    middle = {i: y + TOP for i, y in picture.arranged(size, BETWEEN).items()}
    xs = _lefts(picture.columns, wide)
    shapes = [
        _shape(box, texts[i], xs[box.column], middle[i], size[i], wide)
        for i, box in enumerate(picture.boxes)
    ]
    most = max((line.amount for line in picture.lines), default=0.0)
    named = captions(_labelled(picture, shapes, most))
    return Drawing(
        width=xs[-1] + wide - SLIMMER,
        height=max((s.y + s.height for s in shapes), default=TOP) + 4,
        headings=_headings(picture.columns, xs),
        shapes=[shape for shape in shapes if shape.role != "bend"],
        curves=[
            _curve(line, picture, shapes, most, named.get(number))
            for number, line in enumerate(picture.lines)
        ],
        families={line.family for line in picture.lines},
        sample=most,
    )


def _box_width(columns: Columns) -> float:
    """The width of a concept's box: the fewer the columns, the wider."""
    room = TOTAL + 2 * SLIMMER - ALLEY * columns.last
    return min(WIDEST, max(NARROWEST, room // (columns.last + 1)))


def _wrapped(box: Node, wide: float) -> tuple[str, ...]:
    if box.role == "bend":
        return ()
    quoted = box.role in ("resume", "ad")
    width, letter = _measures(box, wide)
    text = f"“{box.text}”" if quoted else box.text
    letters = int((width - 2 * PADDING) * len(text) / (letter * _letters(text)))
    return tuple(textwrap.wrap(text, letters, max_lines=MOST_LINES, placeholder=" …"))


def _height(box: Node, text: tuple[str, ...], wide: float) -> float:
    if box.role == "bend":
        return BEND
    return (
        LEADING * len(text) + PADDING + (13 if _note(box) and not _beside(box, text, wide) else 0)
    )


def _beside(box: Node, text: tuple[str, ...], wide: float) -> bool:
    """Whether the note finds room on the last line of the text."""
    width, letter = _measures(box, wide)
    taken = letter * _letters(text[-1]) + SMALL_LETTER * (len(_note(box)) + 1)
    return taken <= width - 2 * PADDING


def _letters(text: str) -> float:
    """How many average letters a text is as wide as; 1 for no text."""
    return sum(CAPITAL if letter.isupper() else 1.0 for letter in text) or 1.0


def _measures(box: Node, wide: float) -> tuple[float, float]:
    """The width of a box and of its letters."""
    if box.role in ("resume", "ad"):
        return wide - SLIMMER, LETTER
    return wide, BOLD_LETTER if box.role == "requirement" else LETTER


def _note(box: Node) -> str:
    if box.role == "requirement":
        return f"{box.amount:.4f}"
    if box.role in ("resume", "ad") and box.places:
        (start, end), *others = sorted(box.places)
        return f"{start}–{end}" + (f" and {len(others)} more" if others else "")
    return ""


def _lefts(columns: Columns, wide: float) -> list[float]:
    """The left edge of each column."""
    widths = [wide - SLIMMER, *[wide] * (columns.last - 1)]
    return [0.0, *accumulate(width + ALLEY for width in widths)]


def _headings(columns: Columns, xs: list[float]) -> list[tuple[float, str]]:
    spans = [
        (0, 0, "The resume says"),
        (1, min(1, columns.requirement - 1), "which names"),
        (2, columns.requirement - 1, "by way of"),
        (columns.requirement, columns.requirement, "Requirement"),
        (columns.requirement + 1, columns.last - 1, "implied by"),
        (columns.last, columns.last, "The ad says"),
    ]
    return [(xs[first], text) for first, last, text in spans if first <= last]


def _shape(
    box: Node, text: tuple[str, ...], x: float, middle: float, height: float, wide: float
) -> DrawnShape:
    quoted = box.role in ("resume", "ad")
    places = ", ".join(f"{start}–{end}" for start, end in sorted(box.places))
    title = f"“{box.text}” (characters {places})" if quoted else f"{box.text} <{box.concept}>"
    return DrawnShape(
        role=box.role,
        block=box.block,
        x=x,
        y=round(middle - height / 2, 1),
        width=_measures(box, wide)[0],
        height=height,
        text=text,
        note=_note(box),
        beside=bool(text) and _beside(box, text, wide),
        title=f"{title}: {box.amount:.6f} of the fit",
    )


def _curve(
    line: Link, picture: Diagram, shapes: list[DrawnShape], most: float, caption: Caption | None
) -> Curve:
    start, end = (picture.boxes[v].text for v in (line.vertices[0], line.vertices[-1]))
    return Curve(
        course=_course([shapes[v] for v in line.vertices]),
        width=_thickness(line, most),
        family=line.family,
        caption=caption,
        title=f"{start} – {line.kind or 'quote'} – {end}: {line.amount:.6f} of the fit",
    )


def _thickness(line: Link, most: float) -> float:
    return round(1 + (THICKEST - 1) * line.amount / most if most else 1.0, 2)


def _labelled(picture: Diagram, shapes: list[DrawnShape], most: float) -> list[CaptionedLink]:
    """Lines with what their labels need: near the end at which fewer lines meet is best."""
    leaving = Counter(line.vertices[0] for line in picture.lines)
    entering = Counter(line.vertices[-1] for line in picture.lines)
    found: list[CaptionedLink] = []
    for line in picture.lines:
        course = [shapes[v] for v in line.vertices]
        more = leaving[line.vertices[0]] - entering[line.vertices[-1]]
        best = 0.5 if more == 0 else 0.64 if more > 0 else 0.36
        short = len(course) == 2
        text = tuple(textwrap.wrap(line.kind, KIND_LETTERS)) if short else (line.kind,)
        fall = abs(_centre(course[0]) - _centre(course[-1]))
        lift = _thickness(line, most) / 2 + 6
        at = (
            partial(_on_curve, course[0], course[1]) if short else partial(_over_bend, course, lift)
        )
        found.append(CaptionedLink(line, text if line.kind else (), fall, best, at))
    return found


def _on_curve(here: DrawnShape, there: DrawnShape, part: float) -> tuple[float, float]:
    """A point of the S between two boxes."""
    start, end = here.x + here.width, there.x
    across = 1.5 * part - 1.5 * part**2 + part**3
    fall = 3 * part**2 - 2 * part**3
    y = _centre(here) + (_centre(there) - _centre(here)) * fall
    return round(start + (end - start) * across, 1), round(y, 1)


def _over_bend(course: list[DrawnShape], lift: float, part: float) -> tuple[float, float]:
    """A point above the level part of a line, in the first or the last column that it passes."""
    bend = course[-2] if part >= 0.5 else course[1]
    return bend.x + bend.width / 2, round(_centre(bend) - lift, 1)


def _centre(shape: DrawnShape) -> float:
    return round(shape.y + shape.height / 2, 1)


def _course(ends: list[DrawnShape]) -> str:
    """The path of a line: an S in every alley, level behind the columns that it passes."""
    x, y = ends[0].x + ends[0].width, _centre(ends[0])
    parts = [f"M{x:g} {y:g}"]
    for here, there in pairwise(ends):
        start, end = here.x + here.width, there.x
        half = (start + end) / 2
        y0, y1 = _centre(here), _centre(there)
        parts.append(f"C{half:g} {y0:g} {half:g} {y1:g} {end:g} {y1:g}")
        if there.role == "bend":
            parts.append(f"H{there.x + there.width:g}")
    return "".join(parts)
