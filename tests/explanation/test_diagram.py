from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.explanation.report import diagram_layers as layers
from skillkg.explanation.report.diagram import MAX_DRAWN, Link, match_diagram
from skillkg.explanation.report.diagram_captions import CaptionedLink, captions
from skillkg.explanation.report.diagram_drawing import Drawing, draw
from skillkg.explanation.report.diagram_shapes import GAP

if TYPE_CHECKING:
    from skillkg.model.match import Match


@st.composite
def layered(draw: st.DrawFn) -> tuple[layers.Layers, layers.Weights]:
    counts = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    numbers = iter(range(sum(counts)))
    given_layers = [[next(numbers) for _ in range(count)] for count in counts]
    possible = [(a, b) for one, two in pairwise(given_layers) for a in one for b in two]
    weights = st.floats(min_value=1e-6, max_value=1)
    return given_layers, draw(st.dictionaries(st.sampled_from(possible), weights))


@given(layered())
def test_order_keeps_nodes_and_never_crosses_more(
    graph: tuple[layers.Layers, layers.Weights],
) -> None:
    given_layers, links = graph
    ordered = layers.order(given_layers, links)
    assert [sorted(layer) for layer in ordered] == given_layers
    right = layers.neighbours(links)[1]
    assert layers.crossings(ordered, right) <= layers.crossings(given_layers, right)


@given(layered())
def test_heights_keep_order_and_distance(
    graph: tuple[layers.Layers, layers.Weights],
) -> None:
    given_layers, links = graph
    size = {node: 10.0 + node for layer in given_layers for node in layer}
    y = layers.heights(given_layers, links, size, gap=4.0)
    for layer in given_layers:
        for above, below in pairwise(layer):
            assert y[below] - y[above] >= (size[above] + size[below]) / 2 + 4.0 - 1e-6
    assert min(y[v] - size[v] / 2 for v in y) == pytest.approx(0)


def test_unrelated_parts_stand_one_above_the_other() -> None:
    links = {(0, 4): 1.0, (1, 3): 1.0, (2, 4): 1.0}
    assert layers.order([[0, 1, 2], [3, 4]], links) == [[0, 2, 1], [4, 3]]


def test_crossed_links_are_uncrossed() -> None:
    links = {(0, 3): 1.0, (1, 2): 1.0}
    ordered = layers.order([[0, 1], [2, 3]], links)
    assert layers.crossings(ordered, layers.neighbours(links)[1]) == 0


def test_chain_from_quote_to_quote(match: Match) -> None:
    drawn = match_diagram(match)
    columns = [(node.column, node.role, node.text) for node in drawn.nodes if node.role != "bend"]
    assert set(columns) == {
        (0, "resume", "SQL"),
        (0, "resume", "Data analyst"),
        (1, "concept", "data analyst"),
        (2, "requirement", "Python"),
        (2, "requirement", "SQL"),
        (3, "ad", "Web developer"),
        (3, "ad", "SQL"),
    }
    assert [link.kind for link in drawn.links if link.kind] == ["essential →"]


def test_lines_into_a_column_carry_all_that_is_drawn(match: Match) -> None:
    drawn = match_diagram(match)
    for column in range(1, drawn.columns.last + 1):
        amounts = [w for (_, b), w in drawn.weights.items() if drawn.nodes[b].column == column]
        assert sum(amounts) == pytest.approx(match.fit)


def test_only_the_largest_are_drawn(match: Match) -> None:
    first = match.contributions[0]
    many = tuple(
        replace(first, requirement=f"urn:r:{n}", skill=f"urn:r:{n}", path=type(first.path)())
        for n in range(60)
    )
    drawn = match_diagram(replace(match, contributions=many))
    assert (drawn.drawn, drawn.omitted) == (MAX_DRAWN, 60 - MAX_DRAWN)
    assert sum(node.role == "requirement" for node in drawn.nodes) == MAX_DRAWN


def test_boxes_do_not_overlap_and_lie_inside(match: Match) -> None:
    drawing = draw(match_diagram(match))
    for shape in drawing.shapes:
        assert 0 <= shape.x <= shape.x + shape.width <= drawing.width
        assert 0 <= shape.y <= shape.y + shape.height <= drawing.height
    for one, two in pairwise(sorted(drawing.shapes, key=lambda s: (s.x, s.y))):
        assert one.x != two.x or two.y >= one.y + one.height + GAP - 0.2


def labelled(a: int, b: int, kind: str, y: float = 0.0) -> CaptionedLink:
    link = Link((a, b), kind, "esco")
    return CaptionedLink(link, (kind,), abs(y), 0.5, lambda part: (300 * part, y))


def test_a_fan_of_one_kind_is_labelled_once_and_on_its_levellest_line() -> None:
    fan = [labelled(0, n, "essential", y=10.0 * (n - 3)) for n in range(1, 6)]
    assert list(captions(fan)) == [2]


def test_lines_of_a_mixed_fan_are_all_labelled() -> None:
    fan = [labelled(0, 1, "essential"), labelled(0, 2, "essential"), labelled(0, 3, "optional")]
    assert set(captions(fan)) == {0, 1, 2}


def test_every_line_is_labelled_or_ends_in_a_labelled_fan_of_its_kind() -> None:
    kinds = {(0, 3): "a", (0, 4): "a", (1, 3): "a", (1, 4): "b", (2, 4): "b", (2, 5): "b"}
    lines = [labelled(a, b, kind, y=a * 7.0 - b) for (a, b), kind in kinds.items()]
    written = captions(lines)
    for number, each in enumerate(lines):
        own = [{i for i, other in enumerate(lines) if fan in other.fans} for fan in each.fans]
        uniform = [fan for fan in own if len({lines[i].link.kind for i in fan}) == 1]
        assert number in written or any(fan & written.keys() for fan in uniform)


def test_labels_move_apart() -> None:
    one, two = captions([labelled(0, 1, "essential"), labelled(2, 3, "optional")]).values()
    assert not one.overlaps(two)
    assert one.overlaps(one)


def test_a_diagram_that_is_too_small_upright_is_printed_across() -> None:
    assert not Drawing(900.0, 800.0, [], [], [], set(), 0.0).is_wide
    assert Drawing(1100.0, 800.0, [], [], [], set(), 0.0).is_wide


def test_nothing_to_draw(match: Match) -> None:
    drawing = draw(match_diagram(replace(match, contributions=())))
    assert drawing.shapes == []
    assert drawing.curves == []
