"""What the lines of a resume are worth, as rows: equal lines together, those that count first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from skillkg.explanation.report.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.model.counterfactual import LineWorth
    from skillkg.model.document import Span

SHOWN: Final = 10
"""Rows of what counts most."""
CONTRARY: Final = 3
"""Rows of lines without which the fit is larger."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """Lines of the same words and the same worth."""

    spans: tuple[Span, ...]
    effect: float
    """Of each."""
    resting: float
    """Likewise."""
    is_contrary: bool


def line_rows(lines: Sequence[LineWorth]) -> tuple[list[LineRow], int]:
    """The lines that count most, then contrary ones; and how many lines are left out.

    What rests on a line tells first: of two that say the same, neither has an effect by itself.
    """
    groups: dict[tuple[str, float, float], list[LineWorth]] = {}
    for line in lines:
        key = one_line(line.line.quote).casefold(), line.effect, line.resting
        groups.setdefault(key, []).append(line)
    rows = [
        LineRow(
            tuple(w.line for w in group), group[0].effect, group[0].resting, group[0].is_contrary
        )
        for group in groups.values()
    ]
    contrary = sorted((r for r in rows if r.is_contrary), key=lambda r: (r.effect, r.spans))
    others = sorted(
        (r for r in rows if not r.is_contrary and max(r.effect, r.resting) > 0),
        key=lambda r: (-max(r.effect, r.resting), r.spans),
    )
    shown = others[:SHOWN] + contrary[:CONTRARY]
    return shown, len(lines) - sum(len(row.spans) for row in shown)
