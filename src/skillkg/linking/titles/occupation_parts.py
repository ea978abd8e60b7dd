"""What the index of occupations keeps of a graph, derived once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.encoding.vectors import normalize, quantise, without
from skillkg.linking.titles.label_keys import key_parts
from skillkg.linking.titles.label_words import word_parts
from skillkg.linking.titles.occupation_texts import SHARED
from skillkg.relatedness.features.text_features import sums_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from skillkg.arrays import Float32s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.relatedness.corpus import Corpus


def occupation_parts(corpus: Corpus, encoder: Encoder) -> Parts:
    """Derive what :class:`.occupation_index.OccupationIndex` reads.

    Args:
        corpus: has the occupations; those without a label are left out.
        encoder: encodes their texts.
    """
    labels, occupations = corpus.labels, _occupations(corpus)
    positions = np.flatnonzero(np.isin(labels.concepts, occupations))
    owners = np.searchsorted(occupations, np.asarray(labels.concepts)[positions])
    texts = [labels.text(position) for position in positions.tolist()]
    words, stems = word_parts(texts)
    iris = [corpus.arrays.iris[number] for number in occupations.tolist()]
    names = [labels.preferred(iri) or "" for iri in iris]
    own = [text == names[owner] for text, owner in zip(texts, owners.tolist(), strict=True)]
    sums = sums_of(corpus, encoder, occupations)
    arrays: dict[str, NDArray[Any]] = {
        **_profiles(corpus, encoder, occupations, sums),
        "texts": quantise(normalize(sums)).astype(np.int16),
        "labels": positions,
        "label_offsets": np.searchsorted(owners, np.arange(len(occupations) + 1)),
        "broad": np.isin(occupations, corpus.edges("broader")[1]),
        **words,
        **key_parts(texts, owners.tolist(), own),
    }
    return arrays, {"stems": stems, "iris": iris}


def text_parts(corpus: Corpus, encoder: Encoder) -> Parts:
    """Derive what :class:`.occupation_texts.OccupationTexts` reads, and no more."""
    occupations = _occupations(corpus)
    iris = [corpus.arrays.iris[number] for number in occupations.tolist()]
    sums = sums_of(corpus, encoder, occupations)
    return _profiles(corpus, encoder, occupations, sums), {"iris": iris}


def _occupations(corpus: Corpus) -> Ints:
    """Numbers of the occupations that have a label, ascending."""
    return np.intersect1d(corpus.of_kind("occupation"), corpus.labels.concepts)


def _profiles(
    corpus: Corpus, encoder: Encoder, occupations: Ints, texts: Float32s
) -> dict[str, NDArray[np.int16]]:
    """Occupations by their texts and by what they do, and what is common to all of them."""
    profiles = normalize(texts + _duties(corpus, encoder, occupations))
    common = quantise(normalize(profiles.mean(axis=0, keepdims=True)))[0]
    distinct = without(quantise(profiles), common, SHARED)
    return {"profiles": distinct.astype(np.int16), "common": common.astype(np.int16)}


def _duties(corpus: Corpus, encoder: Encoder, occupations: Ints) -> Float32s:
    """Mean vectors of what occupations do, of length one; zeros where nothing says it."""
    from scipy.sparse import csr_array

    rows = {number: row for row, number in enumerate(occupations.tolist())}
    duties = [(rows[number], text) for number, text in corpus.duties if number in rows]
    columns = {text: column for column, text in enumerate(sorted({text for _, text in duties}))}
    cells = np.array([(row, columns[text]) for row, text in duties], np.int64).reshape(-1, 2)
    ones = np.ones(len(cells), dtype=np.float32)
    counts = csr_array((ones, (cells[:, 0], cells[:, 1])), shape=(len(rows), len(columns)))
    return normalize(np.asarray(counts @ encoder.encode(list(columns)), dtype=np.float32))
