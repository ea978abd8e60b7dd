"""Occupations that a job title may mean: candidates with their features.

A candidate is judged by how its labels and texts agree with the cleaned title, in meaning and in
words, by its place in the hierarchy, by how common it is, and by how well its rivals do
(:data:`FEATURES`); :mod:`.classifier` makes a probability of that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from skillkg.arrays import ranges, starts
from skillkg.encoding.vectors import QuantisedVectors, quantise
from skillkg.linking.labels.overlap import stems_of
from skillkg.linking.titles.cleaning import clean_title, title_parts
from skillkg.linking.titles.label_words import LabelWords, word_parts
from skillkg.relatedness.features.text_features import text_vectors
from skillkg.vocabulary import ONET_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.relatedness.corpus import Corpus

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FEATURES: Final = ("label", "texts", "part", "words", "broad", "common", "rivals")
"""What a candidate is judged by:

- *label*: cosine of the title with the nearest of the occupation's labels;
- *texts*, *part*: cosine of the occupation's labels and description, taken together, with the
  title, and with that part of it (``Chef / Cook`` has two) which is nearest;
- *words*: cosine of the title's words with those of a label, weighed by rarity; of the best label;
- *broad*: 1 where other occupations are narrower, else 0;
- *common*: logarithm of one more than the occupation's share of tagged job titles (:data:`COMMON`);
- *rivals*: logarithm of one more than the summed odds of the other candidates of its taxonomy.
"""
CANDIDATES: Final = 50
"""Occupations of ESCO that are looked at by meaning, and as many by meaning and words."""
ONET_CANDIDATES: Final = 15
"""The same of O*NET, whose occupations have some sixty labels each."""
_BATCH: Final = 32
"""Titles that are looked at together: what bounds memory."""
DIGITS: Final = 4
"""Decimals of the features; probabilities are computed from the rounded ones."""
COMMON: Final = Path(__file__).parent / "common.json"
"""How common occupations are: *common* of those that any of 15,463 job titles is tagged with."""


class OccupationCandidates(NamedTuple):
    """Occupations of one taxonomy that a title may mean."""

    occupations: Ints
    """Their numbers: shape (candidates,), ascending."""
    features: Floats
    """Shape (candidates, features), rounded, without *rivals*."""
    labels: Ints
    """Position of each one's nearest label among all labels."""


def occupation_parts(corpus: Corpus, encoder: Encoder) -> Parts:
    """Derive what :class:`OccupationIndex` reads from the occupations that have labels."""
    labels = corpus.labels
    occupations = np.intersect1d(corpus.of_kind("occupation"), labels.concepts)
    chosen = np.flatnonzero(np.isin(labels.concepts, occupations))
    owners = np.searchsorted(occupations, np.asarray(labels.concepts)[chosen])
    rarities, names = word_parts([labels.text(position) for position in chosen.tolist()])
    arrays: dict[str, NDArray[Any]] = {
        "texts": quantise(text_vectors(corpus, encoder, occupations)[occupations]),
        "labels": chosen,
        "begins": np.searchsorted(owners, np.arange(len(occupations))),
        "broad": np.isin(occupations, corpus.edges("broader")[1]),
        **rarities,
    }
    arrays["texts"] = arrays["texts"].astype(np.int16)
    iris = [corpus.arrays.iris[n] for n in occupations]
    called = [key(labels.preferred(iri) or "") for iri in iris]
    return arrays, {"stems": names, "iris": iris, "called": called}


def key(title: str) -> str:
    """What titles and labels have in common that read the same once they are cleaned."""
    return " ".join(sorted(stems_of(clean_title(title))))


class OccupationIndex:
    """The occupations of a graph, to be looked up by job titles.

    Args:
        encoder: the encoder that the parts were derived with.
        parts: what :func:`occupation_parts` gave.
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
        self.iris: list[str] = values["iris"]
        """The occupations, ascending; their numbers are places in this list."""
        self.called: list[str] = values["called"]
        """Of each the key (:func:`key`) of its preferred label."""
        self._encoder, self._vectors = encoder, np.asarray(vectors)
        self._texts = QuantisedVectors(arrays["texts"])
        self._labels, begins = np.asarray(arrays["labels"]), np.asarray(arrays["begins"])
        self._bounds = np.append(begins, len(self._labels))
        self._words = LabelWords(arrays, values["stems"], len(self._labels))
        known = _shipped() if common is None else common
        self._fixed = np.column_stack(
            [arrays["broad"], [known.get(iri, 0.0) for iri in self.iris]]
        ).astype(np.float64)
        self._foreign = np.array([iri.startswith(ONET_DATA) for iri in self.iris], dtype=bool)
        self._taxonomies = [
            (np.flatnonzero(~self._foreign), CANDIDATES),
            (np.flatnonzero(self._foreign), ONET_CANDIDATES),
        ]

    def candidates(self, titles: Sequence[str]) -> list[list[OccupationCandidates]]:
        """Find the occupations that titles may mean, with their features.

        Returns:
            For each title what ESCO (with overlays) offers, and what O*NET does, where either
            has anything like it.
        """
        batches = range(0, len(titles), _BATCH)
        return [found for n in batches for found in self._batch(titles[n : n + _BATCH])]

    def _batch(self, titles: Sequence[str]) -> list[list[OccupationCandidates]]:
        cleaned = [clean_title(title) for title in titles]
        parts = [title_parts(title) for title in cleaned]
        texts = [
            text for title, some in zip(cleaned, parts, strict=True) for text in (title, *some)
        ]
        asked = quantise(self._encoder.encode(texts))
        ends = np.cumsum([1 + len(some) for some in parts])[:-1]
        meanings = np.nan_to_num(self._texts.cosines(asked))
        together = zip(cleaned, np.split(asked, ends), np.split(meanings, ends), strict=True)
        return [list(self._found(*each)) for each in together]

    def _found(
        self, title: str, asked: NDArray[np.float32], meanings: Floats
    ) -> Iterator[OccupationCandidates]:
        whole_title, part = meanings[0], meanings[1:].max(axis=0)
        best = np.maximum.reduceat(self._words.cosines(title), self._bounds[:-1])
        shared = np.minimum(best.astype(np.float64), 1.0)
        near = whole_title + part
        chosen = self._chosen(near, near + shared)
        chosen = chosen[(near[chosen] > 0) | (shared[chosen] > 0)]
        labels, cosines = self._nearest(asked[0], chosen)
        columns = (cosines, whole_title[chosen], part[chosen], shared[chosen])
        features = np.round(np.column_stack([*columns, self._fixed[chosen]]), DIGITS)
        for is_foreign in (False, True):
            places = np.flatnonzero(self._foreign[chosen] == is_foreign)
            if len(places):
                yield OccupationCandidates(chosen[places], features[places], labels[places])

    def _chosen(self, near: Floats, both: Floats) -> Ints:
        """Which occupations are looked at, by meaning or by meaning and words, ascending."""
        chosen = np.zeros(len(near), dtype=bool)
        for taxonomy, count in self._taxonomies:
            for scores in (near, both):
                chosen[taxonomy[_best(scores[taxonomy], count)]] = True
        return np.flatnonzero(chosen)

    def _nearest(self, asked: NDArray[np.float32], chosen: Ints) -> tuple[Ints, Floats]:
        """Of each of some occupations the label that is nearest to a title, and how near it is."""
        begins, sizes = self._bounds[chosen], np.diff(self._bounds)[chosen]
        rows = self._labels[ranges(begins, begins + sizes)]
        cosines = np.nan_to_num(QuantisedVectors(self._vectors[rows]).cosines(asked[None])[0])
        best = np.maximum.reduceat(cosines, starts(sizes)) if len(rows) else cosines
        reached = np.flatnonzero(cosines == np.repeat(best, sizes))
        return rows[reached[np.searchsorted(reached, starts(sizes))]], best


def _best(scores: Floats, count: int) -> Ints:
    left = max(len(scores) - count, 0)
    return np.argpartition(scores, left)[left:] if len(scores) else np.zeros(0, np.int64)


def _shipped() -> dict[str, float]:
    found: dict[str, float] = json.loads(COMMON.read_bytes())
    return found
