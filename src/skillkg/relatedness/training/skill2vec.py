"""Skill2vec: word2vec over lists of skills, as if each list were a sentence.

A method to compare with (Van-Duyet et al., 2017): it knows skills by the company they keep and
nothing of their words, so a skill that no list has is unknown to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from skillkg.atomic import new_file
from skillkg.errors import ModelError
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gensim.models import KeyedVectors

    from skillkg.relatedness.corpus import Corpus

DIMENSIONS: Final = 128
EPOCHS: Final = 10


def skill_lists(corpus: Corpus) -> list[list[str]]:
    """IRIs of the skills that each occupation asks for, ascending."""
    occupations, concepts = corpus.requirements
    skills = np.isin(concepts, corpus.of_kind("skill"))
    occupations, concepts = occupations[skills], concepts[skills]
    bounds = np.flatnonzero(np.diff(occupations)) + 1
    iris = corpus.arrays.iris
    return [[iris[number] for number in part] for part in np.split(concepts, bounds) if len(part)]


def skill2vec(lists: Sequence[Sequence[str]], *, seed: int = 0) -> KeyedVectors:
    """Learn a vector for every skill: skip-gram over whole lists, whose order means nothing.

    Raises:
        ExtraError: the extra ``learn`` is not installed.
        ModelError: there is no list.
    """
    with needs("learn"):
        from gensim.models import Word2Vec
    if not lists:
        raise ModelError("no occupation asks for a skill: there is nothing to learn from")
    shuffled = np.random.default_rng(seed).permutation
    model = Word2Vec(
        [shuffled(list(skills)).tolist() for skills in lists],
        vector_size=DIMENSIONS,
        window=max(map(len, lists)),
        sg=1,
        min_count=1,
        epochs=EPOCHS,
        seed=seed,
        workers=1,  # with more, vectors depend on who comes first
        hashfxn=_hash,
    )
    return model.wv


def _hash(word: str) -> int:
    """Seed a word's first vector; Python's own hash differs from process to process."""
    return crc32(word.encode())


def save(vectors: KeyedVectors, target: Path) -> Path:
    """Write vectors in word2vec's text format: a line per skill, its IRI first.

    Raises:
        ModelError: the file is there already.
        OutputError: it cannot be written.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new file.")
    with new_file(target) as stream:
        vectors.save_word2vec_format(stream.name)
    return target
