"""Where the kinds of links are written, and where they need not be.

Where all links that leave or enter a node are of one kind, writing it once is enough: of such a
fan one link is captioned. Other captions stand where they cover none that stands already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.explanation.report.text_width import SMALL, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from skillkg.explanation.report.diagram import Link

LEADING: Final = 12.0
PARTS: Final = (0.5, 0.36, 0.64, 0.25, 0.75, 0.15, 0.85)
"""Parts of a link at which its caption is tried, besides the best one."""

Fan = tuple[int, bool]
"""A node, and whether the links leave it."""


class Caption(NamedTuple):
    """Lines of text with the middle of where they stand."""

    text: tuple[str, ...]
    x: float
    y: float

    def overlaps(self, other: Caption) -> bool:
        """Whether two captions touch."""
        across = (self._width + other._width) / 2
        along = LEADING * (len(self.text) + len(other.text)) / 2
        return abs(self.x - other.x) < across and abs(self.y - other.y) < along

    @property
    def _width(self) -> float:
        return max(text_width(line, SMALL) for line in self.text)


@dataclass(frozen=True, slots=True)
class CaptionedLink:
    """A link that could be captioned: its fans, its fall, and its caption at a part of it."""

    link: Link
    text: tuple[str, ...]
    fall: float
    """How far it goes down or up."""
    best: float
    """The part of the link at which its caption is read best."""
    at: Callable[[float], tuple[float, float]]

    @property
    def fans(self) -> tuple[Fan, Fan]:
        """The fans at its start and at its end."""
        return (self.link.route[0], True), (self.link.route[-1], False)


def captions(links: Sequence[CaptionedLink]) -> dict[int, Caption]:
    """The captions to write, by the number of the link."""
    uniform = _uniform(links)
    captioned: set[Fan] = set()
    placed: dict[int, Caption] = {}
    for number in _by_need(links, uniform):
        fans = uniform.intersection(links[number].fans)
        if fans & captioned or not links[number].text:
            continue
        captioned |= fans
        placed[number] = _free(links[number], placed.values())
    return placed


def _uniform(links: Iterable[CaptionedLink]) -> set[Fan]:
    """The fans of several links, all of one kind."""
    kinds: Mapping[Fan, list[tuple[str, str]]] = defaultdict(list)
    for each in links:
        for fan in each.fans:
            kinds[fan].append((each.link.kind, each.link.family))
    return {fan for fan, group in kinds.items() if len(group) > 1 and len(set(group)) == 1}


def _by_need(links: Sequence[CaptionedLink], uniform: set[Fan]) -> list[int]:
    """Links that no fan can speak for first, then the levellest: they carry text best."""
    return sorted(
        range(len(links)),
        key=lambda n: (not uniform.isdisjoint(links[n].fans), links[n].fall, n),
    )


def _free(each: CaptionedLink, placed: Iterable[Caption]) -> Caption:
    """The caption at the first part where it touches no other, else at the best."""
    others = list(placed)
    tried = [Caption(each.text, *each.at(part)) for part in (each.best, *PARTS)]
    return next((c for c in tried if not any(map(c.overlaps, others))), tried[0])
