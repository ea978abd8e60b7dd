"""A document as it is compared: what it asks for, as a job ad, and what it offers, as a resume."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import fsum, prod
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.matching.scoring import UNIT
from skillkg.matching.skills import demand_of, stated
from skillkg.model.match import Asking, Entry, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from skillkg.arrays import Float64s
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.occupations.attested import AttestedOccupations
    from skillkg.matching.occupations.reader import OccupationReading
    from skillkg.matching.reading import Reading
    from skillkg.matching.scoring import Scoring
    from skillkg.model.document import Span
    from skillkg.model.match import Evidence
    from skillkg.model.mention import Block

QUOTED: Final = 4
"""Quotes that are named beside an occupation; its evidence has all."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Profile:
    """What a document says, weighed over one graph; all of it is worked out once."""

    reading: Reading
    graph: SkillGraph
    kernel: Kernel
    scoring: Scoring
    numbers: Mapping[str, int]
    """Of the occupations."""
    compared: OccupationReading | None
    """None where nothing compares documents with occupations."""

    # What it asks for -----------------------------------------------------------------------

    @cached_property
    def required(self) -> dict[Block, dict[str, Entry]]:
        """What the document asks for, as a job ad: entries by block and concept."""
        return {"skills": self._required_skills, "occupations": self._required_occupations}

    @property
    def _required_skills(self) -> dict[str, Entry]:
        """Skills by probability, rarity and demand."""
        demands = demand_of(self.reading.mentions)
        counted = {
            "required": self.scoring.required,
            "preferred": self.scoring.preferred,
            None: self.scoring.mentioned,
        }

        def asking(concept: str, entry: Entry) -> Asking:
            is_titled = any(map(self._is_titled, entry.spans))
            demand = self.scoring.titled if is_titled else counted[demands.get(concept)]
            return Asking(entry.weight, self.kernel.rarity(concept), demand)

        return {
            concept: replace(entry, weight=prod(asked), asking=asked)
            for concept, entry in self.stated_skills.items()
            for asked in [asking(concept, entry)]
        }

    def _is_titled(self, span: Span) -> bool:
        """Whether a place is in a title of the document."""
        return any(t.start <= span.start < t.end for t in self.reading.document.titles)

    @property
    def _required_occupations(self) -> dict[str, Entry]:
        """Occupations by probability; the taxonomies count alike."""
        if self.compared is None:
            return self.stated_occupations
        taxonomies = self.compared.expected(self.scoring)
        return {
            each.concept: Entry(
                each.concept,
                "occupations",
                each.probability / len(taxonomies),
                _quoted(each.evidence),
                evidence=each.evidence,
            )
            for taxonomy in taxonomies
            for each in taxonomy
        }

    @cached_property
    def asked(self) -> dict[Block, dict[str, float]]:
        """Shares of what it asks for, by block, in whole parts; what is less than one is left out.

        They are rounded down: so they sum to no more than 1, which ranking counts on.
        """
        asked: dict[Block, dict[str, float]] = {}
        for block, entries in self.required.items():
            total = fsum(entry.weight for entry in entries.values()) or 1.0
            shares = {c: int(entry.weight / total * UNIT) / UNIT for c, entry in entries.items()}
            asked[block] = {concept: share for concept, share in shares.items() if share}
        return asked

    # What it offers -------------------------------------------------------------------------

    @cached_property
    def stated_skills(self) -> dict[str, Entry]:
        """Skills that the document states."""
        links = self.reading.links
        return stated(links.mentions, links.described, "skills", self.graph, self.scoring)

    @cached_property
    def denied(self) -> frozenset[str]:
        """Skills that the document says its person has not: no occupation implies them."""
        return frozenset(m.concept for m in self.reading.links.mentions if m.stance == "negated")

    @cached_property
    def stated_occupations(self) -> dict[str, Entry]:
        """Occupations that its titles are linked to."""
        return stated(self.reading.links.mentions, (), "occupations", self.graph, self.scoring)

    @cached_property
    def attested(self) -> AttestedOccupations | None:
        """What its quotes attest; None where nothing compares them with occupations."""
        return None if self.compared is None else self.compared.attested(self.scoring)

    @cached_property
    def occupations(self) -> Float64s:
        """How far the document attests each occupation, as a resume: shape (occupations,)."""
        if self.attested is not None:
            return self.attested.weights
        weights = np.zeros(len(self.numbers))
        for concept, entry in self.stated_occupations.items():
            weights[self.numbers[concept]] = entry.weight
        return weights

    @cached_property
    def occupation(self) -> Callable[[str], Entry]:
        """Gives the entry of an occupation that it attests, with its quotes.

        Entries are kept: many ads ask for the same.
        """
        return cache(self._occupation)

    def _occupation(self, concept: str) -> Entry:
        if self.attested is None:
            return self.stated_occupations[concept]
        number = self.numbers[concept]
        evidence = self.attested.evidence(number)
        weight = float(self.occupations[number])
        return Entry(concept, "occupations", weight, _quoted(evidence), evidence=evidence)

    # What it says word for word -------------------------------------------------------------

    @cached_property
    def statements(self) -> dict[str, list[Span]]:
        """Places of the titles and statements, by their words in small letters."""
        found: dict[str, list[Span]] = {}
        if self.compared is not None:
            for span in (
                *self.compared.quotes.titles,
                *self.compared.quotes.statements,
            ):
                if words := _WORD.findall(span.quote.casefold()):
                    found.setdefault(" ".join(words), []).append(span)
        return found

    @cached_property
    def words(self) -> int:
        """How many words its titles and statements have."""
        return sum(
            len(spans) * (1 + statement.count(" ")) for statement, spans in self.statements.items()
        )

    # For a reader ---------------------------------------------------------------------------

    def side(self, entries: Iterable[Entry]) -> Side:
        """The document's side of a match.

        Args:
            entries: those of its profile that the match looks at.
        """
        document = self.reading.document
        profile = sorted(entries, key=lambda entry: (entry.block != "skills", entry.concept))
        return Side(
            document.name,
            document.digest,
            document.page_starts,
            tuple(profile),
            self.reading.mentions,
            self.words,
            document.text_digest,
            document.parser,
        )

    def notes(self, side: str) -> Iterator[str]:
        """What a reader must know of it, beginning with ``ad`` or ``resume``."""
        yield from self.reading.notes(side)
        if not self.stated_skills and not self.stated_occupations:
            yield (
                f"{side}: it names no occupation and no skill of the graph; what it is about rests "
                "on the nearness of its words alone"
            )


def _quoted(evidence: Sequence[Evidence]) -> tuple[Span, ...]:
    """The quotes that say most, in text order; passages would repeat statements."""
    single = dict.fromkeys(quote.span for quote in evidence if quote.view != "passages")
    return tuple(sorted(list(single)[:QUOTED]))
