"""The product's fit for all ads and candidates at once, with parts that can be changed.

    fit = Σ_b λ_b · ( J K Rᵀ ) / ( ‖J‖ · ‖R‖ )

over sparse matrices: J (ads × concepts), R (candidates × concepts) and K (concepts × concepts).
With the settings of the product the figures are those of ``Matcher.match``; see ``check``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import inf
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from skillkg.encoding.models import open_encoder
from skillkg.graph.kinds import edge_kinds
from skillkg.matching.fit import BLOCKS
from skillkg.matching.kernel import FLOOR, MAX_HOPS, MEMBERS
from skillkg.matching.profile import build_profile
from skillkg.progress import silent
from skillkg.relatedness.corpus import Corpus
from skillkg.relatedness.relate import relate
from skillkg.store.build import load_ontology
from skillkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scipy.sparse import csr_array

    from skillkg import KnowledgeGraph
    from skillkg.arrays import Float64s
    from skillkg.documents.document import Document
    from skillkg.matching.profile import Profile
    from skillkg.model.document import DocumentKind
    from skillkg.model.mention import Block
    from skillkg.relatedness.edges import LearnedEdge


def declared_kinds() -> dict[Block, tuple[str, ...]]:
    """Kinds of edges that relate the concepts of each block, as the ontology declares them."""
    quads = ox.Store()
    load_ontology(quads)
    kinds = edge_kinds(EmbeddedStore(quads))
    return {block: tuple(kind.name for kind in kinds if block in kind.relates) for block in BLOCKS}


KINDS = declared_kinds()
ESSENTIAL = 0.8
"""The product's weight of a skill that an occupation implies."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What K and the weights are; the defaults are the product's without learned edges.

    ``skills`` and ``occupations`` are the kinds of edges that K walks in each block, empty for
    the identity; ``learned_skills`` and ``learned_occupations`` the strengths from which learned
    edges count, too, over one hop; ``share`` is λ of the skills where an ad fills both blocks.
    """

    name: str
    skills: tuple[str, ...] = KINDS["skills"]
    occupations: tuple[str, ...] = KINDS["occupations"]
    hops: int = MAX_HOPS
    floor: float = FLOOR
    implied: float = ESSENTIAL
    share: float = 0.5
    idf: bool = False
    learned_skills: float = inf
    learned_occupations: float = inf

    def kinds(self, block: Block) -> tuple[str, ...]:
        """Kinds of edges that K walks in a block."""
        return self.skills if block == "skills" else self.occupations

    def learned(self, block: Block) -> float:
        """Strength from which learned edges count in a block."""
        return self.learned_skills if block == "skills" else self.learned_occupations


LEARNED = {"learned_skills": 0.5, "learned_occupations": 0.5}
IDENTITY = Setting("K = identity", skills=(), occupations=())
ASSERTED = Setting("asserted edges")
PRODUCT = Setting("the product's", **LEARNED)
"""What ``match`` does in a store whose edges were learned; they are given apart here."""


def learn(kg: KnowledgeGraph) -> list[LearnedEdge]:
    """Learn edges from what is in view, which has no crosswalk: the store's own may know it."""
    graphs = [snapshot.graph for snapshot in kg.snapshots]
    corpus = Corpus(kg.store, graphs, kg.graph.arrays, kg.concepts.labels)
    learned = relate(corpus, kg.snapshots, open_encoder(), vacancies=None, progress=silent)
    return [edge for edges in learned.edges.values() for edge in edges]


def _profile(kg: KnowledgeGraph, document: Document) -> Profile:
    links = kg.link(document)
    return build_profile(links.mentions, kg.graph, links.described)


def documents(kg: KnowledgeGraph, texts: Sequence[str], kind: DocumentKind) -> Iterator[Document]:
    """Texts as documents, read as the product reads files."""
    from pathlib import Path

    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            file = Path(folder) / f"{kind}-{number:05}.txt"
            file.write_text(text, encoding="utf-8")
            yield kg.read(file, kind)


class Fits:
    """All ads against all candidates."""

    def __init__(
        self,
        kg: KnowledgeGraph,
        ads: Sequence[Document],
        candidates: Sequence[Document],
        learned: Iterable[LearnedEdge] = (),
    ) -> None:
        """Link all documents and build their profiles; ``learned`` are edges not in the graph."""
        self._graph = kg.graph
        self._learned: dict[str, dict[str, float]] = defaultdict(dict)
        for edge in learned:
            self._learned[edge.source][edge.target] = edge.strength
            self._learned[edge.target][edge.source] = edge.strength
        self.ads = [_profile(kg, ad) for ad in ads]
        self.candidates = [_profile(kg, candidate) for candidate in candidates]
        self._kernels: dict[tuple[object, ...], csr_array] = {}

    @cached_property
    def _numbers(self) -> dict[Block, dict[str, int]]:
        """Every concept that a profile has, numbered by block in the order of IRIs."""
        profiles = [*self.ads, *self.candidates]
        concepts = {block: sorted({c for p in profiles for c in p[block]}) for block in BLOCKS}
        return {block: {c: n for n, c in enumerate(iris)} for block, iris in concepts.items()}

    @cached_property
    def _idf(self) -> dict[str, float]:
        """How few occupations ask for a skill, as a share of the most that idf can be."""
        counts: dict[str, int] = {}
        for step in self._graph.edges(("essential", "optional")):
            counts[step.target] = counts.get(step.target, 0) + 1
        most = np.log(1 + len(self._graph.concepts("occupation")))
        return {concept: 1 - float(np.log(1 + n)) / most for concept, n in counts.items()}

    def scores(self, setting: Setting) -> Float64s:
        """Fits: shape (ads, candidates)."""
        total = np.zeros((len(self.ads), len(self.candidates)))
        filled = {b: np.array([bool(ad[b]) for ad in self.ads]) for b in BLOCKS}
        shares = {"skills": setting.share, "occupations": 1 - setting.share}
        whole = sum((shares[block] * filled[block] for block in BLOCKS), np.zeros(len(self.ads)))
        for block in BLOCKS:
            share = np.divide(shares[block] * filled[block], whole, where=whole > 0, out=0 * whole)
            total += share[:, None] * self._block(block, setting)
        return total

    def _block(self, block: Block, setting: Setting) -> Float64s:
        wanted = self._matrix(self.ads, block, setting)
        offered = self._matrix(self.candidates, block, setting)
        kernel = self._kernel(block, setting)
        products: Float64s = (wanted @ kernel @ offered.T).toarray()
        norms = np.outer(_norms(wanted, kernel), _norms(offered, kernel))
        return np.divide(products, norms, where=norms > 0, out=np.zeros_like(products))

    def _matrix(self, profiles: Sequence[Profile], block: Block, setting: Setting) -> csr_array:
        numbers = self._numbers[block]
        cells = [
            (row, numbers[concept], self._weight(concept, entry.weight, entry.path.steps, setting))
            for row, profile in enumerate(profiles)
            for concept, entry in profile[block].items()
        ]
        return _sparse(cells, (len(profiles), len(numbers)))

    def _weight(
        self, concept: str, weight: float, steps: Sequence[object], setting: Setting
    ) -> float:
        if steps:
            weight *= setting.implied / ESSENTIAL
        return weight * self._idf.get(concept, 1.0) if setting.idf else weight

    def _kernel(self, block: Block, setting: Setting) -> csr_array:
        known = tuple(k for k in setting.kinds(block) if k in self._graph.edge_kinds)
        key = (block, known, setting.hops, setting.floor, setting.learned(block))
        if key not in self._kernels:
            self._kernels[key] = self._new_kernel(block, known, setting)
        return self._kernels[key]

    def _new_kernel(self, block: Block, kinds: tuple[str, ...], setting: Setting) -> csr_array:
        """K as ``matching.kernel`` defines it, over the concepts that profiles have."""
        numbers = self._numbers[block]
        reached = {concept: self._reached(concept, block, kinds, setting) for concept in numbers}
        around = {concept: sum(row.values()) for concept, row in reached.items()}
        cells = [
            (numbers[one], numbers[other], strength / max(1.0, around[one], around[other]))
            for one, row in reached.items()
            for other, strength in row.items()
            if other in numbers
        ]
        size = len(numbers)
        return _sparse([*cells, *((n, n, 1.0) for n in range(size))], (size, size))

    def _reached(
        self, concept: str, block: Block, kinds: tuple[str, ...], setting: Setting
    ) -> Mapping[str, float]:
        graph, row = self._graph, dict[str, float]()
        if kinds:
            row |= graph.reach(concept, max_hops=setting.hops, floor=setting.floor, kinds=kinds)
        for other, strength in self._learned[concept].items():
            if strength >= setting.learned(block):
                row[other] = max(strength, row.get(other, 0.0))
        return {c: s for c, s in row.items() if graph.kind(c) in MEMBERS[block]}


def _sparse(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    from scipy.sparse import coo_array

    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return coo_array((np.array(values, dtype=float), (rows, columns)), shape=shape).tocsr()


def _norms(vectors: csr_array, kernel: csr_array) -> Float64s:
    """√(xᵀKx) of every row."""
    squares: Float64s = np.asarray((vectors @ kernel).multiply(vectors).sum(axis=1)).ravel()
    return np.sqrt(squares)
