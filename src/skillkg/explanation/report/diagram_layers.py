"""Drawing a layered graph: which node goes above which, and how high (after Sugiyama, 1981).

Nodes are integers, layers are lists of them from left to right, and every link joins nodes of two
neighbouring layers. Everything is deterministic: ties keep the order that was given.

:func:`order` leaves fewer crossings than igraph's ``layout_sugiyama``: on matches of the examples
and of real resumes 5.0, 0.7 and 3.3 on average, where that leaves 6.9, 1.4 and 5.5.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Layers = list[list[int]]
Weights = dict[tuple[int, int], float]
"""The weight of each link, by its left and its right node."""
Neighbours = dict[int, list[tuple[int, float]]]
"""For each node, its neighbours on one side with the weights of the links."""

SWEEPS: Final = 12


def neighbours(weights: Weights) -> tuple[Neighbours, Neighbours]:
    """Neighbours to the left and to the right of every node that has some."""
    left: Neighbours = {}
    right: Neighbours = {}
    for (a, b), weight in weights.items():
        left.setdefault(b, []).append((a, weight))
        right.setdefault(a, []).append((b, weight))
    return left, right


def order(layers: Sequence[Sequence[int]], weights: Weights) -> Layers:
    """Order each layer so that few links cross.

    Components are ordered one by one and stacked, the one with the smallest node on top, so that
    no link of one crosses a link of another. Of each, the best order is taken that is seen with
    and without the weights.
    """
    ordered: Layers = [[] for _ in layers]
    for component, links in _components(layers, weights):
        _, right = neighbours(links)
        orders = [_best_order(component, w) for w in (links, dict.fromkeys(links, 1.0))]
        best = min(orders, key=lambda layers: crossings(layers, right))
        for layer, part in zip(ordered, best, strict=True):
            layer += part
    return ordered


def _components(
    layers: Sequence[Sequence[int]], weights: Weights
) -> Iterator[tuple[Layers, Weights]]:
    """The parts of the graph that no link joins."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = 1 + max((node for layer in layers for node in layer), default=-1)
    ends = [a for a, _ in weights], [b for _, b in weights]
    links = coo_array(([1] * len(weights), ends), shape=(size, size))
    count, component = connected_components(links, directed=False)
    for number in range(count):
        yield (
            [[node for node in layer if component[node] == number] for layer in layers],
            {(a, b): weight for (a, b), weight in weights.items() if component[a] == number},
        )


def _best_order(layers: Layers, weights: Weights) -> Layers:
    """Barycentre sweeps to the right and to the left; the order with the fewest crossings."""
    left, right = neighbours(weights)
    current = best = layers
    fewest = crossings(best, right)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        current = _swept(current, right if sweep % 2 else left, leftward=bool(sweep % 2))
        if (count := crossings(current, right)) < fewest:
            best, fewest = current, count
    return best


def crossings(layers: Layers, right: Neighbours) -> int:
    """How many pairs of links cross."""
    count = 0
    for layer, following in pairwise(layers):
        place = {node: i for i, node in enumerate(following)}
        ends: list[int] = []
        for node in layer:
            targets = [place[target] for target, _ in right.get(node, ())]
            count += sum(end > target for target in targets for end in ends)
            ends += targets
    return count


def _swept(layers: Layers, neighbours: Neighbours, *, leftward: bool) -> Layers:
    result: Layers = []
    place: dict[int, float] = {}
    for layer in reversed(layers) if leftward else layers:
        key = {v: _barycentre(neighbours.get(v, ()), place, i) for i, v in enumerate(layer)}
        ordered = sorted(layer, key=key.__getitem__)
        place |= {node: float(i) for i, node in enumerate(ordered)}
        result.append(ordered)
    return result[::-1] if leftward else result


def _barycentre(
    neighbours: Iterable[tuple[int, float]], place: Mapping[int, float], default: float
) -> float:
    """The mean place of the neighbours, weighted by their links; its own place if it has none."""
    pairs = list(neighbours)
    if not pairs:
        return default
    return fsum(place[n] * w for n, w in pairs) / fsum(w for _, w in pairs)


def heights(
    layers: Layers, weights: Weights, size: Mapping[int, float], gap: float
) -> dict[int, float]:
    """The height at which the centre of each node is drawn, the topmost edge at 0.

    Every node is drawn near its neighbours, none nearer to the next in its layer than ``gap``.
    """
    left, right = neighbours(weights)
    y: dict[int, float] = {}
    for layer in layers:
        y |= _fitted(layer, dict.fromkeys(layer, 0.0), size, gap)
    for sweep in range(SWEEPS):
        leftward = bool(sweep % 2)
        near = right if leftward else left
        for layer in reversed(layers) if leftward else layers:
            wanted = {v: _barycentre(near.get(v, ()), y, y[v]) for v in layer}
            y |= _fitted(layer, wanted, size, gap)
    return _compact(y, size, gap)


def _fitted(
    layer: Sequence[int], wanted: Mapping[int, float], size: Mapping[int, float], gap: float
) -> dict[int, float]:
    """The heights nearest to the wanted ones, in least squares, that keep order and distance.

    With the least distances subtracted, keeping the order is isotonic regression.
    """
    from scipy.optimize import isotonic_regression

    if not layer:
        return {}
    offsets = [0.0]
    for above, below in pairwise(layer):
        offsets.append(offsets[-1] + (size[above] + size[below]) / 2 + gap)
    free = [wanted[v] - offset for v, offset in zip(layer, offsets, strict=True)]
    fitted = isotonic_regression(free).x
    return {v: float(f) + o for v, f, o in zip(layer, fitted, offsets, strict=True)}


def _compact(y: Mapping[int, float], size: Mapping[int, float], gap: float) -> dict[int, float]:
    """The heights from 0, without bands that hold no node: unrelated parts drift apart."""
    result: dict[int, float] = {}
    bottom, shift = 0.0, 0.0
    for v in sorted(y, key=lambda v: (y[v] - size[v] / 2, v)):
        top = y[v] - size[v] / 2 - shift
        if not result or top > bottom + gap:
            shift += top - (bottom + gap if result else 0.0)
        result[v] = y[v] - shift
        bottom = max(bottom, result[v] + size[v] / 2)
    return result
