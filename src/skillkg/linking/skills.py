"""Skills that a statement describes, whether it names them or not: candidates with their figures.

A candidate is judged by how its texts and the statement agree, in meaning and in words, and by
how often occupations ask for it (:data:`FIGURES`); :mod:`.judge` makes a probability of that.
Meaning is compared phrase by phrase as well: a statement of twenty words seldom means one skill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from skillkg.documents.words import FUNCTION_WORDS
from skillkg.graph.labels import ROLE_NAMES
from skillkg.relatedness.texts import text_vectors
from skillkg.relatedness.vectors import WholeVectors, whole
from skillkg.text import tokenize, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from skillkg.graph.cache import Parts
    from skillkg.model import Span
    from skillkg.relatedness.encoder import Encoder
    from skillkg.relatedness.population import Population

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

FIGURES: Final = ("statement", "phrase", "preferred", "labels", "demand", "length", "named")
"""What a candidate is judged by:

- *statement*, *phrase*: cosine of the skill's texts with the whole statement, and with that
  phrase of it which is nearest;
- *preferred*, *labels*: share of the preferred label's words, and of that label of all which
  has most, that stand in the statement, weighed by how rare they are;
- *demand*: logarithm of one more than the occupations that ask for the skill;
- *length*: words of the preferred label;
- *named*: 1 where the statement has a label, as :class:`.linker.Linker` reads it, else 0.
"""
PHRASE: Final = 5
"""Words of a phrase."""
CANDIDATES: Final = 60
"""Skills that are looked at for a statement by its meaning, and as many by its words."""
DIGITS: Final = 4
"""Decimals of the figures; probabilities are computed from the rounded ones."""
_BATCH: Final = 32
"""Statements that are looked at together: what bounds memory."""
_COMMON: Final = 0.2
"""What a function word counts for, beside the rarity of other words."""


class Candidates(NamedTuple):
    """Skills that a statement may describe."""

    skills: Ints
    """Their numbers: shape (candidates,), ascending."""
    figures: NDArray[np.float64]
    """Shape (candidates, figures), rounded."""
    phrases: Ints
    """Start and end of each one's nearest phrase in the statement: shape (candidates, 2)."""


def skill_parts(population: Population, encoder: Encoder) -> Parts:
    """Derive what :class:`SkillIndex` reads from the skills that have a preferred label."""
    labels = population.labels
    named = labels.concepts[np.asarray(labels.roles) == ROLE_NAMES.index("preferred")]
    skills = np.intersect1d(population.of_kind("skill"), named)
    chosen = np.flatnonzero(np.isin(labels.concepts, skills))
    stems = [_stems(labels.text(position)) for position in chosen.tolist()]
    shares, names = _shares(stems)
    preferred = np.asarray(labels.roles)[chosen] == ROLE_NAMES.index("preferred")
    owners = np.searchsorted(skills, np.asarray(labels.concepts)[chosen])
    first = np.searchsorted(owners[preferred], np.arange(len(skills)))
    chief = np.flatnonzero(preferred)[first]
    asked = np.bincount(population.asked[1], minlength=len(population.arrays.iris))
    arrays: dict[str, NDArray[Any]] = {
        "vectors": whole(text_vectors(population, encoder, skills)[skills]).astype(np.int16),
        "begins": np.searchsorted(owners, np.arange(len(skills))),
        "preferred": chief,
        "demand": np.log1p(asked[skills]).astype(np.float32),
        "length": np.array([len(stems[place]) for place in chief.tolist()], dtype=np.float32),
        "data": shares.data,
        "indices": shares.indices,
        "indptr": shares.indptr,
    }
    values = {"stems": names, "iris": [population.arrays.iris[n] for n in skills.tolist()]}
    return arrays, values | {"labels": len(stems)}


def _stems(text: str) -> set[str]:
    return {token.stem for token in words(text) if token.stem}


def _shares(labels: Sequence[set[str]]) -> tuple[csr_array, list[str]]:
    """What each stem (row) is of each label (column): rarities that add up to 1 per label."""
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    cells = [
        (numbers.setdefault(stem, len(numbers)), column)
        for column, label in enumerate(labels)
        for stem in sorted(label)
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    frequency = np.bincount(rows, minlength=len(numbers))
    rarity = np.log((len(labels) + 2) / (frequency + 1))
    rarity *= [_COMMON if stem in FUNCTION_WORDS else 1 for stem in numbers]
    values = rarity[rows] / np.bincount(columns, rarity[rows], len(labels))[columns]
    shape = (len(numbers), len(labels))
    return csr_array((values.astype(np.float32), (rows, columns)), shape=shape), list(numbers)


class SkillIndex:
    """The skills of a graph, to be looked up by what a statement says.

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`skill_parts` gave.
    """

    def __init__(self, encoder: Encoder, parts: Parts) -> None:
        from scipy.sparse import csr_array

        arrays, values = parts
        self.iris: list[str] = values["iris"]
        """The skills, ascending; their numbers are places in this list."""
        self.numbers = {iri: number for number, iri in enumerate(self.iris)}
        self._encoder = encoder
        self._vectors = WholeVectors(arrays["vectors"])
        self._stems = {stem: number for number, stem in enumerate(values["stems"])}
        shape = (len(self._stems), values["labels"])
        cells = tuple(np.asarray(arrays[name]) for name in ("data", "indices", "indptr"))
        self._shares = csr_array(cells, shape=shape)
        names = ("begins", "preferred", "demand", "length")
        self._begins, self._preferred, self._demand, self._length = (
            np.asarray(arrays[name]) for name in names
        )

    def candidates(
        self, statements: Sequence[Span], named: Sequence[frozenset[int]]
    ) -> list[Candidates]:
        """Find the skills that statements may describe, with their figures.

        Args:
            statements: of one document.
            named: for each, the numbers of skills whose labels stand in it.
        """
        batches = range(0, len(statements), _BATCH)
        parts = [(statements[n : n + _BATCH], named[n : n + _BATCH]) for n in batches]
        return [found for part in parts for found in self._batch(*part)]

    def _batch(
        self, statements: Sequence[Span], named: Sequence[frozenset[int]]
    ) -> list[Candidates]:
        asked = whole(self._encoder.encode([s.quote for s in statements]))
        meanings = np.nan_to_num(self._vectors.cosines(asked))
        phrases = [_phrases(statement.quote) for statement in statements]
        texts = [
            s.quote[b:e] for s, spans in zip(statements, phrases, strict=True) for b, e in spans
        ]
        vectors = np.split(
            whole(self._encoder.encode(texts)), np.cumsum([len(spans) for spans in phrases])[:-1]
        )
        parts = zip(statements, meanings, phrases, vectors, named, strict=True)
        return [self._candidates(*part) for part in parts]

    def _candidates(
        self,
        statement: Span,
        meaning: Floats,
        spans: Sequence[tuple[int, int]],
        phrases: Floats,
        named: frozenset[int],
    ) -> Candidates:
        preferred, labels = self._shared(statement.quote)
        chosen = np.unique(
            np.concatenate([_best(meaning), _best(labels + meaning), np.array(sorted(named), int)])
        )
        near = np.nan_to_num(self._vectors.cosines(phrases, chosen))
        nearest = near.argmax(axis=0)
        columns = (
            meaning[chosen],
            near[nearest, np.arange(len(chosen))],
            preferred[chosen],
            labels[chosen],
            self._demand[chosen],
            self._length[chosen],
            np.isin(chosen, list(named)),
        )
        figures: NDArray[np.float64] = np.stack(columns, axis=1).astype(np.float64)
        return Candidates(chosen, np.round(figures, DIGITS), np.array(spans)[nearest])

    def _shared(self, text: str) -> tuple[Floats, Floats]:
        """How much of each skill's preferred label, and of its best label, stands in a text."""
        known = [self._stems[stem] for stem in _stems(text) if stem in self._stems]
        shares = np.zeros(self._shares.shape[1], dtype=np.float32)
        for number in sorted(known):
            begin, end = self._shares.indptr[number : number + 2]
            shares[self._shares.indices[begin:end]] += self._shares.data[begin:end]
        best: Floats = np.maximum.reduceat(shares, self._begins)
        return shares[self._preferred], best


def _best(scores: Floats) -> Ints:
    count = min(CANDIDATES, len(scores))
    return np.argpartition(-scores, count - 1)[:count]


def _phrases(text: str) -> list[tuple[int, int]]:
    """Runs of words of a statement, and the statement itself where it has fewer."""
    tokens = [token for token in tokenize(text) if token.stem]
    if len(tokens) <= PHRASE:
        return [(0, len(text))]
    return [
        (tokens[first].start, tokens[first + PHRASE - 1].end)
        for first in range(len(tokens) - PHRASE + 1)
    ]
