"""The Python API: how a graph is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.knowledge_graph import KnowledgeGraph
from skillkg.matching.scoring import DEFAULT, Scoring
from skillkg.view.spec import ViewSpec
from skillkg.view.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


def open(  # noqa: A001
    location: str | Path,
    *,
    language: str = "en",
    releases: Collection[str] | None = None,
    without: Collection[str] = (),
    model: str | Path | None = None,
    services: Collection[str] = (),
    scoring: Scoring = DEFAULT,
) -> KnowledgeGraph:
    """Open a graph for reading: a folder that ``build`` filled, or a SPARQL endpoint.

    Args:
        location: path of the store, or the http(s) address of a SPARQL 1.1 endpoint that
            serves one.
        language: tag of the labels' language, for lookup, search and linking; ``*`` for all.
        releases: which releases to see, as ``source/version`` (``esco/1.1.1``); where None,
            of each source the newest complete one and what supplements it.
        without: what to leave out: sources (``relatedness``, ``onet``), which are then not in
            view, and kinds of edges, which no path then walks.
        model: the encoder that search asks, as ``encoding.models.open_encoder`` takes it:
            the folder of a sentence-transformers model, or ``minilm``; the default where None.
        services: hosts that SERVICE in a query may send to, as ``host`` or ``host:port``; none
            unless they are named.
        scoring: how documents are matched; ``Scoring.load`` reads one that was saved.

    Raises:
        StoreError: there is no store, or one of the releases is not in it.
        QueryError: the language is no tag, or what is left out is not known.
    """
    spec = ViewSpec(
        str(location),
        language,
        None if releases is None else frozenset(releases),
        frozenset(without),
        None if model is None else str(model),
        frozenset(map(str.lower, services)),
        scoring,
    )
    return KnowledgeGraph(View.open(spec))


def load(
    *,
    esco: Iterable[str | Path] = (),
    onet: Iterable[str | Path] = (),
    crosswalk: Iterable[str | Path] = (),
    overlay: Iterable[str | Path] = (),
    languages: Collection[str] | None = None,
) -> KnowledgeGraph:
    """Open releases in memory, without a store on disk; the arguments are those of ``build``.

    Raises:
        SourceError: a release is not what it should be.
    """
    from skillkg.building import load as load_store

    store = load_store(
        esco=esco, onet=onet, crosswalk=crosswalk, overlay=overlay, languages=languages
    )
    return KnowledgeGraph(View(ViewSpec(store.location), store))
