"""How far whole jobs and sections of a resume attest occupations: few, and with their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.counterfactuals.attesting import missed
from skillkg.matching.counterfactuals.largest import ranked
from skillkg.matching.occupations.attested import weighed

if TYPE_CHECKING:
    from skillkg.arrays import Bools, Float64s
    from skillkg.matching.counterfactuals.attesting import Attesting
    from skillkg.matching.counterfactuals.lines import Lines


class AttestingParts:
    """How far sets of jobs and sections attest some occupations.

    Args:
        lines: of the resume.
        attesting: how far its lines do.
        parts: which lines stand in each, shape (parts, lines).
    """

    def __init__(self, lines: Lines, attesting: Attesting, parts: Bools) -> None:
        self._attesting, self._nearest = attesting, attesting.nearest
        titles, statements = parts[:, lines.titles], parts[:, lines.statements]
        self._factors = missed(titles, attesting.factors)
        said = attesting.said.best(np.hstack([titles, statements]), self._nearest)
        whole = np.hstack([titles, attesting.whole(statements)])
        passages = attesting.passages.best(whole, self._nearest)
        self._said, self._passages = map(ranked, map(np.concatenate, (said, passages)))

    def weights(self, kept: Bools) -> Float64s:
        """Weights that profiles of sets of them have: shape (sets, occupations).

        Args:
            kept: which of them are in each set, shape (sets, parts).
        """
        several = np.tile(kept, self._nearest)
        titled = np.sqrt(1 - missed(kept, self._factors))
        said, passages = (
            self._attesting.curve(each.best(several, self._nearest))
            for each in (self._said, self._passages)
        )
        return weighed([titled, said, passages])
