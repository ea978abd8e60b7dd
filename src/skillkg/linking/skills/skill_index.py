"""Skills that a statement describes, whether it names them or not: candidates with their features.

A candidate is judged by how its texts and the statement agree, in meaning and in words, and by
how often occupations ask for it (:data:`FEATURES`); :mod:`.classifier` makes a probability of that.
Meaning is compared phrase by phrase as well: a statement of twenty words seldom means one skill.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.encoding.projection import Projection, project
from skillkg.encoding.vectors import QuantisedVectors, quantise
from skillkg.graph.labels import ROLE_NAMES
from skillkg.linking.labels.overlap import Shares, share_parts, stems_of
from skillkg.linking.skills.phrases import Words, phrases
from skillkg.linking.skills.selection import first, nearest
from skillkg.relatedness.features.text_features import text_vectors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.linking.teaching.examples import Examples
    from skillkg.model.document import Span
    from skillkg.relatedness.corpus import Corpus
    from skillkg.text.tokens import Token

    Floats = NDArray[np.float32]
    Cosines = NDArray[np.float64]
    Ints = NDArray[np.int64]

FEATURES: Final = (
    "statement", "phrase", "preferred", "labels", "demand", "length", "named", "neighbours"
)  # fmt: skip
"""What a candidate is judged by:

- *statement*, *phrase*: cosine of the skill's texts with the whole statement, and with that
  phrase of it which is nearest; 0 where it is negative, or the encoder knows no word;
- *preferred*, *labels*: share of the preferred label's words, and of that label of all which
  has most, that stand in the statement, weighed by how rare they are;
- *demand*: logarithm of one more than the occupations that ask for the skill;
- *length*: words of the preferred label;
- *named*: 1 where the statement has a label, as :class:`.linker.Linker` reads it, else 0;
- *neighbours*: share of the votes of the labelled sentences nearest to the statement, where the
  encoder has any (:mod:`.examples`), else 0.
"""
DIGITS: Final = 4
"""Decimals of the features; probabilities are computed from the rounded ones."""
_BATCH: Final = 64
"""Statements that are looked at together: what bounds memory."""


class SkillCandidates(NamedTuple):
    """Skills that a statement may describe."""

    skills: Ints
    """Their numbers: shape (candidates,), ascending."""
    features: NDArray[np.float64]
    """Shape (candidates, features), rounded."""
    phrases: Ints
    """Start and end of each one's nearest phrase in the statement: shape (candidates, 2)."""


def skill_parts(corpus: Corpus, encoder: Encoder) -> Parts:
    """Derive what :class:`SkillIndex` reads from the skills that have a preferred label."""
    labels = corpus.labels
    named = labels.concepts[np.asarray(labels.roles) == ROLE_NAMES.index("preferred")]
    skills = np.intersect1d(corpus.of_kind("skill"), named)
    chosen = np.flatnonzero(np.isin(labels.concepts, skills))
    texts = [labels.text(position) for position in chosen.tolist()]
    owners = np.searchsorted(skills, np.asarray(labels.concepts)[chosen])
    is_preferred = np.asarray(labels.roles)[chosen] == ROLE_NAMES.index("preferred")
    first = np.searchsorted(owners[is_preferred], np.arange(len(skills)))
    preferred = np.flatnonzero(is_preferred)[first]
    shares, stems = share_parts(texts, owners, preferred)
    asked = np.bincount(corpus.requirements[1], minlength=len(corpus.arrays.iris))
    lengths = [len(stems_of(texts[label])) for label in preferred.tolist()]
    vectors = quantise(text_vectors(corpus, encoder, skills)[skills])
    arrays = {
        "vectors": vectors.astype(np.int16),
        "demand": np.log1p(asked[skills]).astype(np.float32),
        "length": np.array(lengths, dtype=np.float32),
    }
    iris = [corpus.arrays.iris[number] for number in skills.tolist()]
    return arrays | project(vectors) | shares, {"stems": stems, "iris": iris}


class SkillIndex:
    """The skills of a graph, to be looked up by what a statement says.

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`skill_parts` gave.
        examples: labelled sentences, as the same encoder has them.
    """

    def __init__(self, encoder: Encoder, parts: Parts, examples: Examples | None = None) -> None:
        arrays, values = parts
        self.iris: list[str] = values["iris"]
        """The skills, ascending; their numbers are places in this list."""
        self.numbers = {iri: number for number, iri in enumerate(self.iris)}
        self._examples = examples
        voted = () if examples is None else examples.skills
        self._voted = np.array([self.numbers.get(iri, -1) for iri in voted], dtype=np.int64)
        self._encoder = encoder
        self._vectors = QuantisedVectors(arrays["vectors"])
        self._projection = Projection(arrays)
        self._shares = Shares(arrays, values["stems"])
        self._demand, self._length = (np.asarray(arrays[name]) for name in ("demand", "length"))

    def candidates(
        self, statements: Sequence[Span], named: Sequence[frozenset[int]], tokens: Sequence[Token]
    ) -> list[SkillCandidates]:
        """Find the skills that statements may describe, with their features.

        Args:
            statements: of one document.
            named: for each, the numbers of skills whose labels stand in it.
            tokens: of the document.
        """
        words = Words(tokens)
        read = [words.of(statement) for statement in statements]
        batches = (slice(n, n + _BATCH) for n in range(0, len(statements), _BATCH))
        parts = ((statements[each], read[each], named[each]) for each in batches)
        return [found for part in parts for found in self._batch(*part)]

    def _batch(
        self,
        statements: Sequence[Span],
        read: Sequence[Sequence[Token]],
        named: Sequence[frozenset[int]],
    ) -> list[SkillCandidates]:
        words = [self._shares.known(token.stem for token in each) for each in read]
        spans = [
            [(0, len(statement.quote)), *phrases(statement, each)]
            for statement, each in zip(statements, read, strict=True)
        ]
        vectors = quantise(self._encoder.encode_parts([each.quote for each in statements], spans))
        ends = np.cumsum([len(each) for each in spans])
        asked = vectors[np.append(0, ends[:-1])]
        marks = (self._pairs(named), 1.0), self._votes(asked)
        chosen = self._chosen(asked, words, np.concatenate([pairs for pairs, _ in marks]))
        rows, skills = np.divmod(chosen, len(self.iris))
        bounds = np.searchsorted(rows, np.arange(1, len(spans) + 1))
        *meaning, phrase = self._meaning(vectors, ends, skills, bounds)
        shared = self._shares.of(words, rows, skills)
        columns = [*meaning, *shared, *self._fixed(chosen, marks)]
        features = np.stack(columns, axis=1, dtype=np.float64).round(DIGITS)
        places = np.array(list(chain.from_iterable(spans)))[phrase]
        return [
            SkillCandidates(skills[begin:end], features[begin:end], places[begin:end])
            for begin, end in pairwise([0, *bounds.tolist()])
        ]

    def _fixed(
        self, chosen: Ints, marks: Iterable[tuple[Ints, float | Cosines]]
    ) -> Iterator[Floats | Cosines]:
        """What is known of pairs: of their skills, and of those pairs alone that are marked."""
        skills = chosen % len(self.iris)
        yield from (self._demand[skills], self._length[skills])
        for pairs, values in marks:
            column = np.zeros(len(chosen))
            column[np.searchsorted(chosen, pairs)] = values
            yield column

    def _pairs(self, skills: Sequence[Collection[int]]) -> Ints:
        """Pairs of a statement and one of its skills, as numbers in the order of both."""
        count = len(self.iris)
        pairs = [row * count + skill for row, each in enumerate(skills) for skill in each]
        return np.array(pairs, dtype=np.int64)

    def _votes(self, asked: Floats) -> tuple[Ints, Cosines]:
        """Pairs of a statement and a skill that the nearest examples vote for, and its share."""
        if self._examples is None:
            return np.zeros(0, np.int64), np.zeros(0)
        shares = self._examples.votes(asked)
        rows, places = np.nonzero((shares > 0) & (self._voted >= 0))
        return rows * len(self.iris) + self._voted[places], shares[rows, places]

    def _chosen(self, asked: Floats, words: Sequence[Sequence[int]], certain: Ints) -> Ints:
        """Which skills are looked at for each statement, as :meth:`_pairs` has them, in order."""
        near = self._projection.nearness(asked)
        rows, skills, shares = self._shares.search(words)
        alike = first(rows, shares + near[rows, skills])
        by_words = rows[alike] * len(self.iris) + skills[alike]
        chosen = np.zeros(near.size, dtype=bool)
        for pairs in (nearest(near), by_words, certain):
            chosen[pairs] = True
        return np.flatnonzero(chosen)

    def _meaning(
        self, vectors: Floats, ends: Ints, skills: Ints, bounds: Ints
    ) -> tuple[Cosines, Cosines, Ints]:
        """Cosines with a statement and with its nearest phrase, and the row of that phrase."""
        groups = list(self._vectors.grouped(vectors, ends, skills, bounds))
        phrase = [cosines[1:].argmax(axis=0) for cosines in groups]
        firsts = np.repeat(np.append(0, ends[:-1]) + 1, [len(each) for each in phrase])
        return (
            np.fmax(np.concatenate([cosines[0] for cosines in groups]), 0),
            np.fmax(np.concatenate([cosines[1:].max(axis=0) for cosines in groups]), 0),
            np.concatenate(phrase) + firsts,
        )
