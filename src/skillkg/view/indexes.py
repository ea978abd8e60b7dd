"""What is derived of the releases in view, and kept beside the store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from skillkg._version import __version__
from skillkg.graph.cache import Cache
from skillkg.graph.concepts import Concepts
from skillkg.graph.graph_arrays import GraphArrays
from skillkg.graph.read_arrays import read_arrays
from skillkg.graph.skill_graph import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from skillkg.graph.cache import Parts
    from skillkg.linking.skills.skill_index import SkillIndex
    from skillkg.linking.teaching.examples import Examples
    from skillkg.linking.titles.occupation_index import OccupationIndex
    from skillkg.linking.titles.occupation_texts import OccupationTexts
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.label_index import LabelIndex
    from skillkg.view.chosen_encoder import ChosenEncoder
    from skillkg.view.releases import Releases


@dataclass(frozen=True, eq=False)
class Indexes:
    """Arrays and indexes over one view; each is derived, or read, when it is first needed."""

    releases: Releases
    chosen: ChosenEncoder
    folder: Path | None
    """Keeps what is derived; where None, nothing does."""

    @property
    def language(self) -> str:
        """Of labels."""
        return self.releases.spec.language

    @cached_property
    def cache(self) -> Cache:
        """Where derived things are kept; learned graphs, having no concepts, do not matter."""
        inputs = [f"{snapshot.graph} {snapshot.digest}" for snapshot in self.releases.published]
        return Cache(self.folder, [__version__, *inputs, *map(repr, self.releases.edge_kinds)])

    @cached_property
    def graph(self) -> SkillGraph:
        """The concepts and edges in view as arrays."""
        store, kinds = self.releases.store, self.releases.edge_kinds
        graphs = [snapshot.graph for snapshot in self.releases.snapshots]
        parts = self.cache.get(
            "-".join(["graph", *(snapshot.version for snapshot in self.releases.learned)]),
            lambda: read_arrays(store, graphs, kinds).parts(),
        )
        return SkillGraph(GraphArrays.restore(*parts, kinds), self.releases.spec.without)

    @cached_property
    def concepts(self) -> Concepts:
        """Lookup and search of concepts."""
        store, graphs = self.releases.store, self.releases.graphs
        return Concepts(store, graphs, self.graph, self.cache, self.language, self._labels)

    def _labels(self, texts: Sequence[str], owners: NDArray[np.int64]) -> LabelIndex:
        """Index labels for search: their texts, and the numbers of their concepts."""
        from skillkg.graph.lexical import LexicalIndex, build_index
        from skillkg.relatedness.label_index import LabelIndex

        lexical = self.cache.get(f"search-{self.language}", lambda: build_index(texts))
        vectors = self._label_vectors(lambda: texts, owners)
        return LabelIndex(self.chosen.encoder, LexicalIndex(lexical), vectors)

    def _label_vectors(
        self, texts: Callable[[], Sequence[str]], owners: NDArray[np.int64]
    ) -> Parts:
        """The encoder's vectors of all labels; their texts are asked for once."""
        from skillkg.relatedness.label_index import embed

        def derive() -> Parts:
            return embed(self.chosen.encoder, texts(), owners)

        return self.cache.get(self._encoded("vectors"), derive)

    def _encoded(self, what: str) -> str:
        """Under which name the cache keeps what was derived with the encoder in use."""
        return f"{what}-{self.language}-{self.chosen.digest.removeprefix('sha256:')[:16]}"

    @property
    def corpus(self) -> Corpus:
        """The concepts in view with their texts; learned edges say nothing of them."""
        from skillkg.relatedness.corpus import Corpus

        graphs = [snapshot.graph for snapshot in self.releases.published]
        labels, arrays = self.concepts.labels, self.graph.arrays
        return Corpus(self.releases.store, graphs, arrays, labels, self.language)

    def skills(self, examples: Examples | None) -> SkillIndex:
        """The skills in view, to be looked up by what a passage says.

        Args:
            examples: labelled sentences, as the encoder in use has them.
        """
        from skillkg.linking.skills.skill_index import SkillIndex
        from skillkg.linking.skills.skill_parts import skill_parts

        encoder = self.chosen.encoder
        parts = self.cache.get(self._encoded("skills"), lambda: skill_parts(self.corpus, encoder))
        return SkillIndex(encoder, parts, examples)

    def occupations(self) -> OccupationIndex:
        """The occupations in view, to be looked up by job titles."""
        from skillkg.linking.titles.occupation_index import OccupationIndex
        from skillkg.linking.titles.occupation_parts import occupation_parts

        encoder, labels = self.chosen.encoder, self.concepts.labels
        parts = self.cache.get(
            self._encoded("occupations"), lambda: occupation_parts(self.corpus, encoder)
        )
        arrays, _ = self._label_vectors(lambda: [label.text for label in labels], labels.concepts)
        return OccupationIndex(encoder, parts, arrays["vectors"])

    def occupation_texts(self) -> OccupationTexts:
        """The occupations in view, to be compared with texts."""
        from skillkg.linking.titles.occupation_parts import text_parts
        from skillkg.linking.titles.occupation_texts import OccupationTexts

        encoder = self.chosen.encoder
        name = self._encoded("occupation-texts")
        return OccupationTexts(
            encoder, self.cache.get(name, lambda: text_parts(self.corpus, encoder))
        )
