"""How sure each mention of a skill is, and skills that a document describes without naming them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.linking.skills.skill_index import FEATURES
from skillkg.model.document import Span
from skillkg.model.mention import Mention
from skillkg.text.passages import statements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.documents.document import Document
    from skillkg.linking.classifier import Classifier
    from skillkg.linking.skills.skill_index import SkillCandidates, SkillIndex
    from skillkg.text.tokens import Token

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Described:
    """Judges what the statements of a document may mean."""

    index: SkillIndex
    classifier: Classifier
    encoder: str
    """Digest of the encoder that the index looks through."""

    @property
    def basis(self) -> dict[str, Any]:
        """What probabilities are computed with, besides the features that each mention has."""
        return self.classifier.basis(self.encoder, FEATURES)

    def find(
        self,
        document: Document,
        tokens: Sequence[Token],
        named: Sequence[Mention],
        ignored: Sequence[tuple[int, int]],
    ) -> tuple[list[Mention], list[Mention]]:
        """Classify the mentions of skills that a document names; find those it describes.

        Args:
            document: a read document.
            tokens: of its text.
            named: mentions of skills and technologies, in text order.
            ignored: parts of it that are not read; job titles are not, either.

        Returns:
            What is named, and what is described, in no order. Technologies are not judged; a skill
            in a job title is, with the title for its statement. A skill is described by a statement
            that does not name it and is no job title; the quote is its nearest phrase.
        """
        titles = {span for span in document.titles if not document.is_foreign(span.start)}
        apart = [*ignored, *((span.start, span.end) for span in document.titles)]
        placed, others = self._placed(named, sorted({*statements(document.text, apart), *titles}))
        told = [(each, held) for each, held in placed if held or each not in titles]
        if not told:
            return others, []
        found, inside = zip(*told, strict=True)
        numbers = [frozenset(self.index.numbers[m.concept] for m in held) for held in inside]
        candidates = self.index.candidates(found, numbers, tokens)
        sure = self.classifier.probabilities(np.concatenate([each.features for each in candidates]))
        bounds = np.cumsum([len(each.skills) for each in candidates])[:-1]
        described: list[Mention] = []
        parts = zip(found, inside, candidates, np.split(sure, bounds), strict=True)
        for statement, held, each, probabilities in parts:
            others += self._judged(held, each, probabilities)
            if statement not in titles:
                concepts = {mention.concept for mention in held}
                described += self._described(document, statement, concepts, each, probabilities)
        return others, described

    def _placed(
        self, named: Sequence[Mention], found: Sequence[Span]
    ) -> tuple[list[tuple[Span, list[Mention]]], list[Mention]]:
        """Statements with the mentions of skills that begin in them, and all others."""
        inside: list[list[Mention]] = [[] for _ in found]
        others: list[Mention] = []
        starts = [statement.start for statement in found]
        for mention in named:
            at = bisect_right(starts, mention.span.start) - 1
            known = at >= 0 and mention.concept in self.index.numbers
            within = known and mention.span.start < found[at].end
            (inside[at] if within else others).append(mention)
        return list(zip(found, inside, strict=True)), others

    def _judged(
        self, named: Sequence[Mention], found: SkillCandidates, probabilities: Floats
    ) -> Iterator[Mention]:
        for mention in named:
            place = int(np.searchsorted(found.skills, self.index.numbers[mention.concept]))
            features = tuple(found.features[place].tolist())
            yield mention._replace(probability=float(probabilities[place]), features=features)

    def _described(
        self,
        document: Document,
        statement: Span,
        known: Collection[str],
        found: SkillCandidates,
        probabilities: Floats,
    ) -> Iterator[Mention]:
        for place in np.flatnonzero(probabilities >= self.classifier.threshold).tolist():
            iri = self.index.iris[found.skills[place]]
            if iri not in known:
                begin, end = (found.phrases[place] + statement.start).tolist()
                quote = Span(begin, end, document.text[begin:end])
                features = tuple(found.features[place].tolist())
                section = document.section_at(begin)
                probability = float(probabilities[place])
                yield Mention(quote, iri, "", "skills", section, (), probability, features)
