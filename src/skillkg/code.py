"""Which code runs: the digest of the package's own files."""

from __future__ import annotations

from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from skillkg._version import __version__
from skillkg.model.decision import Tool

_DATA = ("ontology", "queries")
"""Folders of an installed package that are graphs and queries: a graph has a digest of its own."""


@cache
def tool() -> Tool:
    """The program that runs."""
    return Tool("skillkg", __version__, code_digest())


@cache
def code_digest() -> str:
    """SHA-256 of what ``sha256sum`` prints for all files, in order of their paths.

    In the folder of the package anyone gets it with
    ``find . -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | xargs sha256sum | sha256sum``.
    """
    package = Path(__file__).parent
    files = (path for path in package.rglob("*") if path.is_file())
    names = (path.relative_to(package) for path in files)
    paths = sorted(f"./{name.as_posix()}" for name in names if _is_code(name))
    lines = (f"{_sha256(package / path)}  {path}\n" for path in paths)
    return f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"


def _is_code(path: Path) -> bool:
    return path.parts[0] not in _DATA and "__pycache__" not in path.parts


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
