"""Where the files lie that are not code: the ontology and the named queries."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Find ``ontology`` or ``queries``: inside the installed package, or beside ``src``."""
    package = Path(__file__).parent
    installed = package / name
    return installed if installed.is_dir() else package.parents[1] / name
