"""How far long work is: what is told about it, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress(Protocol):
    """Told how far each stage of some work is."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Take note of a stage.

        Args:
            stage: its name, for a reader.
            done: how much of it is done.
            total: how much there is to do, in the same unit; None where nobody knows.
        """
        ...


def silent(_stage: str, _done: int, _total: int | None, /) -> None:
    """Tell nobody."""


def counter(progress: Progress, stage: str, total: int) -> Callable[[int], None]:
    """Add up the parts of a stage: give what to call with the size of each part once it is done."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(stage, done, total)

    progress(stage, 0, total)
    return advance
