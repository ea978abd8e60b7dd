"""Documents to concepts: every label of the graph looked up at once, with offsets and quotes.

A match must agree with the label as written (:mod:`.labels.surfaces`). Of overlapping matches the
one with more words wins, then the leftmost. Of several concepts with the same label the one wins
that agrees best in writing, then one that is called so before a more general one that has the name
among its labels (``Linux`` before operating systems), then ESCO (and overlays) before O*NET, then a
label as the graph has it before one derived from it, then preferred before alternative before
hidden, then the smaller IRI; the others become the mention's ``alternatives``.

Skills and technologies are looked for everywhere, occupations in titles only
(:mod:`.titles.occupation_linker`). O*NET's tools (``Ladders``, ``Pencils``) are left out: nearly
all of them are everyday words. Lines that state protected attributes are not read at all, nor is
text in another language than English.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from skillkg.linking.context.context import in_context
from skillkg.linking.ignored_parts import ignored_parts, outside
from skillkg.linking.labels.lexicon import MAX_CONCEPTS, Lexicon, count_ties
from skillkg.linking.labels.lexicon_parts import lexicon_parts
from skillkg.linking.links import Links, Unresolved
from skillkg.linking.titles.occupation_linker import OccupationLinker
from skillkg.model.document import Span
from skillkg.model.mention import Mention
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.graph.cache import Parts
    from skillkg.linking.labels.lexicon import LabelCandidate
    from skillkg.linking.skills.skill_extractor import SkillExtractor
    from skillkg.linking.technologies import TechnologyClassifier
    from skillkg.linking.titles.title_classifier import TitleClassifier
    from skillkg.model.graph import Label
    from skillkg.model.mention import Classified
    from skillkg.model.parameters import ClassifierParameters
    from skillkg.text.tokens import Token


class _LabelMatch(NamedTuple):
    """Candidates for ``tokens[first:last]``."""

    first: int
    last: int
    candidates: list[LabelCandidate]


class Linker:
    """Links documents to the concepts whose labels they contain.

    Args:
        labels: of skills, technologies and occupations; other kinds are passed over.
        parts: what :func:`.labels.lexicon_parts.lexicon_parts` gives for these very labels, where
            it was kept; it is most of the time that a linker takes to build.
        skills: gives mentions of skills a probability, and finds skills that are not named;
            neither is done without it.
        language: that of the labels; what a document says in others is not linked.
        titles: predicts what job titles mean; labels alone decide without it.
        technologies: gives mentions of technologies a probability, and leaves out the unlikely.
    """

    def __init__(
        self,
        labels: Iterable[Label],
        parts: Parts | None = None,
        skills: SkillExtractor | None = None,
        language: str = "en",
        titles: TitleClassifier | None = None,
        technologies: TechnologyClassifier | None = None,
    ) -> None:
        from ahocorasick_rs import AhoCorasick

        known = list(labels)
        self._lexicon = Lexicon(known, lexicon_parts(known) if parts is None else parts)
        self._patterns = self._lexicon.patterns("skills")
        self._automaton = AhoCorasick(self._patterns)
        self._skills, self._titles = skills, titles
        self._occupations = OccupationLinker(self._lexicon, titles)
        self._technologies = technologies
        self._products = {label.concept for label in known if label.kind == "technology"}
        self._language = language

    def link(self, document: Document) -> Links:
        """Find the concepts that a document names.

        Args:
            document: a read document.

        Returns:
            Mentions in text order. Mentions of skills never overlap each other; the mention of an
            occupation spans a whole title, and may have skills inside.
        """
        document = self._without_own_language(document)
        ignored, notes = ignored_parts(document)
        tokens = tokenize(document.text)
        linked = [
            *self._named_skills(document, list(outside(tokens, ignored))),
            *self._occupations.link(document),
        ]
        unresolved = [item for item in linked if isinstance(item, Unresolved)]
        named = sorted((item for item in linked if isinstance(item, Mention)), key=_text_order)
        named = self._likely(document, named)
        described: list[Mention] = []
        if self._skills is not None:
            named, described = self._skills.extract(document, tokens, named, ignored)
        ordered = [*sorted(named, key=_text_order), *sorted(described, key=_text_order)]
        mentions = in_context(document, ordered)
        return Links(
            mentions=tuple(mentions[: len(named)]),
            unresolved=tuple(sorted(unresolved, key=lambda item: item.span)),
            notes=notes,
            described=tuple(mentions[len(named) :]),
            classifiers=self._classifiers,
        )

    def _likely(self, document: Document, named: Sequence[Mention]) -> list[Mention]:
        """Mentions in text order; those of technologies with a probability, if they are likely."""
        if self._technologies is None:
            return list(named)
        products = [mention for mention in named if mention.concept in self._products]
        others = [mention for mention in named if mention.concept not in self._products]
        likely = self._technologies.classify(document, products, self.words)
        return sorted([*others, *likely], key=_text_order)

    @property
    def words(self) -> Collection[str]:
        """Ordinary words, by which names of products are told from others."""
        return self._lexicon.words

    def _without_own_language(self, document: Document) -> Document:
        """The document, with nothing foreign in it that is in the language of the labels."""
        # What only its script tells is in no language of that script for certain.
        known = {self._language} if self._language == "en" else {self._language, ""}
        foreign = tuple(each for each in document.foreign if each.language not in known)
        return replace(document, foreign=foreign)

    @property
    def _classifiers(self) -> dict[Classified, ClassifierParameters]:
        """What probabilities are computed with, where anything classifies."""
        classifiers: dict[Classified, ClassifierParameters] = {}
        if self._skills is not None:
            classifiers["skills"] = self._skills.parameters
        if self._titles is not None:
            classifiers["occupations"] = self._titles.parameters
        if self._technologies is not None:
            classifiers["technologies"] = self._technologies.parameters
        return classifiers

    def _named_skills(
        self, document: Document, tokens: Sequence[Token]
    ) -> Iterator[Mention | Unresolved]:
        for match in self._matches(tokens):
            yield _mention(document, tokens, match)

    def _matches(self, tokens: Sequence[Token]) -> list[_LabelMatch]:
        """Matches that do not overlap, more words first, then the leftmost; in text order."""
        encoded = self._lexicon.encode(tokens)
        overlapping = self._automaton.find_matches_as_indexes(encoded, overlapping=True)
        chosen: list[_LabelMatch] = []
        for pattern, first, last in sorted(overlapping, key=lambda m: (m[1] - m[2], m[1])):
            place = bisect_left(chosen, first, key=lambda m: m.first)
            free_before = place == 0 or chosen[place - 1].last <= first
            if free_before and (place == len(chosen) or last <= chosen[place].first):
                text = self._patterns[pattern]
                if candidates := self._lexicon.candidates(text, tokens, first, "skills"):
                    chosen.insert(place, _LabelMatch(first, last, candidates))
        return chosen


def _text_order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.span.start, -mention.span.end, mention.block, mention.concept)


def _mention(
    document: Document, tokens: Sequence[Token], match: _LabelMatch
) -> Mention | Unresolved:
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    span = Span(start, end, document.text[start:end])
    best = match.candidates[0]
    concepts = tuple(candidate.concept for candidate in match.candidates)
    if count_ties(match.candidates) > MAX_CONCEPTS:
        reason = f"{len(concepts)} concepts answer to {span.quote!r}"
        return Unresolved(span, concepts, reason)
    section = document.section_at(start)
    return Mention(span, best.concept, best.label, "skills", section, alternatives=concepts[1:])
