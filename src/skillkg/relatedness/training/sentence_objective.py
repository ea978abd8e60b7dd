"""Labelled sentences as something to learn from: sentence to label, and to description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from skillkg.relatedness.training.objectives import Objective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.training.labelled_sentences import Sentence
    from skillkg.relatedness.training.objectives import Pair

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


def with_sentences(
    objectives: Iterable[Objective], sentences: Iterable[Sentence], corpus: Corpus
) -> list[Objective]:
    """Add sentences to the objectives about skills; those about other things are left out.

    Args:
        objectives: what the graph offers.
        sentences: those to learn from.
        corpus: has the labels and descriptions of their skills.
    """
    pairs = sorted((iri, sentence.text) for sentence in sentences for iri in sentence.skills)
    numbers, known = corpus.numbers, corpus.descriptions
    labels = [(iri, text, corpus.labels.preferred(iri)) for iri, text in pairs]
    descriptions = [(iri, text, known.get(numbers[iri])) for iri, text in pairs]
    own = (("sentences", labels), ("sentences, descriptions", descriptions))
    chosen = [Objective(name, _WEIGHTS[name], _complete(texts)) for name, texts in own]
    chosen += [replace(o, weight=_WEIGHTS[o.name]) for o in objectives if o.name in _WEIGHTS]
    return [objective for objective in chosen if objective.pairs]


def _complete(pairs: Iterable[tuple[str, str, str | None]]) -> list[Pair]:
    return [(iri, text, " ".join(other.split())) for iri, text, other in pairs if other]
