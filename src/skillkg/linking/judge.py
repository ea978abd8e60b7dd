"""How likely a statement means a skill: a small model over the figures of a candidate.

It was fitted on sentences of job ads that people labelled with skills (``benchmarks/extraction.py``
says which, how well it does, and fits it again), for each encoder that it comes with: another
one's cosines mean something else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skillkg.relatedness.calibration import restored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from skillkg.relatedness.calibration import Bin, Weights

FILE: Final = Path(__file__).parent / "judge.json"
"""Judges of skills."""
OCCUPATIONS: Final = Path(__file__).parent / "occupation_judge.json"
"""Judges of occupations, fitted on tagged job titles (``benchmarks/titles.py``)."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of the figures (:data:`.skills.FIGURES`), and from where on to believe them."""

    weights: Weights
    threshold: float
    """Least probability of what is taken for a mention."""
    sentences: int
    """How many labelled sentences it was fitted on."""
    error: float
    """Expected calibration error of what is decided, on sentences that were held out."""
    table: tuple[Bin, ...]
    """What was promised and what was kept, on those."""

    def probabilities(self, figures: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability that each candidate is meant: figures of shape (candidates, figures)."""
        return self.weights.strengths(figures)


def shipped_judge(encoder: str, file: Path = FILE) -> Judge | None:
    """The judge for an encoder, by its digest; None where none comes with skillkg."""
    values = _held(file).get(encoder)
    return None if values is None else Judge(**restored(values))


def ship(judge: Judge, encoder: str, file: Path = FILE) -> None:
    """Write the judge for an encoder; for those who make a release."""
    held = _held(file) | {encoder: asdict(judge)}
    file.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def _held(file: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(file.read_bytes())
    return held
