"""A document as it is matched: what it was linked to, and the profile that follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from skillkg.matching.fit import BLOCKS
from skillkg.model.match import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.linking.links import Links
    from skillkg.matching.profile import Profile
    from skillkg.model.match import Entry
    from skillkg.model.mention import Mention


@dataclass(frozen=True, eq=False)
class Reading:
    """A document, its links, and its profile over one graph."""

    document: Document
    links: Links
    profile: Profile

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in text order; of one place, those by a label first."""
        mentions = (*self.links.mentions, *self.links.described)
        return tuple(sorted(mentions, key=lambda mention: mention.span))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the profile, block by block, in the order of IRIs."""
        return tuple(self.profile[b][iri] for b in BLOCKS for iri in sorted(self.profile[b]))

    @cached_property
    def side(self) -> Side:
        """The document's side of a match."""
        document = self.document
        return Side(
            document.name, document.digest, document.page_starts, self.entries, self.mentions
        )

    @property
    def concepts(self) -> Iterator[str]:
        """IRIs of all concepts that occur: named, implied, on the way, or as alternatives."""
        for entry in self.entries:
            yield from (entry.concept, *entry.path.concepts)
        for mention in self.mentions:
            yield from (mention.concept, *mention.alternatives)

    def notes(self, side: str) -> Iterator[str]:
        """What a reader must know of it: what was not read, not linked, or is empty.

        Args:
            side: ``ad`` or ``resume``, to begin each note with.
        """
        for note in (*self.document.notes, *self.links.notes):
            yield f"{side}: {note}"
        for place in self.links.unresolved:
            yield f"{side}: “{place.span.quote}” was not linked: {place.reason}"
        for mention in self._ambiguous():
            others = ", ".join(mention.alternatives)
            yield (
                f"{side}: “{mention.span.quote}” is a label of several concepts; "
                f"{mention.concept} was taken, not {others}"
            )
        if not any(self.profile.values()):
            yield f"{side}: nothing in it could be linked to the graph"

    def _ambiguous(self) -> list[Mention]:
        """First mentions by labels of several concepts, where no classifier chose among them."""
        undecided = [
            mention
            for mention in self.links.mentions
            if mention.alternatives and not mention.alternative_probabilities
        ]
        first = {mention.span.quote.casefold(): mention for mention in reversed(undecided)}
        return sorted(first.values(), key=lambda mention: mention.span)
