"""Spans of statements that describe what a person can do or knows: SkillSpan's two layers.

A linear-chain model over a small network (:mod:`.span_network`): of each word the static
encoder's vector and what its writing hashes to, seen with its neighbours. It was trained on the
sentences of SkillSpan; ``benchmarks/spans.py`` says how well it does, and trains it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from skillkg.errors import ModelError
from skillkg.linking.linker import ignored_parts
from skillkg.linking.spans.network import BEGIN, OUTSIDE, Network
from skillkg.linking.spans.word_features import keys, words_of
from skillkg.model.document import Span
from skillkg.text.passages import statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.documents.document import Document
    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.links import Links
    from skillkg.linking.spans.word_features import SpanWord

FILE: Final = Path(__file__).parent / "spans.safetensors"
SpanKind = Literal["skill", "knowledge"]
"""What a person can do or is like, in a verb's words as a rule; or what a person knows, tools and
languages among it."""
LISTED: Final = "knowledge"
"""What is enumerated, each item by itself; the tagger never saw a comma to learn that from."""
_PARTS: Final = re.compile(r"[,()]")
KINDS: Final[tuple[SpanKind, ...]] = ("skill", "knowledge")


@dataclass(frozen=True, slots=True, order=True)
class SkillSpan:
    """A place that describes a skill or knowledge, whatever concept it means, if any."""

    span: Span
    kind: SpanKind


class SpanTagger:
    """Finds spans of skills and knowledge in statements.

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

    def tag(self, statements: Sequence[Span]) -> list[tuple[SkillSpan, ...]]:
        """Find the spans of statements.

        Args:
            statements: of one document, in its order: each is read with those before it.

        Returns:
            For each statement its spans in the order of places, which count as the statement's
            do. Those of one kind do not overlap; knowledge may stand inside a skill.
        """
        read = [list(words_of(statement.quote)) for statement in statements]
        filled = [place for place, words in enumerate(read) if words]
        found: list[tuple[SkillSpan, ...]] = [()] * len(read)
        if filled:
            tagged = self._tags([read[place] for place in filled])
            for place, tags in zip(filled, tagged, strict=True):
                found[place] = tuple(sorted(_spans(statements[place], read[place], tags)))
        return found

    def _tags(self, read: Sequence[Sequence[SpanWord]]) -> list[NDArray[np.int64]]:
        """Tags of the words of each statement: shapes (words, layers)."""
        different: dict[tuple[str, str], int] = {}
        every = [(word.text, word.mark) for words in read for word in words]
        numbers = np.array([different.setdefault(word, len(different)) for word in every])
        lengths = np.array([len(words) for words in read])
        vectors = self._encoder.encode([text for text, _ in different])
        hashed = np.array([keys(*word) for word in different], dtype=np.uint64)
        tags = self._network.tags(lengths, numbers, vectors, hashed)
        return np.split(tags, np.cumsum(lengths)[:-1])


def find_spans(document: Document, tagger: SpanTagger) -> tuple[SkillSpan, ...]:
    """Find the spans of a document, in the parts of it that are linked too.

    Returns:
        Spans in text order: ``document.text[span.start:span.end] == span.quote``.
    """
    ignored, _ = ignored_parts(document)  # all but English is foreign, as to the tagger
    found = list(statements(document.text, ignored))
    return tuple(span for spans in tagger.tag(found) for span in spans)


def unlinked(spans: Iterable[SkillSpan], links: Links) -> tuple[SkillSpan, ...]:
    """Spans that no mention of a skill stands in: what the graph may have no concept for."""
    places = [m.span for m in (*links.mentions, *links.described) if m.block == "skills"]
    return tuple(
        each
        for each in spans
        if not any(p.start < each.span.end and each.span.start < p.end for p in places)
    )


def _spans(
    statement: Span, words: Sequence[SpanWord], tags: NDArray[np.int64]
) -> Iterator[SkillSpan]:
    for kind, column in zip(KINDS, tags.T.tolist(), strict=True):
        for run in runs(column):
            for first, last in _items(statement.quote, words, *run) if kind == LISTED else [run]:
                begin, end = words[first].start, words[last].end
                place = Span(
                    statement.start + begin, statement.start + end, statement.quote[begin:end]
                )
                yield SkillSpan(place, kind)


def _items(
    text: str, words: Sequence[SpanWord], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """First and last word of each item of a list."""
    for at in range(first + 1, last + 1):
        if _PARTS.search(text, words[at - 1].end, words[at].start):
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
