"""What a document says, quote by quote: its job titles, and its statements by strand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress, groupby
from typing import TYPE_CHECKING

import numpy as np

from skillkg.linking.ignored_parts import ignored_parts
from skillkg.model.dates import decimal_year
from skillkg.model.document import Span
from skillkg.text.passages import passages
from skillkg.text.pronouns import without_pronouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Bools, Float32s, Float64s, Ints
    from skillkg.documents.document import Document
    from skillkg.model.document import Position


@dataclass(frozen=True, slots=True)
class Quotes:
    """The titles and statements of a document, in text order."""

    titles: tuple[Span, ...]
    statements: tuple[Span, ...]
    strands: tuple[int, ...]
    """Of each statement, the number of what it stands in or below: a section, a job, a headline."""
    ages: tuple[float, ...]
    """Of each title, then of each statement, the years between the end of its job and that of the
    latest one; 0 outside of jobs, and where dates do not tell."""

    def keeping(self, titles: Bools, statements: Bools) -> Quotes:
        """Some of them alone, each in the strand that it stood in, and as old as it was.

        Args:
            titles: which titles are kept, shape (titles,).
            statements: which statements, shape (statements,).
        """
        return Quotes(
            tuple(compress(self.titles, titles)),
            tuple(compress(self.statements, statements)),
            tuple(compress(self.strands, statements)),
            tuple(compress(self.ages, (*titles, *statements))),
        )


def quotes_of(document: Document) -> Quotes:
    """Take a document apart; what is not to be read, or in another language, is left out."""
    titles = tuple(span for span in document.titles if not document.is_foreign(span.start))
    ignored, _ = ignored_parts(document)
    named = ((_line_start(document.text, span.start), span.end) for span in document.titles)
    statements = tuple(passages(document.text, sorted([*ignored, *named])))
    begins = strand_starts(document)
    strands = tuple(bisect_right(begins, span.start) for span in statements)
    ages = _ages(document.positions)
    stands = (bisect_right(begins, span.start) for span in titles)
    starts = (begins[strand - 1] if strand else -1 for strand in (*stands, *strands))
    return Quotes(titles, statements, strands, tuple(ages.get(start, 0.0) for start in starts))


def strand_starts(document: Document) -> list[int]:
    """Where the sections, jobs and headlines of a document begin, in text order."""
    sections = {section.start for section in document.sections}
    return sorted(sections | {title.start for title in document.titles})


def _ages(jobs: Sequence[Position]) -> dict[int, float]:
    """How many years before the latest of them jobs ended, by where they begin."""
    told = ((job.title.start, job.ended or job.started, job.is_current) for job in jobs)
    dated = [(start, decimal_year(month), is_current) for start, month, is_current in told if month]
    latest = max((year for _, year, _ in dated), default=0.0)
    return {start: 0.0 if is_current else latest - year for start, year, is_current in dated}


def _line_start(text: str, title: int) -> int:
    """Where what names a title begins, as in ``Job title: Welder``; else where the title does."""
    start = text.rfind("\n", 0, title) + 1
    return start if text[start:title].rstrip().endswith(":") else title


def windows(quotes: Quotes, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Statements in a row, first and last left out, of each size that a strand has room for.

    No window leaves its strand, and a longer strand keeps the windows that it had: what is added
    to a document takes nothing from what it said before.
    """
    first = 0
    for _, group in groupby(quotes.strands):
        count = sum(1 for _ in group)
        for size in sizes:
            yield from ((first + at, first + at + size) for at in range(count - size + 1))
        first += count


def weights(quotes: Quotes) -> Float64s:
    """How much each statement weighs in a passage: shape (statements,).

    A statement weighs the square root of its length, as longer ones say more; that of *she* is
    nobody's merit.
    """
    said = (without_pronouns(span.quote).split() for span in quotes.statements)
    lengths: Float64s = np.sqrt([sum(map(len, words)) for words in said])
    return lengths


def sums(weighted: Float64s, members: Ints) -> Float32s:
    """Sums of weighted vectors of statements: the same for a passage wherever it stands.

    Args:
        weighted: shape (statements, dimension).
        members: numbers of the statements of each passage, shape (passages, statements).

    Returns:
        Shape (passages, dimension).
    """
    total = np.zeros((len(members), weighted.shape[1]))
    for places in members.T:  # one after the other, so that the sum is the same in any company
        total += weighted[places]
    return total.astype(np.float32)


def means(quotes: Quotes, vectors: Float32s, spans: Sequence[tuple[int, int]]) -> Float32s:
    """Weighted sums of the vectors of statements in a row: shape (spans, dimension)."""
    found = np.zeros((len(spans), vectors.shape[1]), dtype=np.float32)
    weighted = vectors * weights(quotes)[:, None]
    begins, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    for size in np.unique(ends - begins):
        rows = np.flatnonzero(ends - begins == size)
        found[rows] = sums(weighted, begins[rows, None] + np.arange(size))
    return found


def covering(quotes: Quotes, text: str, window: tuple[int, int]) -> Span:
    """The quote of statements in a row, with what stands between them."""
    start, end = quotes.statements[window[0]].start, quotes.statements[window[1] - 1].end
    return Span(start, end, text[start:end])
