"""Vectors of the words of concepts, against the lexical index of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from skillkg.graph.lexical import LexicalIndex, build_index
from skillkg.relatedness.features.text_features import lexical_vectors

if TYPE_CHECKING:
    from skillkg.relatedness.corpus import Corpus


def test_rows_have_length_one_and_only_those_wanted(corpus: Corpus) -> None:
    wanted = corpus.of_kind("skill")
    vectors = lexical_vectors(corpus, wanted)
    lengths = np.sqrt(vectors.multiply(vectors).sum(axis=1))
    assert np.flatnonzero(lengths).tolist() == wanted.tolist()
    assert lengths[wanted] == pytest.approx(1, abs=1e-5)


def test_cosines_are_those_of_the_sums_of_what_search_holds(corpus: Corpus) -> None:
    labels, wanted = corpus.labels, corpus.of_kind("skill")
    chosen = np.flatnonzero(np.isin(labels.concepts, wanted))
    held = [labels.text(position) for position in chosen.tolist()]
    index, owners = LexicalIndex(build_index(held)), np.asarray(labels.concepts)[chosen]
    some = wanted[:12]
    mine = [np.flatnonzero(owners == number) for number in some]
    scores = [sum(index.scores(held[at]) for at in ats.tolist()) for ats in mine]
    products = np.array([[one[ats].sum() for ats in mine] for one in scores])
    lengths = np.sqrt(np.diag(products))
    vectors = lexical_vectors(corpus, wanted)[some]
    assert (vectors @ vectors.T).toarray() == pytest.approx(
        products / np.outer(lengths, lengths), abs=1e-5
    )


def test_nothing_wanted(corpus: Corpus) -> None:
    assert lexical_vectors(corpus, np.zeros(0, dtype=np.int64)).nnz == 0
