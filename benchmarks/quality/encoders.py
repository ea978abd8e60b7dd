"""Methods that compare vectors of texts; each text is encoded once and shared among benchmarks."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from quality.methods import Method

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quality.methods import Scorer, Scores
    from skillkg.arrays import Float32s
    from skillkg.encoding.encoder import Encoder


class Encoded:
    """Vectors of one encoder, kept by text; in a folder, too, where one is given."""

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self.encoder = encoder
        name = f"{encoder.digest.removeprefix('sha256:')[:16]}.npz"
        self._file = folder / name if folder else None
        self._rows: dict[bytes, int] = {}
        self._vectors = np.zeros((0, encoder.dimension), dtype=np.float32)
        if self._file and self._file.exists():
            with np.load(self._file) as kept:
                self._vectors = kept["vectors"]
                self._rows = {key.tobytes(): row for row, key in enumerate(kept["keys"])}

    def __call__(self, texts: Sequence[str]) -> Float32s:
        """Vectors of texts: shape (texts, dimension)."""
        keys = [sha256(text.encode()).digest() for text in texts]
        if missing := sorted({t for t, k in zip(texts, keys, strict=True) if k not in self._rows}):
            self._add(missing)
        return self._vectors[[self._rows[key] for key in keys]]

    def _add(self, texts: Sequence[str]) -> None:
        for text in texts:
            self._rows[sha256(text.encode()).digest()] = len(self._rows)
        self._vectors = np.concatenate([self._vectors, self.encoder.encode(texts)])
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            kept = np.frombuffer(b"".join(self._rows), dtype=np.uint8).reshape(-1, 32)
            draft = self._file.with_suffix(f".{os.getpid()}.npz")  # two benchmarks may run at once
            np.savez(draft, keys=kept, vectors=self._vectors)
            draft.replace(self._file)


def cosine(name: str, vectors: Encoded) -> Method:
    """Cosine of an encoder's vectors."""

    def index(targets: Sequence[str]) -> Scorer:
        indexed = vectors(targets).T

        def scores(queries: Sequence[str]) -> Scores:
            return vectors(queries) @ indexed

        return scores

    return Method(name, index, vectors.encoder.digest)
