"""Teaching the shipped encoder to link: no training, and nothing to install."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest

import skillkg
from skillkg.documents.read import read_text
from skillkg.encoding.models import DEFAULT, open_encoder
from skillkg.errors import ModelError, SourceError
from skillkg.linking.classifier import SKILLS, find_classifier
from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.linking.teaching.examples import FILE, find_examples
from skillkg.linking.teaching.teaching import MIN_HELD_OUT, copied_folder, split_sentences
from skillkg.relatedness.training.labelled_sentences import read_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from skillkg.relatedness.corpus import Corpus

SLANG = "herd the cats of the {}"
"""Words that no label has: only who was taught can know what they mean."""


@pytest.fixture(scope="module")
def sentences(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences that say two skills in words of their own, and some that say what labels do."""
    labels = corpus.labels
    iris = [corpus.arrays.iris[n] for n in corpus.of_kind("skill").tolist()[:120]]
    said = [(f"You will {labels.preferred(iri)} every day.", iri) for iri in iris]
    for number in range(30):
        said += [(f"You {SLANG.format('yard')} in team {number}.", f"{iris[3]}|{iris[number + 9]}")]
        said += [(f"We offer lunch number {number}.", "")]
    file = tmp_path_factory.mktemp("said") / "sentences.csv"
    pl.DataFrame(said, schema=["text", "skills"], orient="row").write_csv(file)
    return file


@pytest.fixture(scope="module")
def taught(
    sample_store: Path, sentences: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[tuple[str, int, int]]]:
    """A taught encoder, and what was told meanwhile."""
    told: list[tuple[str, int, int]] = []
    folder = tmp_path_factory.mktemp("taught") / "reader"
    skillkg.teach(sample_store, sentences, folder, progress=lambda *each: told.append(each))
    return folder, told


def test_the_encoder_stays_what_it_is_and_gets_examples_and_a_classifier(
    taught: tuple[Path, list[tuple[str, int, int]]], corpus: Corpus, sentences: Path
) -> None:
    folder, told = taught
    encoder, read = open_encoder(folder), read_sentences(sentences, corpus)
    assert encoder.digest == open_encoder().digest
    classifier, shipped = find_classifier(encoder.digest, folder), find_classifier(encoder.digest)
    assert classifier is not None
    assert classifier != shipped
    assert classifier.sentences == len(split_sentences(read).held_out) == told[-1][1] == told[-1][2]
    examples = find_examples(folder, encoder.digest)
    assert examples is not None
    assert examples.skills == sorted({iri for each in read for iri in each.skills})
    assert not list(folder.parent.glob(".*"))


def test_what_people_labelled_is_found_where_no_label_says_it(
    taught: tuple[Path, list[tuple[str, int, int]]],
    sample_store: Path,
    corpus: Corpus,
    sentences: Path,
) -> None:
    herded = [s.skills for s in read_sentences(sentences, corpus) if "herd" in s.text]
    (skill,) = frozenset.intersection(*herded)
    ad = f"Yard manager\n\nYour tasks\n- You {SLANG.format('yard')} and the stable\n"
    document = read_text(ad)
    before = skillkg.open(sample_store).link(document)
    links = skillkg.open(sample_store, model=taught[0]).link(document)
    found = max(links.described, key=lambda mention: mention.probability or 0)
    assert found.concept == skill
    assert (found.probability or 0) > 0.5
    assert dict(zip(SKILL_FEATURES, found.features, strict=True))["neighbours"] > 0.5
    assert skill not in {mention.concept for mention in before.described}
    examples = find_examples(taught[0], open_encoder().digest)
    assert examples is not None
    assert links.classifiers["skills"].examples == examples.digest
    assert not before.classifiers["skills"].examples


def test_votes_count_where_every_sentence_says_one_skill(
    sample_store: Path, corpus: Corpus, tmp_path: Path
) -> None:
    iris = [corpus.arrays.iris[n] for n in corpus.of_kind("skill").tolist()[:25]]
    said = [(f"Zor{n:02}mak team {team}.", iri) for n, iri in enumerate(iris) for team in range(9)]
    file = tmp_path / "said.csv"
    pl.DataFrame(said, schema=["text", "skills"], orient="row").write_csv(file)
    folder = skillkg.teach(sample_store, file, tmp_path / "reader")
    classifier = find_classifier(open_encoder().digest, folder)
    assert classifier is not None
    assert classifier.weights.weights[SKILL_FEATURES.index("neighbours")] > 0


def test_a_classifier_goes_with_its_examples_only(
    taught: tuple[Path, list[tuple[str, int, int]]], sample_store: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(taught[0], tmp_path / "copy")
    (folder / FILE).unlink()
    with pytest.raises(ModelError, match="fitted with other examples than are there"):
        skillkg.open(sample_store, model=folder).link(read_text("You write SQL."))


def test_a_base_that_nobody_may_write_gives_a_folder_that_one_may(tmp_path: Path) -> None:
    base = shutil.copytree(DEFAULT, tmp_path / "base")
    for path in (*base.rglob("*"), base):
        path.chmod(path.stat().st_mode & ~0o222)
    with copied_folder(base, tmp_path / "copy") as draft:
        assert draft.parent == tmp_path
    assert (tmp_path / "copy").stat().st_mode & 0o200
    assert all(path.stat().st_mode & 0o200 for path in (tmp_path / "copy").rglob("*"))
    assert open_encoder(tmp_path / "copy").digest == open_encoder().digest


def test_titles_are_classified_as_before(
    taught: tuple[Path, list[tuple[str, int, int]]], sample_store: Path
) -> None:
    ad = read_text("Data scientist\n\nYou write SQL.\n")
    before, after = (skillkg.open(sample_store, model=m).link(ad) for m in (None, taught[0]))
    titles = [[m for m in links.mentions if m.block == "occupations"] for links in (before, after)]
    assert titles[0] == titles[1]


def test_a_taught_encoder_can_be_taught_again(
    taught: tuple[Path, list[tuple[str, int, int]]],
    sample_store: Path,
    sentences: Path,
    tmp_path: Path,
) -> None:
    again = skillkg.teach(sample_store, sentences, tmp_path / "again", model=taught[0])
    for name in (FILE, SKILLS):
        assert (again / name).read_bytes() == (taught[0] / name).read_bytes()


def test_nothing_is_left_of_a_teaching_that_fails(
    sample_store: Path, sentences: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.csv"
    pl.read_csv(sentences).head(40).write_csv(few)
    with pytest.raises(
        ModelError, match=f"were held out to fit a classifier, which takes {MIN_HELD_OUT}"
    ):
        skillkg.teach(sample_store, few, tmp_path / "reader")
    few.write_text("text,skills\nYou juggle.,juggle\n")
    with pytest.raises(SourceError, match="row 1: 'juggle' is none"):
        skillkg.teach(sample_store, few, tmp_path / "reader")
    (tmp_path / "there").mkdir()
    with pytest.raises(ModelError, match="is there already; nothing was changed"):
        skillkg.teach(sample_store, sentences, tmp_path / "there")
    assert {path.name for path in tmp_path.iterdir()} == {"few.csv", "there"}
    assert not (DEFAULT / FILE).exists()
