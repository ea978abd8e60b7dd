"""What the words of concepts have in common: a vector per concept, from an encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.graph.labels import ROLE_NAMES
from skillkg.relatedness.vectors import normalize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from skillkg.relatedness.encoder import Encoder
    from skillkg.relatedness.population import Population

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


def text_vectors(population: Population, encoder: Encoder, wanted: Ints) -> Floats:
    """Encode concepts: the sum of three vectors of length one, made of length one.

    They are those of the preferred label, of the mean of all labels, and of the description;
    what a concept lacks adds nothing.

    Args:
        population: has the texts.
        encoder: encodes them.
        wanted: numbers of the concepts; the rows of others are zeros.
    """
    labels = population.labels
    chosen = np.flatnonzero(np.isin(labels.concepts, wanted))
    vectors = encoder.encode([labels.text(int(position)) for position in chosen])
    owners = np.asarray(labels.concepts)[chosen]
    preferred = np.asarray(labels.roles)[chosen] == ROLE_NAMES.index("preferred")
    size = (len(population.arrays.iris), encoder.dimension)
    named, every = np.zeros(size, np.float32), np.zeros(size, np.float32)
    np.add.at(named, owners[preferred], vectors[preferred])
    np.add.at(every, owners, vectors)
    described = [int(number) for number in wanted if int(number) in population.descriptions]
    told = np.zeros(size, np.float32)
    if described:
        told[described] = encoder.encode([population.descriptions[n] for n in described])
    return normalize(normalize(named) + normalize(every) + told)
