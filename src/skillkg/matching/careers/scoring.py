"""How likely somebody has an occupation next, and every number of it that was chosen.

    score(c) = staying · a_c + (1 - staying) · Σ_o a_o · p(o → c)
    p(o → c) = closeness(o, c) · commonness(c) / Σ_d closeness(o, d) · commonness(d)

a_o is the share of occupation o in what the person attests. People stay in what they attest, or
move to an occupation that is close: by a path of published statements or learned edges, or because
it needs the same skills; and of close ones to those that are common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CareerScoring:
    """The numbers; ``benchmarks/results/careers.md`` shows what each is worth."""

    titles: float = 0.7
    """Share of the titles of the jobs in how far a person attests an occupation; the whole document
    has the rest."""
    recency: float = 0.5
    """What a job counts beside the one after it."""
    origins: int = 30
    """Occupations that moves start from: those that are attested most."""
    staying: float = 0.5
    """Probability that the next occupation is one that the person attests."""
    hops: int = 3
    """Steps of the longest path by which occupations are close: over a crosswalk and back."""
    floor: float = 0.2
    """Least strength of such a path."""
    rare: float = 0.1
    """Commonness of an occupation that none of the tagged job titles means; what
    ``shipped_common`` counts comes on top."""


DEFAULT: Final = CareerScoring()
