"""The encoder that a view looks through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.encoding.encoder import Encoder


@dataclass(frozen=True)
class ChosenEncoder:
    """An encoder that is loaded when it is first needed, and is known by its digest before."""

    model: str | None
    """As ``encoding.models.open_encoder`` takes it."""

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder itself.

        Raises:
            ModelError: there is no such model, or it is damaged.
        """
        from skillkg.encoding.models import open_encoder

        return open_encoder(self.model)

    @cached_property
    def digest(self) -> str:
        """The encoder's digest; that of the default is known without loading it."""
        from skillkg.relatedness.shipped_calibration import default_digest

        return default_digest() if self.model is None else self.encoder.digest

    @property
    def folder(self) -> Path:
        """Where the model lies, with the classifiers and examples that it may bring along."""
        from skillkg.encoding.models import folder_of

        return folder_of(self.model).path
