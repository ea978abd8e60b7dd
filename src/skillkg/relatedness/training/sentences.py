"""Labelled sentences as something to learn from: sentence to label, and to description.

Two thirds are learned from; with the last third, which the encoder never saw, a judge is fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skillkg.errors import ModelError
from skillkg.relatedness.folds import fold
from skillkg.relatedness.training.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.linking.labelled import Sentence
    from skillkg.relatedness.population import Population

LEAST: Final = 30
"""Fewest sentences that a judge is fitted on."""
_TO_LABEL: Final = 24
_TO_DESCRIPTION: Final = 9
"""Weights: as much as all other signals have together. Without those, sentences of another kind
than the labelled ones would be understood less well than before."""


def held_out(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Keep the sentences that nothing is learned from, to fit a judge.

    Raises:
        ModelError: they are too few.
    """
    found = [sentence for sentence in sentences if fold(sentence.text) == "test"]
    if len(found) < LEAST:
        raise ModelError(
            f"{len(found)} labelled sentences were held out to fit a judge, which takes {LEAST}\n"
            f"  A third is held out: give {4 * LEAST} sentences or more."
        )
    return found


def sentence_signals(sentences: Iterable[Sentence], population: Population) -> list[Signal]:
    """Pair the sentences that are learned from with the texts of the skills that people saw."""
    pairs = sorted(
        (iri, sentence.text)
        for sentence in sentences
        if fold(sentence.text) != "test"
        for iri in sentence.skills
    )
    labels = {iri: population.labels.preferred(iri) for iri, _ in pairs}
    numbers = population.numbers
    told = {iri: population.descriptions.get(numbers[iri]) for iri, _ in pairs}
    return [
        signal
        for name, weight, texts in (
            ("sentences", _TO_LABEL, labels),
            ("sentences, descriptions", _TO_DESCRIPTION, told),
        )
        if (signal := _signal(name, weight, [(iri, one, texts[iri]) for iri, one in pairs])).pairs
    ]


def _signal(name: str, weight: float, pairs: Sequence[tuple[str, str, str | None]]) -> Signal:
    return Signal(name, weight, [(iri, text, " ".join(o.split())) for iri, text, o in pairs if o])
