"""Whether gates follow from what was parsed, by their published rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.errors import RecordError
from skillkg.explanation.codec import plain
from skillkg.explanation.differences import differences
from skillkg.matching.gates.judging import recomputed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.model.match import Match


def gate_differences(match: Match) -> Iterator[str]:
    """Names, results and notes are those that the rules give for the values."""
    for gate in match.gates:
        try:
            yield from differences(plain(gate), plain(recomputed(gate)), gate.name)
        except RecordError as error:
            yield f"{gate.name}: {error}"
