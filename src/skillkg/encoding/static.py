"""Static encoders: a vector per token, and nothing else, so that no torch is needed.

A text's vector is the mean of its tokens' vectors, normalized: what sentence-transformers makes
of the same folder (``StaticEmbedding``), up to rounding.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.folder import (
    ModelFolder,
    damaged,
    digest_of,
    missing,
    read_tokenizer,
)
from skillkg.encoding.vectors import normalize
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillkg.arrays import Float32s

KIND = "StaticEmbedding"
_WEIGHTS = "embedding.weight"
_BATCH = 1 << 14
"""Texts that are tokenized together: what bounds memory; the vectors do not depend on it."""


class StaticEncoder:
    """The mean of token vectors."""

    def __init__(self, folder: ModelFolder) -> None:
        """Load a model whose modules are known; raises as ``load`` does."""
        if folder.kinds != (KIND,):
            raise ModelError(f"{folder.path}: {', '.join(folder.kinds)} is no static encoder")
        self.name, self._prompt, part = folder.path.name, folder.prompt, folder.part(KIND)
        self._files = (part / "tokenizer.json", part / "model.safetensors")
        self._tokenizer, self._weights = read_tokenizer(part), _read_weights(self._files[1])
        if (tokens := self._tokenizer.get_vocab_size()) > len(self._weights):
            raise ModelError(
                f"{part}: the tokenizer knows {tokens:,} tokens, and there are vectors for "
                f"{len(self._weights):,}\n  The files are of two models: copy or fetch it again."
            )

    @classmethod
    def load(cls, path: Path) -> StaticEncoder:
        """Load a folder that sentence-transformers saved.

        Raises:
            ModelError: it is missing or damaged, or another kind of model.
        """
        return cls(ModelFolder.read(path))

    @cached_property
    def digest(self) -> str:
        """Digest of tokenizer and weights; see ``Encoder``."""
        return digest_of(self._files, KIND, self._prompt)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._weights.shape[1])

    def encode(self, texts: Sequence[str]) -> Float32s:
        """Encode texts: shape (texts, dimension), rows of length one; see ``Encoder``."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            prompted = [self._prompt + text for text in texts[start : start + _BATCH]]
            vectors[start : start + _BATCH] = self._sums(self._tokens(prompted))
        return normalize(vectors)

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Numbers of the tokens of texts.

        A tokenizer that lets no token reach over a space is asked for each word once: many labels
        have few words.
        """
        parts = [text.split(" ") if self._parts_at_spaces else [text] for text in texts]
        distinct = list(dict.fromkeys(chain.from_iterable(parts)))
        encoded = self._tokenizer.encode_batch_fast(distinct, add_special_tokens=False)
        tokens = {part: each.ids for part, each in zip(distinct, encoded, strict=True)}
        return [[token for part in row for token in tokens[part]] for row in parts]

    @cached_property
    def _parts_at_spaces(self) -> bool:
        from tokenizers.pre_tokenizers import BertPreTokenizer

        splitter = self._tokenizer.pre_tokenizer
        return isinstance(splitter, BertPreTokenizer) and self._tokenizer.truncation is None

    def encode_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> Float32s:
        """Encode parts of texts, whose tokens are told once; see ``Encoder``."""
        prompt = self._tokenizer.encode(self._prompt, add_special_tokens=False).ids
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        rows: list[list[int]] = []
        for encoding, spans in zip(encoded, parts, strict=True):
            ids, starts = encoding.ids, [start for start, _ in encoding.offsets]
            for begin, end in spans:
                rows.append(prompt + ids[bisect_left(starts, begin) : bisect_left(starts, end)])
        return normalize(self._sums(rows))

    def _sums(self, rows: Sequence[Sequence[int]]) -> Float32s:
        """Sum vectors of tokens: they point where their mean does.

        As a product of sparse counts and weights; gathering rows and ``np.add.reduceat`` took
        ten times as long.
        """
        from scipy.sparse import csr_array

        tokens = np.fromiter(chain.from_iterable(rows), dtype=np.int32)
        if len(tokens) and int(tokens.max()) >= len(self._weights):
            raise damaged(self._files[0], ValueError("it has tokens that there are no vectors for"))
        ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        ones = np.ones(len(tokens), dtype=np.float32)
        counts = csr_array((ones, tokens, ends), shape=(len(rows), len(self._weights)))
        return np.asarray(counts @ self._weights, dtype=np.float32)


def _read_weights(file: Path) -> Float32s:
    from safetensors import SafetensorError, safe_open

    if not file.is_file():
        raise missing(file)
    try:
        with safe_open(file, framework="np") as tensors:
            names = list(tensors.keys())
            weights = tensors.get_tensor(_WEIGHTS) if _WEIGHTS in names else None
    except (SafetensorError, TypeError) as error:  # TypeError: a type that numpy has not
        raise damaged(file, error) from error
    if (
        weights is None
        or weights.ndim != 2
        or not weights.size
        or weights.dtype not in (np.float16, np.float32)
    ):
        raise ModelError(
            f"{file}: no matrix {_WEIGHTS} of float16 or float32 is in it, but {', '.join(names)}\n"
            "  Save the model with sentence-transformers."
        )
    if not np.isfinite(weights).all():
        raise damaged(file, ValueError("some weights are no numbers"))
    return np.asarray(weights, dtype=np.float32)
