"""ESCO, in whichever of its two official forms it lies on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillkg.errors import SourceError
from skillkg.sources.esco.csv_release import open_esco_csv
from skillkg.sources.esco.rdf_release import open_esco_rdf
from skillkg.sources.files import members
from skillkg.sources.rdf import is_rdf

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from skillkg.sources.release import Release


def open_esco(
    paths: Sequence[Path],
    *,
    version: str | None = None,
    languages: Collection[str] | None = None,
) -> list[Release]:
    """Find the releases of ESCO under ``paths``, as tables or as RDF.

    Args:
        paths: each has one release or a part of it, in one form: a file, a zip, a folder of
            zips or an unpacked folder. Paths with parts of one version become one release.
        version: which release it is, where no name tells.
        languages: codes of the languages to read; None for all that are there.

    Raises:
        SourceError: a path is missing or damaged, is not ESCO, mixes releases or forms, or does
            not tell its version.
    """
    rdf = [path for path in paths if _has_rdf(path)]
    tables = [path for path in paths if path not in rdf]
    return [
        *open_esco_csv(tables, version=version, languages=languages),
        *open_esco_rdf(rdf, version=version, languages=languages),
    ]


def _has_rdf(path: Path) -> bool:
    files = members(path)
    rdf = any(is_rdf(file) for file in files)
    if rdf and any(file.name.lower().endswith(".csv") for file in files):
        raise SourceError(
            "has both tables (CSV) and RDF",
            file=path,
            hint="They are two forms of the same: name the files of one.",
        )
    return rdf
