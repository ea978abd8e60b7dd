"""The diagram of a match: the resume's quotes, the concepts between, the ad's quotes.

A contribution is drawn as a chain from left to right. Chains share their nodes and links: a
concept is one node per column, and a link is as thick as all that is contributed over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from skillkg.explanation.ledger import ordered_contributions
from skillkg.explanation.report import diagram_layers as layers
from skillkg.explanation.report.amounts import rounded
from skillkg.explanation.report.wording import arrow, family, label, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.model.document import Span
    from skillkg.model.graph import Step
    from skillkg.model.match import Contribution, Match

MAX_DRAWN: Final = 10
"""Contributions drawn at most; the others are in the report's table only."""

Role = Literal["resume", "concept", "requirement", "ad", "bend"]
Key = tuple[int, str]
"""A node: its column and what stands in it."""


@dataclass(slots=True)
class Node:
    """A quote, a concept, or (without text) a bend of a link that spans several columns."""

    column: int
    role: Role
    text: str = ""
    concept: str = ""
    block: str = ""
    offsets: set[tuple[int, int]] = field(default_factory=set)
    """Start and end of each place of a quote in its document."""
    amount: float = 0.0
    """What is contributed over it."""

    @property
    def is_quote(self) -> bool:
        """Whether it shows words of a document."""
        return self.role in ("resume", "ad")

    @property
    def note(self) -> str:
        """The small print beside its text: of a requirement its amount, of a quote its offsets."""
        if self.role == "requirement":
            return rounded(self.amount)
        if self.is_quote and self.offsets:
            (start, end), *others = sorted(self.offsets)
            return f"{start}–{end}" + (f" and {len(others)} more" if others else "")
        return ""


@dataclass(slots=True)
class Link:
    """A line between two nodes; ``route`` has the numbers of both and of the bends between them."""

    route: tuple[int, ...]
    kind: str
    family: str
    amount: float = 0.0
    """What is contributed over it."""


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
    """Nodes by number, links between them, and how many contributions are drawn and left out."""

    columns: Columns
    nodes: list[Node]
    links: list[Link]
    drawn: int
    omitted: int

    @property
    def weights(self) -> layers.Weights:
        """Amounts between nodes of neighbouring columns, bends included."""
        weights: layers.Weights = {}
        for link in self.links:
            for pair in pairwise(link.route):
                weights[pair] = weights.get(pair, 0.0) + link.amount
        return weights

    def heights(self, size: dict[int, float], gap: float) -> dict[int, float]:
        """The height of the centre of each node, by its number; ``size`` are their own heights."""
        columns: layers.Layers = [[] for _ in range(self.columns.last + 1)]
        for number, node in enumerate(self.nodes):
            columns[node.column].append(number)
        return layers.heights(layers.order(columns, self.weights), self.weights, size, gap)


def match_diagram(match: Match) -> Diagram:
    """Compose the diagram of a match's largest contributions."""
    contributions = ordered_contributions(match)[:MAX_DRAWN]
    builder = _Builder(match, _columns(contributions))
    for contribution in contributions:
        builder.add(contribution)
    drawn = len(contributions)
    return Diagram(
        columns=builder.columns,
        nodes=builder.nodes,
        links=list(builder.links.values()),
        drawn=drawn,
        omitted=len(match.contributions) - drawn,
    )


def _chain(c: Contribution) -> tuple[tuple[str, ...], int]:
    """The concepts of a contribution's path, and where its requirement stands among them."""
    concepts = c.path.concepts or (c.requirement,)
    return concepts, len(concepts) - 1 - concepts[::-1].index(c.requirement)


def _columns(contributions: Sequence[Contribution]) -> Columns:
    chains = [_chain(c) for c in contributions]
    requirement = 1 + max((end for _, end in chains), default=0)
    after = max((len(concepts) - 1 - end for concepts, end in chains), default=0)
    return Columns(requirement, requirement + after + 1)


class _Builder:
    """Nodes and links while contributions are added to them."""

    def __init__(self, match: Match, columns: Columns) -> None:
        self.match, self.columns = match, columns
        self.nodes: list[Node] = []
        self.numbers: dict[Key, int] = {}
        self.links: dict[tuple[int, int, str, str], Link] = {}

    def add(self, c: Contribution) -> None:
        """Draw one contribution, from the resume's quote to the ad's."""
        chain = [
            self._quote(0, "resume", c.skill_spans),
            *self._concepts(c),
            self._quote(self.columns.last, "ad", c.requirement_spans),
        ]
        kinds = [("", "document"), *map(_kind, c.path.steps), ("", "document")]
        for number in chain:
            self.nodes[number].amount += c.contribution
        for (a, b), (kind, source) in zip(pairwise(chain), kinds, strict=True):
            self._link(a, b, kind, source).amount += c.contribution

    def _concepts(self, c: Contribution) -> Iterator[int]:
        concepts, end = _chain(c)
        for place, concept in enumerate(concepts):
            column = 1 + place if place < end else self.columns.requirement + place - end
            role: Role = "requirement" if place == end else "concept"
            number = self._node((column, concept), role)
            node = self.nodes[number]
            node.text, node.concept = label(self.match, concept), concept
            node.block = c.block if role == "requirement" else node.block
            yield number

    def _quote(self, column: int, role: Role, spans: Sequence[Span]) -> int:
        """The node of the first place that a contribution rests on; equal quotes share one."""
        text = one_line(min(spans).quote) if spans else "(no quote)"
        number = self._node((column, text.casefold()), role)
        node = self.nodes[number]
        node.text = node.text or text
        node.offsets |= {(span.start, span.end) for span in spans}
        return number

    def _node(self, key: Key, role: Role) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.nodes)
            self.nodes.append(Node(key[0], role))
        return self.numbers[key]

    def _link(self, a: int, b: int, kind: str, source: str) -> Link:
        key = (a, b, kind, source)
        if key not in self.links:
            between = range(self.nodes[a].column + 1, self.nodes[b].column)
            bends = [self._node((column, f"\0{key}"), "bend") for column in between]
            self.links[key] = Link((a, *bends, b), kind, source)
        return self.links[key]


def _kind(step: Step) -> tuple[str, str]:
    """What a link says of a step, and the family of the graph that the step is from."""
    return arrow(step), family(step.graph)
