"""What a whole document says of occupations, by its titles and its statements together.

A document is a point among the occupations: how near its titles are to the texts of each, and how
near the statements are that say most of it (explicit semantic analysis, Gabrilovich and Markovitch
2007, with occupations for concepts). Each score is a sum over quotes, and nothing is decided: what
is near shares the probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from skillkg.linking.ignored_parts import ignored_parts
from skillkg.linking.titles.cleaning import clean_title
from skillkg.text.passages import passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillkg.arrays import Float64s
    from skillkg.documents.document import Document
    from skillkg.linking.titles.occupation_index import OccupationIndex
    from skillkg.model.document import Span

TITLES: Final = 0.3
"""Share of the titles in a score; statements have the rest, and each all where the other lacks."""
STATEMENTS: Final = 3
"""How many of the statements nearest to an occupation speak for it."""
NEAREST: Final = 200
"""Occupations that share the probability."""
TEMPERATURE: Final = 0.05
"""Difference of scores by which one is e times as probable."""
DIGITS: Final = 4


class Evidence(NamedTuple):
    """A quote that speaks for an occupation."""

    span: Span
    part: float
    """Of the score: a share of the cosine of the quote with the occupation's texts."""


class DocumentOccupation(NamedTuple):
    """An occupation that a document may be about."""

    concept: str
    probability: float
    score: float
    """The sum of the parts of its evidence."""
    evidence: tuple[Evidence, ...]
    """The title and statements that are nearest to it, by their part."""


def document_occupations(index: OccupationIndex, document: Document) -> list[DocumentOccupation]:
    """Give the occupations of ESCO and overlays that a document may be about.

    Args:
        index: has the occupations.
        document: a read document.

    Returns:
        The nearest ones by probability, which sum to 1; none where there are no words.
    """
    titles = [span for span in document.titles if not document.is_foreign(span.start)]
    ignored, _ = ignored_parts(document)
    excluded = sorted([*ignored, *((span.start, span.end) for span in document.titles)])
    statements = list(passages(document.text, excluded))
    groups = [
        _Group(spans, share, count)
        for spans, share, count in ((titles, TITLES, 1), (statements, 1 - TITLES, STATEMENTS))
        if spans
    ]
    if not groups:
        return []
    texts = [clean_title(span.quote) for span in titles] + [span.quote for span in statements]
    cosines = index.text_cosines(texts).round(DIGITS)
    return _ranked(index.esco_iris, groups, cosines)


class _Group(NamedTuple):
    """Quotes of a kind: what they count, and how many of them."""

    spans: Sequence[Span]
    share: float
    nearest: int


def _ranked(
    iris: Sequence[str], groups: Sequence[_Group], cosines: Float64s
) -> list[DocumentOccupation]:
    whole = sum(group.share for group in groups)
    spans: list[Span] = []
    parts: list[Float64s] = []
    first = 0
    for group in groups:
        own = cosines[first : first + len(group.spans)]
        first += len(group.spans)
        count = min(group.nearest, len(group.spans))
        nearest = np.argsort(-own, axis=0, kind="stable")[:count]
        chosen = np.zeros_like(own)
        np.put_along_axis(chosen, nearest, np.take_along_axis(own, nearest, axis=0), axis=0)
        parts.append(chosen * (group.share / whole / count))
        spans += group.spans
    every = np.concatenate(parts)
    scores = every.sum(axis=0)
    order = np.lexsort((np.arange(len(iris)), -scores))[:NEAREST]
    odds = np.exp((scores[order] - scores[order[0]]) / TEMPERATURE)
    return [
        DocumentOccupation(
            iris[place], float(probability), float(scores[place]), _evidence(spans, every[:, place])
        )
        for place, probability in zip(order.tolist(), odds / odds.sum(), strict=True)
    ]


def _evidence(spans: Sequence[Span], parts: Float64s) -> tuple[Evidence, ...]:
    order = sorted(np.flatnonzero(parts).tolist(), key=lambda place: (-parts[place], place))
    return tuple(Evidence(spans[place], float(parts[place])) for place in order)
