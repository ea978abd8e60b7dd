"""The picture in coordinates: wrapped texts, boxes and curves, ready for an SVG template.

Units are SVG user units, one CSS pixel at full size.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from skillkg.explanation.picture import Box, Columns, Line, Picture, Role

QUOTE_WIDTH: Final = 142.0
CONCEPT_WIDTH: Final = 150.0
ALLEY: Final = 72.0
"""Between two columns: as much as the longest usual label of a line needs."""
LETTER: Final = 6.5
BOLD_LETTER: Final = 7.1
"""Widths of an average letter at the size of the boxes' text; requirements are bold."""
KIND_LETTERS: Final = 13
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
class Shape:
    """A box with its place and its text, wrapped; ``below`` is the small line under it."""

    role: Role
    x: float
    y: float
    width: float
    height: float
    text: tuple[str, ...]
    below: str
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
    kind: tuple[str, ...]
    label_x: float
    label_y: float
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template writes."""

    width: float
    height: float
    headings: list[tuple[float, str]]
    shapes: list[Shape]
    curves: list[Curve]
    families: set[str]
    sample: float
    """What a line of the thickness shown in the legend stands for."""


def draw(picture: Picture) -> Drawing:
    """Lay a picture out, as wide and as high as it needs to be."""
    texts = [_wrapped(box) for box in picture.boxes]
    size = {i: _height(box, texts[i]) for i, box in enumerate(picture.boxes)}
    middle = {i: y + TOP for i, y in picture.arranged(size, BETWEEN).items()}
    xs = _lefts(picture.columns)
    shapes = [
        _shape(box, texts[i], xs[box.column], middle[i], size[i])
        for i, box in enumerate(picture.boxes)
    ]
    most = max((line.amount for line in picture.lines), default=0.0)
    leaving = Counter(line.vertices[0] for line in picture.lines)
    entering = Counter(line.vertices[-1] for line in picture.lines)
    degrees = [(leaving[line.vertices[0]], entering[line.vertices[-1]]) for line in picture.lines]
    return Drawing(
        width=xs[-1] + QUOTE_WIDTH,
        height=max((s.y + s.height for s in shapes), default=TOP) + 4,
        headings=_headings(picture.columns, xs),
        shapes=[shape for shape in shapes if shape.role != "bend"],
        curves=[
            _curve(line, picture, shapes, degree, most)
            for line, degree in zip(picture.lines, degrees, strict=True)
        ],
        families={line.family for line in picture.lines},
        sample=most,
    )


def _wrapped(box: Box) -> tuple[str, ...]:
    if box.role == "bend":
        return ()
    quoted = box.role in ("resume", "ad")
    room = (QUOTE_WIDTH if quoted else CONCEPT_WIDTH) - 2 * PADDING
    letter = BOLD_LETTER if box.role == "requirement" else LETTER
    text = f"“{box.text}”" if quoted else box.text
    return tuple(textwrap.wrap(text, int(room / letter), max_lines=MOST_LINES, placeholder=" …"))


def _height(box: Box, text: tuple[str, ...]) -> float:
    if box.role == "bend":
        return BEND
    return LEADING * len(text) + PADDING + (13 if _below(box) else 0)


def _below(box: Box) -> str:
    if box.role == "requirement":
        return f"{box.amount:.4f}"
    if box.role in ("resume", "ad") and box.places:
        (start, end), *others = sorted(box.places)
        return f"{start}–{end}" + (f" and {len(others)} more" if others else "")
    return ""


def _lefts(columns: Columns) -> list[float]:
    """The left edge of each column."""
    widths = [QUOTE_WIDTH, *[CONCEPT_WIDTH] * (columns.last - 1)]
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


def _shape(box: Box, text: tuple[str, ...], x: float, middle: float, height: float) -> Shape:
    quoted = box.role in ("resume", "ad")
    places = ", ".join(f"{start}–{end}" for start, end in sorted(box.places))
    title = f"“{box.text}” (characters {places})" if quoted else f"{box.text} <{box.concept}>"
    return Shape(
        role=box.role,
        x=x,
        y=round(middle - height / 2, 1),
        width=QUOTE_WIDTH if quoted else CONCEPT_WIDTH,
        height=height,
        text=text,
        below=_below(box),
        title=f"{title}: {box.amount:.6f} of the fit",
    )


def _curve(
    line: Line, picture: Picture, shapes: list[Shape], degree: tuple[int, int], most: float
) -> Curve:
    course = [shapes[v] for v in line.vertices]
    start, end = (picture.boxes[v].text for v in (line.vertices[0], line.vertices[-1]))
    width = 1 + (THICKEST - 1) * line.amount / most if most else 1.0
    kind = tuple(textwrap.wrap(line.kind, KIND_LETTERS))
    label_x, label_y = _label(course, width, *degree)
    return Curve(
        course=_course(course),
        width=round(width, 2),
        family=line.family,
        kind=kind if len(course) == 2 else (line.kind,),
        label_x=label_x,
        label_y=label_y,
        title=f"{start} – {line.kind or 'quote'} – {end}: {line.amount:.6f} of the fit",
    )


def _centre(shape: Shape) -> float:
    return round(shape.y + shape.height / 2, 1)


def _course(ends: list[Shape]) -> str:
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


def _label(course: list[Shape], width: float, leaving: int, entering: int) -> tuple[float, float]:
    """The middle of the label: near the end at which fewer lines meet; over a bend if any."""
    if len(course) > 2:
        bend = course[-2] if leaving >= entering else course[1]
        return bend.x + bend.width / 2, round(_centre(bend) - width / 2 - 6, 1)
    part = 0.5 if leaving == entering else 0.64 if leaving > entering else 0.36
    here, there = course
    start, end = here.x + here.width, there.x
    across = 1.5 * part - 1.5 * part**2 + part**3
    fall = 3 * part**2 - 2 * part**3
    y = _centre(here) + (_centre(there) - _centre(here)) * fall
    return round(start + (end - start) * across, 1), round(y, 1)
