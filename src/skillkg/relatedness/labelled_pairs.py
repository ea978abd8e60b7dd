"""Labelled pairs: those that a source calls related, and others to tell them from."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg import vocabulary as voc
from skillkg.relatedness.folds import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from skillkg.arrays import Float64s, Ints
    from skillkg.model.graph import ConceptKind
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.folds import Fold

    Pairs = list[tuple[int, int]]

SEED: Final = 3
SKILL_RELATIONS: Final = ("essentialSkill", "optionalSkill")
"""Kinds of edges by which ESCO calls skills related."""
OCCUPATION_RELATIONS: Final = ("relatedOccupation",)
"""The same of O*NET and occupations."""
SOC_GROUP: Final = slice(0, 5)
"""The part of an O*NET-SOC code that names its minor group, with its hyphen."""


@dataclass(frozen=True)
class LabelledPairs:
    """Pairs of one fold: related ones, as many random ones, and as many of siblings.

    Where fewer siblings can be drawn, there are fewer. Shapes: (pairs, 2).
    """

    related: Ints
    random: Ints
    siblings: Ints

    def mixed(self) -> tuple[Ints, Float64s]:
        """The pairs that a probability is fitted on, and 1 for each that is related.

        Half of them are related; of the rest half are random and half are siblings.
        """
        count = len(self.related)
        hard = self.siblings[: count // 2]
        others = np.concatenate([hard, self.random[: count - len(hard)]])
        return np.concatenate([self.related, others]), np.repeat([1.0, 0.0], [count, len(others)])


def labelled_pairs(corpus: Corpus, kind: ConceptKind, fold_: Fold) -> LabelledPairs:
    """Draw the labelled pairs of a kind of concepts in one fold; the same ones every time."""
    all_related = _related(corpus, kind)
    iris = corpus.arrays.iris
    related = [pair for pair in all_related if fold(iris[pair[0]], iris[pair[1]]) == fold_]
    members = np.unique(_array(all_related)) if kind == "occupation" else corpus.of_kind(kind)
    generator = np.random.default_rng(SEED)
    known = set(all_related)
    return LabelledPairs(
        _array(related),
        _array(_random_pairs(generator, members, known, len(related))),
        _array(_sibling_pairs(generator, related, _siblings_of(corpus, kind), known)),
    )


def digest(corpus: Corpus, kind: ConceptKind) -> str:
    """Name the content of the labelled pairs of a kind: ``sha256:`` and hexadecimal digits."""
    iris = corpus.arrays.iris
    lines = sorted(f"{iris[one]} {iris[other]}\n" for one, other in _related(corpus, kind))
    return f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"


def _array(pairs: Pairs) -> Ints:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _related(corpus: Corpus, kind: ConceptKind) -> Pairs:
    """The pairs that a source calls related: of skills (ESCO) or of occupations (O*NET)."""
    relations = SKILL_RELATIONS if kind == "skill" else OCCUPATION_RELATIONS
    ones, others = corpus.edges(*relations)
    pairs = zip(ones.tolist(), others.tolist(), strict=True)
    return sorted({_ordered(one, other) for one, other in pairs if one != other})


def _siblings_of(corpus: Corpus, kind: ConceptKind) -> dict[int, Ints]:
    """Siblings of each concept of a kind that has any: those of its kind in a group with it."""
    groups: dict[int | str, set[int]] = {}
    members = set(corpus.of_kind(kind).tolist())
    for member, group in _memberships(corpus):
        if member in members:
            groups.setdefault(group, set()).add(member)
    siblings: dict[int, set[int]] = {}
    for group_members in groups.values():
        for member in group_members:
            siblings.setdefault(member, set()).update(group_members - {member})
    return {m: np.array(sorted(others)) for m, others in sorted(siblings.items()) if others}


def _memberships(corpus: Corpus) -> Iterator[tuple[int, int | str]]:
    """Concepts and what groups them: the broader concept.

    Of occupations of O*NET, which have no hierarchy in the graph, the minor group of their codes.
    """
    narrower, broader = corpus.edges("broader")
    yield from zip(narrower.tolist(), broader.tolist(), strict=True)
    for number, iri in enumerate(corpus.arrays.iris):
        if iri.startswith(voc.ONET_OCCUPATION_IRI):
            yield number, iri.removeprefix(voc.ONET_OCCUPATION_IRI)[SOC_GROUP]


def _random_pairs(
    generator: np.random.Generator, members: Ints, known: Collection[tuple[int, int]], count: int
) -> Pairs:
    """Draw pairs of members that are not known to be related; ``count`` or somewhat fewer."""
    drawn = generator.choice(members, size=(4 * count, 2)) if count else np.zeros((0, 2), int)
    pairs = (_ordered(one, other) for one, other in drawn.tolist() if one != other)
    return [pair for pair in dict.fromkeys(pairs) if pair not in known][:count]


def _sibling_pairs(
    generator: np.random.Generator,
    related: Pairs,
    siblings: Mapping[int, Ints],
    known: Collection[tuple[int, int]],
) -> Pairs:
    """For each end of a related pair in turn, one of its siblings that it is not related to."""
    drawn: dict[tuple[int, int], None] = {}
    for ends in related:
        for end in generator.permutation(ends).tolist():
            around = siblings.get(end)
            if around is not None:
                pair = _ordered(end, int(generator.choice(around)))
                if pair not in known and pair not in drawn:
                    drawn[pair] = None
                    break
    return list(generator.permutation(_array(list(drawn))).tolist())
