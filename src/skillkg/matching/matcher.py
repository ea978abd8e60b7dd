"""Match documents: link, build profiles, score, explain, and say what it all rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from skillkg.matching import coverage as covering
from skillkg.matching.fit import BLOCKS, contributions, scales
from skillkg.matching.gates import gates
from skillkg.matching.kernel import FLOOR, MAX_HOPS, Kernel
from skillkg.matching.profile import build_profile, implying
from skillkg.matching.reading import Reading
from skillkg.matching.understood import understood
from skillkg.model.match import Match
from skillkg.model.parameters import CoverageParameters, KernelParameters, MatchParameters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.graph.concepts import Concepts
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.linking.links import Links
    from skillkg.matching.understood import Understood
    from skillkg.model.graph import Snapshot
    from skillkg.model.match import Contribution, Coverage
    from skillkg.model.mention import Block

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
    encoder: str = ""
    """Digest of the encoder that skills and job titles are classified through."""

    @cached_property
    def _kernels(self) -> dict[Block, Kernel]:
        return {block: Kernel(self.graph, block, self.without) for block in BLOCKS}

    @cached_property
    def read(self) -> Callable[[Document], Reading]:
        """Read a document; many resumes are matched with one ad, and with others: some are kept."""
        return lru_cache(KEPT)(self._read)

    def _read(self, document: Document) -> Reading:
        links = self.link(document)
        profile = build_profile(links.mentions, self.graph, links.described)
        return Reading(document, links, profile)

    def match(self, ad: Document, resume: Document) -> Match:
        """Match one resume with one job ad."""
        wanted, offered = self.read(ad), self.read(resume)
        scaled = scales(wanted.profile, offered.profile, self._kernels)
        parts = contributions(wanted.profile, offered.profile, self._kernels, scaled)
        covered = covering.coverage(wanted.profile, offered.profile, self.graph, self.without)
        concepts = {*wanted.concepts, *offered.concepts, *_concepts((*parts, *covered))}
        checked = gates(wanted, offered, self.languages)
        asked = understood(wanted, checked)
        return Match(
            ad=wanted.side,
            resume=offered.side,
            contributions=tuple(parts),
            coverage=tuple(covered),
            gates=tuple(checked),
            snapshots=tuple(self.snapshots),
            parameters=self._parameters(wanted.links),
            labels={iri: self.concepts.label(iri) for iri in sorted(concepts)},
            notes=(*wanted.notes("ad"), *_of_asked(asked), *offered.notes("resume")),
            scales=scaled,
        )

    def _parameters(self, links: Links) -> MatchParameters:
        """What the figures depend on besides the documents and the graph."""
        walked = {block: tuple(kernel.kinds) for block, kernel in self._kernels.items()}
        kinds = self.graph.edge_kinds.values()
        return MatchParameters(
            classifiers=dict(links.classifiers),
            coverage=CoverageParameters(covering.MAX_HOPS, covering.FLOOR),
            encoder=self.encoder,
            implied_by=tuple(implying(self.graph)),
            kernel=KernelParameters(walked, MAX_HOPS, FLOOR),
            strengths={kind.name: kind.strength for kind in kinds if kind.strength is not None},
            without=tuple(sorted(self.without)),
        )


def _of_asked(asked: Understood) -> Iterator[str]:
    if asked.asking:
        yield f"ad: {asked.note}"


def _concepts(parts: Iterable[Contribution | Coverage]) -> Iterator[str]:
    """IRIs of what is compared, and of all on the way."""
    for part in parts:
        yield part.requirement
        if part.skill is not None:
            yield part.skill
        yield from part.path.concepts
