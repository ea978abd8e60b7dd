"""Match documents: link, build profiles, score, explain, and say what it all rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from skillkg._version import __version__
from skillkg.code import tool
from skillkg.errors import QueryError
from skillkg.matching.abstention import abstained
from skillkg.matching.careers.careers import Careers
from skillkg.matching.coverage import coverage
from skillkg.matching.explaining import explained
from skillkg.matching.fit import contributions, repetitions, scales
from skillkg.matching.gates.gates import gates
from skillkg.matching.kernel import Kernel
from skillkg.matching.pool.ranker import Ranker
from skillkg.matching.pool.readings import Readings, row_of
from skillkg.matching.profile import Profile
from skillkg.matching.reading import Reading
from skillkg.matching.scoring import DEFAULT
from skillkg.matching.stability import stability
from skillkg.matching.understood import understood
from skillkg.model.decision import Standing
from skillkg.model.match import Contribution, Match
from skillkg.model.parameters import MatchParameters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from skillkg.documents.document import Document
    from skillkg.graph.concepts import Concepts
    from skillkg.graph.learned_edges import LearnedEdges
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.linking.links import Links
    from skillkg.matching.occupations.reader import OccupationReader
    from skillkg.matching.scoring import Scoring
    from skillkg.matching.understood import Understood
    from skillkg.model.document import DocumentKind
    from skillkg.model.graph import Path, Snapshot
    from skillkg.model.match import Coverage, Entry, Side

KEPT: Final = 256
"""Documents whose readings are kept."""


@dataclass(frozen=True)
class Matcher:
    """Matches documents over one graph; what is computed per concept is kept between matches."""

    graph: SkillGraph
    concepts: Concepts
    link: Callable[[Document], Links]
    snapshots: Sequence[Snapshot]
    languages: Collection[str] = ()
    """Concepts that are languages, for gates."""
    without: Collection[str] = ()
    """Kinds of edges that K must not walk."""
    occupations: OccupationReader | None = None
    """Compares documents with occupations; where None, only what is linked counts."""
    scoring: Scoring = DEFAULT
    learned: LearnedEdges | None = None
    """Looks up what learned statements rest on."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Of the occupations that documents are compared with."""
        reader = self.occupations
        iris = self.graph.concepts("occupation") if reader is None else reader.texts[0].iris
        return {iri: number for number, iri in enumerate(iris)}

    @cached_property
    def _kernel(self) -> Kernel:
        return Kernel(self.graph, self._numbers, self.without)

    @cached_property
    def read(self) -> Callable[[Document], Profile]:
        """Read a document; many resumes are matched with one ad: the last ones are kept."""
        return lru_cache(KEPT)(self.profile)

    def profile(self, document: Document) -> Profile:
        """Read a document, and do not keep it."""
        return Profile(
            Reading(document, self.link(document)),
            self.graph,
            self._kernel,
            self.scoring,
            self._numbers,
            None if self.occupations is None else self.occupations.read(document),
        )

    def match(self, ad: Document, resume: Document) -> Match:
        """Match one resume with one job ad."""
        return self.explain(self.read(ad), self.read(resume))

    def explained(
        self,
        ad: Document,
        resume: Document,
        cut: float | None,
        rivals: Mapping[int, float],
        *,
        with_stability: bool = False,
    ) -> Match:
        """Match one resume with one job ad, and tell what would change the fit.

        Args:
            ad: the job ad.
            resume: the resume.
            cut: fit at which it would be another decision; where None, half of the fit.
            rivals: fits of other resumes in a ranking, by their ranks; equal ones are passed over.
            with_stability: whether to read changed texts of the resume, too.
        """
        wanted, offered = self.read(ad), self.read(resume)
        made, needs = self._made(wanted, offered)
        moved = stability(self.profile, wanted, resume) if with_stability else None
        return self._told(explained(made, wanted, offered, needs, cut, rivals, moved))

    def _told(self, match: Match) -> Match:
        """The match with labels of all concepts, and with what its learned steps rest on."""
        concepts = {*match.labels, *_concepts(match)}
        learned = self.learned.of(match.steps) if self.learned else ()
        return replace(
            match,
            labels={iri: self.concepts.label(iri) for iri in sorted(concepts)},
            learned=learned,
            relating=self.learned.relating(learned) if self.learned else (),
        )

    def rank(self, ad: Document, resumes: Iterable[Document]) -> list[Match]:
        """Match every resume with one ad, best fit first; ties in the order of names."""
        wanted, offered = self.read(ad), [self.read(each) for each in resumes]
        ranking = self.ranker(self._readings(offered, "resume")).rank(
            self._readings([wanted], "ad"), max(len(offered), 1)
        )
        by_name = sorted(offered, key=lambda profile: profile.reading.document.name)
        matches = [self.explain(wanted, by_name[place]) for place in ranking.resume]
        return ranked(matches, len(offered))

    def explain(self, wanted: Profile, offered: Profile) -> Match:
        """Match what an ad asks for with what a resume offers."""
        made, _ = self._made(wanted, offered)
        return self._told(made)

    def _made(self, wanted: Profile, offered: Profile) -> tuple[Match, Understood]:
        """A match without labels and learned edges, and how much of the ad was understood."""
        repeated = repetitions(wanted, offered)
        scaled = scales(wanted, repeated)
        parts = contributions(wanted, offered, scaled)
        covered = coverage(wanted, offered)
        entries = _compared(wanted, offered, (*parts, *covered))
        sides = wanted.side(entries[0]), offered.side(entries[1])
        checked = gates(wanted.reading, offered.reading, self.languages)
        needs = understood(wanted.reading, checked)
        made = Match(
            ad=sides[0],
            resume=sides[1],
            contributions=tuple(parts),
            coverage=tuple(covered),
            gates=tuple(checked),
            snapshots=tuple(self.snapshots),
            parameters=self._parameters(wanted.reading.links),
            labels=dict.fromkeys(_named(sides), ""),
            notes=(*wanted.notes("ad"), *_of_needs(needs), *offered.notes("resume")),
            abstained=abstained(wanted, offered, needs),
            sentences=needs.sentences,
            scales=scaled,
            repetitions=tuple(repeated),
            tool=tool(),
        )
        return made, needs

    def readings(self, documents: Iterable[Document], kind: DocumentKind) -> Readings:
        """Read documents of one kind, and keep what ranking needs of them."""
        return self._readings(map(self.read, documents), kind)

    def _readings(self, profiles: Iterable[Profile], kind: DocumentKind) -> Readings:
        context = self.context(kind)
        return Readings.of(row_of(profile, context) for profile in profiles)

    def ranker(self, resumes: Readings) -> Ranker:
        """What ranks a pool of resumes for ads.

        Raises:
            QueryError: they were read over another graph, or otherwise.
        """
        resumes.check(self.context("resume"))
        return Ranker(resumes, self._kernel, list(self._numbers), self.scoring)

    def context(self, kind: DocumentKind) -> dict[str, str]:
        """What readings depend on, by the names of ``pool.readings.CONTEXT``."""
        graphs = sorted(f"{each.graph} {each.digest}" for each in self.snapshots)
        return {
            "skillkg": __version__,
            "graph": f"sha256:{sha256(chr(10).join(graphs).encode()).hexdigest()}",
            "scoring": self.scoring.digest,
            "encoders": " ".join(self._encoders),
            "without": " ".join(sorted(self.without)),
            "kind": kind,
        }

    @cached_property
    def careers(self) -> Careers:
        """What finds next occupations.

        Raises:
            QueryError: nothing compares documents with occupations.
        """
        if self.occupations is None:
            raise QueryError(
                "next occupations need a view with occupations, in English\n"
                "  open a store with ESCO or O*NET, with language='en'"
            )
        return Careers(self.graph, self._kernel, self.concepts, self.occupations, self.snapshots)

    @property
    def _encoders(self) -> tuple[str, ...]:
        """Digests of those that documents are compared with occupations by."""
        texts = () if self.occupations is None else self.occupations.texts
        return tuple(each.encoder for each in texts)

    def _parameters(self, links: Links) -> MatchParameters:
        """What the figures depend on besides the documents and the graph."""
        kinds = self.graph.edge_kinds.values()
        return MatchParameters(
            classifiers=dict(links.classifiers),
            encoders=self._encoders,
            implied_by=tuple(self._kernel.implying),
            kinds={block: tuple(names) for block, names in self._kernel.kinds.items()},
            language=self.concepts.language,
            scoring=asdict(self.scoring),
            scoring_digest=self.scoring.digest,
            strengths={kind.name: kind.strength for kind in kinds if kind.strength is not None},
            without=tuple(sorted(self.without)),
        )


def ranked(matches: Sequence[Match], pool_size: int) -> list[Match]:
    """State the ranks of matches, the best first; where not all were chosen, the cut, too."""
    cut = matches[-1].fit if 0 < len(matches) < pool_size else None
    return [
        replace(each, decision=replace(each.decision, standing=Standing(rank, pool_size, cut)))
        for rank, each in enumerate(matches, start=1)
    ]


def _compared(
    ad: Profile, resume: Profile, parts: Iterable[Contribution | Coverage]
) -> tuple[list[Entry], list[Entry]]:
    """What the ad asks for, and what the resume states or has for it."""
    wanted = [*ad.required["skills"].values(), *ad.required["occupations"].values()]
    attested = {skill for skill, _ in _offered(parts) if skill in resume.numbers}
    offered = [*resume.stated_skills.values(), *map(resume.occupation, sorted(attested))]
    return wanted, offered


def _of_needs(needs: Understood) -> Iterator[str]:
    if needs.asking:
        yield f"ad: {needs.note}"


def _named(sides: Iterable[Side]) -> Iterator[str]:
    """IRIs of what documents mean: in their profiles, named, or as alternatives."""
    for side in sides:
        yield from (entry.concept for entry in side.profile)
        for mention in side.mentions:
            yield from (mention.concept, *mention.alternatives)


def _concepts(match: Match) -> Iterator[str]:
    """IRIs of what is compared, might be added, and lies on the way."""
    for part in match.parts:
        yield part.requirement
    for skill, _ in _offered(match.parts):
        yield skill
    for each in match.additions:
        yield from filter(None, (each.concept, each.nearest))
    for step in match.steps:
        yield from (step.source, step.target)


def _offered(parts: Iterable[Contribution | Coverage]) -> Iterator[tuple[str, Path]]:
    """What is offered, also without learned edges, and over which path."""
    for part in parts:
        if part.skill is not None:
            yield part.skill, part.path
        if isinstance(part, Contribution) and part.published is not None:
            yield part.published.skill, part.published.path
