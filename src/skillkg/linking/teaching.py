"""Teaching an encoder to read as people do who labelled sentences: examples, and a judge."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.errors import ModelError
from skillkg.linking.examples import Examples
from skillkg.linking.fitting import fit_judge
from skillkg.linking.judge import keep_judge
from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from skillkg.linking.fitting import Progress, Reader
    from skillkg.linking.labelled import Sentence
    from skillkg.relatedness.encoder import Encoder

LEAST: Final = 30
"""Fewest sentences that a judge is fitted on."""
_HELD_OUT: Final = "test"


class Parted(NamedTuple):
    """Labelled sentences that are learned from, and those that a judge is fitted on."""

    learned: list[Sentence]
    held_out: list[Sentence]


def parted(sentences: Sequence[Sentence]) -> Parted:
    """Hold out a third of the sentences, always the same; those with the same skills together.

    Sentences that were made of one another, as synthetic ones are, would judge themselves else.

    Raises:
        ModelError: they are too few.
    """
    held_out = [sentence for sentence in sentences if _is_held_out(sentence)]
    if len(held_out) < LEAST:
        raise ModelError(
            f"{len(held_out)} labelled sentences were held out to fit a judge, which takes {LEAST}"
            f"\n  A third is held out: give {4 * LEAST} sentences or more."
        )
    return Parted([s for s in sentences if not _is_held_out(s)], held_out)


def _is_held_out(sentence: Sentence) -> bool:
    return fold("\n".join(sorted(sentence.skills)) or sentence.text) == _HELD_OUT


def add_reading(
    folder: Path,
    encoder: Encoder,
    reader: Callable[[Examples], Reader],
    sentences: Sequence[Sentence],
    progress: Progress,
) -> None:
    """Add examples and a judge to the folder of an encoder.

    The judge sees held-out sentences with the others for examples; later on all are examples.

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
    keep_judge(fit_judge(judged), encoder.digest, folder)
    Examples.of(encoder, sentences).keep(folder, encoder.digest)


@contextmanager
def copied(base: Path, target: Path) -> Iterator[Path]:
    """Copy the folder of an encoder to be added to; it is there whole, or not at all.

    Raises:
        ModelError: the target is there already.
    """
    if target.exists():
        raise ModelError(f"{target}: is there already; nothing was changed\n  Choose a new folder.")
    draft = target.with_name(f".{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        shutil.copytree(base, draft)
        yield draft
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
