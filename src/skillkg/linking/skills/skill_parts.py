"""What the index of skills keeps of a graph, derived once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skillkg.encoding.projection import project
from skillkg.encoding.vectors import quantise
from skillkg.graph.labels import ROLE_NAMES
from skillkg.linking.labels.overlap import overlap_parts, stems_of
from skillkg.relatedness.features.text_features import vectors_of

if TYPE_CHECKING:
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.relatedness.corpus import Corpus


def skill_parts(corpus: Corpus, encoder: Encoder) -> Parts:
    """Derive what :class:`.skill_index.SkillIndex` reads.

    Args:
        corpus: has the skills; those without a preferred label are left out.
        encoder: encodes their texts.
    """
    labels = corpus.labels
    is_preferred = np.asarray(labels.roles) == ROLE_NAMES.index("preferred")
    skills = np.intersect1d(corpus.of_kind("skill"), labels.concepts[is_preferred])
    positions = np.flatnonzero(np.isin(labels.concepts, skills))
    texts = [labels.text(position) for position in positions.tolist()]
    owners = np.searchsorted(skills, np.asarray(labels.concepts)[positions])
    preferred_labels = np.flatnonzero(is_preferred[positions])
    preferred = preferred_labels[np.searchsorted(owners[preferred_labels], np.arange(len(skills)))]
    overlap, stems = overlap_parts(texts, owners, preferred)
    vectors = quantise(vectors_of(corpus, encoder, skills))
    asking = np.bincount(corpus.requirements[1], minlength=len(corpus.arrays.iris))
    lengths = [len(stems_of(texts[label])) for label in preferred.tolist()]
    arrays = {
        "vectors": vectors.astype(np.int16),
        "demand": np.log1p(asking[skills]).astype(np.float32),
        "length": np.array(lengths, dtype=np.float32),
    }
    iris = [corpus.arrays.iris[number] for number in skills.tolist()]
    return arrays | project(vectors) | overlap, {"stems": stems, "iris": iris}
