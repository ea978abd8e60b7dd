"""What every encoder of text offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float32s


class Encoder(Protocol):
    """Turns texts into vectors whose dot products are cosines."""

    @property
    def name(self) -> str:
        """Name for a reader."""

    @property
    def digest(self) -> str:
        """What names the model's content wherever its output goes: ``sha256:`` and hex digits."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Float32s:
        """Encode texts: shape (texts, dimension), rows of length one.

        A text without a token that the model knows gives a row of zeros: it is related to nothing.
        """
        ...

    def encode_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> Float32s:
        """Encode parts of texts: shape (parts in all, dimension), rows of length one.

        What a part means may depend on the text around it; a part that is all of its text has the
        vector that ``encode`` gives.

        Args:
            texts: what has the parts.
            parts: start and end of each part of each text; they cut no word.
        """
        ...
