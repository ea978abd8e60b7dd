"""Skills that a statement describes, whether it names them or not: candidates with their figures.

A candidate is judged by how its texts and the statement agree, in meaning and in words, and by
how often occupations ask for it (:data:`FIGURES`); :mod:`.judge` makes a probability of that.
Meaning is compared phrase by phrase as well: a statement of twenty words seldom means one skill.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.graph.labels import ROLE_NAMES
from skillkg.linking.shares import Shares, share_parts, stems_of
from skillkg.relatedness.texts import text_vectors
from skillkg.relatedness.vectors import WholeVectors, whole
from skillkg.text import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.linking.examples import Examples
    from skillkg.model import Span
    from skillkg.relatedness.encoder import Encoder
    from skillkg.relatedness.population import Population
    from skillkg.text import Token

    Floats = NDArray[np.float32]
    Cosines = NDArray[np.float64]
    Ints = NDArray[np.int64]

FIGURES: Final = (
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
PHRASE: Final = 5
"""Words of a phrase."""
STEP: Final = 3
"""Words from where one phrase starts to where the next does: all starts found no more skills."""
CANDIDATES: Final = 30
"""Skills that are looked at for a statement by its meaning, and as many by its words."""
DIGITS: Final = 4
"""Decimals of the figures; probabilities are computed from the rounded ones."""
_BATCH: Final = 32
"""Statements that are looked at together: what bounds memory."""
_BLOCKS: Final = 8
"""Blocks of skills that are looked at for each candidate: see :func:`_best`."""


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
    texts = [labels.text(position) for position in chosen.tolist()]
    owners = np.searchsorted(skills, np.asarray(labels.concepts)[chosen])
    is_preferred = np.asarray(labels.roles)[chosen] == ROLE_NAMES.index("preferred")
    first = np.searchsorted(owners[is_preferred], np.arange(len(skills)))
    preferred = np.flatnonzero(is_preferred)[first]
    shares, stems = share_parts(texts, owners, preferred)
    asked = np.bincount(population.asked[1], minlength=len(population.arrays.iris))
    lengths = [len(stems_of(texts[label])) for label in preferred.tolist()]
    arrays = {
        "vectors": whole(text_vectors(population, encoder, skills)[skills]).astype(np.int16),
        "demand": np.log1p(asked[skills]).astype(np.float32),
        "length": np.array(lengths, dtype=np.float32),
    }
    iris = [population.arrays.iris[number] for number in skills.tolist()]
    return arrays | shares, {"stems": stems, "iris": iris}


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
        self.examples = examples
        self._encoder = encoder
        self._vectors = WholeVectors(arrays["vectors"])
        self._shares = Shares(arrays, values["stems"])
        self._demand, self._length = (np.asarray(arrays[name]) for name in ("demand", "length"))

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
        texts = [statement.quote for statement in statements]
        tokens = [[token for token in tokenize(text) if token.stem] for text in texts]
        phrases = [_phrases(*each) for each in zip(texts, tokens, strict=True)]
        parts = [[(0, len(text)), *spans] for text, spans in zip(texts, phrases, strict=True)]
        ends = np.cumsum([len(each) for each in parts])[:-1]
        vectors = np.split(whole(self._encoder.encode_parts(texts, parts)), ends)
        words = [self._shares.known(token.stem for token in each) for each in tokens]
        asked = np.stack([each[0] for each in vectors])
        votes = self._votes(asked)
        rows, skills = np.nonzero(self._chosen(asked, words, named) | (votes > 0))
        bounds = np.searchsorted(rows, np.arange(1, len(texts)))
        found = np.split(skills, bounds)
        meaning, nearest = zip(*map(self._meaning, vectors, found), strict=True)
        columns = (
            *np.hstack(meaning),
            *self._shares.of(words, rows, skills),
            self._demand[skills],
            self._length[skills],
            np.concatenate([np.isin(found[row], [*each]) for row, each in enumerate(named)]),
            votes[rows, skills],
        )
        figures = np.split(np.round(np.stack(columns, axis=1), DIGITS), bounds)
        quotes = [np.array(spans)[n] for spans, n in zip(phrases, nearest, strict=True)]
        return [Candidates(*each) for each in zip(found, figures, quotes, strict=True)]

    def _chosen(
        self,
        asked: Floats,
        words: Sequence[Sequence[int]],
        named: Sequence[frozenset[int]],
    ) -> NDArray[np.bool_]:
        """Which skills are looked at for each statement: shape (statements, skills)."""
        near = self._vectors.nearness(asked)
        chosen = _best(near)
        rows, skills, shares = self._shares.search(words)
        scores = shares + near[rows, skills]
        bounds = np.searchsorted(rows, np.arange(len(words) + 1)).tolist()
        for row, (begin, end) in enumerate(pairwise(bounds)):
            last = min(CANDIDATES, end - begin)
            best = np.argpartition(scores[begin:end], -last)[-last:]
            chosen[row, skills[begin:end][best]] = True
            chosen[row, [*named[row]]] = True
        return chosen

    def _votes(self, asked: Floats) -> Cosines:
        """What the labelled sentences nearest to each statement say: shape (statements, skills)."""
        found = np.zeros((len(asked), len(self.iris)))
        if self.examples is not None:
            known = [n for n, iri in enumerate(self.examples.skills) if iri in self.numbers]
            numbers = [self.numbers[self.examples.skills[n]] for n in known]
            found[:, numbers] = self.examples.votes(asked)[:, known]
        return found

    def _meaning(self, vectors: Floats, skills: Ints) -> tuple[Cosines, Ints]:
        """Cosines with a statement and its nearest phrase, and which of the phrases that is."""
        cosines = np.fmax(self._vectors.cosines(vectors, skills), 0)
        nearest = cosines[1:].argmax(axis=0)
        return np.stack([cosines[0], cosines[1 + nearest, np.arange(len(skills))]]), nearest


def _best(scores: Floats) -> NDArray[np.bool_]:
    """Which scores are among the best of their row: :data:`CANDIDATES` of them, or some more.

    Those that reach the least of so many best blocks: sorting all the scores in part takes five
    times as long. Only those above 0: to words that the encoder does not know all are equally near.
    """
    rows, columns = scores.shape
    size = max(1, columns // (_BLOCKS * CANDIDATES))
    blocks = scores[:, : columns // size * size].reshape(rows, size, -1).max(axis=1)
    last = min(CANDIDATES, blocks.shape[1])
    bounds = np.partition(blocks, -last, axis=1)[:, -last, None]
    best: NDArray[np.bool_] = (scores >= bounds) & (scores > 0)
    return best


def _phrases(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Runs of words of a statement, the last ones among them; all of it where it has fewer."""
    if len(tokens) <= PHRASE:
        return [(0, len(text))]
    last = len(tokens) - PHRASE
    return [
        (tokens[first].start, tokens[first + PHRASE - 1].end)
        for first in sorted({*range(0, last, STEP), last})
    ]
