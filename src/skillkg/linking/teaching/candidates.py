"""Labelled sentences as candidates with features, as linking sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.documents.document import Document
from skillkg.linking.linker import Linker
from skillkg.model.document import Span
from skillkg.progress import silent
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.linking.skills.skill_index import SkillIndex
    from skillkg.model.graph import Label
    from skillkg.progress import Progress
    from skillkg.relatedness.training.labelled_sentences import Sentence

_LINKED: Final = ("skill", "technology")


@dataclass(frozen=True)
class LabelledCandidates:
    """A sentence's candidates, and which of them it is labelled with."""

    skills: Ints
    """Their numbers: shape (candidates,)."""
    features: Float64s
    """Shape (candidates, features)."""
    correct: Bools
    """Whether the sentence is labelled with each: shape (candidates,)."""
    labels: int
    """How many skills the sentence is labelled with, candidates or not."""


@dataclass(frozen=True)
class CandidateGenerator:
    """Finds the candidates of labelled sentences."""

    index: SkillIndex
    linker: Linker

    @classmethod
    def over(cls, labels: Iterable[Label], index: SkillIndex) -> CandidateGenerator:
        """Look for the skills of a graph, which has some labels."""
        return cls(index, Linker([label for label in labels if label.kind in _LINKED]))

    def generate(
        self, sentences: Sequence[Sentence], progress: Progress = silent
    ) -> list[LabelledCandidates]:
        """Find the candidates of sentences, each by itself."""
        candidates = []
        for number, sentence in enumerate(sentences, start=1):
            candidates.append(self._candidates(sentence))
            progress("reading sentences", number, len(sentences))
        return candidates

    def _candidates(self, sentence: Sentence) -> LabelledCandidates:
        whole = Span(0, len(sentence.text), sentence.text)
        numbers = self.index.numbers
        links = self.linker.link(Document("", "ad", "text/plain", sentence.text, ""))
        named = frozenset(numbers[m.concept] for m in links.mentions if m.concept in numbers)
        ((skills, features, _),) = self.index.candidates([whole], [named], tokenize(sentence.text))
        labels = [numbers[iri] for iri in sentence.skills if iri in numbers]
        correct = np.isin(skills, labels)
        return LabelledCandidates(skills, features, correct, len(sentence.skills))
