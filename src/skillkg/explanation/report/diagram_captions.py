"""Where the kinds of lines are written, and where they need not be.

Where all lines that leave or enter a box are of one kind, saying so once is enough: of such a
fan one line is labelled. Other labels stand where they cover no label that stands already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from skillkg.explanation.report.diagram import Link

LETTER: Final = 5.6
LEADING: Final = 12.0
PLACES: Final = (0.5, 0.36, 0.64, 0.25, 0.75, 0.15, 0.85)
"""Parts of a line at which its label is tried, besides the best one."""

Fan = tuple[int, bool]
"""A box, and whether the lines leave it."""


class Caption(NamedTuple):
    """A label with the middle of where it stands."""

    text: tuple[str, ...]
    x: float
    y: float

    def meets(self, other: Caption) -> bool:
        """Whether two captions touch."""
        across = (self._width + other._width) / 2
        along = LEADING * (len(self.text) + len(other.text)) / 2
        return abs(self.x - other.x) < across and abs(self.y - other.y) < along

    @property
    def _width(self) -> float:
        return LETTER * max(map(len, self.text))


@dataclass(frozen=True, slots=True)
class CaptionedLink:
    """A line that could be labelled: its fans, its fall, and its label at a part of it."""

    line: Link
    text: tuple[str, ...]
    fall: float
    """How far it goes down or up."""
    best: float
    """The part of the line at which its label is read best."""
    at: Callable[[float], tuple[float, float]]

    @property
    def fans(self) -> tuple[Fan, Fan]:
        """The fans at its start and at its end."""
        return (self.line.vertices[0], True), (self.line.vertices[-1], False)


def captions(lines: Sequence[CaptionedLink]) -> dict[int, Caption]:
    """The labels to write, by the number of the line."""
    uniform = _uniform(lines)
    said: set[Fan] = set()
    placed: dict[int, Caption] = {}
    for number in _by_need(lines, uniform):
        own = uniform.intersection(lines[number].fans)
        if own & said or not lines[number].text:
            continue
        said |= own
        placed[number] = _free(lines[number], placed.values())
    return placed


def _uniform(lines: Iterable[CaptionedLink]) -> set[Fan]:
    """The fans of several lines, all of one kind."""
    kinds: Mapping[Fan, list[tuple[str, str]]] = defaultdict(list)
    for each in lines:
        for fan in each.fans:
            kinds[fan].append((each.line.kind, each.line.family))
    return {fan for fan, found in kinds.items() if len(found) > 1 and len(set(found)) == 1}


def _by_need(lines: Sequence[CaptionedLink], uniform: set[Fan]) -> list[int]:
    """Lines that no fan can speak for first, then the levellest: they carry text best."""
    return sorted(
        range(len(lines)),
        key=lambda n: (not uniform.isdisjoint(lines[n].fans), lines[n].fall, n),
    )


def _free(each: CaptionedLink, placed: Iterable[Caption]) -> Caption:
    """The label at the first place where it touches no other, else at the best."""
    there = list(placed)
    tried = [Caption(each.text, *each.at(part)) for part in (each.best, *PLACES)]
    return next((c for c in tried if not any(map(c.meets, there))), tried[0])
