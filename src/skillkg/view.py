"""One look at a store: which releases are seen, through which encoder, and what is derived of them.

``store.view`` has the rules by which releases are chosen; this applies them to a store.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from skillkg import vocabulary as voc
from skillkg._version import __version__
from skillkg.errors import ModelError, QueryError, StoreError
from skillkg.graph.arrays import GraphArrays
from skillkg.graph.cache import Cache
from skillkg.graph.concepts import Concepts
from skillkg.graph.kinds import EdgeKind, edge_kinds
from skillkg.graph.read_arrays import read_arrays
from skillkg.graph.skill_graph import SkillGraph
from skillkg.store.view import LEARNED, in_view, left_out, sources_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from skillkg.documents.document import Document
    from skillkg.encoding.encoder import Encoder
    from skillkg.graph.cache import Parts
    from skillkg.linking.linker import Linker
    from skillkg.linking.links import Links
    from skillkg.linking.skills.described import Described
    from skillkg.linking.skills.skill_index import SkillIndex
    from skillkg.linking.spans.tagger import SkillSpan, SpanTagger
    from skillkg.linking.teaching.examples import Examples
    from skillkg.linking.titles.title_classifier import Titled
    from skillkg.matching.matcher import Matcher
    from skillkg.model.graph import Snapshot
    from skillkg.relatedness.corpus import Corpus
    from skillkg.relatedness.label_index import LabelIndex
    from skillkg.store.base import Store

log = logging.getLogger(__name__)

_NAMED = "mentions are not judged, and only skills that a document names are found"

_LANGUAGES = f"SELECT ?concept {{ ?concept skos:inScheme <{voc.ESCO_LANGUAGE_SKILLS}> }}"


@dataclass(frozen=True, eq=False)
class View:
    """The releases of a store that are in view, and what is derived of them and kept beside it."""

    store: Store
    folder: Path | None
    """Keeps what is derived; where None, nothing does."""
    language: str
    """Of labels."""
    releases: Collection[str] | None
    """Which to see, as ``source/version``; the default view where None."""
    without: frozenset[str]
    """Sources and kinds of edges that are left out."""
    model: str | Path | None
    """The encoder, as ``relatedness.opening.open_encoder`` takes it."""

    # Which releases -------------------------------------------------------------------------

    @cached_property
    def snapshots(self) -> Sequence[Snapshot]:
        """The releases in view, each with its digest, ordered by graph.

        Raises:
            StoreError: one that was asked for is not in the store.
            QueryError: what is left out is neither a source nor a kind of edges.
        """
        everything = self._wanted
        if self.releases is None:
            view = in_view(everything)
            self._tell_stale(left_out(everything, view), view)
            return view
        known = {snapshot.graph.removeprefix(voc.GRAPHS): snapshot for snapshot in everything}
        if unknown := sorted(set(self.releases) - known.keys()):
            listed = ", ".join(known) or "nothing"
            raise StoreError(f"{self.store.location} has no {', '.join(unknown)}; it has: {listed}")
        return [known[name] for name in sorted(self.releases)]

    @cached_property
    def _wanted(self) -> list[Snapshot]:
        """Every graph of the store but those of the sources that are left out."""
        everything = self.store.snapshots()
        if self.without:
            kinds = {kind.name for kind in self.edge_kinds}
            known = kinds | {LEARNED, *(source for s in everything for source in sources_of(s))}
            if unknown := ", ".join(sorted(self.without - known)):
                raise QueryError(
                    f"cannot leave out {unknown}: neither a source in the store nor one of the "
                    f"kinds of edges; known: {', '.join(sorted(known))}"
                )
        return [s for s in everything if self.without.isdisjoint(sources_of(s))]

    def _tell_stale(self, stale: Sequence[Snapshot], view: Sequence[Snapshot]) -> None:
        """Say which learned edges do not fit what is in view, or the encoder in use."""
        model = "" if self.model is None else f" --model {self.model}"
        again = f"Learn them again: skillkg relate {self.store.location}{model}"
        for snapshot in stale:
            told = "is not in view: it was learned from other graphs than those in view now"
            log.warning("%s %s.\n  %s", snapshot.graph, told, again)
        for snapshot in view:
            if snapshot.model and snapshot.model != self._model_digest:
                told = "was learned with another model than the one in use"
                log.warning("%s %s.\n  %s", snapshot.graph, told, again)

    @property
    def learned(self) -> Sequence[Snapshot]:
        """The graphs of learned edges in view."""
        return [snapshot for snapshot in self.snapshots if snapshot.inputs]

    @cached_property
    def graphs(self) -> Sequence[str]:
        """IRIs of the named graphs in view, the ontology and the catalog included."""
        return (*(snapshot.graph for snapshot in self.snapshots), voc.ONTOLOGY, voc.CATALOG)

    # Through which encoder ------------------------------------------------------------------

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that search asks; loaded when it is first needed.

        Raises:
            ModelError: there is no such model, or it is damaged.
        """
        from skillkg.encoding.models import open_encoder

        return open_encoder(self.model)

    @cached_property
    def _model_digest(self) -> str:
        """Digest of the encoder in use; that of the default is known without loading it."""
        from skillkg.relatedness.shipped_calibration import default_digest

        return default_digest() if self.model is None else self.encoder.digest

    # What is derived ------------------------------------------------------------------------

    @cached_property
    def edge_kinds(self) -> Sequence[EdgeKind]:
        """The kinds of edges that the store's ontology tells."""
        return edge_kinds(self.store)

    @cached_property
    def cache(self) -> Cache:
        """Where derived things are kept; learned graphs, having no concepts, do not matter."""
        read = [snapshot for snapshot in self.snapshots if not snapshot.inputs]
        inputs = [f"{snapshot.graph} {snapshot.digest}" for snapshot in read]
        return Cache(self.folder, [__version__, *inputs, *map(repr, self.edge_kinds)])

    @cached_property
    def graph(self) -> SkillGraph:
        """The concepts and edges in view as arrays."""
        graphs = [snapshot.graph for snapshot in self.snapshots]
        parts = self.cache.get(
            "-".join(["graph", *(snapshot.version for snapshot in self.learned)]),
            lambda: read_arrays(self.store, graphs, self.edge_kinds).parts(),
        )
        return SkillGraph(GraphArrays.restore(*parts, self.edge_kinds), self.without)

    def _index(self, labels: Sequence[str], owners: NDArray[np.int64]) -> LabelIndex:
        """Index labels for search; what the encoder says of them is kept under its digest."""
        from skillkg.graph.lexical import LexicalIndex, build_index
        from skillkg.relatedness.label_index import LabelIndex

        lexical = self.cache.get(f"search-{self.language}", lambda: build_index(labels))
        embedded = self._embedded(lambda: labels, owners)
        return LabelIndex(self.encoder, LexicalIndex(lexical), embedded)

    def _embedded(self, texts: Callable[[], Sequence[str]], owners: NDArray[np.int64]) -> Parts:
        """What the encoder says of all labels; their texts are asked for once."""
        from skillkg.relatedness.label_index import embed

        return self.cache.get(self._kept("vectors"), lambda: embed(self.encoder, texts(), owners))

    def _kept(self, what: str) -> str:
        """Under which name the cache keeps what was derived with the encoder in use."""
        return f"{what}-{self.language}-{self._model_digest.removeprefix('sha256:')[:16]}"

    @property
    def corpus(self) -> Corpus:
        """The concepts in view with their texts; learned edges tell nothing of them."""
        from skillkg.relatedness.corpus import Corpus

        graphs = [s.graph for s in self.snapshots if not s.inputs]
        return Corpus(self.store, graphs, self.graph.arrays, self.concepts.labels, self.language)

    @cached_property
    def concepts(self) -> Concepts:
        """Lookup and search of concepts."""
        return Concepts(self.store, self.graphs, self.graph, self.cache, self.language, self._index)

    # Documents ------------------------------------------------------------------------------

    @cached_property
    def linker(self) -> Linker:
        """The linker over all labels of skills, technologies and occupations."""
        from skillkg.linking.labels.lexicon import index
        from skillkg.linking.linker import Linker

        wanted = {"skill", "technology", "occupation"}
        labels = [label for label in self.concepts.labels if label.kind in wanted]
        parts = self.cache.get(f"linking-{self.language}", lambda: index(labels))
        return Linker(labels, parts, self._described, self.language, self._titled)

    @property
    def _described(self) -> Described | None:
        """What judges mentions, where a classifier comes with skillkg for the encoder in use."""
        from skillkg.encoding.models import folder_of
        from skillkg.linking.classifier import find_classifier
        from skillkg.linking.skills.described import Described
        from skillkg.linking.teaching.examples import find_examples

        folder, english = folder_of(self.model).path, self.language == "en"
        classifier = find_classifier(self._model_digest, folder) if english else None
        if classifier is None:
            told = f"{self.model or 'the default model'} in {self.language!r}"
            log.warning("there is no judge for %s; %s", told, _NAMED)
            return None
        examples = find_examples(folder, self._model_digest)
        if classifier.examples != ("" if examples is None else examples.digest):
            raise ModelError(
                f"{folder}: its judge was fitted with other examples than are there\n  Teach or "
                "train the model again, or copy the whole folder."
            )
        index = self.skill_index(examples)
        return Described(index, classifier, self._model_digest) if index.iris else None

    def skill_index(self, examples: Examples | None) -> SkillIndex:
        """The skills in view, to be looked up by what a statement says.

        Args:
            examples: labelled sentences, as the encoder in use has them.
        """
        from skillkg.linking.skills.skill_index import SkillIndex, skill_parts

        parts = self.cache.get(self._kept("skills"), lambda: skill_parts(self.corpus, self.encoder))
        return SkillIndex(self.encoder, parts, examples)

    @property
    def _titled(self) -> Titled | None:
        """What judges job titles, where a classifier comes with skillkg for the encoder in use."""
        from skillkg.linking.classifier import OCCUPATIONS, find_classifier
        from skillkg.linking.titles.occupation_index import OccupationIndex, occupation_parts
        from skillkg.linking.titles.title_classifier import Titled

        english = self.language == "en"
        classifier = find_classifier(self._model_digest, name=OCCUPATIONS) if english else None
        if classifier is None or not self.graph.concepts("occupation"):
            return None
        labels = self.concepts.labels
        parts = self.cache.get(
            self._kept("occupations"), lambda: occupation_parts(self.corpus, self.encoder)
        )
        embedded = self._embedded(lambda: [label.text for label in labels], labels.concepts)
        index = OccupationIndex(self.encoder, parts, embedded[0]["vectors"])
        return Titled(index, classifier, labels, self._model_digest) if index.iris else None

    def warm(self) -> None:
        """Derive now, and keep, what lookup, search, paths, linking and matching need."""
        _ = self.graph, self.concepts.index, self.linker

    def link(self, document: Document) -> Links:
        """Find the concepts that a document names, with their places."""
        return self.linker.link(document)

    @cached_property
    def _tagger(self) -> SpanTagger:
        from skillkg.encoding.models import open_encoder
        from skillkg.linking.spans.tagger import SpanTagger

        return SpanTagger.shipped(open_encoder())

    def spans(self, document: Document) -> tuple[SkillSpan, ...]:
        """Find the places of a document that describe skills or knowledge."""
        from skillkg.linking.spans.tagger import find_spans

        return find_spans(document, self._tagger)

    def matcher(self, without: Collection[str]) -> Matcher:
        """What matches documents, without some more sources or kinds of edges.

        Raises:
            QueryError: a kind of edges or a source is unknown.
        """
        names = frozenset(without) - self.without
        if names not in self._matchers:
            self._matchers[names] = self._matcher(names)
        return self._matchers[names]

    @cached_property
    def _matchers(self) -> dict[frozenset[str], Matcher]:
        """Those asked for, by what they leave out: each keeps what it has worked out."""
        return {}

    def _matcher(self, names: frozenset[str]) -> Matcher:
        from skillkg.matching.matcher import Matcher

        every = self.without | names
        if not names.isdisjoint(source for s in self.snapshots for source in sources_of(s)):
            return replace(self, without=every).matcher(())
        return Matcher(
            self.graph.leaving_out(names),
            self.concepts,
            self.link,
            self.snapshots,
            self._languages,
            every,
            self.encoder.digest,
        )

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self.store.select(_LANGUAGES, self.graphs).column("concept"))
