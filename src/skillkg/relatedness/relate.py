"""From a graph and an encoder to learned edges."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg._version import __version__
from skillkg.progress import counter
from skillkg.relatedness.edge_graph import Relatedness
from skillkg.relatedness.edges import PAIRINGS, calibrate, learn_edges
from skillkg.relatedness.features.cooccurrence import CoOccurrence
from skillkg.relatedness.features.pair_features import PairFeatures
from skillkg.relatedness.features.structure import structure_vectors
from skillkg.relatedness.features.text_features import lexical_vectors, text_vectors
from skillkg.relatedness.shipped_calibration import shipped_calibration
from skillkg.relatedness.vacancies import read_vacancies, source_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scipy.sparse import csr_array

    from skillkg.arrays import Float32s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.model.graph import ConceptKind, Snapshot
    from skillkg.progress import Progress
    from skillkg.relatedness.calibration import Calibration
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.edges import LearnedEdge, Pairing
    from skillkg.sources.release import SourceFile

ALGORITHM: Final = "2"
"""Raised when the same inputs shall give other edges."""


@dataclass(frozen=True)
class _Material:
    """What the features of all pairings are made of."""

    corpus: Corpus
    text: Float32s
    lexical: csr_array
    structure: Float32s
    vacancies: tuple[Ints, Ints] | None
    """Numbers of vacancies and of the skills that they ask for."""

    def features(self, pairing: Pairing) -> PairFeatures:
        """Features of the pairs of two kinds of concepts."""
        ones, others = self.corpus.of_kind(pairing.one), self.corpus.of_kind(pairing.other)
        contexts, concepts = self._contexts(pairing)
        size = len(self.corpus.arrays.iris)
        co_occurrence = CoOccurrence.count(contexts, concepts, ones, others, size)
        return PairFeatures.build(self.text, self.lexical, co_occurrence, self.structure)

    def _contexts(self, pairing: Pairing) -> tuple[Ints, Ints]:
        """Occupations are compared by what they ask for, all else by the occupations that ask."""
        occupations, concepts = self.corpus.requirements
        if pairing.one == "occupation":
            return concepts, occupations
        if self.vacancies is None or pairing.one != "skill":
            return occupations, concepts
        vacancies, skills = self.vacancies
        numbers = vacancies + len(self.corpus.arrays.iris)  # behind those of the occupations
        return np.append(occupations, numbers), np.append(concepts, skills)


def relate(
    corpus: Corpus,
    origins: Sequence[Snapshot],
    encoder: Encoder,
    *,
    vacancies: Path | None,
    progress: Progress,
) -> Relatedness:
    """Learn the edges between the concepts in view.

    Args:
        corpus: the concepts.
        origins: the graphs that they come from.
        encoder: turns their texts into vectors.
        vacancies: more contexts for skills; see ``read_vacancies``.
        progress: told how far each stage is.

    Raises:
        ModelError: there are too few labelled pairs, and the calibration that comes with skillkg
            is of another model.
        SourceError: the vacancies cannot be read.
    """
    material = _gather(corpus, encoder, vacancies, progress)
    calibrations: dict[ConceptKind, Calibration] = {}
    edges: dict[Pairing, list[LearnedEdge]] = {}
    for pairing in PAIRINGS:
        features, kind = material.features(pairing), pairing.labelled
        if kind not in calibrations:
            fitted = calibrate(corpus, features, kind)
            calibrations[kind] = fitted or shipped_calibration(kind, encoder)
        weights = calibrations[kind].weights
        edges[pairing] = list(learn_edges(corpus, features, pairing, weights, progress))
    files = () if vacancies is None else (source_file(vacancies),)
    return Relatedness(
        _version(origins, encoder, files),
        encoder.name,
        encoder.digest,
        origins,
        edges,
        {pairing: calibrations[pairing.labelled] for pairing in PAIRINGS},
        _labels(corpus, edges),
        files,
    )


def _gather(
    corpus: Corpus, encoder: Encoder, vacancies: Path | None, progress: Progress
) -> _Material:
    advance = counter(progress, "reading and encoding", 4)
    kinds = dict.fromkeys(kind for pairing in PAIRINGS for kind in (pairing.one, pairing.other))
    wanted = np.unique(np.concatenate([corpus.of_kind(kind) for kind in kinds]))
    tagged = None if vacancies is None else read_vacancies(vacancies, corpus)
    text = text_vectors(corpus, encoder, wanted)
    advance(1)
    lexical = lexical_vectors(corpus, wanted)
    advance(1)
    _ = corpus.requirements
    advance(1)
    structure = structure_vectors(corpus)
    advance(1)
    return _Material(corpus, text, lexical, structure, tagged)


def _version(origins: Iterable[Snapshot], encoder: Encoder, files: Iterable[SourceFile]) -> str:
    """Name the edges by everything that they depend on."""
    parts = [ALGORITHM, __version__, repr(PAIRINGS), encoder.digest]
    parts += sorted(f"{origin.graph} {origin.digest}" for origin in origins)
    parts += [file.sha256 for file in files]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _labels(corpus: Corpus, edges: Mapping[Pairing, Iterable[LearnedEdge]]) -> dict[str, str]:
    """Preferred labels of elements and of the skills that they may be mapped to."""
    mapped = (edge for pairing in edges if pairing.one == "element" for edge in edges[pairing])
    ends = {iri for edge in mapped for iri in (edge.source, edge.target)}
    return {iri: corpus.labels.preferred(iri) or "" for iri in sorted(ends)}
