"""The network of :mod:`.network` in torch, with dropout, and the loss that it is trained by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch.nn.functional import conv1d, dropout

from skillkg.linking.spans.network import FORBIDDEN, INSIDE, LAYERS, OUTSIDE, START, TAGS
from skillkg.linking.spans.word_features import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

UNITS, NARROW_UNITS, CONTEXT_UNITS = 96, 24, 32
DROPOUT, WIDE_DROPOUT, ALONE = 0.3, 0.4, 0.3
"""Shares of what is hidden while training; sentences are read alone as often as ``ALONE``."""
_SCALES: Final = {"out": 0.07, "narrow": 0.05}


def initial_weights(dimension: int) -> dict[str, Tensor]:
    """Draw weights to start from, for an encoder of some dimension."""
    inputs, outputs = dimension + NARROW_UNITS, LAYERS * TAGS
    shapes = {
        "near": (inputs, 5, UNITS), "near_bias": (UNITS,), "far": (3, UNITS, UNITS),
        "before": (2 * dimension + 2, CONTEXT_UNITS), "before_bias": (CONTEXT_UNITS,),
        "turned": (CONTEXT_UNITS, UNITS), "far_bias": (UNITS,),
        "out": (UNITS, outputs), "out_bias": (outputs,),
        "wide": (WIDE, outputs), "narrow": (NARROW, NARROW_UNITS), "moves": (LAYERS, 4, TAGS),
    }  # fmt: skip
    scales = _SCALES | {"near": (inputs * 15) ** -0.5, "far": (UNITS * 9) ** -0.5}
    drawn = {name: torch.randn(shape) * scales.get(name, 0.0) for name, shape in shapes.items()}
    return {name: each.requires_grad_() for name, each in drawn.items()}


def loss(
    weights: Mapping[str, Tensor], batch: Mapping[str, Tensor], vectors: Tensor, buckets: Tensor
) -> Tensor:
    """Negative log-likelihood of the tags of a batch, per sentence.

    Args:
        weights: by name.
        batch: sentences side by side, shorter ones padded: *numbers*, *features*, *tags*, *mask*
            (1 where there is a word) and *before*.
        vectors: of the distinct words.
        buckets: what these hash to, below :data:`.word_features.NARROW`.
    """
    scores = _scores(weights, batch, vectors, buckets).unflatten(2, (LAYERS, TAGS))
    transitions = allowed(weights["moves"])
    every = _log_partition(scores, batch["mask"], transitions)
    return (every - _score_of_tags(scores, batch, transitions)) / len(scores)


def allowed(transitions: Tensor) -> Tensor:
    """Transitions with those forbidden that lead to an I which continues nothing."""
    forbidden = torch.zeros_like(transitions, dtype=torch.bool)
    forbidden[:, [OUTSIDE, START], INSIDE] = True
    return transitions.masked_fill(forbidden, FORBIDDEN)


def _scores(
    weights: Mapping[str, Tensor], batch: Mapping[str, Tensor], vectors: Tensor, buckets: Tensor
) -> Tensor:
    mask = batch["mask"][..., None]
    wide = weights["wide"][batch["features"]]
    kept = (torch.rand(wide.shape[:3]) > WIDE_DROPOUT)[..., None] / (1 - WIDE_DROPOUT)
    narrow = weights["narrow"][buckets[batch["numbers"]]].sum(2)
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


def _log_partition(scores: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Logarithm of the sum over all sequences of tags (the forward algorithm), added up."""
    ahead = scores[:, 0] + transitions[:, START]
    for column in range(1, scores.shape[1]):
        reached = torch.logsumexp(ahead[..., None] + transitions[:, :START], dim=-2)
        is_word = mask[:, column, None, None] > 0
        ahead = torch.where(is_word, reached + scores[:, column], ahead)
    return torch.logsumexp(ahead, dim=-1).sum()


def _score_of_tags(scores: Tensor, batch: Mapping[str, Tensor], transitions: Tensor) -> Tensor:
    """Score of the sequences of tags that people gave, added up."""
    tags, mask = batch["tags"], batch["mask"][..., None]
    before = torch.cat([torch.full_like(tags[:, :1], START), tags[:, :-1]], dim=1)
    moved = transitions[torch.arange(LAYERS), before, tags]
    return ((scores.gather(3, tags[..., None])[..., 0] + moved) * mask).sum()
