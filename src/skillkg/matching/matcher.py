"""Match documents: link, build profiles, score, explain, and say what it all rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from skillkg.matching.coverage import FLOOR as COVERAGE_FLOOR
from skillkg.matching.coverage import MAX_HOPS as COVERAGE_HOPS
from skillkg.matching.coverage import coverage
from skillkg.matching.fit import BLOCKS, contributions, scales
from skillkg.matching.gates import gates
from skillkg.matching.kernel import FLOOR, MAX_HOPS, Kernel
from skillkg.matching.profile import IMPLIES, Profile, build_profile
from skillkg.model.match import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.graph.concepts import Concepts
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.linking.links import Links
    from skillkg.model.graph import Snapshot
    from skillkg.model.match import Contribution, Coverage, Entry
    from skillkg.model.mention import Block, Mention

KEPT: Final = 256
"""Documents whose links are kept; those of a page or two take some 100 kB."""


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
    """Digest of the encoder that skills and job titles are judged through."""

    @cached_property
    def _kernels(self) -> dict[Block, Kernel]:
        return {block: Kernel(self.graph, block, self.without) for block in BLOCKS}

    @cached_property
    def _links(self) -> Callable[[Document], Links]:
        """Links of the last documents: many resumes are matched with one ad, and with others."""
        return lru_cache(maxsize=KEPT)(self.link)

    def match(self, ad: Document, resume: Document) -> Match:
        """Match one resume with one job ad."""
        links = self._links(ad), self._links(resume)
        wanted, offered = (
            build_profile(each.mentions, self.graph, each.described) for each in links
        )
        scaled = scales(wanted, offered, self._kernels)
        parts = contributions(wanted, offered, self._kernels, scaled)
        covered = coverage(wanted, offered, self.graph, self.without)
        return Match(
            ad=ad.name,
            resume=resume.name,
            contributions=tuple(parts),
            coverage=tuple(covered),
            gates=tuple(gates(ad, resume, links[0].mentions, links[1].mentions, self.languages)),
            snapshots=tuple(self.snapshots),
            labels=self._labels(parts, covered, (*_entries(wanted), *_entries(offered)), links),
            notes=(
                *_notes("ad", ad, links[0], wanted),
                *_notes("resume", resume, links[1], offered),
            ),
            document_digests=(ad.digest, resume.digest),
            parameters=self._parameters() | {"mentions_judged_by": dict(links[0].classified_by)},
            scales=scaled,
            ad_profile=_entries(wanted),
            resume_profile=_entries(offered),
            ad_mentions=_in_order(links[0]),
            resume_mentions=_in_order(links[1]),
            ad_pages=ad.page_starts,
            resume_pages=resume.page_starts,
        )

    def _labels(
        self,
        parts: Iterable[Contribution],
        covered: Iterable[Coverage],
        entries: Iterable[Entry],
        links: Iterable[Links],
    ) -> dict[str, str]:
        every: list[Contribution | Coverage] = [*parts, *covered]
        iris = {iri for part in every for iri in _concepts_of(part)}
        iris |= {iri for entry in entries for iri in (entry.concept, *entry.path.concepts)}
        mentions = (mention for each in links for mention in (*each.mentions, *each.described))
        iris |= {iri for m in mentions for iri in (m.concept, *m.alternatives)}
        return {iri: self.concepts.label(iri) for iri in sorted(iris)}

    def _parameters(self) -> dict[str, Any]:
        """What the figures depend on besides the documents and the graph."""
        return {
            "implied_by": list(IMPLIES),
            "kernel": {
                "kinds": {block: list(kernel.kinds) for block, kernel in self._kernels.items()},
                "max_hops": MAX_HOPS,
                "floor": FLOOR,
            },
            "coverage": {"max_hops": COVERAGE_HOPS, "floor": COVERAGE_FLOOR},
            "encoder": self.encoder,
            "strengths": {
                k.name: k.strength for k in self.graph.edge_kinds.values() if k.strength is not None
            },
            "without": sorted(self.without),
        }


def _in_order(links: Links) -> tuple[Mention, ...]:
    """All mentions in text order; of one place, those by a label first."""
    return tuple(sorted((*links.mentions, *links.described), key=lambda mention: mention.span))


def _entries(profile: Profile) -> tuple[Entry, ...]:
    return tuple(profile[block][concept] for block in BLOCKS for concept in sorted(profile[block]))


def _concepts_of(part: Contribution | Coverage) -> Iterator[str]:
    yield part.requirement
    if part.skill is not None:
        yield part.skill
    yield from part.path.concepts


def _notes(where: str, document: Document, links: Links, profile: Profile) -> Iterator[str]:
    """What a reader must know of a document: what was not read, not linked, or is empty."""
    for note in (*document.notes, *links.notes):
        yield f"{where}: {note}"
    for open_ in links.unresolved:
        yield f"{where}: “{open_.span.quote}” was not linked: {open_.reason}"
    named = [m for m in links.mentions if m.alternatives and not m.alternative_probabilities]
    shared = {m.span.quote.casefold(): m for m in reversed(named)}
    for mention in sorted(shared.values(), key=lambda m: m.span):
        others = ", ".join(mention.alternatives)
        yield (
            f"{where}: “{mention.span.quote}” is a label of several concepts; "
            f"{mention.concept} was taken, not {others}"
        )
    if not any(profile.values()):
        yield f"{where}: nothing in it could be linked to the graph"
