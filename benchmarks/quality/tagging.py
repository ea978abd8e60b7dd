"""Sentences with tagged spans beside what a tagger gives: strict measures.

A span that a tagger gives counts by the tokens of the data that it begins and ends in.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING

import numpy as np

from skillkg.linking.spans.network import BEGIN, INSIDE, OUTSIDE
from skillkg.linking.spans.tagger import KINDS, runs
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from quality.data import Tagged
    from skillkg.linking.spans.tagger import SkillSpan, SpanTagger

    Ints = NDArray[np.int64]
    Places = set[tuple[str, int, int]]

CODES = {"O": OUTSIDE, "B": BEGIN, "I": INSIDE}


def tokens_at(tagged: Tagged) -> Ints:
    """Where each token begins in the sentence's text."""
    return np.array([0, *accumulate(len(token) + 1 for token in tagged.tokens)][:-1])


def gold(tagged: Tagged) -> Places:
    """Spans by kind, first and last token, as the data has them."""
    layers = zip(KINDS, tagged.layers, strict=True)
    return {
        (kind, *run) for kind, tags in layers for run in runs(mended(CODES[tag] for tag in tags))
    }


def given(tagged: Tagged, spans: Iterable[SkillSpan]) -> Places:
    """Spans that a tagger gave, in tokens."""
    begins = tokens_at(tagged)

    def token(place: int) -> int:
        return int(np.searchsorted(begins, place, side="right")) - 1

    return {(each.kind, token(each.span.start), token(each.span.end - 1)) for each in spans}


def mended(tags: Iterable[int]) -> list[int]:
    """An I that follows an O begins a span: its first token may be no word of ours."""
    found: list[int] = []
    for tag in tags:
        begins = tag == INSIDE and (not found or found[-1] == OUTSIDE)
        found.append(BEGIN if begins else tag)
    return found


def strict(pairs: Sequence[tuple[Places, Places]], kind: str = "") -> tuple[float, float, float]:
    """F1, precision and recall of given spans against gold ones: the same kind and both ends."""
    chosen = [
        tuple({each for each in side if kind in ("", each[0])} for side in pair) for pair in pairs
    ]
    right = sum(len(found & wanted) for found, wanted in chosen)
    found, wanted = (max(sum(len(pair[side]) for pair in chosen), 1) for side in (0, 1))
    return 2 * right / (found + wanted), right / found, right / wanted


def overlapping(pairs: Sequence[tuple[Places, Places]]) -> float:
    """F1 where a span is right that shares a token with a gold one of its kind, and is found so."""

    def touched(these: Places, others: Places) -> int:
        return sum(
            any(kind == k and first <= b and a <= last for k, a, b in others)
            for kind, first, last in these
        )

    precision = sum(touched(f, w) for f, w in pairs) / max(sum(len(f) for f, _ in pairs), 1)
    recall = sum(touched(w, f) for f, w in pairs) / max(sum(len(w) for _, w in pairs), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def tag(tagged: Sequence[Tagged], tagger: SpanTagger) -> list[tuple[SkillSpan, ...]]:
    """Spans of sentences, those of an ad read together."""
    found: list[tuple[SkillSpan, ...]] = []
    for _, ad in groupby(tagged, key=lambda each: each.ad):
        found += tagger.tag([Span(0, len(each.text), each.text) for each in ad])
    return found
