"""Documents to concepts: every label of the graph looked up at once, with offsets and quotes.

A match must agree with the label as written (:mod:`.surfaces`). Of overlapping matches the one
with more words wins, then the leftmost. Of several concepts with the same label the one wins that
agrees best in writing, then ESCO (and overlays) before O*NET, then a label as the graph has it
before one derived from it, then preferred before alternative before hidden, then the smaller IRI;
the others become the mention's ``alternatives``.

Skills and technologies are looked for everywhere, occupations in titles only
(:mod:`.occupations`). O*NET's tools (``Ladders``, ``Pencils``) are left out: nearly all of them
are everyday words. Lines that state protected attributes are not read at all, nor are passages in
another language than English.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from sys import maxsize
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from skillkg.documents.structure.sections import heading_span
from skillkg.linking.context.context import in_context
from skillkg.linking.labels.lexicon import MAX_CONCEPTS, Lexicon, equals, index
from skillkg.linking.links import Links, Unresolved
from skillkg.linking.titles.occupations import Occupations
from skillkg.model.document import Span
from skillkg.model.mention import Mention
from skillkg.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.graph.cache import Parts
    from skillkg.linking.labels.lexicon import LabelCandidate
    from skillkg.linking.skills.described import Described
    from skillkg.linking.titles.title_classifier import Titled
    from skillkg.model.graph import Label
    from skillkg.text.tokens import Token

_PROTECTED: Final = re.compile(
    r"^[^\w\n]*(?:nationality|citizenship|(?:date|place|year) of birth|birth ?(?:date|day|place)"
    r"|born|(?:full |first |last )?name|age|sex|gender|marital status|religion|ethnicity"
    r"|(?:home )?address|place of residence)\b[^\w\n]*[:\t|–-].*$",
    re.IGNORECASE | re.MULTILINE,
)
_EQUAL_OPPORTUNITY: Final = re.compile(
    r"\b(?:equal[- ]opportunit|regardless of|without regard to|irrespective of|gender identity"
    r"|sexual orientation|(?:disability|marital|veteran) status)[^.\n]*",
    re.IGNORECASE,
)
_NOWHERE: Final = (maxsize, maxsize)


def _place(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.span.start, -mention.span.end, mention.block, mention.concept)


class _LabelMatch(NamedTuple):
    """Candidates for ``tokens[first:last]``."""

    first: int
    last: int
    candidates: list[LabelCandidate]


class Linker:
    """Links documents to the concepts whose labels they contain.

    Args:
        labels: Labels of skills, technologies and occupations; other kinds are passed over.
        parts: What :func:`.lexicon.index` gives for these very labels, where it was kept; it is
            most of the time that a linker takes to build.
        described: Judges mentions, and finds skills that are not named; nothing does without it.
        language: That of the labels; passages that a document has in others are not linked.
        titled: Judges what job titles mean; labels alone decide without it.
    """

    def __init__(
        self,
        labels: Iterable[Label],
        parts: Parts | None = None,
        described: Described | None = None,
        language: str = "en",
        titled: Titled | None = None,
    ) -> None:
        from ahocorasick_rs import AhoCorasick

        known = list(labels)
        self._lexicon = Lexicon(known, index(known) if parts is None else parts)
        self._patterns = self._lexicon.patterns("skills")
        self._automaton = AhoCorasick(self._patterns)
        self._titled = titled
        self._occupations = Occupations(self._lexicon, titled)
        self._described = described
        self._language = language

    def link(self, document: Document) -> Links:
        """Find the concepts that a document names.

        Args:
            document: A read document.

        Returns:
            Mentions in text order. Mentions of skills never overlap each other; the mention of an
            occupation spans a whole title, and may have skills inside.
        """
        document = self._as_understood(document)
        ignored, notes = ignored_parts(document)
        tokens = tokenize(document.text)
        read = list(_outside(tokens, ignored))
        found = [*self._skills(document, read), *self._occupations.link(document)]
        unresolved = [item for item in found if isinstance(item, Unresolved)]
        mentions = sorted((item for item in found if isinstance(item, Mention)), key=_place)
        described: list[Mention] = []
        if self._described is not None:
            mentions, described = self._described.find(document, tokens, mentions, ignored)
        ordered = [*sorted(mentions, key=_place), *sorted(described, key=_place)]
        every = in_context(document, ordered)
        return Links(
            tuple(every[: len(mentions)]),
            tuple(sorted(unresolved, key=lambda u: u.span)),
            notes,
            tuple(every[len(mentions) :]),
            self._basis,
        )

    def _as_understood(self, document: Document) -> Document:
        """The document, with nothing foreign in it that is in the language of the labels."""
        # What only its script tells is in no language of that script for certain.
        known = {self._language} if self._language == "en" else {self._language, ""}
        foreign = tuple(each for each in document.foreign if each.language not in known)
        return replace(document, foreign=foreign)

    @property
    def _basis(self) -> dict[str, Any]:
        """What probabilities of skills are computed with, and under its name, of occupations."""
        skills = {} if self._described is None else self._described.basis
        return skills | ({} if self._titled is None else {"occupations": self._titled.basis})

    def _skills(
        self, document: Document, tokens: Sequence[Token]
    ) -> Iterator[Mention | Unresolved]:
        for match in self._matches(tokens):
            yield _mention(document, tokens, match)

    def _matches(self, tokens: Sequence[Token]) -> list[_LabelMatch]:
        """Matches that do not overlap, more words first, then the leftmost; in text order."""
        encoded = self._lexicon.encode(tokens)
        found = self._automaton.find_matches_as_indexes(encoded, overlapping=True)
        chosen: list[_LabelMatch] = []
        for pattern, first, last in sorted(found, key=lambda m: (m[1] - m[2], m[1])):
            place = bisect_left(chosen, first, key=lambda m: m.first)
            free_before = place == 0 or chosen[place - 1].last <= first
            if free_before and (place == len(chosen) or last <= chosen[place].first):
                text = self._patterns[pattern]
                if candidates := self._lexicon.candidates(text, tokens, first, "skills"):
                    chosen.insert(place, _LabelMatch(first, last, candidates))
        return chosen


def ignored_parts(document: Document) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Parts of a document that are not read, in order, and what to say of them.

    What is foreign is among them; what was not read of it, the document's own notes say.
    """
    named = [(s.start, s.end) for s in document.sections if s.name == "name"]
    headings = [span for s in document.sections if (span := heading_span(document.text, s))]
    foreign = [(passage.start, passage.end) for passage in document.foreign]
    protected = [match.span() for match in _PROTECTED.finditer(document.text)]
    statements = [match.span() for match in _EQUAL_OPPORTUNITY.finditer(document.text)]
    notes = []
    if protected:
        notes.append(f"{len(protected)} lines that state protected attributes were not read")
    if statements:
        notes.append(f"{len(statements)} equal-opportunity statements were not read")
    return sorted(named + headings + foreign + protected + statements), tuple(notes)


def _outside(tokens: Iterable[Token], spans: Iterable[tuple[int, int]]) -> Iterator[Token]:
    """Tokens that start in none of the spans; the spans are in order and may overlap."""
    waiting, until = iter(spans), -1
    start, end = next(waiting, _NOWHERE)
    for token in tokens:
        while start <= token.start:
            until = max(until, end)
            start, end = next(waiting, _NOWHERE)
        if token.start >= until:
            yield token


def _mention(
    document: Document, tokens: Sequence[Token], match: _LabelMatch
) -> Mention | Unresolved:
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    span = Span(start, end, document.text[start:end])
    best = match.candidates[0]
    concepts = tuple(candidate.concept for candidate in match.candidates)
    if equals(match.candidates) > MAX_CONCEPTS:
        reason = f"{len(concepts)} concepts answer to {span.quote!r}"
        return Unresolved(span, concepts, reason)
    section = document.section_at(start)
    return Mention(span, best.concept, best.label, "skills", section, concepts[1:])
