"""Releases into a graph: on disk to stay, or in memory to look at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from skillkg._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from skillkg.api import KnowledgeGraph
    from skillkg.sources.release import Release
    from skillkg.store.base import Store
    from skillkg.store.build import Built, Meter


def build(
    location: str | Path,
    *,
    esco: Iterable[str | Path] = (),
    onet: Iterable[str | Path] = (),
    crosswalk: Iterable[str | Path] = (),
    overlay: Iterable[str | Path] = (),
    languages: Collection[str] | None = None,
    meter: Meter | None = None,
    derive: bool = False,
) -> list[Built]:
    """Put releases into a store, each into a graph of its own; all of them or none.

    Args:
        location: folder of the store; what it holds of other releases stays as it is.
        esco: zips, folders of zips or unpacked folders of ESCO, as CSV or RDF.
        onet: the same of the O*NET database as text files.
        crosswalk: the ESCO–O*NET occupation crosswalk.
        overlay: taxonomies of your own, in SKOS or ESCO's model.
        languages: codes of the languages to load; all that are there where None.
        meter: is asked for each release, and what it gives is told the bytes read.
        derive: also derive now, and keep beside the store, what lookup, search, paths, linking and
            matching need, while the statements are loaded; else it is derived when first needed.

    Raises:
        SourceError: a release is not what it should be; the store is unchanged.
        StoreError: the store cannot be written; it is unchanged.
    """
    from skillkg.sources.opening import open_releases
    from skillkg.store.build import build as build_store

    releases = open_releases(
        esco=esco,
        onet=onet,
        crosswalk=crosswalk,
        overlay=overlay,
        languages=languages,
    )
    return build_store(
        Path(location),
        releases,
        meter or _silent,
        tool=__version__,
        derive=partial(_derive, Path(location) / "cache") if derive else lambda _: None,
    )


def _derive(cache: Path, store: Store) -> None:
    """Derive everything of the default view in English."""
    from skillkg.view import View

    View(store, cache, "en", None, frozenset(), None).warm()


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
    import pyoxigraph as ox

    from skillkg.api import KnowledgeGraph
    from skillkg.sources.opening import open_releases
    from skillkg.store.build import fill
    from skillkg.store.embedded import EmbeddedStore

    quads, releases = (
        ox.Store(),
        open_releases(
            esco=esco, onet=onet, crosswalk=crosswalk, overlay=overlay, languages=languages
        ),
    )
    with TemporaryDirectory() as scratch:
        fill(quads, Path(scratch), releases, _silent, tool=__version__)
    return KnowledgeGraph(EmbeddedStore(quads))


def _silent(_: Release) -> Callable[[int], None]:
    return lambda _: None
