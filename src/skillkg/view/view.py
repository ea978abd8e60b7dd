"""One look at a store: the releases in view, their indexes, and what reads documents by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skillkg import vocabulary as voc
from skillkg.progress import counter, silent
from skillkg.store.default_view import sources_of
from skillkg.view.chosen_encoder import ChosenEncoder
from skillkg.view.datasets import Datasets
from skillkg.view.indexes import Indexes
from skillkg.view.query_values import QueryValues
from skillkg.view.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from skillkg.documents.document import Document
    from skillkg.linking.linker import Linker
    from skillkg.linking.links import Links
    from skillkg.linking.spans.tagger import SkillSpan, SpanTagger
    from skillkg.linking.titles.title_classifier import TitleClassifier
    from skillkg.matching.matcher import Matcher
    from skillkg.matching.occupations.expected import ExpectedOccupation
    from skillkg.matching.occupations.reader import OccupationReader
    from skillkg.progress import Progress
    from skillkg.store.base import Store
    from skillkg.view.spec import ViewSpec

MATCHERS: Final = 4
"""Matchers that are kept, by what they leave out; each keeps what it has worked out."""
KEPT: Final = 256
"""Documents whose links are kept for matching; those of a page or two take some 100 kB."""

_LANGUAGES = f"SELECT ?concept {{ ?concept skos:inScheme <{voc.ESCO_LANGUAGE_SKILLS}> }}"


@dataclass(frozen=True, eq=False)
class View:
    """The releases of a store that are in view, and what is derived of them and kept beside it."""

    spec: ViewSpec
    store: Store
    folder: Path | None = None
    """Keeps what is derived; where None, nothing does."""

    @classmethod
    def open(cls, spec: ViewSpec) -> View:
        """Open the store that a view is of.

        Raises:
            StoreError: there is no store, or one of the releases is not in it.
            QueryError: what is left out is neither a source nor a kind of edges.
        """
        from skillkg.store.folder import open_store
        from skillkg.store.remote import RemoteStore

        if spec.is_remote:
            return cls(spec, RemoteStore(spec.location, spec.services))
        folder = Path(spec.location)
        view = cls(spec, open_store(folder, spec.services), folder / "cache")
        _ = view.releases.snapshots  # says at once what is left out of view
        return view

    @cached_property
    def releases(self) -> Releases:
        """Which releases are in view."""
        return Releases(self.store, self.spec, self.chosen)

    @cached_property
    def datasets(self) -> Datasets:
        """What SPARQL is asked of."""
        return Datasets(self.releases, self.folder)

    @cached_property
    def query_values(self) -> QueryValues:
        """What looks up the values of named queries."""
        return QueryValues(self.releases, lambda: self.indexes.concepts)

    @cached_property
    def chosen(self) -> ChosenEncoder:
        """The encoder in use."""
        return ChosenEncoder(self.spec.model)

    @cached_property
    def indexes(self) -> Indexes:
        """What is derived of the releases in view."""
        return Indexes(self.releases, self.chosen, self.folder)

    def derive(self, progress: Progress = silent) -> None:
        """Derive now, and keep, what lookup, search, paths, linking and matching need.

        Args:
            progress: told how many of the indexes are there.
        """
        steps: list[Callable[[], object]] = [
            lambda: self.indexes.graph,
            lambda: self.indexes.concepts.labels,
            lambda: self.indexes.concepts.index,
            lambda: self.linker,
        ]
        advance = counter(progress, "indexes", len(steps))
        for step in steps:
            step()
            advance(1)

    # Documents ------------------------------------------------------------------------------

    @cached_property
    def linker(self) -> Linker:
        """The linker over all labels of skills, technologies and occupations."""
        from skillkg.linking.labels.lexicon_parts import lexicon_parts
        from skillkg.linking.linker import Linker
        from skillkg.view.classifiers import skill_extractor, technology_classifier

        wanted = {"skill", "technology", "occupation"}
        labels = [label for label in self.indexes.concepts.labels if label.kind in wanted]
        language, indexes = self.spec.language, self.indexes
        parts = indexes.cache.get(f"linking-{language}", lambda: lexicon_parts(labels))
        skills, technologies = skill_extractor(indexes), technology_classifier(indexes)
        return Linker(labels, parts, skills, language, self._titles, technologies)

    @cached_property
    def _titles(self) -> TitleClassifier | None:
        from skillkg.view.classifiers import title_classifier

        return title_classifier(self.indexes)

    @cached_property
    def _default(self) -> Indexes:
        """What is derived with the default encoder, whichever is in use."""
        default = ChosenEncoder(None)
        if default.digest == self.chosen.digest:
            return self.indexes
        return Indexes(self.releases, default, self.folder)

    @cached_property
    def _occupations(self) -> OccupationReader | None:
        """What compares documents with occupations; None without a classifier of titles.

        The static default stands before any other encoder: it costs little, and the two see more
        than either.
        """
        from skillkg.matching.occupations.reader import OccupationReader
        from skillkg.view.classifiers import title_classifier

        classifier = self._titles or title_classifier(self._default)
        if classifier is None:
            return None
        known = {classifier.encoder: classifier.index.texts}
        texts = [
            known.get(indexes.chosen.digest) or indexes.occupation_texts()
            for indexes in dict.fromkeys((self._default, self.indexes))
        ]
        return OccupationReader(classifier, texts)

    def occupations(self, document: Document) -> list[ExpectedOccupation]:
        """Occupations of ESCO and overlays that a document may be about, the likeliest first.

        There are none without a classifier of titles.
        """
        from skillkg.matching.scoring import ABOUT

        if self._occupations is None:
            return []
        return next(iter(self._occupations.read(document).expected(ABOUT)), [])

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

    # Matches --------------------------------------------------------------------------------

    def matcher(self, without: Collection[str] = ()) -> Matcher:
        """What matches documents, without some more sources or kinds of edges.

        Raises:
            QueryError: a kind of edges or a source is unknown.
        """
        return self._matchers(frozenset(without) - self.spec.without)

    @cached_property
    def _links(self) -> Callable[[Document], Links]:
        """Links of the last documents: they are the same whatever kinds of edges are left out."""
        return lru_cache(KEPT)(self.link)

    @cached_property
    def _matchers(self) -> Callable[[frozenset[str]], Matcher]:
        """Those asked for last."""
        return lru_cache(MATCHERS)(self._matcher)

    def _matcher(self, without: frozenset[str]) -> Matcher:
        from skillkg.graph.learned_edges import LearnedEdges
        from skillkg.matching.matcher import Matcher

        every, snapshots = self.spec.without | without, self.releases.snapshots
        if not without.isdisjoint(source for s in snapshots for source in sources_of(s)):
            spec = replace(self.spec, without=every)
            return View(spec, self.store, self.folder).matcher()
        return Matcher(
            self.indexes.graph.leaving_out(without),
            self.indexes.concepts,
            self._links,
            snapshots,
            self._languages,
            every,
            self._occupations,
            self.spec.scoring,
            LearnedEdges(self.store),
        )

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The concepts that are languages, or skills in one."""
        return frozenset(self.store.select(_LANGUAGES, self.releases.graphs).column("concept"))
