"""Which labelled pairs train, which calibrate, and which test: decided by a hash of the pair.

The same pair is in the same fold on every machine and in every release, so that what an encoder
was trained on never comes back as evidence that it works.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

Fold = Literal["train", "calibrate", "test"]
_FOLDS: tuple[Fold, ...] = ("train", "calibrate", "test")


def fold(*names: str) -> Fold:
    """Fold of a labelled thing, named by its IRIs or texts in any order; a third falls in each."""
    key = "\x1f".join(sorted(names)).encode()
    return _FOLDS[sha256(key).digest()[0] % len(_FOLDS)]
