"""What the reports of documents are called as files."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from skillkg.text.printable import printable

MOST_BYTES: Final = 200
"""Longest name of a report in UTF-8, without its number and extension; systems take 255."""
_RESERVED: Final = re.compile(r'[/\\:*?"<>|]')
"""What some system does not take in the name of a file."""


def report_name(place: int, name: str) -> str:
    """Name the report of a document by its place in a ranking; any system takes it as a file.

    Args:
        place: from 1; documents may share a name.
        name: what the document is called.
    """
    stem = _RESERVED.sub("_", printable(PurePath(name).stem))
    short = stem.encode()[:MOST_BYTES].decode(errors="ignore")
    return f"{place:03}-{short.rstrip(' .')}"
