"""Of several demands with an *or* between them, one is enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from skillkg.matching.gates.judging import any_of
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillkg.model.match import Gate

T = TypeVar("T")

_WINDOW: Final = 40
"""Characters that may stand between two alternatives."""
_OR: Final = re.compile(r"\bor\b|/|\bod(?:er|\.)(?!\w)|\bou\b", re.IGNORECASE)
_OR_DIRECTLY: Final = re.compile(
    r"^[^.;\n,]*\bor\s+(?:at least |a minimum of |minimum (?:of )?|an? )?$", re.IGNORECASE
)
_NOWHERE: Final = Span(0, 0, "")
_END: Final = re.compile(r"[.;\n]|\band\b|\bwith\b", re.IGNORECASE)


def alternatives(text: str, wanted: Sequence[T], span: Callable[[T], Span]) -> Iterator[list[T]]:
    """Group demands, in text order, those together between which there is an *or*.

    A comma joins what an *or* behind it joins: ``PMP, PRINCE2 or CSM``.
    """
    group: list[T] = []
    for number, each in enumerate(wanted):
        if group and not _joined(text, wanted, number, span):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _joined(text: str, wanted: Sequence[T], number: int, span: Callable[[T], Span]) -> bool:
    """Whether a demand is an alternative to the one before it."""
    for place in range(number, len(wanted)):
        between = text[span(wanted[place - 1]).end : span(wanted[place]).start]
        if len(between) >= _WINDOW or _END.search(between):
            return False
        if _OR.search(between):
            return True
        if "," not in between:
            return False
    return False


def joined(text: str, gates: Sequence[Gate]) -> list[Gate]:
    """Gates in text order; as one, those with an *or* between: ``a degree or 5 years``."""
    kept: list[Gate] = []
    for gate in sorted(gates, key=lambda gate: gate.requirement or _NOWHERE):
        last = kept[-1] if kept else None
        if last is not None and last.requirement is not None and gate.requirement is not None:
            between = text[last.requirement.end : gate.requirement.start]
            if len(between) < 2 * _WINDOW and _OR_DIRECTLY.search(between):
                kept[-1] = any_of([last, gate])
                continue
        kept.append(gate)
    return kept
