"""The console that foreign text is printed to: nothing of it steers the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.segment import Segment

from skillkg.text.printable import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


class VisibleConsole(Console):
    r"""Prints text as it is, no part of it read as markup, and what would steer as ``\\x1b``."""

    def __init__(self, **options: Any) -> None:
        """A console with the options of rich's."""
        super().__init__(markup=False, emoji=False, **options)

    def render(self, *args: Any, **options: Any) -> Iterator[Segment]:
        """Render as rich does; only what rich itself adds remains a control."""
        for segment in super().render(*args, **options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)
