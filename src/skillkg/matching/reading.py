"""A document and what it was linked to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.linking.links import Links
    from skillkg.model.mention import Mention


@dataclass(frozen=True, eq=False)
class Reading:
    """A document and its links over one graph."""

    document: Document
    links: Links

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in text order; of one place, those by a label first."""
        mentions = (*self.links.mentions, *self.links.described)
        return tuple(sorted(mentions, key=lambda mention: mention.span))

    def notes(self, side: str) -> Iterator[str]:
        """What a reader must know of it: what was not read or linked.

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

    def _ambiguous(self) -> list[Mention]:
        """First mentions by labels of several concepts, where no classifier chose among them."""
        undecided = [
            mention
            for mention in self.links.mentions
            if mention.alternatives and not mention.alternative_probabilities
        ]
        first = {mention.span.quote.casefold(): mention for mention in reversed(undecided)}
        return sorted(first.values(), key=lambda mention: mention.span)
