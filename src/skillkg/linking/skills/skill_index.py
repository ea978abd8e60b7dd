"""Skills that a passage may describe, whether it names them or not: candidates with features.

A candidate has features of how its texts and the passage agree, in meaning and in words, and of
how often occupations ask for it (:mod:`.skill_features`); :mod:`..classifier` turns them into a
probability. Meaning is compared phrase by phrase as well: a passage of twenty words seldom means
one skill.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import offsets, ragged_top_k
from skillkg.encoding.projection import Projection
from skillkg.encoding.vectors import QuantisedVectors, quantise
from skillkg.linking.classifier import DIGITS
from skillkg.linking.labels.overlap import LabelOverlap
from skillkg.linking.skills.phrases import DocumentWords, phrases
from skillkg.linking.skills.selection import nearest
from skillkg.linking.skills.skill_features import SKILL_FEATURES, SkillCandidates
from skillkg.text.pronouns import without_pronouns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.linking.teaching.examples import Examples
    from skillkg.model.document import Span
    from skillkg.text.tokens import Token

OVERLAPPING: Final = 20
"""Skills that are looked at for a passage by its words, the nearest in meaning and words first."""
_BATCH: Final = 64
"""Passages that are looked at together: what bounds memory."""


class SkillIndex:
    """The skills of a graph, to be looked up by what a passage says.

    Pairs of a passage and a skill are numbered ``passage * skills + skill``, so that their order
    is that of both.

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`.skill_parts.skill_parts` gave.
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
        self._overlap = LabelOverlap(arrays, values["stems"])
        self._demand, self._length = (np.asarray(arrays[name]) for name in ("demand", "length"))

    def candidates(
        self, passages: Sequence[Span], named: Sequence[frozenset[int]], tokens: Sequence[Token]
    ) -> list[SkillCandidates]:
        """Find the skills that passages may describe, with their features.

        Args:
            passages: of one document.
            named: for each, the numbers of skills whose labels stand in it.
            tokens: of the document.
        """
        document_words = DocumentWords(tokens)
        words = [document_words.inside(passage) for passage in passages]
        batches = (slice(start, start + _BATCH) for start in range(0, len(passages), _BATCH))
        parts = ((passages[batch], words[batch], named[batch]) for batch in batches)
        return [candidates for part in parts for candidates in self._batch(*part)]

    def _batch(
        self,
        passages: Sequence[Span],
        words: Sequence[Sequence[Token]],
        named: Sequence[Collection[int]],
    ) -> list[SkillCandidates]:
        spans = [  # of each passage, first the whole of it, then its phrases
            [(0, len(passage.quote)), *phrases(passage, inside)]
            for passage, inside in zip(passages, words, strict=True)
        ]
        texts = [without_pronouns(passage.quote) for passage in passages]
        vectors = quantise(self._encoder.encode_parts(texts, spans))
        span_offsets = offsets([len(each) for each in spans])
        wholes = vectors[span_offsets[:-1]]
        stems = [self._overlap.known(word.stem for word in inside) for inside in words]
        named_pairs = self._named(named)
        voted_pairs, votes = self._votes(wholes)
        marked = {
            "named": (named_pairs, np.ones(len(named_pairs))),
            "neighbours": (voted_pairs, votes),
        }
        pairs = self._selected(wholes, stems, np.append(named_pairs, voted_pairs))
        rows, skills = np.divmod(pairs, len(self.iris))
        bounds = np.searchsorted(rows, np.arange(len(passages) + 1))
        passage, phrase, nearest_spans = self._meaning(vectors, span_offsets, skills, bounds)
        columns = self._other_features(pairs, stems, marked)
        columns |= {"passage": passage, "phrase": phrase}
        features = np.stack([columns[name] for name in SKILL_FEATURES], axis=1, dtype=np.float64)
        features = features.round(DIGITS)
        places = np.array(list(chain.from_iterable(spans)))[nearest_spans]
        return [
            SkillCandidates(skills[begin:end], features[begin:end], places[begin:end])
            for begin, end in pairwise(bounds.tolist())
        ]

    def _other_features(
        self,
        pairs: Ints,
        stems: Sequence[Sequence[int]],
        marked: Mapping[str, tuple[Ints, Float64s]],
    ) -> dict[str, Float32s | Float64s]:
        """Features of pairs but those of meaning; some are 0 except for a few pairs."""
        rows, skills = np.divmod(pairs, len(self.iris))
        preferred, labels = self._overlap.of_pairs(stems, rows, skills)
        columns: dict[str, Float32s | Float64s] = {
            "preferred": preferred,
            "labels": labels,
            "demand": self._demand[skills],
            "length": self._length[skills],
        }
        for name, (some, values) in marked.items():
            columns[name] = np.zeros(len(pairs))
            columns[name][np.searchsorted(pairs, some)] = values
        return columns

    def _named(self, named: Sequence[Collection[int]]) -> Ints:
        """Pairs of a passage and a skill that it names."""
        count = len(self.iris)
        pairs = [row * count + skill for row, skills in enumerate(named) for skill in skills]
        return np.array(pairs, dtype=np.int64)

    def _votes(self, wholes: Float32s) -> tuple[Ints, Float64s]:
        """Pairs of a passage and a skill that the nearest examples vote for, and its share."""
        if self._examples is None:
            return np.zeros(0, np.int64), np.zeros(0)
        shares = self._examples.votes(wholes)
        rows, places = np.nonzero((shares > 0) & (self._voted >= 0))
        return rows * len(self.iris) + self._voted[places], shares[rows, places]

    def _selected(self, wholes: Float32s, stems: Sequence[Sequence[int]], certain: Ints) -> Ints:
        """Pairs that are looked at, ascending: by meaning, by words, and those that are certain."""
        cosines = self._projection.nearness(wholes)
        rows, skills, overlaps = self._overlap.search(stems)
        best = ragged_top_k(rows, overlaps + cosines[rows, skills], OVERLAPPING)
        is_selected = np.zeros(cosines.size, dtype=bool)
        is_selected[nearest(cosines)] = True
        is_selected[rows[best] * len(self.iris) + skills[best]] = True
        is_selected[certain] = True
        return np.flatnonzero(is_selected)

    def _meaning(
        self, vectors: Float32s, span_offsets: Ints, skills: Ints, bounds: Ints
    ) -> tuple[Float64s, Float64s, Ints]:
        """Compare the skills of each passage with its spans.

        Returns:
            For each pair the cosine with the whole passage, that with the nearest phrase, and the
            number of this phrase among all spans.
        """
        cosines = list(self._vectors.grouped(vectors, span_offsets[1:], skills, bounds[1:]))
        whole = np.concatenate([each[0] for each in cosines])
        phrase = np.concatenate([each[1:].max(axis=0) for each in cosines])
        nearest_phrases = np.concatenate([each[1:].argmax(axis=0) for each in cosines])
        first_phrases = np.repeat(span_offsets[:-1] + 1, np.diff(bounds))
        return np.fmax(whole, 0), np.fmax(phrase, 0), first_phrases + nearest_phrases
