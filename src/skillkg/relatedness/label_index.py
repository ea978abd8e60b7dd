"""Rank labels for a text: by meaning, with an encoder, and by spelling, with the lexical index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import run_starts
from skillkg.encoding.vectors import QuantisedVectors, normalize, quantise
from skillkg.graph.lexical import LexicalIndex, build_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts

MEANING: Final = 0.8
"""Weight of meaning; the rest is that of shared words and trigrams. Chosen on job titles and MELO
(``benchmarks/``), like the halves below."""
DIGITS: Final = 6
"""Digits that scores are rounded to."""
_CONCEPTS: Final = 1 << 12
"""Concepts whose labels are encoded together: what bounds memory; vectors do not depend on it."""
_BATCH: Final = 32
"""Texts whose scores are worked out together: what bounds memory."""


def embed(
    encoder: Encoder, texts: Sequence[str], owners: Sequence[int] | Ints | None = None
) -> Parts:
    """Encode labels as parts for the cache.

    Args:
        encoder: encodes them.
        texts: the labels.
        owners: number of the concept that each label is of, ascending; where None, each label
            stands for itself.
    """
    begins = run_starts(np.arange(len(texts)) if owners is None else np.asarray(owners))
    bounds = np.append(begins, len(texts))
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.int16)
    concepts = np.zeros((len(begins), encoder.dimension), dtype=np.int16)
    for first in range(0, len(begins), _CONCEPTS):
        of_each = bounds[first : first + _CONCEPTS + 1]
        start, end = of_each[[0, -1]]
        encoded = encoder.encode(texts[start:end])
        sums = np.add.reduceat(encoded, of_each[:-1] - start, axis=0)
        vectors[start:end] = quantise(encoded)
        concepts[first : first + _CONCEPTS] = quantise(normalize(sums))
    groups = np.repeat(np.arange(len(begins)), np.diff(bounds))
    return {"vectors": vectors, "concepts": concepts, "groups": groups}, {}


class LabelIndex:
    """A list of labels that can be asked how well each fits a text.

    A score is ``MEANING · meaning + (1 - MEANING) · lexical``, in [0, 1], where *meaning* is half
    the cosine of text and label, half that of the text and the mean of all labels of the label's
    concept: what a concept is called elsewhere tells which of many similar labels is meant.
    Where the encoder knows nothing of text or label, the lexical score is the score; a label of
    the very same words scores 1.
    """

    def __init__(self, encoder: Encoder, lexical: LexicalIndex, embedded: Parts) -> None:
        """Join what was derived from the same labels.

        Args:
            encoder: the encoder that embedded them.
            lexical: their lexical index.
            embedded: what ``embed`` gave.
        """
        arrays = embedded[0]
        self._encoder, self._lexical = encoder, lexical
        self._groups = np.asarray(arrays["groups"])
        self._labels = QuantisedVectors(arrays["vectors"])
        self._concepts = QuantisedVectors(arrays["concepts"])

    @classmethod
    def build(
        cls,
        encoder: Encoder,
        labels: Sequence[str],
        owners: Sequence[int] | Ints | None = None,
    ) -> LabelIndex:
        """Index labels; see ``embed``."""
        embedded = embed(encoder, labels, owners)
        return cls(encoder, LexicalIndex(build_index(labels)), embedded)

    def scores(self, texts: Sequence[str]) -> Iterator[Float64s]:
        """Score every label for each text in turn: shape (labels,), in [0, 1], rounded.

        A text's scores do not depend on the texts beside it.
        """
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            asked = quantise(self._encoder.encode(batch))
            cosines = zip(self._labels.cosines(asked), self._concepts.cosines(asked), strict=True)
            for text, (label, concept) in zip(batch, cosines, strict=True):
                yield self._joined(label, concept, self._lexical.scores(text))

    def _joined(self, label: Float64s, concept: Float64s, lexical: Float64s) -> Float64s:
        """Scores of a text, from cosines with labels (changed) and concepts, and by spelling."""
        # In place: with hundreds of thousands of labels, memory is what takes the time.
        scores = np.maximum(label, 0, out=label)
        scores /= 2
        scores += (np.maximum(concept, 0) / 2)[self._groups]
        scores *= MEANING
        scores += (1 - MEANING) * lexical
        unknown = np.isnan(scores)
        scores[unknown] = lexical[unknown]
        scores[lexical > 1 - 0.5 * 10**-DIGITS] = 1
        return np.minimum(scores, 1.0, out=scores).round(DIGITS, out=scores)
