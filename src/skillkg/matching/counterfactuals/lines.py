"""The lines of a resume, as evidence: what can be deleted from it, and what then is left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING

import numpy as np

from skillkg.matching.occupations.quotes import strand_starts, weights
from skillkg.matching.reading import Reading
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.arrays import Bools, Float64s, Ints
    from skillkg.matching.profile import Profile
    from skillkg.model.mention import Mention


@dataclass(frozen=True, eq=False)
class Lines:
    """Each title and each statement with the mentions in it, and each mention outside of them.

    A mention stands in the first line that it shares a character with; mentions outside of titles
    and statements that overlap are one line.
    """

    profile: Profile

    def __len__(self) -> int:
        """How many there are."""
        return len(self.spans)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where they stand, in text order."""
        return tuple(sorted((*self._quoted, *self._apart)))

    @cached_property
    def titles(self) -> Ints:
        """Number of the line of each title."""
        return self._numbers(self._said[0])

    @cached_property
    def statements(self) -> Ints:
        """Number of the line of each statement."""
        return self._numbers(self._said[1])

    @cached_property
    def weights(self) -> Float64s:
        """How much each statement weighs in a passage: shape (statements,)."""
        compared = self.profile.compared
        return np.zeros(0) if compared is None else weights(compared.quotes)

    @cached_property
    def named(self) -> Ints:
        """Number of the line of each mention by a label."""
        return self._standing(self.profile.reading.links.mentions)

    @cached_property
    def described(self) -> Ints:
        """Number of the line of each mention of a described skill."""
        return self._standing(self.profile.reading.links.described)

    @cached_property
    def parts(self) -> Ints:
        """Number of the job or section that each line stands in."""
        begins = strand_starts(self.profile.reading.document)
        return np.array([bisect_right(begins, span.start) for span in self.spans], dtype=np.int64)

    def at(self, span: Span) -> int:
        """Number of the first line that shares a character with a place."""
        return min(bisect_right(self._ends, span.start), len(self) - 1)

    def within(self, span: Span) -> range:
        """Numbers of the lines that share a character with a place, as a passage does."""
        first = bisect_right(self._ends, span.start)
        return range(first, max(bisect_left(self._starts, span.end), first))

    def keeping(self, kept: Bools) -> Profile:
        """The profile of what is left when the other lines are deleted; nothing is read anew.

        Jobs stay as old as they were, and what is left stays in its job or section.

        Args:
            kept: which lines, shape (lines,).
        """
        profile, links = self.profile, self.profile.reading.links
        left = replace(
            links,
            mentions=tuple(compress(links.mentions, kept[self.named])),
            described=tuple(compress(links.described, kept[self.described])),
        )
        compared = profile.compared and profile.compared.keeping(
            kept[self.titles], kept[self.statements]
        )
        reading = Reading(profile.reading.document, left)
        return replace(profile, reading=reading, compared=compared)

    @property
    def _said(self) -> tuple[Sequence[Span], Sequence[Span]]:
        compared = self.profile.compared
        return (
            ((), ()) if compared is None else (compared.quotes.titles, compared.quotes.statements)
        )

    @cached_property
    def _quoted(self) -> list[Span]:
        return sorted(set(chain(*self._said)))

    @cached_property
    def _apart(self) -> list[Span]:
        """Mentions outside of titles and statements, those that overlap as one."""
        text, apart = self.profile.reading.document.text, list[Span]()
        ends = [span.end for span in self._quoted]
        for span in sorted({mention.span for mention in self.profile.reading.mentions}):
            place = bisect_right(ends, span.start)
            if place < len(ends) and self._quoted[place].start < span.end:
                continue
            joined = apart.pop() if apart and span.start < apart[-1].end else span
            end = max(joined.end, span.end)
            apart.append(Span(joined.start, end, text[joined.start : end]))
        return apart

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [span.end for span in self.spans]

    def _numbers(self, spans: Iterable[Span]) -> Ints:
        return np.array([self.at(span) for span in spans], dtype=np.int64)

    def _standing(self, mentions: Iterable[Mention]) -> Ints:
        return self._numbers(mention.span for mention in mentions)
