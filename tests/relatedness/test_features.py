"""Text, words, co-occurrence and structure of pairs, by hand and over a whole matrix."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from rdflib import RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from scipy.sparse import csr_array

from skillkg import resources
from skillkg import vocabulary as voc
from skillkg.encoding.vectors import normalize
from skillkg.model.features import FEATURES
from skillkg.relatedness.calibration import Weights
from skillkg.relatedness.features.cooccurrence import CoOccurrence
from skillkg.relatedness.features.pair_features import PairFeatures
from skillkg.relatedness.nearest import nearest

SIZE = 40


def counted(pairs: list[tuple[int, int]], ones: list[int], others: list[int]) -> CoOccurrence:
    contexts, concepts = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2).T
    return CoOccurrence.count(contexts, concepts, np.array(ones), np.array(others), SIZE)


def npmi(counts: CoOccurrence, one: int, other: int) -> float:
    return float(counts.of(np.array([one]), np.array([other]))[0])


def test_the_ontology_declares_every_feature() -> None:
    ontology = Graph().parse(resources.folder("ontology") / "skillkg.ttl")
    shapes = Graph().parse(resources.folder("ontology") / "shapes.ttl")
    for feature in FEATURES:
        values, weights = URIRef(feature.predicate), URIRef(feature.weight)
        assert ontology.value(values, RDFS.domain) == URIRef(voc.SKG_RELATEDNESS)
        assert ontology.value(weights, RDFS.domain) == URIRef(voc.SKG_RELATING)
    path = shapes.value(URIRef(f"{voc.SHAPES}relatednessFeatures"), SH.path)
    alternatives = Collection(shapes, shapes.value(path, SH.alternativePath))
    assert [str(predicate) for predicate in alternatives] == [f.predicate for f in FEATURES]


def test_npmi_by_hand() -> None:
    # Four contexts; 1 and 2 share two of the two and three that ask for them, 1 and 3 one.
    asked = [(10, 1), (11, 1), (10, 2), (11, 2), (12, 2), (10, 3), (12, 3), (13, 3)]
    counts = counted(asked, [1, 2, 3], [1, 2, 3])
    assert npmi(counts, 1, 2) == pytest.approx(log(2 * 4 / (2 * 3)) / log(4 / 2))
    assert npmi(counts, 1, 3) == 0  # less than by chance
    assert npmi(counts, 2, 1) == npmi(counts, 1, 2)


def test_contexts_that_know_one_kind_only_do_not_count() -> None:
    asked = [(10, 1), (10, 5), (11, 2), (11, 6), (12, 1), (13, 1)]
    known = counted(asked[:4], [1, 2], [5, 6])
    assert npmi(counted(asked, [1, 2], [5, 6]), 1, 5) == npmi(known, 1, 5) == 1


def test_nothing_known_is_nothing_shared() -> None:
    counts = counted([], [1, 2], [1, 2])
    assert npmi(counts, 1, 2) == 0
    assert counts.values.nnz == 0


def drawn() -> PairFeatures:
    random = np.random.default_rng(4)
    text, structure = (random.normal(size=(SIZE, 8)).astype(np.float32) for _ in range(2))
    asked = [(int(c), int(m)) for c, m in random.integers(0, SIZE, size=(200, 2))]
    ones = list(range(SIZE))
    words = csr_array(random.random((SIZE, 8)) * (random.random((SIZE, 8)) < 0.3), dtype=np.float32)
    return PairFeatures.build(
        normalize(text), words, counted(asked, ones, ones), normalize(structure)
    )


def test_scores_of_all_pairs_are_those_of_each() -> None:
    features, weights = drawn(), (3.0, 1.5, 2.0, -1.0)
    ones, others = np.arange(5, 15), np.arange(SIZE)
    scores = features.scores(ones, others, weights)
    for row, one in enumerate(ones):
        each = features.of(np.full(SIZE, one), others) @ weights
        assert np.abs(scores[row] - each).max() < 1e-3


def test_the_nearest_are_those_that_sorting_gives() -> None:
    features, weights = drawn(), Weights(0.0, (3.0, 1.5, 2.0, 1.0), (0.0, 1.0, 1.0))
    members, rows = np.arange(SIZE), list[int]()
    ranks = nearest(features, weights, members, members, 3, rows.append)
    assert sum(rows) == SIZE
    scores = features.scores(members, members, weights.weights)
    np.fill_diagonal(scores, -np.inf)
    expected: dict[tuple[int, int], int] = {}
    for one in range(SIZE):
        for rank, other in enumerate(np.argsort(-scores[one])[:3].tolist(), start=1):
            pair = (min(one, other), max(one, other))
            expected[pair] = min(rank, expected.get(pair, rank))
    assert ranks == expected


def test_of_two_kinds_both_sides_have_their_nearest() -> None:
    features, weights = drawn(), Weights(0.0, (3.0, 1.5, 2.0, 1.0), (0.0, 1.0, 1.0))
    ones, others = np.arange(4), np.arange(4, SIZE)
    ranks = nearest(features, weights, ones, others, 2, lambda _: None)
    assert {one for one, _ in ranks} == set(ones.tolist())
    assert {other for _, other in ranks} == set(others.tolist())


def test_more_neighbours_than_there_are() -> None:
    features, weights = drawn(), Weights(0.0, (1.0, 1.0, 1.0, 1.0), (0.0, 1.0, 1.0))
    members = np.arange(3)
    assert set(nearest(features, weights, members, members, 10, lambda _: None)) == {
        (0, 1), (0, 2), (1, 2),
    }  # fmt: skip
