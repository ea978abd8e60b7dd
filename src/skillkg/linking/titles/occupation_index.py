"""Occupations that a job title may mean: candidates with their features.

A candidate has features of how its labels and texts agree with the cleaned title, in meaning and
in words, of its place in the hierarchy, of how common it is, and of how well its rivals do
(:mod:`.occupation_features`); :mod:`..classifier` turns them into a probability.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.arrays import offsets, ragged_top_k, ranges, top_k
from skillkg.encoding.vectors import QuantisedVectors, quantise
from skillkg.linking.classifier import DIGITS
from skillkg.linking.titles.cleaning import clean_title, title_parts
from skillkg.linking.titles.label_keys import LabelKeys, shares
from skillkg.linking.titles.label_words import LabelWords
from skillkg.linking.titles.occupation_features import (
    OCCUPATION_FEATURES,
    OccupationCandidates,
    shipped_common,
)
from skillkg.linking.titles.occupation_texts import OccupationTexts
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.arrays import Float32s, Float64s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts

ESCO_CANDIDATES: Final = 50
"""Occupations of ESCO and overlays that are looked at by meaning, and as many by meaning and
words."""
ONET_CANDIDATES: Final = 15
"""The same of O*NET, whose occupations have some sixty labels each."""
_NAMED: Final = ("preferred", "alternative")
_BATCH: Final = 32
"""Titles that are looked at together: what bounds memory."""


class OccupationIndex:
    """The occupations of a graph, to be looked up by job titles.

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`.occupation_parts.occupation_parts` gave.
        vectors: of all labels, as :func:`skillkg.relatedness.label_index.embed` gives them.
        common: how common occupations are, by IRI; what comes with skillkg where None.
    """

    def __init__(
        self,
        encoder: Encoder,
        parts: Parts,
        vectors: NDArray[np.int16],
        common: Mapping[str, float] | None = None,
    ) -> None:
        arrays, values = parts
        self.texts = OccupationTexts(encoder, parts)
        """How near texts are to the profiles of the occupations."""
        self._encoder, self._texts = encoder, QuantisedVectors(arrays["texts"])
        self.iris = self.texts.iris
        """The occupations, ascending; their numbers are places in this list."""
        self._vectors = np.asarray(vectors)
        self._labels = np.asarray(arrays["labels"])
        self._label_offsets = np.asarray(arrays["label_offsets"])
        self._words = LabelWords(arrays, values["stems"], len(self._labels))
        self._keys = LabelKeys(arrays)
        known = shipped_common() if common is None else common
        self._broad = np.asarray(arrays["broad"], dtype=np.float64)
        self._common = np.array([known.get(iri, 0.0) for iri in self.iris])
        self._is_onet = np.array([iri.startswith(ONET_DATA) for iri in self.iris], dtype=bool)

    def candidates(self, titles: Sequence[str]) -> list[list[OccupationCandidates]]:
        """Find the occupations that titles may mean, with their features.

        Returns:
            For each title what ESCO (with overlays) offers, and what O*NET does, where either
            has anything like it.
        """
        batches = (titles[start : start + _BATCH] for start in range(0, len(titles), _BATCH))
        return [candidates for batch in batches for candidates in self._batch(batch)]

    def _batch(self, titles: Sequence[str]) -> list[list[OccupationCandidates]]:
        cleaned = [clean_title(title) for title in titles]
        texts = [[title, *title_parts(title)] for title in cleaned]
        vectors = quantise(self._encoder.encode(list(chain.from_iterable(texts))))
        cosines = np.nan_to_num(self._texts.cosines(vectors))
        bounds = offsets([len(each) for each in texts])[1:-1]
        parts = zip(cleaned, np.split(vectors, bounds), np.split(cosines, bounds), strict=True)
        return [list(self._of_title(*each)) for each in parts]

    def _of_title(
        self, title: str, vectors: Float32s, cosines: Float64s
    ) -> Iterator[OccupationCandidates]:
        """Candidates of each taxonomy.

        Args:
            title: cleaned.
            vectors: of the title, and of each of its parts.
            cosines: of these with the texts of all occupations.
        """
        texts, part = cosines[0], cosines[1:].max(axis=0)
        words = self._word_cosines(title)
        meaning = texts + part
        named = np.stack(shares(self._keys.owners(title), self._is_onet, len(self.iris)))
        selected = self._selected(meaning, meaning + words)
        selected = selected[(meaning[selected] > 0) | (words[selected] > 0)]
        selected = np.union1d(selected, np.flatnonzero(named.any(axis=0)))
        labels, label = self._nearest_labels(vectors[0], selected)
        columns = {
            "label": label,
            "texts": texts[selected],
            "part": part[selected],
            "words": words[selected],
            **dict(zip(_NAMED, named[:, selected], strict=True)),
            "broad": self._broad[selected],
            "common": self._common[selected],
        }
        features = np.column_stack([columns[name] for name in OCCUPATION_FEATURES[:-1]])
        features = features.round(DIGITS)
        for is_onet in (False, True):
            rows = np.flatnonzero(self._is_onet[selected] == is_onet)
            if len(rows):
                yield OccupationCandidates(selected[rows], features[rows], labels[rows])

    def _word_cosines(self, title: str) -> Float64s:
        """Cosine of a title's words with those of each occupation's best label."""
        cosines = np.maximum.reduceat(self._words.cosines(title), self._label_offsets[:-1])
        return np.minimum(cosines.astype(np.float64), 1.0)

    def _selected(self, meaning: Float64s, meaning_and_words: Float64s) -> Ints:
        """Numbers of the occupations that are looked at, by either score, ascending."""
        scores = np.stack([meaning, meaning_and_words])
        is_selected = np.zeros(len(meaning), dtype=bool)
        for is_onet, count in ((False, ESCO_CANDIDATES), (True, ONET_CANDIDATES)):
            taxonomy = np.flatnonzero(self._is_onet == is_onet)
            if len(taxonomy):
                is_selected[taxonomy[top_k(scores[:, taxonomy], count)]] = True
        return np.flatnonzero(is_selected)

    def _nearest_labels(self, vector: Float32s, occupations: Ints) -> tuple[Ints, Float64s]:
        """Position of the label of each occupation that is nearest to a title, and its cosine."""
        begins, ends = self._label_offsets[occupations], self._label_offsets[occupations + 1]
        labels = self._labels[ranges(begins, ends)]
        vectors = QuantisedVectors(self._vectors[labels])
        cosines = np.nan_to_num(vectors.cosines(vector[None])[0])
        rows = np.repeat(np.arange(len(occupations)), ends - begins)
        nearest = ragged_top_k(rows, cosines, 1)
        return labels[nearest], cosines[nearest]
