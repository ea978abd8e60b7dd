"""What the index of occupations keeps of a graph, derived once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.encoding.vectors import quantise
from skillkg.linking.titles.label_keys import key_parts
from skillkg.linking.titles.label_words import word_parts
from skillkg.relatedness.features.text_features import vectors_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from skillkg.arrays import Ints
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
    arrays: dict[str, NDArray[Any]] = {
        "texts": _vectors(corpus, encoder, occupations),
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
    return {"texts": _vectors(corpus, encoder, occupations)}, {"iris": iris}


def _occupations(corpus: Corpus) -> Ints:
    """Numbers of the occupations that have a label, ascending."""
    return np.intersect1d(corpus.of_kind("occupation"), corpus.labels.concepts)


def _vectors(corpus: Corpus, encoder: Encoder, occupations: Ints) -> NDArray[np.int16]:
    return quantise(vectors_of(corpus, encoder, occupations)).astype(np.int16)
