"""Labelled sentences as a classifier sees them, with others for examples or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.data import read_extraction, read_skillskape
from quality.judging import by_label, labelled
from skillkg.linking.skills.skill_index import SkillIndex, skill_parts
from skillkg.linking.teaching.examples import Examples
from skillkg.linking.teaching.fitting import Reader
from skillkg.linking.teaching.teaching import Parted, parted
from skillkg.relatedness.training.labelled_sentences import Sentence as Labelled

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from quality.data import Sentence
    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.teaching.fitting import LabelledCandidates
    from skillkg.relatedness.corpus import Corpus

DEV = "SkillSkape dev"
MEASURED = ("TECH", "HOUSE", DEV)
TRAINING = "training"
"""The sentences of SkillSkape's training split that ``skillkg train`` and ``teach`` hold out."""


def measured(options: Namespace) -> dict[str, list[Sentence]]:
    """Labelled sentences by set; some of each in a smoke run."""
    found = {
        "TECH": read_extraction(options.data, "tech"),
        "HOUSE": read_extraction(options.data, "house"),
        DEV: [sentence for sentence in read_skillskape(options.data, "dev") if sentence.skills],
    }
    return {name: each[: 20 if options.sample else None] for name, each in found.items()}


def training(options: Namespace, corpus: Corpus) -> Parted:
    """SkillSkape's training split, parted as the product does it; a part of it in a smoke run."""
    iris = by_label(corpus)
    every = labelled(read_skillskape(options.data, "train"), iris)
    known = frozenset(iris.values())
    return parted(
        [
            Labelled(" ".join(each.text.split()), each.skills & known)
            for each in every[: 400 if options.sample else None]
        ]
    )


def judged(
    corpus: Corpus,
    encoder: Encoder,
    sets: Mapping[str, Sequence[Sentence]],
    parts: Parted,
    *,
    taught: bool,
) -> dict[str, list[LabelledCandidates]]:
    """Look at all sentences, those held out of the training split under :data:`TRAINING`.

    Args:
        corpus: has the skills.
        encoder: reads.
        sets: by name.
        parts: the training split.
        taught: whether that is what examples are taken from: all of it, or for those that are
            held out the rest.
    """
    derived, iris = skill_parts(corpus, encoder), by_label(corpus)

    def reader(examples: Sequence[Labelled]) -> Reader:
        voting = Examples.of(encoder, examples) if taught else None
        return Reader.over(corpus.labels, SkillIndex(encoder, derived, voting))

    every = reader([*parts.learned, *parts.held_out])
    found = {name: every.read(labelled(each, iris)) for name, each in sets.items()}
    return found | {TRAINING: reader(parts.learned).read(parts.held_out)}
