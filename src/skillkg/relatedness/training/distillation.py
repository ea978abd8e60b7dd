"""A transformer distilled to the start of a static encoder: a vocabulary, and its vectors.

The vocabulary is the transformer's, cut to what the texts use most. (Words of the field that the
transformer splits were tried as tokens of their own, and gained nothing.) Each token goes through
the transformer alone, the outputs are reduced by PCA and weighted by smooth inverse frequency
(Arora et al., 2017), as model2vec distils (van Dongen and Tulkens, 2024).
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.encoding.folder import read_json
from skillkg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from skillkg.arrays import Float32s, Float64s

SIZE: Final = 22_000
"""Tokens of the vocabulary: with 256 dimensions in half precision, some 11 MB."""
DIMENSIONS: Final = 256
SIF: Final = 1e-3
_BATCH: Final = 256
SPECIAL: Final = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
"""The first tokens of a vocabulary; they stand for no text."""


def field_tokenizer(folder: Path, texts: Sequence[str], size: int = SIZE) -> Tokenizer:
    """Cut a transformer's WordPiece vocabulary down: first to go is what the texts never use.

    Raises:
        ModelError: the transformer has another kind of vocabulary.
    """
    from tokenizers import Tokenizer

    described = read_json(folder / "tokenizer.json")
    if described["model"].get("type") != "WordPiece":
        raise ModelError(f"{folder}: a static encoder is made from a WordPiece vocabulary only")
    kept = _kept(_plain(Tokenizer.from_str(json.dumps(described))), texts, size)
    described["model"]["vocab"] = {token: number for number, token in enumerate(kept)}
    for token in described["added_tokens"]:
        token["id"] = kept.index(token["content"])
    return _plain(Tokenizer.from_str(json.dumps(described | {"post_processor": None})))


def _plain(tokenizer: Tokenizer) -> Tokenizer:
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _kept(tokenizer: Tokenizer, texts: Sequence[str], size: int) -> list[str]:
    """Special tokens, what the texts use, characters that spell other words, frequent others."""
    counts = _counts(tokenizer, texts)
    # A vocabulary lists frequent tokens first; texts in other scripts need another base.
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    plain = [token for token in tokens if token[0].isascii() and token[0] not in SPECIAL]
    known = {t for t, number in plain if counts[number] or len(t.removeprefix("##")) == 1}
    ordered = sorted((token for token, _ in plain), key=lambda token: token not in known)
    return [*SPECIAL, *ordered][:size]


def _counts(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[int]:
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return Counter(number for encoding in encoded for number in encoding.ids)


def token_vectors(
    model: SentenceTransformer, tokenizer: Tokenizer, texts: Sequence[str]
) -> Float32s:
    """Make a vector for every token: shape (tokens, DIMENSIONS); zeros for special tokens.

    A text that has no known token then has no direction, rather than that of ``[UNK]``.
    """
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    reduced = _reduced(_outputs(model, [token for token, _ in vocabulary[len(SPECIAL) :]]))
    counts = _counts(tokenizer, texts)
    frequency = np.array([counts[number] + 0.5 for _, number in vocabulary[len(SPECIAL) :]])
    weights = SIF / (SIF + frequency / frequency.sum())
    vectors = np.zeros((len(vocabulary), reduced.shape[1]), dtype=np.float32)
    vectors[len(SPECIAL) :] = reduced * weights[:, None]
    return vectors


def _outputs(model: SentenceTransformer, tokens: Sequence[str]) -> Float64s:
    """Mean output of ``[CLS] token [SEP]`` for each token: shape (tokens, hidden size)."""
    import torch

    tokenizer, network = model.tokenizer, model[0].auto_model.eval()
    numbers = torch.tensor(tokenizer.convert_tokens_to_ids(list(tokens))).unsqueeze(1)
    first = torch.full_like(numbers, tokenizer.cls_token_id)
    last = torch.full_like(numbers, tokenizer.sep_token_id)
    inputs = torch.cat([first, numbers, last], dim=1)
    with torch.inference_mode():
        means = [network(part).last_hidden_state.mean(dim=1) for part in inputs.split(_BATCH)]
    outputs: Float64s = torch.cat(means).double().numpy()
    return outputs


def _reduced(outputs: Float64s) -> Float64s:
    """Project on the principal components."""
    centred = outputs - outputs.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    projected: Float64s = centred @ directions[:, ::-1][:, :DIMENSIONS]
    return projected
