"""Black boxes that rank whole documents, as somebody would put them together in an afternoon."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from quality.encoders import Encoded, cosine
from quality.methods import Method, lexical_methods, tfidf
from skillkg.encoding.models import MINILM, open_encoder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from quality.methods import Scorer, Scores

CHARACTERS: Final = 900
"""Of a chunk: MiniLM reads 256 tokens."""
LEXICAL: Final = 0.5
"""What TF-IDF counts beside MiniLM, both as z-scores."""


def whole_text_methods(options: Namespace) -> list[Method]:
    """The black boxes, lexical ones first."""
    minilm = Encoded(open_encoder(MINILM), options.vectors)
    static = Encoded(open_encoder(), options.vectors)
    words = tfidf("word TF-IDF", stop_words="english", sublinear_tf=True)
    whole = cosine("MiniLM, whole text", minilm)
    return [
        lexical_methods()[0],
        words,
        cosine("static encoder of skillkg, whole text", static),
        whole,
        Method("MiniLM, best chunk", partial(_chunked, minilm), whole.digest),
        Method("MiniLM + TF-IDF", partial(_joined, whole, words), whole.digest),
    ]


def _chunked(vectors: Encoded, targets: Sequence[str]) -> Scorer:
    parts = [_chunks(target) for target in targets]
    begins = np.cumsum([0, *(len(each) for each in parts[:-1])])
    indexed = vectors([chunk for each in parts for chunk in each]).T

    def scores(queries: Sequence[str]) -> Scores:
        return np.maximum.reduceat(vectors(queries) @ indexed, begins, axis=1)

    return scores


def _chunks(text: str) -> list[str]:
    chunks = [""]
    for word in text.split():
        if len(chunks[-1]) + len(word) >= CHARACTERS:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]} {word}".strip()
    return chunks


def _joined(one: Method, other: Method, targets: Sequence[str]) -> Scorer:
    scorers = one.index(targets), other.index(targets)

    def scores(queries: Sequence[str]) -> Scores:
        first, second = (_standardized(scorer(queries)) for scorer in scorers)
        return first + LEXICAL * second

    return scores


def _standardized(scores: Scores) -> Scores:
    spread = np.maximum(scores.std(axis=1, keepdims=True), 1e-9)
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)) / spread, dtype=np.float32)
