"""Links of the diagram as curves, and the places on them where a caption can stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report.diagram_captions import CaptionedLink, captions
from skillkg.explanation.report.text_width import SMALL, text_width, wrap

if TYPE_CHECKING:
    from skillkg.explanation.report.diagram import Diagram, Link
    from skillkg.explanation.report.diagram_captions import Caption
    from skillkg.explanation.report.diagram_shapes import DrawnShape

THICKEST: Final = 10.0
MAX_LINES: Final = 2
"""Lines of a caption at most."""
LIFT: Final = 6.0
"""How far above a level line its caption is centred."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A link with its course, its width, and where its caption stands."""

    course: str
    """The data of an SVG path."""
    width: float
    family: str
    caption: Caption | None
    title: str


def curves(diagram: Diagram, shapes: list[DrawnShape]) -> list[Curve]:
    """The links of a diagram as curves between its boxes."""
    largest = largest_amount(diagram)
    placed = captions(_captioned(diagram, shapes, largest))
    return [
        Curve(
            course=_course([shapes[number] for number in link.route]),
            width=_thickness(link, largest),
            family=link.family,
            caption=placed.get(number),
            title=_title(link, diagram),
        )
        for number, link in enumerate(diagram.links)
    ]


def largest_amount(diagram: Diagram) -> float:
    """What is contributed over the thickest link; 0 where there is none."""
    return max((link.amount for link in diagram.links), default=0.0)


def _title(link: Link, diagram: Diagram) -> str:
    """What a pointer is shown."""
    start, end = (diagram.nodes[number].text for number in (link.route[0], link.route[-1]))
    return f"{start} – {link.kind or 'quote'} – {end}: {link.amount:.6f} of the fit"


def _thickness(link: Link, largest: float) -> float:
    return round(1 + (THICKEST - 1) * link.amount / largest if largest else 1.0, 2)


def _captioned(diagram: Diagram, shapes: list[DrawnShape], largest: float) -> list[CaptionedLink]:
    """Links with what their captions need: near the end at which fewer links meet is best."""
    leaving = Counter(link.route[0] for link in diagram.links)
    entering = Counter(link.route[-1] for link in diagram.links)
    result: list[CaptionedLink] = []
    for link in diagram.links:
        route = [shapes[number] for number in link.route]
        more = leaving[link.route[0]] - entering[link.route[-1]]
        best = 0.5 if more == 0 else 0.64 if more > 0 else 0.36
        fall = abs(route[0].centre - route[-1].centre)
        if len(route) == 2:
            gap = route[1].x - route[0].right
            text = wrap(link.kind, gap, SMALL, MAX_LINES)
            slack = max(0.0, gap - max((text_width(line, SMALL) for line in text), default=0.0))
            at = partial(_on_curve, route[0], route[1], slack / 2)
        else:
            text = wrap(link.kind, route[1].width, SMALL, MAX_LINES)
            at = partial(_over_bend, route, _thickness(link, largest) / 2 + LIFT)
        result.append(CaptionedLink(link, text, fall, best, at))
    return result


def _on_curve(
    here: DrawnShape, there: DrawnShape, slack: float, part: float
) -> tuple[float, float]:
    """A point of the S between two boxes, or beside it: at most ``slack`` from the middle."""
    across = 1.5 * part - 1.5 * part**2 + part**3
    fall = 3 * part**2 - 2 * part**3
    off = (there.x - here.right) * (across - 0.5)
    x = (here.right + there.x) / 2 + min(slack, max(-slack, off))
    y = here.centre + (there.centre - here.centre) * fall
    return round(x, 1), round(y, 1)


def _over_bend(route: list[DrawnShape], lift: float, part: float) -> tuple[float, float]:
    """A point above the level part of a line, in the first or the last column that it passes."""
    bend = route[-2] if part >= 0.5 else route[1]
    return bend.x + bend.width / 2, round(bend.centre - lift, 1)


def _course(route: list[DrawnShape]) -> str:
    """The path of a line: an S between columns, level behind the columns that it passes."""
    parts = [f"M{route[0].right:g} {route[0].centre:g}"]
    for here, there in pairwise(route):
        half = (here.right + there.x) / 2
        ends = f"{half:g} {here.centre:g} {half:g} {there.centre:g} {there.x:g} {there.centre:g}"
        parts.append(f"C{ends}")
        if there.role == "bend":
            parts.append(f"H{there.right:g}")
    return "".join(parts)
