"""The picture of a match: the resume's quotes, the concepts between, the ad's quotes.

A contribution is drawn as a chain from left to right. Chains share their boxes and lines: a
concept is one box per column, and a line is as thick as all that is contributed over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from skillkg.explanation.ledger import ordered_contributions
from skillkg.explanation.report import diagram_layers as layers
from skillkg.explanation.report.wording import arrow, family, label, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.model.document import Span
    from skillkg.model.graph import Step
    from skillkg.model.match import Contribution, Match

MOST: Final = 20
"""Contributions drawn at most; the others are in the report's table only."""

Role = Literal["resume", "concept", "requirement", "ad", "bend"]
Key = tuple[int, str]
"""A box: its column and what stands in it."""


@dataclass(slots=True)
class Node:
    """A quote, a concept, or (without text) a bend of a line that spans several columns."""

    column: int
    role: Role
    text: str = ""
    concept: str = ""
    block: str = ""
    places: set[tuple[int, int]] = field(default_factory=set)
    amount: float = 0.0


@dataclass(slots=True)
class Link:
    """A line between two boxes; ``vertices`` are its ends and the bends between them."""

    vertices: tuple[int, ...]
    kind: str
    family: str
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Column 0 has the resume's quotes, ``requirement`` all requirements, ``last`` the ad's quotes.

    A chain starts right after its quote and waits before the requirement, so that what the
    resume names stands in one column.
    """

    requirement: int
    last: int


@dataclass(slots=True)
class Diagram:
    """What is drawn: boxes by number, lines between them, and what was left out."""

    columns: Columns
    boxes: list[Node]
    lines: list[Link]
    drawn: int
    omitted: int

    @property
    def links(self) -> dict[tuple[int, int], float]:
        """Amounts between neighbouring columns."""
        found: dict[tuple[int, int], float] = {}
        for line in self.lines:
            for pair in pairwise(line.vertices):
                found[pair] = found.get(pair, 0.0) + line.amount
        return found

    def arranged(self, size: dict[int, float], gap: float) -> dict[int, float]:
        """The height of the centre of each box, by its number."""
        given: layers.Layers = [[] for _ in range(self.columns.last + 1)]
        for number, box in enumerate(self.boxes):
            given[box.column].append(number)
        return layers.heights(layers.order(given, self.links), self.links, size, gap)


def picture(match: Match, most: int = MOST) -> Diagram:
    """Compose the picture of a match's largest contributions."""
    drawn = ordered_contributions(match)[:most]
    columns = _columns(drawn)
    sketch = _Sketch(match, columns)
    for contribution in drawn:
        sketch.add(contribution)
    omitted = len(match.contributions) - len(drawn)
    return Diagram(columns, sketch.boxes, list(sketch.lines.values()), len(drawn), omitted)


def _turn(c: Contribution) -> tuple[tuple[str, ...], int]:
    """The concepts of a chain, and where its requirement stands among them."""
    concepts = c.path.concepts or (c.requirement,)
    return concepts, len(concepts) - 1 - concepts[::-1].index(c.requirement)


def _columns(contributions: Sequence[Contribution]) -> Columns:
    turns = [_turn(c) for c in contributions]
    requirement = 1 + max((end for _, end in turns), default=0)
    after = max((len(concepts) - 1 - end for concepts, end in turns), default=0)
    return Columns(requirement, requirement + after + 1)


class _Sketch:
    """Boxes and lines while contributions are added to them."""

    def __init__(self, match: Match, columns: Columns) -> None:
        self.match, self.columns = match, columns
        self.boxes: list[Node] = []
        self.numbers: dict[Key, int] = {}
        self.lines: dict[tuple[int, int, str, str], Link] = {}

    def add(self, c: Contribution) -> None:
        """Draw one contribution, from the resume's quote to the ad's."""
        chain = [
            self._quote(0, "resume", c.skill_spans),
            *self._concepts(c),
            self._quote(self.columns.last, "ad", c.requirement_spans),
        ]
        links = [("", "document"), *map(_link, c.path.steps), ("", "document")]
        for vertex in chain:
            self.boxes[vertex].amount += c.contribution
        for (a, b), (kind, source) in zip(pairwise(chain), links, strict=True):
            self._line(a, b, kind, source).amount += c.contribution

    def _concepts(self, c: Contribution) -> Iterator[int]:
        concepts, end = _turn(c)
        for place, concept in enumerate(concepts):
            column = 1 + place if place < end else self.columns.requirement + place - end
            role: Role = "requirement" if place == end else "concept"
            number = self._box((column, concept), role)
            box = self.boxes[number]
            box.text, box.concept = label(self.match, concept), concept
            box.block = c.block if role == "requirement" else box.block
            yield number

    def _quote(self, column: int, role: Role, spans: Sequence[Span]) -> int:
        """The box of the first place that a contribution rests on; equal quotes share one."""
        text = shown(min(spans).quote) if spans else "(no quote)"
        number = self._box((column, text.casefold()), role)
        box = self.boxes[number]
        box.text = box.text or text
        box.places |= {(span.start, span.end) for span in spans}
        return number

    def _box(self, key: Key, role: Role) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.boxes)
            self.boxes.append(Node(key[0], role))
        return self.numbers[key]

    def _line(self, a: int, b: int, kind: str, source: str) -> Link:
        key = (a, b, kind, source)
        if key not in self.lines:
            between = range(self.boxes[a].column + 1, self.boxes[b].column)
            bends = [self._box((column, f"\0{key}"), "bend") for column in between]
            self.lines[key] = Link((a, *bends, b), kind, source)
        return self.lines[key]


def _link(step: Step) -> tuple[str, str]:
    return arrow(step), family(step.graph)
