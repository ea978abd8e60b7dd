"""Extraction of skills: how likely each mention is meant, and what is described without a name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from skillkg.linking.skills.skill_features import SKILL_FEATURES
from skillkg.model.document import Span
from skillkg.model.mention import Mention
from skillkg.text.passages import passages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillkg.arrays import Float64s
    from skillkg.documents.document import Document
    from skillkg.linking.classifier import Classifier
    from skillkg.linking.skills.skill_features import SkillCandidates
    from skillkg.linking.skills.skill_index import SkillIndex
    from skillkg.model.parameters import ClassifierParameters
    from skillkg.text.tokens import Token


@dataclass(frozen=True)
class SkillExtractor:
    """Classifies the skills that the passages of a document may mean."""

    index: SkillIndex
    classifier: Classifier
    encoder: str
    """Digest of the encoder that the index looks through."""

    @property
    def parameters(self) -> ClassifierParameters:
        """What probabilities are computed with, besides the features that each mention has."""
        return self.classifier.parameters(self.encoder, SKILL_FEATURES)

    def extract(
        self,
        document: Document,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        ignored: Sequence[tuple[int, int]],
    ) -> tuple[list[Mention], list[Mention]]:
        """Classify the mentions of skills that a document names; find those it describes.

        Args:
            document: a read document.
            tokens: of its text.
            mentions: of skills and technologies that it names, in text order.
            ignored: parts of it that are not read; job titles are not, either.

        Returns:
            What is named, and what is described, in no order. Technologies have no probability; a
            skill in a job title does, with the title for its passage. A skill is described by a
            passage that does not name it and is no job title; the quote is its nearest phrase.
        """
        titles = {span for span in document.titles if not document.is_foreign(span.start)}
        excluded = [*ignored, *((span.start, span.end) for span in document.titles)]
        spans = sorted({*passages(document.text, excluded), *titles})
        by_span, named = self._by_span(mentions, spans)
        # A title is looked at for the skills that it names alone.
        read = [span for span in spans if by_span[span] or span not in titles]
        described: list[Mention] = []
        for span, candidates, probabilities in self._classified(read, by_span, tokens):
            named += self._with_probabilities(by_span[span], candidates, probabilities)
            if span not in titles:
                concepts = {mention.concept for mention in by_span[span]}
                described += self._described(document, span, concepts, candidates, probabilities)
        return named, described

    def _by_span(
        self, mentions: Sequence[Mention], spans: Sequence[Span]
    ) -> tuple[dict[Span, list[Mention]], list[Mention]]:
        """Mentions of skills by the span that each begins in, and all other mentions."""
        by_span: dict[Span, list[Mention]] = {span: [] for span in spans}
        others: list[Mention] = []
        starts = [span.start for span in spans]
        for mention in mentions:
            place = bisect_right(starts, mention.span.start) - 1
            is_inside = place >= 0 and mention.span.start < spans[place].end
            if is_inside and mention.concept in self.index.numbers:
                by_span[spans[place]].append(mention)
            else:
                others.append(mention)
        return by_span, others

    def _classified(
        self, spans: Sequence[Span], by_span: dict[Span, list[Mention]], tokens: Sequence[Token]
    ) -> Iterator[tuple[Span, SkillCandidates, Float64s]]:
        """Spans with their candidates, and the probability of each."""
        if not spans:
            return
        named = [frozenset(self.index.numbers[m.concept] for m in by_span[span]) for span in spans]
        candidates = self.index.candidates(spans, named, tokens)
        features = np.concatenate([each.features for each in candidates])
        bounds = np.cumsum([len(each.skills) for each in candidates])[:-1]
        probabilities = np.split(self.classifier.probabilities(features), bounds)
        yield from zip(spans, candidates, probabilities, strict=True)

    def _with_probabilities(
        self, mentions: Sequence[Mention], candidates: SkillCandidates, probabilities: Float64s
    ) -> Iterator[Mention]:
        for mention in mentions:
            skill = self.index.numbers[mention.concept]
            place = int(np.searchsorted(candidates.skills, skill))
            features = tuple(candidates.features[place].tolist())
            yield mention._replace(probability=float(probabilities[place]), features=features)

    def _described(
        self,
        document: Document,
        passage: Span,
        named: Collection[str],
        candidates: SkillCandidates,
        probabilities: Float64s,
    ) -> Iterator[Mention]:
        """Skills that are likely enough, and that the passage does not name."""
        for place in np.flatnonzero(probabilities >= self.classifier.threshold).tolist():
            concept = self.index.iris[candidates.skills[place]]
            if concept not in named:
                begin, end = (candidates.phrases[place] + passage.start).tolist()
                yield Mention(
                    span=Span(begin, end, document.text[begin:end]),
                    concept=concept,
                    label="",
                    block="skills",
                    section=document.section_at(begin),
                    probability=float(probabilities[place]),
                    features=tuple(candidates.features[place].tolist()),
                )
