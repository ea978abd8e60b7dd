"""Teaching an encoder to read as people do who labelled sentences: examples, and a classifier."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import uuid4

from skillkg.errors import ModelError
from skillkg.linking.classifier import save_classifier
from skillkg.linking.teaching.examples import Examples
from skillkg.linking.teaching.fitting import fit_classifier
from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.teaching.fitting import Reader
    from skillkg.progress import Progress
    from skillkg.relatedness.training.labelled_sentences import Sentence

LEAST: Final = 30
"""Fewest sentences that a classifier is fitted on."""
_HELD_OUT: Final = "test"


class Parted(NamedTuple):
    """Labelled sentences that are learned from, and those that a classifier is fitted on."""

    learned: list[Sentence]
    held_out: list[Sentence]


def parted(sentences: Sequence[Sentence]) -> Parted:
    """Hold out about a third of the sentences, always the same.

    Raises:
        ModelError: they are too few, or no skill is left in the others.
    """
    parts = Parted([], [])
    for sentence in sentences:
        parts[fold(sentence.text) == _HELD_OUT].append(sentence)
    told = [sum(1 for sentence in part if sentence.skills) for part in parts]
    if len(parts.held_out) < LEAST or not all(told):
        raise ModelError(
            f"{len(parts.held_out)} labelled sentences were held out to fit a judge, which takes "
            f"{LEAST}, some of them with skills\n  About a third is held out: give {4 * LEAST} "
            "sentences or more."
        )
    return parts


def add_reading(
    folder: Path,
    encoder: Encoder,
    reader: Callable[[Examples], Reader],
    sentences: Sequence[Sentence],
    progress: Progress,
) -> None:
    """Add examples and a classifier to the folder of an encoder.

    The classifier sees held-out sentences with the others for examples; later on all are examples.

    Args:
        folder: where the encoder lies.
        encoder: reads the sentences.
        reader: reads over the skills of a graph with some examples.
        sentences: all of them.
        progress: told how far it is.

    Raises:
        ModelError: the sentences are too few.
    """
    learned, held_out = parted(sentences)
    judged = reader(Examples.of(encoder, learned)).read(held_out, progress)
    examples = Examples.of(encoder, sentences)
    classifier = replace(fit_classifier(judged), examples=examples.digest)
    save_classifier(classifier, encoder.digest, folder)
    examples.keep(folder, encoder.digest)


@contextmanager
def copied(base: Path, target: Path) -> Iterator[Path]:
    """Copy the folder of an encoder to be added to; it is there whole, or not at all.

    Raises:
        ModelError: the target is there already.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new folder.")
    draft = target.with_name(f".{target.name}-{uuid4().hex[:8]}")
    try:
        for file in (path for path in base.rglob("*") if path.is_file()):
            copy = draft / file.relative_to(base)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)  # without its mode: the base may be read-only
        yield draft
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
