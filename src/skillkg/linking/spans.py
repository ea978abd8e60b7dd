"""Spans of statements that describe what a person can do or knows: SkillSpan's two layers.

A linear-chain model over a small network (:mod:`.span_network`): of each word the static
encoder's vector and what its writing hashes to, seen with its neighbours. It was trained on the
sentences of SkillSpan; ``benchmarks/spans.py`` says how well it does, and trains it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from skillkg.errors import ModelError
from skillkg.linking.span_network import BEGIN, OUTSIDE, Network
from skillkg.linking.span_words import keys, words_of
from skillkg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from skillkg.linking.span_words import Word
    from skillkg.relatedness.encoder import Encoder

FILE: Final = Path(__file__).parent / "spans.safetensors"
SpanKind = Literal["skill", "knowledge"]
"""What a person can do or is like, in a verb's words as a rule; or what a person knows, tools and
languages among it."""
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
                    "  Open that one: skillkg.relatedness.opening.open_encoder()."
                )
            network = Network({name: file.get_tensor(name) for name in list(file.keys())})
        return cls(encoder, network)

    def tag(self, statements: Sequence[Span]) -> list[tuple[SkillSpan, ...]]:
        """Find the spans of statements.

        Returns:
            For each statement its spans in the order of places, which count as the statement's
            do. Those of one kind do not overlap; knowledge may stand inside a skill.
        """
        read = [list(words_of(statement.quote)) for statement in statements]
        lengths = np.array([len(words) for words in read], dtype=np.int64)
        if not lengths.any():
            return [() for _ in statements]
        tags = np.split(self._tags(read, lengths), np.cumsum(lengths)[:-1])
        parts = zip(statements, read, tags, strict=True)
        return [tuple(sorted(_spans(*part))) for part in parts]

    def _tags(
        self, read: Iterable[Sequence[Word]], lengths: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        different: dict[tuple[str, str], int] = {}
        every = [(word.text, word.mark) for words in read for word in words]
        numbers = np.array([different.setdefault(word, len(different)) for word in every])
        vectors = self._encoder.encode([text for text, _ in different])
        hashed = np.array([keys(*word) for word in different], dtype=np.uint64)
        return self._network.tags(lengths, numbers, vectors, hashed)


def _spans(statement: Span, words: Sequence[Word], tags: NDArray[np.int64]) -> Iterator[SkillSpan]:
    for kind, column in zip(KINDS, tags.T.tolist(), strict=True):
        for first, last in runs(column):
            begin, end = words[first].start, words[last].end
            quote = statement.quote[begin:end]
            yield SkillSpan(Span(statement.start + begin, statement.start + end, quote), kind)


def runs(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last word of each span that tags B, I, O tell."""
    first = None
    for at, tag in enumerate([*tags, OUTSIDE]):
        if first is not None and tag in (BEGIN, OUTSIDE):
            yield first, at - 1
            first = None
        if tag == BEGIN:
            first = at
