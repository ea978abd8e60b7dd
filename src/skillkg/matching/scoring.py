"""How a fit is made: every number that was chosen, under a name and a digest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rfc8785

from skillkg.errors import QueryError, check_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.model.mention import Block

UNIT: Final = 1 << 12
"""Weights are whole numbers of so many parts of one. Sums of their products are then exact in
single precision, in any order: a pair has the same fit alone as in a ranking of millions."""
_MOST: Final = {"statements": 1_000, "requirements": 200, "best": 1_000}
"""Counts of which more would cost time, and show nothing: a record's scoring may be anybody's."""
MAX_PASSAGES: Final = 8
"""Lengths of passages that are read beside each other."""
MAX_LENGTH: Final = 1_000
"""Statements of the longest passage."""


@dataclass(frozen=True)
class Scoring:
    """A configuration of the fit; ``benchmarks/results/ranking.md`` shows what each part does."""

    name: str = "default"
    skills: float = 0.2
    """Share of the skills in a fit, where an ad asks for any; occupations have the rest."""
    titled: float = 3.0
    """What a skill counts that an ad's title names, as *Java* of a *Java developer*."""
    required: float = 1.0
    """What one counts that the ad calls required."""
    preferred: float = 0.75
    """What one counts that it calls preferred."""
    mentioned: float = 0.5
    """What one counts of which it says neither."""
    titles: float = 0.5
    """Share of an ad's title in how near the ad is to an occupation; statements have the rest."""
    statements: int = 10
    """How many of an ad's statements, those nearest to an occupation, speak for it."""
    temperature: float = 0.035
    """Difference of nearness by which an occupation is e times as probable."""
    classified: float = 0.3
    """Share of the title classifier in the probability of an occupation."""
    requirements: int = 15
    """How many occupations of each taxonomy an ad asks for at most, the most probable ones."""
    static: float = 0.65
    """Share of the static encoder in how near texts are, where another stands beside it."""
    best: int = 2
    """How many quotes of a resume, those nearest to an occupation, attest it."""
    passages: tuple[int, ...] = (8,)
    """Statements in a row that are read together as one passage."""
    centre: float = 0.6
    """Nearness of quotes that attests an occupation by a half."""
    width: float = 0.08
    """Difference of nearness by which the odds of it are e times as high."""
    title: float = 0.3
    """Share of its probability to which one title of a resume attests an occupation."""
    half_life: float = 0.0
    """Years before the end of the latest job by which half is gone of what fades of an older one; 0
    lets nothing fade. Off: with it a newer career lowers what an older one attests."""
    fading: float = 0.2
    """Share of how near the quotes of a job are that fades with the years."""
    unjudged: float = 0.5
    """Weight of a mention that no classifier judged."""

    def __post_init__(self) -> None:
        """Check the numbers.

        Raises:
            QueryError: one cannot be used.
        """
        shares = ("skills", "titles", "classified", "static", "title", "fading", "unjudged")
        demands = ("required", "preferred", "mentioned")
        for name in (*shares, *demands):
            if not 0 <= getattr(self, name) <= 1:
                raise QueryError(f"{name} of a scoring is a share from 0 to 1")
        for name in ("titled", "temperature", "width"):
            if not getattr(self, name) > 0:
                raise QueryError(f"{name} of a scoring has to be more than 0")
        for name, most in _MOST.items():
            check_limit(getattr(self, name), f"{name} of a scoring", most)
        if len(self.passages) > MAX_PASSAGES:
            raise QueryError(f"passages of a scoring has at most {MAX_PASSAGES} lengths")
        for length in self.passages:
            check_limit(length, "passages of a scoring", MAX_LENGTH)
        if not self.half_life >= 0:
            raise QueryError("half_life of a scoring is 0 or more")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all numbers and the name, as canonical JSON (RFC 8785)."""
        return f"sha256:{sha256(rfc8785.dumps(asdict(self))).hexdigest()}"

    def shares(self, filled: Iterable[Block]) -> dict[Block, float]:
        """Share of each block that an ad fills; they sum to 1, and a block without one is out."""
        weights: dict[Block, float] = {"skills": self.skills, "occupations": 1 - self.skills}
        known = {block: weights[block] for block in filled if weights[block]}
        whole = sum(known.values())
        return {block: weight / whole for block, weight in known.items()}

    def encoders(self, count: int) -> tuple[float, ...]:
        """Shares of the encoders, the static one first; they sum to 1."""
        return (1.0,) if count == 1 else (self.static, 1 - self.static)

    def to_json(self) -> str:
        """Write it as JSON, with its keys in order."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    def save(self, file: str | Path) -> None:
        """Write it to a file that ``load`` reads."""
        Path(file).write_text(self.to_json(), encoding="utf-8")

    @classmethod
    def load(cls, file: str | Path) -> Scoring:
        """Read a file that ``save`` wrote; what it leaves out is as in the default.

        Raises:
            QueryError: it cannot be read, or has keys or values that a scoring has not.
        """
        try:
            values: dict[str, Any] = json.loads(Path(file).read_text(encoding="utf-8"))
            known = {field.name for field in fields(cls)}
            if unknown := sorted(values.keys() - known):
                raise QueryError(f"{file}: a scoring has no {', '.join(unknown)}")
            if "passages" in values:
                values["passages"] = tuple(values["passages"])
            return cls(**values)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise QueryError(f"{file}: cannot be read as a scoring: {error}") from error


DEFAULT: Final = Scoring()

ABOUT: Final = Scoring(
    name="about", titles=0.3, statements=3, temperature=0.05, classified=0.0, requirements=200
)
"""Names the one occupation of an ad most often right, where nobody is matched with it
(``benchmarks/results/reading.md``)."""


def units(weight: float) -> int:
    """A weight in units, rounded."""
    return round(weight * UNIT)
