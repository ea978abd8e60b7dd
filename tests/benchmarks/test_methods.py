"""Methods side by side on a handful of titles, and the parts of the ranking study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from quality.ads import write_resumes
from quality.encoders import Encoded
from quality.fits import Fits
from quality.measures import mean, reciprocal_rank
from quality.methods import Method, lexical_methods, run
from quality.resumes import Pool

from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from skillkg import KnowledgeGraph

TITLES = ["registered nurse", "software developer", "truck driver", "nurse"]


@pytest.mark.parametrize("method", lexical_methods(), ids=lambda method: method.name)
def test_a_text_finds_itself(method: Method) -> None:
    found = run(method, TITLES, TITLES, [[n] for n in range(len(TITLES))])
    assert mean(reciprocal_rank, found.ranks) == 1


@pytest.mark.parametrize("method", lexical_methods(), ids=lambda method: method.name)
def test_a_query_without_a_known_word_is_no_error(method: Method) -> None:
    (found,) = run(method, ["qqqq"], TITLES, [[2]]).ranks
    assert found.tolist() == [3]


def test_a_thing_scores_as_its_best_name() -> None:
    method = lexical_methods()[-1]
    begins = np.array([0, 2])
    found = run(method, ["nurse"], TITLES, [[1]], begins=begins).ranks
    assert found[0].tolist() == [1]


class Letters:
    """An encoder that counts letters, and how many texts it was asked for."""

    name, digest, dimension = "letters", "sha256:" + "0" * 64, 26
    asked = 0

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += len(texts)
        counts = [[text.count(chr(97 + n)) for n in range(26)] for text in texts]
        found = np.array(counts, dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_vectors_are_made_once_and_kept(tmp_path) -> None:
    encoder = Letters()
    first = Encoded(encoder, tmp_path)([*TITLES, TITLES[0]])
    again = Encoded(encoder, tmp_path)(TITLES)
    assert encoder.asked == len(TITLES)
    assert np.array_equal(first[:4], again)
    assert np.array_equal(first[4], again[0])


def test_fits_of_all_pairs_are_those_of_matching_one(sample_graph: KnowledgeGraph) -> None:
    titles = [sample_graph.concepts.label(o) for o in sample_graph.graph.concepts("occupation")][:4]
    skills = [sample_graph.concepts.label(s) for s in sample_graph.graph.concepts("skill")][:6]
    ads = [sample_graph.read_text(f"{title}\n", "ad") for title in titles]
    text = "Experience\n\n{}, 2018 - 2021\n\nSkills\n\n{}\n"
    texts = [text.format(title, "\n".join(skills)) for title in titles]
    resumes = [sample_graph.read_text(text, "resume") for text in texts]
    scores = Fits(sample_graph, Pool(ads, resumes, [], [])).scores(DEFAULT)
    expected = [[sample_graph.match(ad, resume).fit for resume in resumes] for ad in ads]
    assert np.max(expected) > 0
    assert np.array_equal(scores, expected)


def test_resumes_are_the_same_every_time(shared_data) -> None:
    resumes = write_resumes(shared_data / "onet" / "29.3")
    assert len(resumes) > 800
    assert resumes == write_resumes(shared_data / "onet" / "29.3")
    assert all(text.startswith("Experience\n") for text in resumes.values())
