"""Sets that do something, found step by step: what a search for the smallest starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillkg.arrays import Bools, Float64s, Ints

    Fits = Callable[[Bools], Float64s]
    """Fits of sets of elements: shape (sets, elements) to (sets,)."""


def shrunk(fits: Fits, count: int, cut: float) -> Ints | None:
    """Take elements away, always that whose loss lowers the fit most, until it is below a cut.

    Returns:
        The elements taken away; None where the fit of none is not below it.
    """
    kept = np.ones(count, dtype=bool)
    while kept.any() and fits(kept[None])[0] >= cut:
        places = np.flatnonzero(kept)
        without = _changed(kept, places)
        kept[places[np.argmin(fits(without))]] = False
    return None if fits(kept[None])[0] >= cut else np.flatnonzero(~kept)


def grown(fits: Fits, count: int, cut: float) -> Ints | None:
    """Add elements, always that which raises the fit most, until it is at a cut or above it.

    Returns:
        The elements added; None where the fit of all is below it.
    """
    kept = np.zeros(count, dtype=bool)
    while not kept.all() and fits(kept[None])[0] < cut:
        places = np.flatnonzero(~kept)
        kept[places[np.argmax(fits(_changed(kept, places)))]] = True
    return None if fits(kept[None])[0] < cut else np.flatnonzero(kept)


def _changed(kept: Bools, places: Ints) -> Bools:
    """The set with one element more or less each: shape (places, elements)."""
    changed = np.repeat(kept[None], len(places), axis=0)
    changed[np.arange(len(places)), places] ^= True
    return changed
