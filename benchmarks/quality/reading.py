"""Labelled sentences as a classifier sees them, with others for examples or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quality.data import read_extraction, read_skillskape
from quality.labelling import by_label, labelled
from skillkg.linking.skills.skill_index import SkillIndex
from skillkg.linking.skills.skill_parts import skill_parts
from skillkg.linking.teaching.candidates import CandidateGenerator
from skillkg.linking.teaching.examples import Examples
from skillkg.linking.teaching.teaching import SentenceSplit, split_sentences
from skillkg.relatedness.training.labelled_sentences import Sentence as Labelled

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from quality.data import Sentence
    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.teaching.candidates import LabelledCandidates
    from skillkg.relatedness.corpus import Corpus

DEV = "SkillSkape dev"
MEASURED = ("TECH", "HOUSE", DEV)
TRAINING = "training"
"""The sentences of SkillSkape's training split that ``skillkg train`` and ``teach`` hold out."""


def measured(options: Namespace) -> dict[str, list[Sentence]]:
    """Labelled sentences by set; some of each in a smoke run."""
    sets = {
        "TECH": read_extraction(options.data, "tech"),
        "HOUSE": read_extraction(options.data, "house"),
        DEV: [sentence for sentence in read_skillskape(options.data, "dev") if sentence.skills],
    }
    return {name: each[: 20 if options.sample else None] for name, each in sets.items()}


def training(options: Namespace, corpus: Corpus) -> SentenceSplit:
    """SkillSkape's training split, split as the product does it; a part of it in a smoke run."""
    iris = by_label(corpus)
    every = labelled(read_skillskape(options.data, "train"), iris)
    known = frozenset(iris.values())
    return split_sentences(
        [
            Labelled(" ".join(each.text.split()), each.skills & known)
            for each in every[: 400 if options.sample else None]
        ]
    )


def candidates(
    corpus: Corpus,
    encoder: Encoder,
    sets: Mapping[str, Sequence[Sentence]],
    split: SentenceSplit,
    *,
    taught: bool,
) -> dict[str, list[LabelledCandidates]]:
    """Look at all sentences, those held out of the training split under :data:`TRAINING`.

    Args:
        corpus: has the skills.
        encoder: encodes.
        sets: by name.
        split: the training split.
        taught: whether that is what examples are taken from: all of it, or for those that are
            held out the rest.
    """
    parts, iris = skill_parts(corpus, encoder), by_label(corpus)

    def generator(examples: Sequence[Labelled]) -> CandidateGenerator:
        voting = Examples.of(encoder, examples) if taught else None
        return CandidateGenerator.over(corpus.labels, SkillIndex(encoder, parts, voting))

    every = generator([*split.learned, *split.held_out])
    by_set = {name: every.generate(labelled(each, iris)) for name, each in sets.items()}
    return by_set | {TRAINING: generator(split.learned).generate(split.held_out)}
