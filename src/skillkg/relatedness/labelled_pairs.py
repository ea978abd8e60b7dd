"""Labelled pairs: those that a source calls related, and others to tell them from."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from skillkg.model.graph import ConceptKind
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.folds import Fold

    Ints = NDArray[np.int64]
    Pairs = list[tuple[int, int]]

SEED = 3


@dataclass(frozen=True)
class LabelledPairs:
    """Pairs of one fold: related ones, as many random ones, and as many of siblings.

    Where fewer siblings can be drawn, there are fewer. Shapes: (pairs, 2).
    """

    related: Ints
    random: Ints
    siblings: Ints

    def mixed(self) -> tuple[Ints, NDArray[np.float64]]:
        """The corpus of the probability, and which of it is related.

        Half of it is related; of the rest half is random and half siblings.
        """
        count = len(self.related)
        hard = self.siblings[: count // 2]
        others = np.concatenate([hard, self.random[: count - len(hard)]])
        return np.concatenate([self.related, others]), np.repeat([1.0, 0.0], [count, len(others)])


def labelled(corpus: Corpus, kind: ConceptKind, fold_: Fold) -> LabelledPairs:
    """Draw the labelled pairs of a kind of concepts in one fold; the same ones every time."""
    every = corpus.related(kind)
    iris = corpus.arrays.iris
    chosen = [pair for pair in every if fold(iris[pair[0]], iris[pair[1]]) == fold_]
    ends = np.unique(np.array(every, dtype=np.int64)) if kind == "occupation" else None
    members = corpus.of_kind(kind) if ends is None else ends
    random = np.random.default_rng(SEED)
    known = set(every)
    return LabelledPairs(
        _array(chosen),
        _array(_random(random, members, known, len(chosen))),
        _array(_siblings(random, chosen, corpus.siblings(kind), known)),
    )


def _array(pairs: Pairs) -> Ints:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _random(
    random: np.random.Generator, members: Ints, known: Collection[tuple[int, int]], count: int
) -> Pairs:
    drawn = random.choice(members, size=(4 * count, 2)) if count else np.zeros((0, 2), int)
    pairs = (_ordered(int(one), int(other)) for one, other in drawn if one != other)
    return [pair for pair in dict.fromkeys(pairs) if pair not in known][:count]


def _siblings(
    random: np.random.Generator,
    related: Pairs,
    siblings: Mapping[int, Ints],
    known: Collection[tuple[int, int]],
) -> Pairs:
    """For each end of a related pair in turn, one of its siblings that it is not related to."""
    found: dict[tuple[int, int], None] = {}
    for ends in related:
        for end in random.permutation(ends).tolist():
            around = siblings.get(end)
            if around is not None:
                pair = _ordered(end, int(random.choice(around)))
                if pair not in known and pair not in found:
                    found[pair] = None
                    break
    return list(random.permutation(np.array(list(found)).reshape(-1, 2)).tolist())


def digest(corpus: Corpus, kind: ConceptKind) -> str:
    """Name the content of the labelled pairs of a kind: ``sha256:`` and hexadecimal digits."""
    iris = corpus.arrays.iris
    lines = sorted(f"{iris[one]} {iris[other]}\n" for one, other in corpus.related(kind))
    return f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"
