"""Examples: who votes, for what, and what is kept of the sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from skillkg.encoding.models import open_encoder
from skillkg.encoding.vectors import normalize, quantise
from skillkg.errors import ModelError
from skillkg.linking.teaching.examples import FILE, NEIGHBOURS, TEMPERATURE, Examples, find_examples
from skillkg.relatedness.training.labelled_sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

SAID = [
    ("You plan and run marketing campaigns.", {"campaigns"}),
    ("You query our databases in SQL.", {"sql", "databases"}),
    ("We offer a subsidised canteen.", set()),
]
SENTENCES = [Sentence(text, frozenset(skills)) for text, skills in SAID]


def rows(*values: list[float]) -> np.ndarray:
    """Vectors as encoders and ``quantise`` give them."""
    return quantise(normalize(np.array(values, dtype=np.float32)))


def of(values: list[list[float]], pairs: list[tuple[int, int]], skills: int = 2) -> Examples:
    names = [f"skill {number}" for number in range(skills)]
    return Examples(rows(*values).astype(np.int16), names, np.array(pairs, np.int32).reshape(-1, 2))


def test_a_sentence_votes_by_how_near_it_is_for_all_that_it_is_labelled_with() -> None:
    examples = of([[1, 0], [0.8, 0.6], [-1, 0]], [(0, 0), (1, 0), (1, 1)])
    cosines = np.array([1, 0.8, -1])
    votes = np.exp((cosines - 1) / TEMPERATURE)
    expected = [1, votes[1] / votes.sum()]
    assert examples.votes(rows([1, 0]))[0] == pytest.approx(expected, rel=0.02)


def test_sentences_without_a_skill_vote_for_none() -> None:
    examples = of([[1, 0], [1, 0]], [(0, 0)], skills=1)
    assert examples.votes(rows([1, 0])).tolist() == [[0.5]]


def test_only_the_nearest_vote_and_those_as_near_as_the_last() -> None:
    near, far = [[1.0, 0.0]] * (NEIGHBOURS + 8), [[0.99, 0.14]]
    examples = of([*near, *far], [(len(near), 0)], skills=1)
    assert examples.votes(rows([1, 0])).tolist() == [[0]]
    fewer = of([*near[: NEIGHBOURS - 1], *far], [(NEIGHBOURS - 1, 0)], skills=1)
    assert fewer.votes(rows([1, 0]))[0, 0] > 0


def test_words_that_the_encoder_does_not_know_get_no_votes() -> None:
    examples = of([[1, 0], [0, 1]], [(0, 0), (1, 1)])
    assert not examples.votes(np.zeros((1, 2), np.float32)).any()


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=2, max_size=9))
def test_many_texts_get_the_votes_that_each_gets_alone(values: list[list[float]]) -> None:
    examples = of([[1, 0, 0], [0, 1, 0], [0.6, 0, 0.8]], [(0, 0), (1, 1), (2, 1)])
    asked = rows(*values)
    together = examples.votes(asked)
    assert (together >= 0).all()
    assert (together <= 1 + 1e-9).all()
    assert np.array_equal(together, np.vstack([examples.votes(row[None]) for row in asked]))


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    encoder = open_encoder()
    examples = Examples.of(encoder, SENTENCES)
    examples.save(tmp_path, encoder.digest)
    found = find_examples(tmp_path, encoder.digest)
    assert found is not None
    assert found.digest == examples.digest
    assert found.skills == ["campaigns", "databases", "sql"]
    asked = quantise(encoder.encode(["Write SQL queries", "Run a campaign"]))
    assert np.array_equal(found.votes(asked), examples.votes(asked))
    likely = [found.skills[n] for n in examples.votes(asked).argmax(axis=1)]
    assert likely == ["databases", "campaigns"]


def test_other_sentences_or_labels_have_another_digest() -> None:
    encoder = open_encoder()
    fewer = Examples.of(encoder, SENTENCES[:2])
    relabelled = Examples.of(encoder, [*SENTENCES[:2], SENTENCES[2]._replace(skills={"sql"})])
    digests = {each.digest for each in (Examples.of(encoder, SENTENCES), fewer, relabelled)}
    assert len(digests) == 3


def test_examples_of_another_encoder_are_none(tmp_path: Path) -> None:
    encoder = open_encoder()
    Examples.of(encoder, SENTENCES).save(tmp_path, encoder.digest)
    assert find_examples(tmp_path, "sha256:other") is None
    assert find_examples(tmp_path / "elsewhere", encoder.digest) is None


@pytest.mark.parametrize("kept", [0, 40, 1000])
def test_a_damaged_file_is_said(tmp_path: Path, kept: int) -> None:
    encoder = open_encoder()
    Examples.of(encoder, SENTENCES).save(tmp_path, encoder.digest)
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(ModelError, match=r"examples\.safetensors: damaged"):
        find_examples(tmp_path, encoder.digest)


@pytest.mark.parametrize(
    ("vectors", "skills", "pairs"),
    [
        (np.zeros((0, 2), np.int16), ["a"], [[0, 0]]),
        (np.zeros((1, 2), np.float32), ["a"], [[0, 0]]),
        (np.zeros((1, 2), np.int16), ["a", "a"], [[0, 0]]),
        (np.zeros((1, 2), np.int16), "a", [[0, 0]]),
        (np.zeros((1, 2), np.int16), [None], [[0, 0]]),
        (np.zeros((1, 2), np.int16), ["a"], [[0, 1]]),
        (np.zeros((1, 2), np.int16), ["a"], [[0, 0], [0, 0]]),
    ],
)
def test_parts_that_do_not_fit_are_said(
    tmp_path: Path, vectors: np.ndarray, skills: object, pairs: list[list[int]]
) -> None:
    about = json.dumps({"encoder": "sha256:x", "skills": skills})
    parts = {"vectors": vectors, "pairs": np.array(pairs, np.int32)}
    (tmp_path / FILE).write_bytes(save(parts, metadata={"about": about}))
    with pytest.raises(ModelError, match=r"examples\.safetensors: damaged"):
        find_examples(tmp_path, "sha256:x")
