"""How sure each mention of a skill is, and skills that a document describes without naming them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from skillkg.linking.skills import FIGURES
from skillkg.linking.statements import statements
from skillkg.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillkg.documents.document import Document
    from skillkg.linking.judge import Judge
    from skillkg.linking.skills import Candidates, SkillIndex


@dataclass(frozen=True)
class Described:
    """Judges what the statements of a document may mean."""

    index: SkillIndex
    judge: Judge
    encoder: str
    """Digest of the encoder that the index looks through."""

    @property
    def basis(self) -> dict[str, Any]:
        """What probabilities are computed with, besides the figures that each mention has."""
        weights = self.judge.weights
        return {
            "encoder": self.encoder,
            "intercept": weights.intercept,
            "weights": dict(zip(FIGURES, weights.weights, strict=True)),
            "curve": list(weights.curve),
            "threshold": self.judge.threshold,
        }

    def find(
        self, document: Document, named: Sequence[Mention], ignored: Sequence[tuple[int, int]]
    ) -> tuple[list[Mention], list[Mention]]:
        """Judge the mentions of skills that a document names, and find those that it describes.

        Args:
            document: a read document.
            named: mentions of skills and technologies, in text order.
            ignored: parts of it that are not read; job titles are not, either.

        Returns:
            What is named, and what is described, in no order. Technologies are not judged. A skill
            is described by a statement that does not name it; the quote is its nearest phrase.
        """
        titles = [(span.start, span.end) for span in document.titles]
        found = list(statements(document.text, [*ignored, *titles]))
        inside: list[list[Mention]] = [[] for _ in found]
        others: list[Mention] = []
        described: list[Mention] = []
        for mention in named:
            at = bisect_right(found, mention.span.start, key=lambda span: span.start) - 1
            known = at >= 0 and mention.concept in self.index.numbers
            within = known and mention.span.start < found[at].end
            (inside[at] if within else others).append(mention)
        numbers = [frozenset(self.index.numbers[m.concept] for m in held) for held in inside]
        candidates = self.index.candidates(found, numbers)
        for statement, held, each in zip(found, inside, candidates, strict=True):
            probabilities = self.judge.probabilities(each.figures).tolist()
            figures = map(tuple, each.figures.tolist())
            judged = zip(probabilities, figures, strict=True)
            sure = dict(zip(each.skills.tolist(), judged, strict=True))
            for mention in held:
                probability, rests_on = sure[self.index.numbers[mention.concept]]
                others.append(replace(mention, probability=probability, figures=rests_on))
            described += self._described(document, statement, held, each, sure)
        return others, described

    def _described(
        self,
        document: Document,
        statement: Span,
        named: Sequence[Mention],
        found: Candidates,
        sure: Mapping[int, tuple[float, tuple[float, ...]]],
    ) -> Iterator[Mention]:
        known = {mention.concept for mention in named}
        for (number, judged), phrase in zip(sure.items(), found.phrases, strict=True):
            iri = self.index.iris[number]
            if judged[0] >= self.judge.threshold and iri not in known:
                begin, end = (phrase + statement.start).tolist()
                quote = Span(begin, end, document.text[begin:end])
                section = document.section_at(begin)
                yield Mention(quote, iri, "", "skills", section, (), *judged)
