"""Whether gates follow from what was parsed, by their published rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.errors import RecordError
from skillkg.explanation.codec import plain
from skillkg.explanation.differences import differences
from skillkg.matching.gates.judging import judge, recomputed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Gate, Match


def gate_differences(match: Match) -> Iterator[str]:
    """Names, results and notes are those that the rules give for the values."""
    for gate in match.gates:
        try:
            yield from differences(plain(gate), plain(recomputed(gate)), gate.name)
            yield from _evidence(gate)
        except RecordError as error:
            yield f"{gate.name}: {error}"


def _evidence(gate: Gate) -> Iterator[str]:
    """Nothing that the resume says is quoted where it says nothing that decides."""
    for each in gate.alternatives or (gate,):
        if each.evidence is not None and not judge(each.rule, each.values).by:
            yield f"{each.name}: “{each.evidence.quote:.60}” is quoted, and decides nothing"
