"""Training of the span tagger on sentences that people tagged; it needs torch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from skillkg.atomic import write
from skillkg.extras import needs
from skillkg.linking.spans.network import BEGIN, INSIDE, LAYERS, OUTSIDE, TAGS, contexts
from skillkg.linking.spans.tagged_sentences import TAG_CODES, repaired
from skillkg.linking.spans.word_features import (
    NARROW,
    REACH,
    WORD_FEATURES,
    hashed_features,
    span_words,
    word_keys,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from skillkg.arrays import Float32s, Ints
    from skillkg.encoding.encoder import Encoder
    from skillkg.linking.spans.tagged_sentences import TaggedSentence

    InContext = tuple["Example", Float32s]
    """A sentence, and what stands before it."""
    Weights = dict[str, NDArray[np.float16]]

EPOCHS, BATCH, RATE, DECAY, SEED = 10, 32, 3e-3, 1e-2, 0
NORM = 5.0
"""Largest norm of a gradient."""
AVERAGE = 0.99
"""How much of the averaged weights, which are the ones that are kept, stays at each step."""
LEAN = 0.3
"""Taken from the score of O, which strict F1 likes: found on held-out ads of the training split."""


@dataclass(frozen=True)
class Example:
    """A sentence as the network sees it."""

    ad: str
    numbers: Ints
    """Which of the distinct words each is: shape (words,)."""
    features: Ints
    """Shape (words, features)."""
    tags: Ints
    """Shape (words, layers)."""


def train(sentences: Sequence[TaggedSentence], encoder: Encoder) -> Weights:
    """Train a network's weights; the same sentences give the same weights on one machine.

    Raises:
        ExtraError: torch is not installed.
    """
    with needs("learn"):
        import torch
    from skillkg.linking.spans.torch_network import allowed, initial_weights, loss

    torch.manual_seed(SEED)
    examples, words = to_examples(sentences)
    vectors = torch.from_numpy(encoder.encode([text for text, _ in words]))
    keys = np.array([word_keys(*word) for word in words], np.uint64)
    buckets = torch.from_numpy((keys % np.uint64(NARROW)).astype(np.int64))
    before = _contexts(examples, vectors.numpy())
    weights = _descend(
        initial_weights(vectors.shape[1]),
        list(zip(examples, before, strict=True)),
        lambda weights, batch: loss(weights, batch, vectors, buckets),
    )
    weights["out_bias"].view(LAYERS, TAGS)[:, OUTSIDE] -= LEAN
    weights["moves"] = allowed(weights["moves"])
    return {name: each.numpy().astype(np.float16) for name, each in weights.items()}


def _descend(
    weights: dict[str, Tensor],
    examples: Sequence[InContext],
    loss: Callable[[dict[str, Tensor], dict[str, Tensor]], Tensor],
) -> dict[str, Tensor]:
    """Train weights by gradient descent; give their moving averages."""
    import torch

    averaged = {name: each.detach().clone() for name, each in weights.items()}
    optimizer = torch.optim.AdamW(list(weights.values()), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(range(0, len(examples), BATCH)) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps, pct_start=0.1
    )
    clipped = [each for name, each in weights.items() if name != "wide"]
    for batch in _batches(examples):
        optimizer.zero_grad()
        loss(weights, _padded(batch)).backward()
        torch.nn.utils.clip_grad_norm_(clipped, NORM)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            for name, each in weights.items():
                averaged[name].lerp_(each, 1 - AVERAGE)
    return averaged


def to_examples(
    sentences: Sequence[TaggedSentence],
) -> tuple[list[Example], list[tuple[str, str]]]:
    """Sentences as numbers, and the distinct words, by text and mark, that these stand for."""
    distinct: dict[tuple[str, str], int] = {}
    examples = []
    for sentence in sentences:
        words = list(span_words(sentence.text))
        if words:
            keys = np.array([word_keys(word.text, word.mark) for word in words], np.uint64)
            padded = np.pad(keys, ((REACH, REACH), (0, 0)))
            numbers = [distinct.setdefault((w.text, w.mark), len(distinct)) for w in words]
            features = hashed_features(padded)[REACH:-REACH]
            tags = _tags(sentence, [word.start for word in words])
            examples.append(Example(sentence.ad, np.array(numbers), features, tags))
    return examples, list(distinct)


def _tags(sentence: TaggedSentence, starts: Sequence[int]) -> Ints:
    """Tags of words, by the tokens that they start in; a span begins at one word only."""
    tokens = np.searchsorted(sentence.token_starts, starts, side="right") - 1
    is_same_token = np.diff(tokens, prepend=-1) == 0
    layers = []
    for names in sentence.layers:
        codes = np.array([TAG_CODES[name] for name in names])[tokens]
        codes[is_same_token & (codes == BEGIN)] = INSIDE
        layers.append(repaired(codes.tolist()))
    return np.array(layers).T


def _contexts(examples: Iterable[Example], vectors: Float32s) -> list[Float32s]:
    """What stands before each sentence in its ad."""
    rows: list[Float32s] = []
    for _, group in groupby(examples, key=lambda example: example.ad):
        of_ad = [example.numbers for example in group]
        lengths = np.array([len(numbers) for numbers in of_ad])
        rows += list(contexts(lengths, vectors[np.concatenate(of_ad)]))
    return rows


def _batches(examples: Sequence[InContext]) -> Iterable[list[InContext]]:
    """Batches of sentences of like length, in an order drawn anew for each epoch."""
    random = Random(SEED)
    for _ in range(EPOCHS):
        order = random.sample(examples, len(examples))
        by_length = [
            each
            for start in range(0, len(order), BATCH * 20)
            for each in sorted(order[start : start + BATCH * 20], key=lambda e: len(e[0].numbers))
        ]
        starts = range(0, len(by_length), BATCH)
        for start in random.sample(starts, len(starts)):
            yield by_length[start : start + BATCH]


def _padded(batch: Sequence[InContext]) -> dict[str, Tensor]:
    """Sentences side by side, shorter ones padded: ``mask`` is 1 where there is a word."""
    import torch

    shape = (len(batch), max(len(example.numbers) for example, _ in batch))
    arrays: dict[str, NDArray[Any]] = {
        "numbers": np.zeros(shape, np.int64),
        "features": np.zeros((*shape, WORD_FEATURES), np.int64),
        "tags": np.zeros((*shape, LAYERS), np.int64),
        "mask": np.zeros(shape, np.float32),
        "before": np.array([before for _, before in batch]),
    }
    for row, (example, _) in enumerate(batch):
        length = len(example.numbers)
        arrays["numbers"][row, :length] = example.numbers
        arrays["features"][row, :length] = example.features
        arrays["tags"][row, :length] = example.tags
        arrays["mask"][row, :length] = 1
    return {name: torch.from_numpy(each) for name, each in arrays.items()}


def save(weights: Weights, encoder: str, file: Path) -> None:
    """Write a network's weights, with the digest of the encoder that they go with."""
    from safetensors.numpy import save as to_bytes

    contiguous = {name: np.ascontiguousarray(each) for name, each in weights.items()}
    write(file, to_bytes(contiguous, {"encoder": encoder}))
