"""The occupations of a graph as an encoder has them: one vector each.

An occupation's profile is made of its labels and description, and of what it does. Half of what
the profiles have in common is taken out of them, and out of what is compared with them: what says
nothing of any one occupation then makes nothing seem near (Mu and Viswanath 2018 take all of it).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.encoding.vectors import QuantisedVectors, quantise, without
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts


SHARED: Final = 0.5
"""Share of what all profiles have in common that is taken out."""


class OccupationTexts:
    """How near texts are to occupations (explicit semantic analysis, with occupations as concepts).

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`.occupation_parts.occupation_parts` gave.
    """

    def __init__(self, encoder: Encoder, parts: Parts) -> None:
        arrays, values = parts
        self.iris: list[str] = values["iris"]
        """The occupations, ascending; their numbers are places in this list."""
        self._encoder = encoder
        self._common = np.asarray(arrays["common"], dtype=np.float32)
        self._profiles = QuantisedVectors(np.asarray(arrays["profiles"]))

    @property
    def encoder(self) -> str:
        """Digest of the encoder."""
        return self._encoder.digest

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of each occupation."""
        return {iri: number for number, iri in enumerate(self.iris)}

    @property
    def taxonomies(self) -> list[Ints]:
        """Numbers of the occupations of ESCO and overlays, and of O*NET, where there are any."""
        is_onet = np.array([iri.startswith(ONET_DATA) for iri in self.iris], dtype=bool)
        return [numbers for numbers in map(np.flatnonzero, (~is_onet, is_onet)) if len(numbers)]

    def encode(self, texts: Sequence[str]) -> Float32s:
        """Encode texts: shape (texts, dimension), quantised."""
        return without(quantise(self._encoder.encode(list(texts))), self._common, SHARED)

    def cosines(self, vectors: Float32s) -> Float64s:
        """Cosines of vectors with all occupations, 0 where one has no length.

        Shape: (vectors, occupations).
        """
        return np.nan_to_num(self._profiles.cosines(vectors))

    def cosines_with(self, numbers: Ints) -> Callable[[Float32s], Float64s]:
        """What gives cosines of vectors with some occupations: those that ``cosines`` gives.

        Args:
            numbers: of the occupations.
        """
        profiles = self._profiles.at(numbers)
        return lambda vectors: np.nan_to_num(profiles.cosines(vectors))
