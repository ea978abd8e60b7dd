"""Teaching an encoder to link as people do who labelled sentences: examples, and a classifier."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.atomic import new_folder
from skillkg.errors import ModelError
from skillkg.linking.classifier import save_classifier
from skillkg.linking.teaching.examples import Examples
from skillkg.linking.teaching.fitting import fit_classifier
from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.teaching.candidates import CandidateGenerator
    from skillkg.progress import Progress
    from skillkg.relatedness.training.labelled_sentences import Sentence

MIN_HELD_OUT: Final = 30
"""Fewest sentences that a classifier is fitted on."""
_HELD_OUT: Final = "test"


class SentenceSplit(NamedTuple):
    """Labelled sentences that are learned from, and those that a classifier is fitted on."""

    learned: list[Sentence]
    held_out: list[Sentence]


def split_sentences(sentences: Sequence[Sentence]) -> SentenceSplit:
    """Hold out about a third of the sentences, always the same.

    Raises:
        ModelError: they are too few, or no skill is left in the others.
    """
    split = SentenceSplit([], [])
    for sentence in sentences:
        split[fold(sentence.text) == _HELD_OUT].append(sentence)
    have_skills = all(any(sentence.skills for sentence in part) for part in split)
    if len(split.held_out) < MIN_HELD_OUT or not have_skills:
        raise ModelError(
            f"{len(split.held_out)} labelled sentences were held out to fit a classifier, which "
            f"takes {MIN_HELD_OUT}, some of them with skills\n  About a third is held out: give "
            f"{4 * MIN_HELD_OUT} sentences or more."
        )
    return split


def add_skill_classifier(
    folder: Path,
    encoder: Encoder,
    generator: Callable[[Examples], CandidateGenerator],
    sentences: Sequence[Sentence],
    progress: Progress,
) -> None:
    """Add examples and a classifier to the folder of an encoder.

    The classifier sees held-out sentences with the others for examples; later on all are examples.

    Args:
        folder: where the encoder lies.
        encoder: encodes the sentences.
        generator: finds candidates among the skills of a graph, with some examples.
        sentences: all of them.
        progress: told how far it is.

    Raises:
        ModelError: the sentences are too few.
    """
    learned, held_out = split_sentences(sentences)
    candidates = generator(Examples.of(encoder, learned)).generate(held_out, progress)
    examples = Examples.of(encoder, sentences)
    classifier = replace(fit_classifier(candidates), examples=examples.digest)
    save_classifier(classifier, encoder.digest, folder)
    examples.save(folder, encoder.digest)


@contextmanager
def copied_folder(base: Path, target: Path) -> Iterator[Path]:
    """Copy the folder of an encoder to be added to; it is there whole, or not at all.

    Raises:
        ModelError: the target is there already.
        OutputError: it cannot be written.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new folder.")
    with new_folder(target) as draft:
        for file in (path for path in base.rglob("*") if path.is_file()):
            copy = draft / file.relative_to(base)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)  # without its mode: the base may be read-only
        yield draft
