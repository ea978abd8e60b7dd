"""Training on labelled sentences: a tiny transformer, its own classifier, and links by both."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

import skillkg
from skillkg.encoding.models import open_encoder
from skillkg.errors import ModelError, SourceError
from skillkg.linking.classifier import find_classifier
from skillkg.linking.teaching.examples import find_examples
from skillkg.linking.teaching.teaching import split_sentences
from skillkg.relatedness.training.labelled_sentences import read_sentences
from skillkg.relatedness.training.run import RECORD, train
from skillkg.relatedness.training.sentence_objective import with_sentences
from skillkg.relatedness.training.settings import OF_SENTENCES, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.relatedness.corpus import Corpus

pytest.importorskip("torch")
pytest.importorskip("onnxruntime")
TEXTS = ["web developer", "manage data", "develop a data base"]


@pytest.fixture(scope="module")
def labelled(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence for some skills of the sample, and some without a skill."""
    iris = [corpus.arrays.iris[n] for n in corpus.of_kind("skill").tolist()[:300]]
    told = [(f"You will {corpus.labels.preferred(iri)} every day.", iri) for iri in iris]
    told += [(f"We are {number} people.", "") for number in range(20)]
    file = tmp_path_factory.mktemp("labelled") / "sentences.csv"
    pl.DataFrame(told, schema=["text", "skills"], orient="row").write_csv(file)
    return file


def test_an_encoder_learns_from_sentences_and_gets_a_classifier_from_others(
    sample_store: Path,
    corpus: Corpus,
    labelled: Path,
    tiny_bert: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = skillkg.train(
        sample_store,
        tmp_path / "mine",
        method="transformer",
        base=tiny_bert,
        sentences=labelled,
        steps=20,
    )
    encoder, sentences = open_encoder(folder), read_sentences(labelled, corpus)
    classifier = find_classifier(encoder.digest, folder)
    assert classifier is not None
    assert classifier.sentences == len(split_sentences(sentences).held_out)
    examples = find_examples(folder, encoder.digest)
    assert examples is not None
    assert set(examples.skills) == {iri for each in sentences for iri in each.skills}
    record = json.loads((folder / RECORD).read_text())
    others = split_sentences(sentences).learned
    assert record["objectives"]["sentences"]["pairs"] == sum(len(s.skills) for s in others)
    assert record["settings"]["kept"] == OF_SENTENCES.kept < 1
    ad = tmp_path / "ad.txt"
    ad.write_text("Developer\n\nRequirements\n- You have written SQL for years\n")
    links = skillkg.open(sample_store, model=folder).link(ad)
    assert links.classifiers["skills"].threshold == classifier.threshold
    assert links.classifiers["skills"].examples == examples.digest
    assert all(m.probability for m in links.mentions if m.block == "skills")
    assert "there is no classifier" not in caplog.text


def test_no_sentence_that_is_held_out_is_learned_from(corpus: Corpus, labelled: Path) -> None:
    sentences = read_sentences(labelled, corpus)
    parts = split_sentences(sentences)
    learned = {t for s in with_sentences([], parts.learned, corpus) for _, t, _ in s.pairs}
    kept = {s.text for s in parts.held_out}
    assert learned
    assert kept
    assert not learned & kept
    assert learned | kept >= {s.text for s in sentences if s.skills}


def test_what_is_kept_lies_between_the_base_and_what_was_learned(
    corpus: Corpus, labelled: Path, tiny_bert: Path, tmp_path: Path
) -> None:
    objectives = with_sentences([], read_sentences(labelled, corpus), corpus)
    settings = Settings(steps=4, batch=8, learning_rate=1e-2)

    def encoded(kept: float) -> np.ndarray:
        folder = train(
            "transformer",
            objectives,
            {},
            tmp_path / str(kept),
            base=tiny_bert,
            settings=replace(settings, kept=kept),
        )
        return open_encoder(folder).encode(TEXTS)

    base = open_encoder(tiny_bert).encode(TEXTS)
    away = {kept: float(np.abs(encoded(kept) - base).mean()) for kept in (0.0, 0.5, 1.0)}
    assert away[0.0] < 1e-6 < away[0.5] < away[1.0]


def test_too_few_sentences_are_said_before_training(
    sample_store: Path, tiny_bert: Path, labelled: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.csv"
    pl.read_csv(labelled).head(60).write_csv(few)
    with pytest.raises(ModelError, match="held out to fit a classifier, which takes 30"):
        skillkg.train(
            sample_store, tmp_path / "t", method="transformer", base=tiny_bert, sentences=few
        )
    assert not list(tmp_path.glob(".t*"))


def test_sentences_that_cannot_be_read_are_said(sample_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "labelled.csv"
    file.write_text("text,skills\nYou juggle.,juggle\n")
    with pytest.raises(SourceError, match="row 1: 'juggle' is none"):
        skillkg.train(sample_store, tmp_path / "t", method="transformer", sentences=file)


def test_static_encoders_do_not_learn_from_sentences(
    sample_store: Path, labelled: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="only transformers learn from sentences"):
        skillkg.train(sample_store, tmp_path / "t", method="static", sentences=labelled)
