"""Spans of passages that describe what a person can do or knows: SkillSpan's two layers.

A linear-chain model over a small network (:mod:`.network`): of each word the static encoder's
vector and what its writing hashes to, seen with its neighbours. It was trained on the sentences of
SkillSpan (:mod:`.training`); ``benchmarks/spans.py`` says how well it does, and trains it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from skillkg.arrays import starts
from skillkg.errors import ModelError
from skillkg.linking.ignored_parts import ignored_parts
from skillkg.linking.spans.network import BEGIN, OUTSIDE, Network
from skillkg.linking.spans.word_features import span_words, word_keys
from skillkg.model.document import Span
from skillkg.text.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.arrays import Ints
    from skillkg.documents.document import Document
    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.links import Links
    from skillkg.linking.spans.word_features import SpanWord

FILE: Final = Path(__file__).parent / "spans.safetensors"
SpanKind = Literal["skill", "knowledge"]
"""What a person can do or is like, in a verb's words as a rule; or what a person knows, tools and
languages among it."""
LISTED: Final[SpanKind] = "knowledge"
"""What is enumerated, each item by itself; the tagger never saw a comma to learn that from."""
_SEPARATOR: Final = re.compile(r"[,()]")
KINDS: Final[tuple[SpanKind, ...]] = ("skill", "knowledge")


@dataclass(frozen=True, slots=True, order=True)
class SkillSpan:
    """A place that describes a skill or knowledge, whatever concept it means, if any."""

    span: Span
    kind: SpanKind


class SpanTagger:
    """Finds spans of skills and knowledge in passages.

    Args:
        encoder: the static encoder that the network was trained with.
        network: gives tags.
    """

    def __init__(self, encoder: Encoder, network: Network) -> None:
        self._encoder, self._network = encoder, network

    @classmethod
    def shipped(cls, encoder: Encoder) -> SpanTagger:
        """Load the network that comes with skillkg.

        Raises:
            ModelError: it is for another encoder.
        """
        from safetensors import safe_open

        with safe_open(FILE, framework="np") as file:
            if file.metadata()["encoder"] != encoder.digest:
                raise ModelError(
                    f"{encoder.name}: the span tagger that comes with skillkg reads texts through "
                    "the encoder that comes with skillkg, and this is another one.\n"
                    "  Open that one: skillkg.encoding.models.open_encoder()."
                )
            network = Network({name: file.get_tensor(name) for name in list(file.keys())})
        return cls(encoder, network)

    def tag(self, passages: Sequence[Span]) -> list[tuple[SkillSpan, ...]]:
        """Find the spans of passages.

        Args:
            passages: of one document, in its order: each is read with those before it.

        Returns:
            For each passage its spans in the order of places, which count as the passage's do.
            Those of one kind do not overlap; knowledge may stand inside a skill.
        """
        words = [list(span_words(passage.quote)) for passage in passages]
        tags = iter(self._tags([each for each in words if each]))
        return [
            tuple(sorted(_spans(passage, each, next(tags)))) if each else ()
            for passage, each in zip(passages, words, strict=True)
        ]

    def _tags(self, passages: Sequence[Sequence[SpanWord]]) -> list[Ints]:
        """Tags of the words of each passage: shapes (words, layers)."""
        if not passages:
            return []
        distinct: dict[tuple[str, str], int] = {}
        words = [(word.text, word.mark) for passage in passages for word in passage]
        numbers = np.array([distinct.setdefault(word, len(distinct)) for word in words])
        lengths = np.array([len(passage) for passage in passages])
        vectors = self._encoder.encode([text for text, _ in distinct])
        keys = np.array([word_keys(*word) for word in distinct], dtype=np.uint64)
        tags = self._network.tags(lengths, numbers, vectors, keys)
        return np.split(tags, starts(lengths)[1:])


def find_spans(document: Document, tagger: SpanTagger) -> tuple[SkillSpan, ...]:
    """Find the spans of a document, in the parts of it that are linked too.

    Returns:
        Spans in text order: ``document.text[span.start:span.end] == span.quote``.
    """
    ignored, _ = ignored_parts(document)  # all but English is foreign, as to the tagger
    tagged = tagger.tag(list(passages(document.text, ignored)))
    return tuple(span for spans in tagged for span in spans)


def unlinked(spans: Iterable[SkillSpan], links: Links) -> tuple[SkillSpan, ...]:
    """Spans that no mention of a skill stands in: what the graph may have no concept for."""
    places = [m.span for m in (*links.mentions, *links.described) if m.block == "skills"]
    return tuple(
        each
        for each in spans
        if not any(p.start < each.span.end and each.span.start < p.end for p in places)
    )


def _spans(passage: Span, words: Sequence[SpanWord], tags: Ints) -> Iterator[SkillSpan]:
    for kind, column in zip(KINDS, tags.T.tolist(), strict=True):
        for run in runs(column):
            for first, last in _items(passage.quote, words, *run) if kind == LISTED else [run]:
                begin, end = words[first].start, words[last].end
                quote = passage.quote[begin:end]
                yield SkillSpan(Span(passage.start + begin, passage.start + end, quote), kind)


def _items(
    text: str, words: Sequence[SpanWord], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """First and last word of each item of a list."""
    for at in range(first + 1, last + 1):
        if _SEPARATOR.search(text, words[at - 1].end, words[at].start):
            yield first, at - 1
            first = at
    yield first, last


def runs(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last word of each span that tags B, I, O tell."""
    first = None
    for at, tag in enumerate([*tags, OUTSIDE]):
        if first is not None and tag in (BEGIN, OUTSIDE):
            yield first, at - 1
            first = None
        if tag == BEGIN:
            first = at
