"""How long and how fast encoders learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Encoding = Literal["static", "transformer"]
Method = Encoding | Literal["skill2vec"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to learn."""

    steps: int
    batch: int
    learning_rate: float
    seed: int = 0
    tokens: int = 32
    """Of a text that a transformer learns from; names and most descriptions are shorter."""
    kept: float = 1.0
    """How much a transformer keeps of what it learned: its weights go so far on the way from the
    base's to the trained ones (WiSE-FT, Wortsman et al. 2022), so that it forgets less."""


DEFAULTS: Final[Mapping[Encoding, Settings]] = {
    "static": Settings(steps=2_000, batch=1_024, learning_rate=1e-2),
    "transformer": Settings(steps=1_300, batch=128, learning_rate=1.5e-4),
}
OF_SENTENCES: Final = Settings(steps=420, batch=64, learning_rate=1.5e-4, tokens=48, kept=0.5)
"""Of a transformer that learns from labelled sentences, which are longer than names."""
