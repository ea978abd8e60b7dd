"""Drawing a layered graph: which vertex goes above which, and how high (after Sugiyama, 1981).

Vertices are integers, layers are lists of them from left to right, and links join vertices of
neighbouring layers. Everything is deterministic: ties keep the order that was given.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Layers = list[list[int]]
Links = dict[int, list[tuple[int, float]]]
"""For each vertex, its neighbours on one side with the weights of the links."""

SWEEPS: Final = 12


def sides(links: Mapping[tuple[int, int], float]) -> tuple[Links, Links]:
    """Neighbours to the left and to the right of every vertex that has some."""
    left: Links = {}
    right: Links = {}
    for (a, b), weight in links.items():
        left.setdefault(b, []).append((a, weight))
        right.setdefault(a, []).append((b, weight))
    return left, right


def order(layers: Sequence[Sequence[int]], links: Mapping[tuple[int, int], float]) -> Layers:
    """Order each layer so that few links cross: barycentre sweeps, the best order seen."""
    left, right = sides(links)
    current = [list(layer) for layer in layers]
    best, fewest = current, crossings(current, right)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        current = _swept(current, right if sweep % 2 else left, leftward=bool(sweep % 2))
        if (count := crossings(current, right)) < fewest:
            best, fewest = current, count
    return best


def crossings(layers: Layers, right: Links) -> int:
    """How many pairs of links cross."""
    count = 0
    for layer, following in pairwise(layers):
        place = {vertex: i for i, vertex in enumerate(following)}
        ends: list[int] = []
        for vertex in layer:
            targets = [place[target] for target, _ in right.get(vertex, ())]
            count += sum(end > target for target in targets for end in ends)
            ends += targets
    return count


def _swept(layers: Layers, neighbours: Links, *, leftward: bool) -> Layers:
    result: Layers = []
    place: dict[int, float] = {}
    for layer in reversed(layers) if leftward else layers:
        key = {v: _mean(neighbours.get(v, ()), place, i) for i, v in enumerate(layer)}
        ordered = sorted(layer, key=key.__getitem__)
        place |= {vertex: float(i) for i, vertex in enumerate(ordered)}
        result.append(ordered)
    return result[::-1] if leftward else result


def _mean(links: Iterable[tuple[int, float]], place: Mapping[int, float], default: float) -> float:
    """Where the neighbours are on average, heavier links pulling more; its own place if none."""
    pairs = list(links)
    if not pairs:
        return default
    return fsum(place[n] * w for n, w in pairs) / fsum(w for _, w in pairs)


def heights(
    layers: Layers,
    links: Mapping[tuple[int, int], float],
    size: Mapping[int, float],
    gap: float,
) -> dict[int, float]:
    """The height at which the centre of each vertex is drawn, the topmost edge at 0.

    Every vertex is drawn near its neighbours, none nearer to the next in its layer than ``gap``.
    """
    left, right = sides(links)
    y: dict[int, float] = {}
    for layer in layers:
        y |= _packed(layer, dict.fromkeys(layer, 0.0), size, gap)
    for sweep in range(SWEEPS):
        leftward = bool(sweep % 2)
        near = right if leftward else left
        for layer in reversed(layers) if leftward else layers:
            wanted = {v: _mean(near.get(v, ()), y, y[v]) for v in layer}
            y |= _packed(layer, wanted, size, gap)
    return _closed(y, size, gap)


def _closed(y: Mapping[int, float], size: Mapping[int, float], gap: float) -> dict[int, float]:
    """The heights from 0, without bands that hold no vertex: unrelated parts drift apart."""
    result: dict[int, float] = {}
    bottom, shift = 0.0, 0.0
    for v in sorted(y, key=lambda v: (y[v] - size[v] / 2, v)):
        top = y[v] - size[v] / 2 - shift
        if not result or top > bottom + gap:
            shift += top - (bottom + gap if result else 0.0)
        result[v] = y[v] - shift
        bottom = max(bottom, result[v] + size[v] / 2)
    return result


def _packed(
    layer: Sequence[int], wanted: Mapping[int, float], size: Mapping[int, float], gap: float
) -> dict[int, float]:
    """The heights nearest to the wanted ones, in least squares, that keep order and distance.

    With the least distances subtracted, keeping the order is monotone regression.
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
