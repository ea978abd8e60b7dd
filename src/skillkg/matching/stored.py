"""What ranking needs of a document, in arrays: to be kept, so that it is read once."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillkg.matching.scoring import UNIT, units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from skillkg.arrays import Float64s
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Block


class StoredReading(NamedTuple):
    """A document as a job ad and as a resume; weights are in units."""

    name: str
    digest: str
    """SHA-256 of the file."""
    words: int
    statements: dict[int, int]
    """Of its statements, by a hash of its words, how many words there are in all."""
    asked: dict[Block, dict[str, int]]
    """What it asks for, by block and concept."""
    attested: NDArray[np.uint16]
    """How far it attests each occupation, in the order of their numbers."""
    stated: dict[str, int]
    """Skills that it states."""
    denied: tuple[str, ...]
    """Skills that it says its person has not, ascending."""

    @property
    def occupations(self) -> Float64s:
        """How far it attests each occupation, in [0, 1]."""
        return self.attested / UNIT


def stored(profile: Profile) -> StoredReading:
    """Take what ranking needs from a profile."""
    document = profile.reading.document
    skills = profile.stated_skills
    return StoredReading(
        document.name,
        document.digest,
        profile.words,
        {
            _hash(words): len(spans) * (1 + words.count(" "))
            for words, spans in profile.statements.items()
        },
        {
            block: {concept: units(share) for concept, share in shares.items()}
            for block, shares in profile.asked.items()
        },
        np.rint(profile.occupations * UNIT).astype(np.uint16),
        {concept: units(entry.weight) for concept, entry in skills.items()},
        tuple(sorted(profile.denied)),
    )


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little") >> 1
