"""Scores of labels against a plain computation, and the same for one text as for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_models import VOCABULARY

from skillkg.graph.lexical import LexicalIndex, build_index
from skillkg.relatedness.label_index import MEANING, LabelIndex, embed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from skillkg.encoding.static import StaticEncoder

LABELS = [
    "web developer",
    "Developing databases",
    "manage a project",
    "C++",
    "软件",
    "",
    "web data",
]
some_texts = st.lists(
    st.lists(st.sampled_from([*VOCABULARY, "软件", "databases"]), max_size=4).map(" ".join)
    | st.sampled_from(LABELS)
    | st.text(max_size=12),
    max_size=70,
)


@pytest.fixture(scope="module")
def index(tiny: StaticEncoder) -> LabelIndex:
    return LabelIndex.build(tiny, LABELS)


class Axes:
    """An encoder of any dimension whose vectors are drawn once for each text."""

    name, digest = "axes", "sha256:0"

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [np.random.default_rng(len(t)).normal(size=self.dimension) for t in texts]
        vectors = np.array(rows).reshape(-1, self.dimension)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@given(texts=some_texts)
@example(texts=["manage project"])
def test_scores_are_cosine_and_lexical_or_lexical_alone(
    tiny: StaticEncoder, index: LabelIndex, texts: list[str]
) -> None:
    labels, asked = tiny.encode(LABELS), tiny.encode(texts)
    lexical = LexicalIndex(build_index(LABELS))
    for text, vector, scores in zip(texts, asked, index.scores(texts), strict=True):
        cosines = np.maximum(labels @ vector, 0)
        weight = np.where(labels.any(axis=1) & vector.any(), MEANING, 0)
        words = lexical.scores(text)
        expected = weight * cosines + (1 - weight) * words
        expected[words.round(6) == 1] = 1  # the very same words, such as "manage project"
        assert scores == pytest.approx(expected, abs=2e-3)
        assert ((scores >= 0) & (scores <= 1)).all()
        assert (scores == scores.round(6)).all()


@given(texts=some_texts)
def test_a_text_has_the_same_scores_alone_and_among_others(
    index: LabelIndex, texts: list[str]
) -> None:
    together = list(index.scores(texts))
    assert len(together) == len(texts)
    for text, scores in zip(texts, together, strict=True):
        (alone,) = index.scores([text])
        assert (alone == scores).all()


@pytest.mark.parametrize("label", ["web developer", "Developing databases", "C++", "软件"])
def test_a_label_has_the_full_score_for_itself_alone(index: LabelIndex, label: str) -> None:
    (scores,) = index.scores([label])
    assert [text for text, score in zip(LABELS, scores, strict=True) if score == 1.0] == [label]


def test_the_order_of_labels_changes_no_score(tiny: StaticEncoder, index: LabelIndex) -> None:
    backwards = LabelIndex.build(tiny, LABELS[::-1])
    for one, other in zip(index.scores(LABELS), backwards.scores(LABELS), strict=True):
        assert (one == other[::-1]).all()


@pytest.mark.parametrize("dimension", [1, 2, 384, 1024, 4096])
def test_products_are_exact_whatever_the_dimension(dimension: int) -> None:
    texts = ["x" * n for n in range(40)]
    vectors = embed(Axes(dimension), texts)[0]["vectors"]
    exact = vectors.astype(np.int64) @ vectors.astype(np.int64).T
    single = vectors.astype(np.float32)
    assert (single @ single.T == exact).all()
    assert exact.max() <= 1 << 24
    true = Axes(dimension).encode(texts) @ Axes(dimension).encode(texts).T
    sizes = np.sqrt(exact.diagonal())
    assert exact / np.outer(sizes, sizes) == pytest.approx(true, abs=2e-3)


@pytest.mark.parametrize("labels", [[], [""], ["软件", ""]])
def test_labels_that_nobody_knows_are_no_trouble(tiny: StaticEncoder, labels: list[str]) -> None:
    index = LabelIndex.build(tiny, labels)
    assert [scores.tolist() for scores in index.scores(["web", ""])] == 2 * [[0.0] * len(labels)]
    assert list(index.scores([])) == []
