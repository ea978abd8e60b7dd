"""Labelled sentences as something to learn from: sentence to label, and to description.

Two thirds are learned from; with the last third, which the encoder never saw, a judge is fitted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from skillkg.errors import ModelError
from skillkg.relatedness.folds import fold
from skillkg.relatedness.training.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.linking.labelled import Sentence
    from skillkg.relatedness.population import Population
    from skillkg.relatedness.training.signals import Pair

LEAST: Final = 30
"""Fewest sentences that a judge is fitted on."""
_HELD_OUT: Final = "test"
_WEIGHTS: Final = {
    "sentences": 4,
    "sentences, descriptions": 1.5,
    "skill labels": 1.5,
    "skill descriptions": 1.5,
    "activities": 0.7,
    "related skills": 0.3,
    "broader skills": 0.3,
}
"""What is learned from: sentences, and what the graph says of skills, lest that be forgotten."""


def held_out(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Keep the sentences that nothing is learned from, to fit a judge.

    Raises:
        ModelError: they are too few.
    """
    found = [sentence for sentence in sentences if fold(sentence.text) == _HELD_OUT]
    if len(found) < LEAST:
        raise ModelError(
            f"{len(found)} labelled sentences were held out to fit a judge, which takes {LEAST}\n"
            f"  A third is held out: give {4 * LEAST} sentences or more."
        )
    return found


def with_sentences(
    signals: Iterable[Signal], sentences: Iterable[Sentence], population: Population
) -> list[Signal]:
    """Add sentences to the signals about skills; those about other things are left out.

    Args:
        signals: what the graph offers.
        sentences: all of them; those that are held out are not learned from.
        population: has the labels and descriptions of their skills.
    """
    pairs = sorted(
        (iri, sentence.text)
        for sentence in sentences
        if fold(sentence.text) != _HELD_OUT
        for iri in sentence.skills
    )
    numbers, told = population.numbers, population.descriptions
    labels = [(iri, text, population.labels.preferred(iri)) for iri, text in pairs]
    descriptions = [(iri, text, told.get(numbers[iri])) for iri, text in pairs]
    own = (("sentences", labels), ("sentences, descriptions", descriptions))
    found = [Signal(name, _WEIGHTS[name], _complete(texts)) for name, texts in own]
    found += [replace(s, weight=_WEIGHTS[s.name]) for s in signals if s.name in _WEIGHTS]
    return [signal for signal in found if signal.pairs]


def _complete(pairs: Iterable[tuple[str, str, str | None]]) -> list[Pair]:
    return [(iri, text, " ".join(other.split())) for iri, text, other in pairs if other]
