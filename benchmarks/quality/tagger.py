"""Training of the span tagger: the network of ``skillkg.linking.spans.network``, in torch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from quality.tagging import CODES, mended, tokens_at
from skillkg.linking.spans.network import (
    BEGIN,
    FORBIDDEN,
    INSIDE,
    LAYERS,
    OUTSIDE,
    START,
    contexts,
)
from skillkg.linking.spans.word_features import (
    FEATURES,
    NARROW,
    REACH,
    WIDE,
    features,
    keys,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from quality.data import Tagged
    from skillkg.encoding.encoder import Encoder

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Read = tuple["Example", Floats]
    """A sentence, and what stands before it."""

UNITS, NARROW_UNITS, TOLD_UNITS = 96, 24, 32
EPOCHS, BATCH, RATE, DECAY, SEED = 10, 32, 3e-3, 1e-2, 0
DROPOUT, WIDE_DROPOUT, ALONE = 0.3, 0.4, 0.3
"""Shares of what is hidden while training; sentences are read alone as often as ``ALONE``."""
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
    """Which of the different words each is: shape (words,)."""
    features: Ints
    tags: Ints
    """Shape (words, layers)."""


def examples(tagged: Sequence[Tagged]) -> tuple[list[Example], list[tuple[str, str]]]:
    """Sentences as numbers, and the different words, by text and mark, that these stand for."""
    different: dict[tuple[str, str], int] = {}
    found = []
    for each in tagged:
        begins, words = tokens_at(each), list(words_of(each.text))
        if not words:
            continue
        tokens = np.searchsorted(begins, [word.start for word in words], side="right") - 1
        again = np.diff(tokens, prepend=-1) == 0
        layers = [[CODES[tag] for tag in np.array(tags)[tokens]] for tags in each.layers]
        tags = [
            mended(np.where(again & (np.array(t) == BEGIN), INSIDE, t).tolist()) for t in layers
        ]
        hashed = np.array([keys(word.text, word.mark) for word in words], np.uint64)
        laid = np.pad(hashed, ((REACH, REACH), (0, 0)))
        numbers = [different.setdefault((w.text, w.mark), len(different)) for w in words]
        found.append(
            Example(each.ad, np.array(numbers), features(laid)[REACH:-REACH], np.array(tags).T)
        )
    return found, list(different)


def train(tagged: Sequence[Tagged], encoder: Encoder) -> dict[str, NDArray[np.float16]]:
    """Train a network's weights; the same sentences give the same weights on one machine."""
    import torch

    torch.manual_seed(SEED)
    found, words = examples(tagged)
    vectors = torch.from_numpy(encoder.encode([text for text, _ in words]))
    hashed = np.array([keys(*word) for word in words], np.uint64) % np.uint64(NARROW)
    written = torch.from_numpy(hashed.astype(np.int64))
    before = _before(found, vectors.numpy())
    weights = _begin(vectors.shape[1])
    kept = {name: each.detach().clone() for name, each in weights.items()}
    optimizer = torch.optim.AdamW(list(weights.values()), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(range(0, len(found), BATCH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps + 1, pct_start=0.1
    )
    for batch in _batches(list(zip(found, before, strict=True))):
        loss = _loss(weights, _padded(batch), vectors, written)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([each for n, each in weights.items() if n != "wide"], NORM)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            for name, each in weights.items():
                kept[name].lerp_(each, 1 - AVERAGE)
    kept["out_bias"].view(LAYERS, 3)[:, OUTSIDE] -= LEAN
    kept["moves"] = _allowed(kept["moves"])
    return {name: each.numpy().astype(np.float16) for name, each in kept.items()}


def _before(found: Sequence[Example], vectors: Floats) -> list[Floats]:
    """What stands before each sentence in its ad."""
    rows: list[Floats] = []
    for _, ad in groupby(found, key=lambda example: example.ad):
        each = list(ad)
        lengths = np.array([len(example.numbers) for example in each])
        rows += list(contexts(lengths, vectors[np.concatenate([e.numbers for e in each])]))
    return rows


def _begin(dimension: int) -> dict[str, Tensor]:
    import torch

    inputs, tags = dimension + NARROW_UNITS, LAYERS * 3
    shapes = {
        "near": (inputs, 5, UNITS), "near_bias": (UNITS,), "far": (3, UNITS, UNITS),
        "before": (2 * dimension + 2, TOLD_UNITS), "before_bias": (TOLD_UNITS,),
        "turned": (TOLD_UNITS, UNITS), "far_bias": (UNITS,),
        "out": (UNITS, tags), "out_bias": (tags,),
        "wide": (WIDE, tags), "narrow": (NARROW, NARROW_UNITS), "moves": (LAYERS, 4, 3),
    }  # fmt: skip
    scales = {
        "near": (inputs * 15) ** -0.5,
        "far": (UNITS * 9) ** -0.5,
        "out": 0.07,
        "narrow": 0.05,
    }
    drawn = {n: torch.randn(shape) * scales.get(n, 0.0) for n, shape in shapes.items()}
    return {name: each.requires_grad_() for name, each in drawn.items()}


def _batches(found: Sequence[Read]) -> Iterable[list[Read]]:
    """Batches of sentences of like length, in an order drawn anew for each epoch."""
    random = Random(SEED)
    for _ in range(EPOCHS):
        order = random.sample(found, len(found))
        near = [
            each
            for start in range(0, len(order), BATCH * 20)
            for each in sorted(order[start : start + BATCH * 20], key=lambda e: len(e[0].numbers))
        ]
        starts = range(0, len(near), BATCH)
        yield from (near[start : start + BATCH] for start in random.sample(starts, len(starts)))


def _padded(batch: Sequence[Read]) -> dict[str, Tensor]:
    """Sentences side by side, shorter ones padded: ``mask`` is 1 where there is a word."""
    import torch

    size = max(len(each.numbers) for each, _ in batch)
    arrays: Mapping[str, NDArray[Any]] = {
        "numbers": np.zeros((len(batch), size), np.int64),
        "features": np.zeros((len(batch), size, FEATURES), np.int64),
        "tags": np.zeros((len(batch), size, LAYERS), np.int64),
        "mask": np.zeros((len(batch), size), np.float32),
        "before": np.array([before for _, before in batch]),
    }
    for row, (each, _) in enumerate(batch):
        for name in ("numbers", "features", "tags"):
            arrays[name][row, : len(each.numbers)] = getattr(each, name)
        arrays["mask"][row, : len(each.numbers)] = 1
    return {name: torch.from_numpy(each) for name, each in arrays.items()}


def _loss(
    weights: Mapping[str, Tensor], batch: Mapping[str, Tensor], vectors: Tensor, written: Tensor
) -> Tensor:
    """Negative log-likelihood of the tags of a batch, per sentence."""
    scores = _scores(weights, batch, vectors, written).unflatten(2, (LAYERS, 3))
    moves = _allowed(weights["moves"])
    lost = _every(scores, batch["mask"], moves) - _right(scores, batch, moves)
    return lost / len(scores)


def _allowed(moves: Tensor) -> Tensor:
    import torch

    forbidden = torch.zeros_like(moves, dtype=torch.bool)
    forbidden[:, [OUTSIDE, START], INSIDE] = True
    return moves.masked_fill(forbidden, FORBIDDEN)


def _scores(
    weights: Mapping[str, Tensor], batch: Mapping[str, Tensor], vectors: Tensor, written: Tensor
) -> Tensor:
    import torch
    from torch.nn.functional import conv1d, dropout

    mask = batch["mask"][..., None]
    wide = weights["wide"][batch["features"]]
    kept = (torch.rand(wide.shape[:3]) > WIDE_DROPOUT)[..., None] / (1 - WIDE_DROPOUT)
    narrow = weights["narrow"][written[batch["numbers"]]].sum(2)
    inputs = dropout(torch.cat([vectors[batch["numbers"]], narrow], 2) * mask, DROPOUT)
    near = conv1d(inputs.mT, weights["near"].permute(2, 0, 1), weights["near_bias"], padding=2)
    before = batch["before"] * (torch.rand(len(mask), 1) > ALONE)
    units = dropout(torch.relu(before @ weights["before"] + weights["before_bias"]), DROPOUT)
    hidden = torch.relu(near + (units @ weights["turned"])[..., None]) * mask.mT
    far = conv1d(
        dropout(hidden, DROPOUT), weights["far"].permute(2, 1, 0), weights["far_bias"],
        padding=2, dilation=2,
    )  # fmt: skip
    last = dropout((hidden + torch.relu(far)).mT, DROPOUT)
    return (wide * kept).sum(2) + last @ weights["out"] + weights["out_bias"]


def _every(scores: Tensor, mask: Tensor, moves: Tensor) -> Tensor:
    """Logarithm of the sum over all sequences of tags (the forward algorithm), added up."""
    import torch

    found = scores[:, 0] + moves[:, START]
    for at in range(1, scores.shape[1]):
        reached = torch.logsumexp(found[..., None] + moves[:, :START], dim=-2) + scores[:, at]
        found = torch.where(mask[:, at, None, None] > 0, reached, found)
    return torch.logsumexp(found, dim=-1).sum()


def _right(scores: Tensor, batch: Mapping[str, Tensor], moves: Tensor) -> Tensor:
    """Score of the sequences of tags that people gave, added up."""
    import torch

    tags, mask = batch["tags"], batch["mask"][..., None]
    before = torch.cat([torch.full_like(tags[:, :1], START), tags[:, :-1]], dim=1)
    moved = moves[torch.arange(LAYERS), before, tags]
    return ((scores.gather(3, tags[..., None])[..., 0] + moved) * mask).sum()


def save(weights: Mapping[str, NDArray[np.float16]], encoder: str, file: Path) -> None:
    """Write a network's weights, with the digest of the encoder that they go with."""
    from safetensors.numpy import save_file

    plain = {name: np.ascontiguousarray(each) for name, each in weights.items()}
    save_file(plain, file, {"encoder": encoder})
