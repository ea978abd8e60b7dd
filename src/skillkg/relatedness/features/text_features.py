"""What the texts of concepts have in common: by meaning, with an encoder, and by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.vectors import normalize
from skillkg.graph.labels import ROLE_NAMES
from skillkg.graph.lexical import build_index

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from skillkg.arrays import Float32s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.relatedness.corpus import Corpus


def text_vectors(corpus: Corpus, encoder: Encoder, wanted: Ints) -> Float32s:
    """Encode concepts as ``vectors_of`` does, with a row for every number.

    Returns:
        Shape (concepts, dimension); the rows of concepts that are not wanted are zeros.
    """
    vectors = np.zeros((len(corpus.arrays.iris), encoder.dimension), dtype=np.float32)
    vectors[wanted] = vectors_of(corpus, encoder, wanted)
    return vectors


def vectors_of(corpus: Corpus, encoder: Encoder, wanted: Ints) -> Float32s:
    """Encode concepts: what ``sums_of`` gives, made of length one."""
    return normalize(sums_of(corpus, encoder, wanted))


def sums_of(corpus: Corpus, encoder: Encoder, wanted: Ints) -> Float32s:
    """Encode concepts: the sum of three vectors of length one.

    They are those of the preferred label, of the mean of all labels, and of the description;
    what a concept lacks adds nothing.

    Args:
        corpus: has the texts.
        encoder: encodes them.
        wanted: numbers of the concepts, ascending.

    Returns:
        Shape (wanted, dimension).
    """
    positions, owners, labels = _labels(corpus, wanted)
    vectors = encoder.encode(labels)
    is_preferred = np.asarray(corpus.labels.roles)[positions] == ROLE_NAMES.index("preferred")
    rows, shape = np.searchsorted(wanted, owners), (len(wanted), encoder.dimension)
    preferred, all_labels = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    np.add.at(preferred, rows[is_preferred], vectors[is_preferred])
    np.add.at(all_labels, rows, vectors)
    texts = {row: corpus.descriptions.get(number) for row, number in enumerate(wanted.tolist())}
    described = {row: text for row, text in texts.items() if text is not None}
    descriptions = np.zeros(shape, np.float32)
    if described:
        descriptions[list(described)] = encoder.encode(list(described.values()))
    return normalize(preferred) + normalize(all_labels) + descriptions


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
    positions = np.flatnonzero(np.isin(labels.concepts, wanted))
    owners = np.asarray(labels.concepts)[positions]
    return positions, owners, [labels.text(position) for position in positions.tolist()]
