"""Careers over one graph: a person's origins, the likeliest next occupations, and their gaps."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from skillkg.errors import ConceptError, DocumentError
from skillkg.matching.careers.needs import needed_skills
from skillkg.matching.careers.origins import Attested
from skillkg.matching.careers.scoring import DEFAULT
from skillkg.matching.careers.transitions import Transitions
from skillkg.model.career import CareerPaths, NextOccupation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.arrays import Float64s, Ints
    from skillkg.graph.concepts import Concepts
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.matching.careers.scoring import CareerScoring
    from skillkg.matching.kernel import Kernel
    from skillkg.matching.occupations.reader import OccupationReader
    from skillkg.matching.profile import Profile
    from skillkg.model.career import Origin, Transition
    from skillkg.model.graph import Path, Snapshot

WEAK: Final = 0.1
"""Weight of the best origin below which a note says that little is attested."""


@dataclass(frozen=True, eq=False)
class Careers:
    """Finds next occupations: those of ESCO and overlays, or O*NET's where there are no others.

    Args:
        graph: has the statements.
        kernel: relates concepts.
        concepts: has the labels.
        reader: compares documents with occupations.
        snapshots: the releases in view.
        scoring: has the numbers.
    """

    graph: SkillGraph
    kernel: Kernel
    concepts: Concepts
    reader: OccupationReader
    snapshots: Sequence[Snapshot]
    scoring: CareerScoring = DEFAULT

    @cached_property
    def numbers(self) -> Ints:
        """Of the occupations that may come next: those of the first taxonomy."""
        return self.reader.texts[0].taxonomies[0]

    @cached_property
    def transitions(self) -> Transitions:
        """Between these occupations."""
        iris = self.reader.texts[0].iris
        here = [iris[number] for number in self.numbers.tolist()]
        return Transitions(self.graph, self.kernel, here, self.scoring)

    def check_titles(self, titles: Sequence[str]) -> None:
        """Make sure that each job title may mean an occupation that may come next.

        Raises:
            ConceptError: one means none.
        """
        for title, taxonomies in zip(titles, self.reader.classifier.predict(titles), strict=True):
            if not any(each.concept in self.transitions.numbers for each in chain(*taxonomies)):
                hits = self.concepts.search(title, kind="occupation", limit=5)
                nearest = "".join(f"\n  {hit.concept.iri}  {hit.concept.label}" for hit in hits)
                raise ConceptError(
                    f"no occupation answers to the job title {title!r:.80}; the nearest:"
                    f"{nearest or ' none'}"
                )

    def attested(self, profile: Profile) -> Attested:
        """What a person attests.

        Raises:
            DocumentError: nothing in the resume speaks for an occupation.
        """
        compared = profile.compared
        if compared is not None:
            attested = Attested(profile, compared, self.numbers, self.scoring)
            if attested.weights.any():
                return attested
        raise DocumentError(
            f"{profile.reading.document.name}: nothing in it speaks for an occupation\n"
            "  look at what is read of it: skillkg link; only English is compared with occupations"
        )

    def scores(self, profile: Profile) -> Float64s:
        """How likely a person has each occupation next: shape (occupations,); they sum to 1.

        Raises:
            DocumentError: as ``attested`` does.
        """
        return self.transitions.scores(self.attested(profile).origins())

    def next(self, profile: Profile, k: int) -> CareerPaths:
        """Find the likeliest next occupations, each with all that its score is made of.

        Args:
            profile: of the resume.
            k: how many at most.

        Raises:
            DocumentError: as ``attested`` does.
        """
        attested = self.attested(profile)
        origins = attested.origins()
        scores = self.transitions.scores(origins)
        order = np.argsort(-scores, kind="stable")[:k]
        found = [self._occupation(attested, origins, place) for place in order if scores[place]]
        document = profile.reading.document
        concepts = sorted({*_concepts(found), *(origin.concept for origin in origins)})
        return CareerPaths(
            document.name,
            document.digest,
            tuple(found),
            tuple(origins),
            tuple(self.snapshots),
            asdict(self.scoring),
            {iri: self.concepts.label(iri) for iri in concepts},
            (*document.notes, *_notes(origins)),
        )

    def _occupation(
        self, attested: Attested, origins: Sequence[Origin], place: int
    ) -> NextOccupation:
        concept = self.transitions.occupations[place]
        every = (self.transitions.between(origin, concept) for origin in origins)
        parts = sorted(filter(None, every), key=lambda part: (-part.contribution, part.origin))
        return NextOccupation(
            concept,
            sum(part.contribution for part in parts),
            float(self.transitions.commonness[place]),
            tuple(parts),
            tuple(needed_skills(attested, self.transitions, concept)),
        )


def _concepts(occupations: Iterable[NextOccupation]) -> Iterator[str]:
    """IRIs of all that is named on the way to some occupations."""
    for occupation in occupations:
        yield occupation.concept
        for skill in occupation.skills:
            yield skill.coverage.requirement
            yield from skill.coverage.path.concepts
        for path in chain.from_iterable(map(_paths, occupation.transitions)):
            yield from path.concepts


def _paths(transition: Transition) -> Iterator[Path]:
    if transition.path is not None:
        yield transition.path
    yield from transition.shared


def _notes(origins: Sequence[Origin]) -> Iterator[str]:
    if origins[0].weight < WEAK:
        yield (
            f"no occupation is attested by more than {origins[0].weight:.2f}: what comes next is "
            "little more than a guess"
        )
