"""Runs of numbers laid one after the other: where each starts, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def starts(sizes: Ints) -> Ints:
    """Where runs of some sizes start, one after the other."""
    found: Ints = np.cumsum(sizes) - sizes
    return found


def ranges(begins: Ints, ends: Ints) -> Ints:
    """The numbers from each begin to its end, one range after the other."""
    sizes = ends - begins
    shifts: Ints = np.repeat(begins - starts(sizes), sizes)
    return shifts + np.arange(len(shifts))
