"""How the cells of O*NET's tables become terms.

O*NET leaves a cell empty or writes ``n/a`` where a value is not available: no statement then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from skillkg import vocabulary as voc
from skillkg.sources.ntriples import text, typed

NOT_AVAILABLE = frozenset({"", "n/a"})
CACHED = 1 << 17

_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d*)?", re.ASCII)
_MONTH = re.compile(r"(0[1-9]|1[0-2])/(\d{4})", re.ASCII)
_CODE = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
_FLAGS = {"Y": "true", "N": "false"}


def english(cell: str) -> str:
    """Write a label or a text; O*NET's are in English."""
    return "" if cell in NOT_AVAILABLE else text(cell) + "@en"


@lru_cache(CACHED)
def string(cell: str) -> str:
    """Write a code or one of few words as a plain string."""
    return "" if cell in NOT_AVAILABLE else text(cell)


@lru_cache(CACHED)
def decimal(cell: str) -> str:
    """Write a number."""
    if cell in NOT_AVAILABLE:
        return ""
    if _DECIMAL.fullmatch(cell) is None:
        raise ValueError("not a number")
    return typed(cell, voc.XSD_DECIMAL)


@lru_cache(CACHED)
def integer(cell: str) -> str:
    """Write a count or a rank."""
    if cell in NOT_AVAILABLE:
        return ""
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError("not a whole number")
    return typed(cell, voc.XSD_INTEGER)


@lru_cache(CACHED)
def month(cell: str) -> str:
    """Write a date; O*NET gives month and year, ``08/2023``."""
    if cell in NOT_AVAILABLE:
        return ""
    match = _MONTH.fullmatch(cell)
    if match is None:
        raise ValueError("not a date (MM/YYYY)")
    return typed(f"{match[2]}-{match[1]}", voc.XSD_GYEARMONTH)


@lru_cache(CACHED)
def flag(cell: str) -> str:
    """Write Y or N as a boolean."""
    if cell in NOT_AVAILABLE:
        return ""
    if cell not in _FLAGS:
        raise ValueError("not Y or N")
    return typed(_FLAGS[cell], voc.XSD_BOOLEAN)


TRUE = typed("true", voc.XSD_BOOLEAN)


@lru_cache(CACHED)
def node(kind: str, *codes: str) -> str:
    """Name a thing by its kind's IRI and O*NET's codes.

    Raises:
        ValueError: a code is missing or has characters that O*NET's codes do not have.
    """
    for code in codes:
        if _CODE.fullmatch(code) is None:
            raise ValueError("malformed code")
    return f"<{kind}{'/'.join(codes)}>"


def named(kind: str, name: str) -> str:
    """Name a thing that O*NET knows by its name only.

    Raises:
        ValueError: there is no name.
    """
    if name in NOT_AVAILABLE:
        raise ValueError("no name")
    return f"<{kind}{quote(name, safe='')}>"
