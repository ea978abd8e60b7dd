"""The untrained static encoder: what MiniLM says of each token alone, and no training after it.

As model2vec distils (van Dongen and Tulkens, 2024): every token of the vocabulary goes through
the transformer between its two special tokens, the mean of what comes out is reduced by PCA, and
weighted down for tokens that are frequent by Zipf's law. Written out here since model2vec's own
``distill`` cannot be installed beside current releases of transformers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 256
SIF = 1e-4
"""The coefficient of smooth inverse frequency (Arora et al., 2017)."""
BATCH = 1024


def distil(folder: Path, kept: Path | None = None) -> Vectors:
    """Vectors of the tokens of a transformer: shape (tokens, DIMENSIONS), by token number.

    Args:
        folder: a transformer that transformers can open.
        kept: a file to keep them in, since making them takes most of a minute.
    """
    if kept and kept.exists():
        found: Vectors = np.load(kept)
        return found
    found = _weighted(_reduced(_token_outputs(folder)))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, found)
    return found


def _token_outputs(folder: Path) -> Vectors:
    """Mean output of ``[CLS] token [SEP]`` for every token."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    model = AutoModel.from_pretrained(str(folder), local_files_only=True).eval()
    tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    tokens = torch.arange(len(tokenizer)).unsqueeze(1)
    first = torch.full_like(tokens, tokenizer.cls_token_id)
    last = torch.full_like(tokens, tokenizer.sep_token_id)
    inputs = torch.cat([first, tokens, last], dim=1)
    with torch.inference_mode():
        outputs = [model(part).last_hidden_state.mean(dim=1) for part in inputs.split(BATCH)]
    found: Vectors = torch.cat(outputs).numpy()
    return found


def _reduced(outputs: Vectors) -> Vectors:
    from sklearn.decomposition import PCA

    found: Vectors = PCA(DIMENSIONS, svd_solver="full").fit_transform(outputs)
    return found


def _weighted(vectors: Vectors) -> Vectors:
    """Weigh by smooth inverse frequency; a vocabulary lists frequent tokens first."""
    inverse = 1 / np.arange(2, len(vectors) + 2)
    weights = SIF / (SIF + inverse / inverse.sum())
    found: Vectors = (vectors * weights[:, None]).astype(np.float32)
    return found


def mean_of_tokens(tokenizer: Path, vectors: Vectors, texts: Sequence[str]) -> Vectors:
    """Mean vector of every text's tokens; zeros for a text without any."""
    from tokenizers import Tokenizer

    splitter = Tokenizer.from_file(str(tokenizer))
    splitter.no_padding()
    splitter.no_truncation()
    encoded = splitter.encode_batch(list(texts), add_special_tokens=False)
    means = [vectors[each.ids].mean(axis=0) if each.ids else 0 * vectors[0] for each in encoded]
    found: Vectors = np.stack(means)
    return found
