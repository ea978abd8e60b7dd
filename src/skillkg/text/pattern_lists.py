"""Lists of regular expressions that come as data: names, and under each its alternatives."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def pattern_lists(package: str, file: str) -> Mapping[str, str]:
    """Read the lists of a TOML file, one expression a line; each as a group of alternatives."""
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    return MappingProxyType({name: any_of(lines) for name, lines in lists.items()})


def any_of(lines: str) -> str:
    """A group of the expressions of some lines; of none, one that never matches."""
    patterns = lines.strip().splitlines()
    return f"(?:{'|'.join(patterns)})" if patterns else r"(?!)"


def uncased(pattern: str) -> re.Pattern[str]:
    """Compile a pattern to which capitals do not matter."""
    return re.compile(pattern, re.IGNORECASE)
