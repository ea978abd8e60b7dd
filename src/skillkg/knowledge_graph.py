"""One object that offers everything the command line does."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import islice
from os import PathLike
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from skillkg.arguments import as_names, as_path, as_paths, check_number
from skillkg.errors import QueryError, StoreError, check_limit
from skillkg.progress import silent
from skillkg.store.isolated import MAX_SECONDS
from skillkg.store.named_queries import NamedQueries, is_name, named_queries, named_query
from skillkg.store.results import read_answer, to_terms
from skillkg.store.sparql import bind
from skillkg.store.unknown_terms import hints

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    import networkx as nx
    import rdflib

    from skillkg.checking.findings import Report
    from skillkg.documents.document import Document
    from skillkg.documents.many import Given
    from skillkg.encoding.encoder import Encoder
    from skillkg.errors import DocumentError
    from skillkg.graph.concept import Concept, Hit
    from skillkg.graph.concepts import Concepts
    from skillkg.graph.edge_table import EdgeTable
    from skillkg.graph.related import Related
    from skillkg.graph.skill_graph import SkillGraph
    from skillkg.linking.links import Links
    from skillkg.linking.spans.tagger import SkillSpan
    from skillkg.matching.matcher import Matcher
    from skillkg.matching.pool.ranking import Ranking
    from skillkg.matching.pool.readings import Readings
    from skillkg.model.career import CareerPaths
    from skillkg.model.document import DocumentKind
    from skillkg.model.graph import ConceptKind, Path, Snapshot
    from skillkg.model.match import Match
    from skillkg.progress import Progress
    from skillkg.store.results import Table
    from skillkg.view.spec import ViewSpec
    from skillkg.view.view import View

log = logging.getLogger(__name__)
OPENED: Final = 4
"""Views that are kept open for concepts that came from other processes."""


class KnowledgeGraph:
    """A graph of skills and occupations, opened for reading."""

    def __init__(self, view: View) -> None:
        """Look at a view; ``open`` and ``load`` make one."""
        self.view, self.store = view, view.store

    @property
    def snapshots(self) -> Sequence[Snapshot]:
        """The releases in view, each with its digest, ordered by graph."""
        return self.view.releases.snapshots

    @property
    def graphs(self) -> Sequence[str]:
        """IRIs of the named graphs in view, the ontology and the catalog included."""
        return self.view.releases.graphs

    @property
    def graph(self) -> SkillGraph:
        """The concepts and edges in view as arrays."""
        return self.view.indexes.graph

    @property
    def encoder(self) -> Encoder:
        """The encoder that search asks; loaded when it is first needed.

        Raises:
            ModelError: there is no such model, or it is damaged.
        """
        return self.view.chosen.encoder

    @cached_property
    def concepts(self) -> Concepts:
        """Lookup and search of concepts."""
        concepts, spec = self.view.indexes.concepts, self.view.spec
        if spec.is_remote:
            concepts.reopen = partial(_reopened, spec)
        elif self.view.folder is not None:  # it is on disk
            location = str(FilePath(spec.location).resolve())
            concepts.reopen = partial(_reopened, replace(spec, location=location))
        return concepts

    @property
    def queries(self) -> NamedQueries:
        """The named queries by name: what ``query`` answers, with title and parameters."""
        return NamedQueries(named_queries())  # a copy: it is a dictionary

    @cached_property
    def rdf(self) -> rdflib.Dataset:
        """What is in view as an rdflib Dataset; its default graph is the merge of the graphs.

        Raises:
            QueryError: kinds of edges are left out, which are no statements.
        """
        return self.view.datasets.asked("")[0].rdf(self.graphs)

    # Concepts and paths ---------------------------------------------------------------------

    def concept(
        self, name: str, *, kind: ConceptKind | None = None, approximate: bool = False
    ) -> Concept:
        """Find a concept by IRI, code or label; see ``Concepts.find``."""
        return self.concepts.find(name, kind=kind, approximate=approximate)

    def search(self, text: str, *, kind: ConceptKind | None = None, limit: int = 10) -> list[Hit]:
        """Rank concepts by how well a label fits a text; see ``Concepts.search_many``."""
        return self.concepts.search(text, kind=kind, limit=limit)

    def search_many(
        self, texts: Iterable[str], *, kind: ConceptKind | None = None, limit: int = 10
    ) -> list[list[Hit]]:
        """Search for several texts; one ranking each, in their order. One text is one of them.

        Each is found in half the time that ``search`` takes.
        """
        return self.concepts.search_many(texts, kind=kind, limit=limit)

    def paths(
        self,
        source: Concept | str,
        target: Concept | str,
        *,
        k: int = 3,
        max_hops: int = 4,
        kinds: Collection[str] | str | None = None,
    ) -> list[Path]:
        """Find the k strongest paths between two concepts; see ``SkillGraph.paths``."""
        ends = (self._iri(source), self._iri(target))
        return self.graph.paths(*ends, k=k, max_hops=max_hops, kinds=kinds)

    def related(
        self,
        concept: Concept | str,
        *,
        kind: ConceptKind | None = None,
        min_strength: float = 0.0,
        limit: int = 10,
    ) -> list[Related]:
        """Concepts that were learned to be related to one, strongest first, with their features.

        Args:
            concept: by IRI, code or label.
            kind: give concepts of this kind only.
            min_strength: least calibrated probability.
            limit: how many at most.

        Raises:
            ConceptError: no concept, or several, answer to the name.
            StoreError: there are no learned edges in view.
        """
        from skillkg.graph.related import related

        check_limit(limit, "limit", least=0)
        learned = self.view.releases.learned
        if not learned:
            raise StoreError(
                f"{self.store.location} has no learned edges in view.\n  skillkg relate "
                f"{self.store.location} learns them; --without and --release may leave them out."
            )
        iri = self._iri(concept)
        edges = related(
            self.store, learned[0].graph, self.concepts, iri, kind=kind, min_strength=min_strength
        )
        return list(islice(edges, limit))

    def edges(self, kinds: Collection[str] | str | None = None) -> EdgeTable:
        """Edges of some kinds, for polars, scipy and networkx.

        Args:
            kinds: name of a kind of edges, or names of several; all where None.

        Raises:
            QueryError: a kind is unknown.
        """
        from skillkg.graph.edge_table import EdgeTable

        return EdgeTable(self.graph.arrays, self.graph.edges_of(kinds), self.concepts.label)

    def to_networkx(self, kinds: Collection[str] | str | None = None) -> nx.MultiDiGraph[str]:
        """Copy the edges of some kinds, and their concepts, to networkx.

        See ``EdgeTable.to_networkx``.
        """
        return self.edges(kinds).to_networkx()

    # SPARQL ---------------------------------------------------------------------------------

    def query(self, query: str, /, *, timeout: float | None = None, **values: Any) -> Table | bool:
        """Answer a named query, or SPARQL text.

        The default graph is the RDF merge of the releases in view, unless the text has a FROM
        clause; with GRAPH every release of the store is reached, or where ``open`` was told which
        to see or to leave out, those. ``vocabulary.PREFIXES`` are declared. Text is answered in
        another process, with limits in time, memory and depth; terms in it that nothing in view
        has are told as warnings.

        Args:
            query: name of a file in ``queries/``, or SPARQL 1.1 text.
            timeout: longest time, in seconds; where None, text has 60, and a named query is
                answered in this process, however long it takes.
            values: parameters of the query: variables with a VALUES block of their own, which a
                list gives several values. A parameter of a named query has one, and what has no
                default must be given; a concept may be given there by IRI, code or label, and a
                release as ``esco/1.1.1``.

        Raises:
            QueryError: the query or a parameter is wrong, or left out; it changes the store, or
                sends to a host that ``open`` was not told of; it hits a limit; or a named query is
                about one release, and two of a source are in view.
            ConceptError: a parameter names no concept, or several.
        """
        sparql = self.sparql(query, **values)
        store, graphs = self.view.datasets.asked(sparql)
        if timeout is None and is_name(query):
            with store.solutions(sparql, graphs) as results:
                return read_answer(results)
        answer = store.answer(sparql, graphs, MAX_SECONDS if timeout is None else timeout)
        for hint in () if is_name(query) else hints(sparql, store, graphs):
            log.warning(hint)
        return answer

    def sparql(self, query: str, /, **values: Any) -> str:
        """Give the SPARQL text that ``query`` answers: that of a named query, parameters bound.

        Args:
            query: as for ``query``.
            values: parameters, as for ``query``.

        Raises:
            QueryError: there is no such query, or a parameter is wrong.
            ConceptError: a parameter names no concept, or several.
        """
        if is_name(query):
            named = named_query(query)
            self.view.query_values.check(named)
            return named.bound(values, self.view.query_values.find)
        return bind(query, {name: to_terms(value) for name, value in values.items()})

    def _iri(self, concept: Concept | str) -> str:
        return self.view.query_values.iri(concept)

    def check(self, progress: Progress = silent) -> Report:
        """Check the ontology with a reasoner, and every graph with SHACL shapes."""
        from skillkg.checking.check import check

        return check(self.store, progress)

    # Documents ------------------------------------------------------------------------------

    def read(self, file: str | FilePath, kind: DocumentKind | None = None) -> Document:
        """Read a job ad or a resume; see ``documents.read``."""
        from skillkg.documents.read import read

        return read(as_path(file, "file"), kind)

    def read_text(
        self, text: str, kind: DocumentKind | None = None, name: str = "text"
    ) -> Document:
        """Read a job ad or a resume that is at hand as text; see ``documents.read_text``."""
        from skillkg.documents.read import read_text

        return read_text(text, kind, name)

    def read_many(
        self,
        paths: str | FilePath | Iterable[str | FilePath],
        kind: DocumentKind | None = None,
        *,
        column: str = "text",
        id_column: str | None = None,
        on_error: Callable[[DocumentError], None] | None = None,
    ) -> Iterator[Document]:
        """Read files, folders of files, and Parquet tables with a document a row, in order.

        Args:
            paths: of files, folders and tables (``.parquet``), or one of them.
            kind: what all of them are; see ``documents.read``.
            column: of tables, the one that has the text.
            id_column: the one that has what their documents are called.
            on_error: told what cannot be read, in its turn; the rest is read all the same.

        Raises:
            DocumentError: a document cannot be read, and ``on_error`` is not given.
        """
        from skillkg.documents.many import Many

        return Many(tuple(as_paths(paths, "paths")), kind, column, id_column).read(on_error)

    def link(self, document: Given) -> Links:
        """Find the concepts that a document names or describes, with their places.

        Args:
            document: a document that was read, or the path of a file. A ``str`` is a path, here and
                wherever a document is taken; ``read_text`` reads text.

        Raises:
            DocumentError: the file cannot be read.
            QueryError: there are no labels in the language of the view.
        """
        from skillkg.documents.read import as_document

        self.concepts.check_language()
        return self.view.link(as_document(document))

    def link_many(self, documents: Given | Iterable[Given]) -> Iterator[tuple[Document, Links]]:
        """Link documents one after the other: each, read, with what it was linked to.

        Args:
            documents: as ``link`` takes them; a folder gives the files in it, and a table
                (``.parquet``) its rows, as ``read_many`` does.

        Raises:
            DocumentError: as ``link`` does, when it is that document's turn.
        """
        from skillkg.documents.many import read_each

        self.concepts.check_language()
        for document in read_each(documents, None):
            yield document, self.view.link(document)

    def spans(self, document: Given) -> tuple[SkillSpan, ...]:
        """Find the places of a document that describe skills or knowledge, in text order.

        Whether a concept answers to them is not asked.

        Args:
            document: as ``link`` takes it.

        Raises:
            DocumentError: as ``link`` does.
        """
        from skillkg.documents.read import as_document

        return self.view.spans(as_document(document))

    def match(
        self,
        ad: Given,
        resume: Given,
        *,
        without: Collection[str] | str = (),
    ) -> Match:
        """Match a resume with a job ad: contributions, coverage and gates.

        Args:
            ad: the job ad, read or as the path of a file; ``read_text`` reads text.
            resume: the resume, likewise.
            without: sources and kinds of edges to leave out, as ``open`` does.

        Raises:
            DocumentError: a file cannot be read.
            QueryError: a kind of edges or a source is unknown.
        """
        from skillkg.documents.read import read_as

        pair = read_as(ad, "ad"), read_as(resume, "resume")
        return self._matcher(without).match(*pair)

    def _matcher(self, without: Collection[str] | str) -> Matcher:
        self.concepts.check_language()
        return self.view.matcher(as_names(without, "without"))

    def explain(
        self,
        ad: Given,
        resume: Given,
        *,
        cut: float | None = None,
        rivals: Mapping[int, float] | None = None,
        stability: bool = False,
        without: Collection[str] | str = (),
    ) -> Match:
        """Match a resume with a job ad, and tell besides what would change the fit.

        ``Match.explanation`` has what each line of the resume is worth, the fewest lines whose loss
        brings the fit below a cut, and the fewest that alone reach it, what additions would lift
        it, and how sure it is. It takes longer than ``match``.

        Args:
            ad: the job ad, read or as the path of a file; ``read_text`` reads text.
            resume: the resume, likewise.
            cut: fit at which it would be another decision, as that of the last resume that is
                chosen; where None, half of the fit.
            rivals: fits of other resumes in a ranking, by their ranks: what it would take to change
                places with them is told, too. Equal fits are passed over.
            stability: whether to read the resume again, changed in what should not matter (order,
                wording, additions, name, pronouns, address), and to tell how far the fit moves;
                it takes about ten times as long.
            without: sources and kinds of edges to leave out, as ``open`` does.

        Raises:
            DocumentError: a file cannot be read.
            QueryError: a kind of edges or a source is unknown.
        """
        from skillkg.documents.read import read_as

        if cut is not None:
            check_number(cut, "cut")
        if not isinstance(rivals, Mapping | None):
            raise QueryError(f"rivals takes fits by their ranks, as {{1: 0.5}}, not {rivals!r:.80}")
        pair = read_as(ad, "ad"), read_as(resume, "resume")
        return self._matcher(without).explained(*pair, cut, rivals or {}, with_stability=stability)

    def rank(
        self,
        ad: Given,
        resumes: Given | Iterable[Given],
        *,
        without: Collection[str] | str = (),
        on_error: Callable[[DocumentError], None] | None = None,
    ) -> list[Match]:
        """Match every resume with one ad, best fit first; ties in the order of names.

        Args:
            ad: the job ad, read or as a file.
            resumes: the resumes, read or as files; a folder gives the files in it, and a table
                (``.parquet``) its rows, as ``read_many`` does.
            without: sources and kinds of edges to leave out, as ``open`` does.
            on_error: told which resume cannot be read; the rest is ranked all the same.

        Raises:
            DocumentError: the ad or every resume cannot be read; or one, and no ``on_error``.
            QueryError: a kind of edges or a source is unknown.
        """
        from skillkg.documents.many import read_each
        from skillkg.documents.read import read_as

        matcher, read = self._matcher(without), read_as(ad, "ad")
        return matcher.rank(read, read_each(resumes, "resume", on_error))

    def readings(
        self,
        documents: Given | Iterable[Given],
        kind: DocumentKind,
        *,
        without: Collection[str] | str = (),
        on_error: Callable[[DocumentError], None] | None = None,
    ) -> Readings:
        """Read documents once, to rank them often; ``Readings.write_parquet`` keeps them on disk.

        Args:
            documents: job ads or resumes, as ``rank`` takes them.
            kind: what all of them are.
            without: sources and kinds of edges to leave out, as ``open`` does.
            on_error: told what cannot be read; the rest is read all the same.

        Raises:
            DocumentError: a document cannot be read, and ``on_error`` is not given.
            QueryError: a kind of edges or a source is unknown.
        """
        from skillkg.documents.many import read_each

        matcher = self._matcher(without)
        return matcher.readings(read_each(documents, kind, on_error), kind)

    def rank_many(
        self,
        ads: Readings | Given | Iterable[Given],
        resumes: Readings | Given | Iterable[Given],
        *,
        top: int = 10,
        without: Collection[str] | str = (),
        on_error: Callable[[DocumentError], None] | None = None,
        progress: Progress = silent,
    ) -> Ranking:
        """Rank a pool of resumes for many ads at once; ``match`` explains any row of it.

        Args:
            ads: job ads, as ``rank`` takes resumes; or what ``readings`` gave.
            resumes: the resumes, likewise.
            top: how many resumes for each ad at most.
            without: sources and kinds of edges to leave out, as ``open`` does.
            on_error: told what cannot be read; the rest is ranked all the same.
            progress: told how many ads are ranked for.

        Raises:
            DocumentError: a document cannot be read, and ``on_error`` is not given.
            QueryError: a kind of edges or a source is unknown, ``top`` is not positive, or
                readings are of another graph or scoring than this.
        """
        from skillkg.matching.pool.readings import Readings

        def read(documents: Readings | Given | Iterable[Given], kind: DocumentKind) -> Readings:
            if isinstance(documents, Readings):
                return documents
            return self.readings(documents, kind, without=without, on_error=on_error)

        check_limit(top, "top")
        matcher = self._matcher(without)
        wanted = read(ads, "ad")
        wanted.check(matcher.context("ad"))
        return matcher.ranker(read(resumes, "resume")).rank(wanted, top, progress)

    def next_occupations(
        self,
        resume: Given | Sequence[str],
        *,
        k: int = 10,
        without: Collection[str] | str = (),
    ) -> CareerPaths:
        """Find the occupations that a person is likely to have next, with paths and skill gaps.

        Args:
            resume: read, or as the path of a file; or a list of the person's job titles, the
                latest first, as resumes tell them.
            k: how many at most.
            without: sources and kinds of edges to leave out, as ``open`` does.

        Raises:
            ConceptError: no occupation answers to a job title that was given.
            DocumentError: the file cannot be read, nothing in it speaks for an occupation, or no
                title is given.
            QueryError: ``k`` is not positive, a kind of edges or a source is unknown, or there are
                no occupations in view.
        """
        from skillkg.documents.document import Document
        from skillkg.documents.read import read_as, read_titles

        check_limit(k, "k")
        matcher = self._matcher(without)
        if isinstance(resume, Document | str | PathLike):
            document = read_as(resume, "resume")
        else:
            document = read_titles(resume)
            matcher.careers.check_titles([title.quote for title in document.titles])
        return matcher.careers.next(matcher.read(document), k)

    def warm(self) -> None:
        """Derive now, and keep beside the store, what all but SPARQL would derive when first used.

        ``skillkg build`` ends with it.
        """
        self.view.derive()


@lru_cache(OPENED)
def _reopened(spec: ViewSpec) -> Concepts:
    """The concepts of a view that was opened in another process."""
    from skillkg.view.view import View

    return KnowledgeGraph(View.open(spec)).concepts
