"""What the texts of concepts have in common: by meaning, with an encoder, and by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.vectors import normalize
from skillkg.graph.labels import ROLE_NAMES
from skillkg.graph.lexical import build_index

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.corpus import Corpus

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


def text_vectors(corpus: Corpus, encoder: Encoder, wanted: Ints) -> Floats:
    """Encode concepts: the sum of three vectors of length one, made of length one.

    They are those of the preferred label, of the mean of all labels, and of the description;
    what a concept lacks adds nothing.

    Args:
        corpus: has the texts.
        encoder: encodes them.
        wanted: numbers of the concepts; the rows of others are zeros.
    """
    chosen, owners, labels = _labels(corpus, wanted)
    vectors = encoder.encode(labels)
    preferred = np.asarray(corpus.labels.roles)[chosen] == ROLE_NAMES.index("preferred")
    size = (len(corpus.arrays.iris), encoder.dimension)
    named, every = np.zeros(size, np.float32), np.zeros(size, np.float32)
    np.add.at(named, owners[preferred], vectors[preferred])
    np.add.at(every, owners, vectors)
    described = [int(number) for number in wanted if int(number) in corpus.descriptions]
    told = np.zeros(size, np.float32)
    if described:
        told[described] = encoder.encode([corpus.descriptions[n] for n in described])
    return normalize(normalize(named) + normalize(every) + told)


def lexical_vectors(corpus: Corpus, wanted: Ints) -> csr_array:
    """Words and letter trigrams of the labels of concepts, a column each, in rows of length one.

    A row is the mean of what the lexical index (``graph.lexical``) holds of each label, so that
    their cosine is small where only one of many labels is alike.
    """
    from scipy.sparse import csc_array, csr_array, diags_array

    _, owners, labels = _labels(corpus, wanted)
    arrays, values = build_index(labels)
    cells = (arrays["weights"], arrays["labels"], arrays["begins"])
    index = csc_array(cells, shape=(len(labels), len(values["names"])))
    ones = np.ones(len(labels), dtype=np.float32)
    shape = (len(corpus.arrays.iris), len(labels))
    sums = csr_array((ones, (owners, np.arange(len(labels)))), shape=shape) @ index
    lengths = np.sqrt(sums.multiply(sums).sum(axis=1))
    return csr_array(diags_array(1 / np.where(lengths > 0, lengths, 1), dtype=np.float32) @ sums)


def _labels(corpus: Corpus, wanted: Ints) -> tuple[Ints, Ints, list[str]]:
    """Positions, owners and words of all labels of some concepts."""
    labels = corpus.labels
    chosen = np.flatnonzero(np.isin(labels.concepts, wanted))
    owners = np.asarray(labels.concepts)[chosen]
    return chosen, owners, [labels.text(int(position)) for position in chosen]
