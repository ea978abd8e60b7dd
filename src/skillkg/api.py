"""The Python API: how a graph is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.arguments import as_names, as_path, check_text
from skillkg.errors import QueryError
from skillkg.knowledge_graph import KnowledgeGraph
from skillkg.matching.scoring import DEFAULT, Scoring
from skillkg.view.spec import ViewSpec
from skillkg.view.view import View

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from skillkg.sources.opening import Paths


def open(  # noqa: A001
    location: str | Path,
    *,
    language: str = "en",
    releases: Collection[str] | str | None = None,
    without: Collection[str] | str = (),
    model: str | Path | None = None,
    services: Collection[str] | str = (),
    scoring: Scoring = DEFAULT,
) -> KnowledgeGraph:
    """Open a graph for reading: a folder that ``build`` filled, or a SPARQL endpoint.

    Args:
        location: path of the store, or the http(s) address of a SPARQL 1.1 endpoint that
            serves one.
        language: tag of the labels' language, for lookup, search and linking; ``*`` for all.
        releases: which to see, one or several, as ``source/version`` (``esco/1.1.1``); where
            None, of each source the newest complete one and what supplements it.
        without: what to leave out: sources (``relatedness``, ``onet``), which are then not in
            view, and kinds of edges, which no path then walks.
        model: the encoder that search asks, as ``encoding.models.open_encoder`` takes it:
            the folder of a sentence-transformers model, or ``minilm``; the default where None.
        services: hosts that SERVICE in a query may send to, as ``host`` or ``host:port``; none
            unless they are named.
        scoring: how documents are matched; ``Scoring.load`` reads one that was saved.

    Raises:
        StoreError: there is no store, or one of the releases is not in it.
        QueryError: the language is no tag, what is left out is not known, or an argument is not of
            its type.
    """
    check_text(language, "language")
    if not isinstance(scoring, Scoring):
        raise QueryError(f"scoring takes a Scoring, not {scoring!r:.80}; Scoring.load reads a file")
    spec = ViewSpec(
        location if isinstance(location, str) else str(as_path(location, "location")),
        language,
        None if releases is None else frozenset(as_names(releases, "releases")),
        frozenset(as_names(without, "without")),
        None if model is None else str(as_path(model, "model")),
        frozenset(map(str.lower, as_names(services, "services"))),
        scoring,
    )
    return KnowledgeGraph(View.open(spec))


def load(
    *,
    esco: Paths = (),
    onet: Paths = (),
    crosswalk: Paths = (),
    overlay: Paths = (),
    languages: Collection[str] | str | None = None,
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
