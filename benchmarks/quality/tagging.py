"""Sentences with tagged spans beside what a tagger gives: strict measures.

A span that a tagger gives counts by the tokens of the data that it begins and ends in.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from skillkg.linking.spans.tagged_sentences import TAG_CODES, repaired
from skillkg.linking.spans.tagger import KINDS, runs
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillkg.linking.spans.tagged_sentences import TaggedSentence
    from skillkg.linking.spans.tagger import SkillSpan, SpanTagger

    Places = set[tuple[str, int, int]]


def gold(sentence: TaggedSentence) -> Places:
    """Spans by kind, first and last token, as the data has them."""
    layers = zip(KINDS, sentence.layers, strict=True)
    return {
        (kind, *run)
        for kind, tags in layers
        for run in runs(repaired(TAG_CODES[tag] for tag in tags))
    }


def given(sentence: TaggedSentence, spans: Iterable[SkillSpan]) -> Places:
    """Spans that a tagger gave, in tokens."""
    starts = sentence.token_starts

    def token(place: int) -> int:
        return int(np.searchsorted(starts, place, side="right")) - 1

    return {(each.kind, token(each.span.start), token(each.span.end - 1)) for each in spans}


def strict(pairs: Sequence[tuple[Places, Places]], kind: str = "") -> tuple[float, float, float]:
    """F1, precision and recall of given spans against gold ones: the same kind and both ends."""
    chosen = [
        tuple({each for each in side if kind in ("", each[0])} for side in pair) for pair in pairs
    ]
    correct = sum(len(spans & wanted) for spans, wanted in chosen)
    given, wanted = (max(sum(len(pair[side]) for pair in chosen), 1) for side in (0, 1))
    return 2 * correct / (given + wanted), correct / given, correct / wanted


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


def tag(sentences: Sequence[TaggedSentence], tagger: SpanTagger) -> list[tuple[SkillSpan, ...]]:
    """Spans of sentences, those of an ad read together."""
    spans: list[tuple[SkillSpan, ...]] = []
    for _, ad in groupby(sentences, key=lambda each: each.ad):
        spans += tagger.tag([Span(0, len(each.text), each.text) for each in ad])
    return spans
