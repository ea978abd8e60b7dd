"""Releases into a graph: on disk to stay, or in memory to look at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from skillkg._version import __version__
from skillkg.arguments import as_path
from skillkg.progress import silent

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillkg.progress import Progress
    from skillkg.sources.opening import Paths
    from skillkg.store.base import Store
    from skillkg.store.build import Built
    from skillkg.store.embedded import EmbeddedStore


def build(
    location: str | Path,
    *,
    esco: Paths = (),
    onet: Paths = (),
    crosswalk: Paths = (),
    overlay: Paths = (),
    languages: Collection[str] | str | None = None,
    progress: Progress = silent,
    derive: bool = False,
) -> list[Built]:
    """Put releases into a store, each into a graph of its own; all of them or none.

    Args:
        location: folder of the store; what it holds of other releases stays as it is.
        esco: zips, folders of zips or unpacked folders of ESCO, as CSV or RDF: one path
            or several, ``VERSION=PATH`` where no name tells the version.
        onet: the same of the O*NET database as text files.
        crosswalk: the ESCO–O*NET occupation crosswalk.
        overlay: taxonomies of your own, in SKOS or ESCO's model; ``NAME=PATH`` names the graph
            otherwise than the file.
        languages: code of a language to load, or several; all that are there where None.
        progress: told how many bytes of each release are read, and of indexes how many are derived.
        derive: also derive now, and keep beside the store, what lookup, search, paths, linking and
            matching need, while the statements are loaded; else it is derived when first needed.

    Raises:
        SourceError: a release is not what it should be; the store is unchanged.
        StoreError: the store cannot be written; it is unchanged.
        QueryError: a path is none.
    """
    folder = as_path(location, "location")
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
        folder,
        releases,
        progress,
        tool=__version__,
        derive=partial(_derive, folder, progress) if derive else lambda _: None,
    )


def _derive(location: Path, progress: Progress, store: Store) -> None:
    """Derive everything of the default view."""
    from skillkg.view.spec import ViewSpec
    from skillkg.view.view import View

    View(ViewSpec(str(location)), store, location / "cache").derive(progress)


def load(
    *,
    esco: Paths = (),
    onet: Paths = (),
    crosswalk: Paths = (),
    overlay: Paths = (),
    languages: Collection[str] | str | None = None,
) -> EmbeddedStore:
    """Put releases into a store in memory; the arguments are those of ``build``.

    Raises:
        SourceError: a release is not what it should be.
    """
    import pyoxigraph as ox

    from skillkg.sources.opening import open_releases
    from skillkg.store.build import fill
    from skillkg.store.embedded import EmbeddedStore

    releases = open_releases(
        esco=esco, onet=onet, crosswalk=crosswalk, overlay=overlay, languages=languages
    )
    quads = ox.Store()
    with TemporaryDirectory() as scratch:
        fill(quads, Path(scratch), releases, silent, tool=__version__)
    return EmbeddedStore(quads)
