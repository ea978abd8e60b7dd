"""How far many sets of lines of one resume attest some occupations: what their profiles would."""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from skillkg.arrays import row_positions
from skillkg.encoding.vectors import normalize, quantise
from skillkg.matching.counterfactuals.largest import insert, ranked
from skillkg.matching.occupations.attested import attested_by, weighed
from skillkg.matching.occupations.nearness import joint
from skillkg.matching.occupations.quotes import sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.arrays import Bools, Float32s, Float64s, Ints
    from skillkg.matching.counterfactuals.largest import Ranked
    from skillkg.matching.counterfactuals.lines import Lines
    from skillkg.matching.occupations.attested import AttestedOccupations


class Attesting:
    """How far sets of titles and statements attest some occupations.

    Args:
        lines: of the resume.
        attested: what the whole resume attests.
        numbers: of the occupations.
    """

    def __init__(self, lines: Lines, attested: AttestedOccupations, numbers: Ints) -> None:
        self._lines, self._attested, self.numbers = lines, attested, numbers
        self._quotes, self._scoring = attested.quotes, attested.scoring
        self.nearest = self._scoring.best
        self._titles, self._strands = len(self._quotes.titles), np.array(self._quotes.strands)
        self._near = [each.texts.cosines_with(numbers) for each in attested.encoded]
        self._known: dict[bytes, int] = {}
        self._anew = np.zeros((1, len(numbers)))  # the first is that of no passage

    def weights(self, kept: Bools) -> Float64s:
        """Weights that profiles of sets of lines have: shape (sets, occupations).

        Args:
            kept: which lines are in each set, shape (sets, lines).
        """
        titles, statements = kept[:, self._lines.titles], kept[:, self._lines.statements]
        passages = self.passages.best(np.hstack([titles, self.whole(statements)]), self.nearest)
        for nearness in self._formed(statements):
            insert(passages, nearness)
        said = self.said.best(np.hstack([titles, statements]), self.nearest)
        return weighed([self.titled(titles), self.curve(said), self.curve(passages)])

    def curve(self, best: Float64s) -> Float64s:
        """How far the nearest quotes attest: shape (nearest, sets, occupations) to without."""
        return attested_by(best.sum(axis=0) / self.nearest, self._scoring)

    def titled(self, titles: Bools) -> Float64s:
        """How far sets of titles attest as the title classifier reads them."""
        titled: Float64s = np.sqrt(1 - missed(titles, self.factors))
        return titled

    @cached_property
    def factors(self) -> Float64s:
        """How probable titles leave it that occupations are missed: (titles, occupations)."""
        texts, share = self._attested.encoded[0].texts, self._scoring.title
        columns = {texts.iris[number]: n for n, number in enumerate(self.numbers.tolist())}
        factors = np.ones((self._titles, len(self.numbers)))
        left = self._attested.left.tolist()
        for row, taxonomies, kept in zip(factors, self._attested.predictions, left, strict=False):
            for prediction in (each for taxonomy in taxonomies for each in taxonomy):
                if prediction.concept in columns:
                    row[columns[prediction.concept]] *= 1 - share * (kept * prediction.probability)
        return factors

    @cached_property
    def single(self) -> Float64s:
        """How near titles and statements are: shape (titles + statements, occupations)."""
        encoded = self._attested.encoded
        vectors = [np.concatenate([titles, statements]) for _, titles, statements in encoded]
        return self._nearness(vectors, self._attested.left)

    @cached_property
    def said(self) -> Ranked:
        """Titles and statements."""
        return ranked(self.single)

    @cached_property
    def _rows(self) -> list[Ints]:
        """Statements of the passages of the whole resume, by size: shape (passages, size) each."""
        everything = np.ones((1, len(self._strands)), dtype=bool)
        return [rows for _, rows in self._windows(everything)]

    @cached_property
    def passages(self) -> Ranked:
        """Titles, and the passages of the whole resume."""
        near = [self.single[: self._titles], *map(self._of_passages, self._rows)]
        return ranked(np.concatenate(near))

    @cached_property
    def apart(self) -> Ranked:
        """Titles and passages that share no line, the nearest first: a line undoes one of them."""
        things = self._titles + sum(map(len, self._rows))
        members = np.zeros((things, self._titles + len(self._strands)), dtype=bool)
        members[: self._titles, : self._titles] = np.eye(self._titles, dtype=bool)
        first = self._titles
        for rows in self._rows:
            members[first + np.arange(len(rows))[:, None], self._titles + rows] = True
            first += len(rows)
        return self.passages.apart(members)

    def whole(self, statements: Bools) -> Bools:
        """Which passages of the whole resume are left in sets: shape (sets, passages)."""
        kept = [statements[:, rows].all(axis=2) for rows in self._rows]
        return np.concatenate([np.zeros((len(statements), 0), dtype=bool), *kept], axis=1)

    def _windows(self, kept: Bools, gaps: int = 0) -> Iterator[tuple[Ints, Ints]]:
        """Statements in a row, of each size, of one job or section, among those kept.

        Args:
            kept: shape (sets, statements).
            gaps: how many statements at least are left out between them.

        Yields:
            By size, in which set they are, and their numbers: shape (passages, size).
        """
        sets, numbers = np.nonzero(kept)
        strands = sets * (len(self._strands) + 1) + self._strands[numbers]
        for size in self._scoring.passages:
            last = strands[size - 1 :]
            first = strands[: len(last)]
            wide = numbers[size - 1 :] - numbers[: len(last)] >= size - 1 + gaps
            places = np.flatnonzero((first == last) & wide)
            yield sets[places], numbers[places[:, None] + np.arange(size)]

    def _formed(self, statements: Bools) -> Iterator[Float64s]:
        """How near new passages of each set are, one of each at a time: (sets, occupations)."""
        formed = list(self._windows(statements, gaps=1))
        sets = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in formed)])
        rows = np.array([n for _, some in formed for n in self._look_up(some)], dtype=np.int64)
        order = np.argsort(sets, kind="stable")
        counts = np.bincount(sets, minlength=len(statements))
        table = np.zeros((counts.max(initial=0), len(statements)), dtype=np.int64)
        table[row_positions(counts), sets[order]] = rows[order]
        for places in table:
            yield self._anew[places]

    def _look_up(self, passages: Ints) -> list[int]:
        """Where it is kept how near passages are."""
        keys = [row.tobytes() for row in passages]
        new = {key: row for key, row in zip(keys, passages, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, count(len(self._anew)), strict=False))
            near = self._of_passages(np.stack(list(new.values())))
            self._anew = np.concatenate([self._anew, near])
        return [self._known[key] for key in keys]

    def _of_passages(self, rows: Ints) -> Float64s:
        """How near passages are, by the numbers of their statements, shape (passages, size)."""
        vectors = [quantise(normalize(sums(each, rows))) for each in self._weighted]
        return self._nearness(vectors, self._attested.left[self._titles + rows[:, 0]])

    @cached_property
    def _weighted(self) -> list[Float64s]:
        weighing = self._lines.weights[:, None]
        return [vectors * weighing for _, _, vectors in self._attested.encoded]

    def _nearness(self, vectors: Sequence[Float32s], left: Float64s) -> Float64s:
        cosines = [
            near(each) * left[:, None] for near, each in zip(self._near, vectors, strict=True)
        ]
        return np.maximum(joint(cosines, self._scoring), 0)


def missed(kept: Bools, factors: Float64s) -> Float64s:
    """How probable sets leave it that occupations are missed: shape (sets, occupations).

    Args:
        kept: what is in each set, shape (sets, things).
        factors: how probable each leaves it, shape (things, occupations).
    """
    product = np.ones((len(kept), factors.shape[1]))
    for here, factor in zip(kept.T, factors, strict=True):
        some = np.flatnonzero(factor < 1)  # a title is probable for few occupations
        product[np.flatnonzero(here)[:, None], some] *= factor[some]
    return product
