"""Credentials that are known by name: how they are written, and their classes, lowest first.

They are read from ``credentials.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from skillkg.errors import RecordError
from skillkg.text.pattern_lists import any_of, uncased

if TYPE_CHECKING:
    import re


class Rung(NamedTuple):
    """A class of a credential: who holds it holds those below it on its ladder."""

    ladder: int
    height: int
    name: str


class Kind:
    """One sort of credential: how it is written, and its classes."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.name: str = table["name"]
        self.asked = _any(table["asked"])
        self.demanding = _any(table.get("demanding", ""))
        self.had, self.lacked = _any(table.get("had", "")), _any(table.get("lacked", ""))
        self.unnamed: bool = table.get("unnamed", False)
        self._open = [uncased(pattern) for pattern in table.get("open", ())]
        self._patterns = {
            Rung(number, height, name): uncased(pattern)
            for number, ladder in enumerate(table.get("ladders", ()))
            for height, (name, pattern) in enumerate(ladder)
        }

    @property
    def classes(self) -> tuple[Rung, ...]:
        """All classes, ladder by ladder, lowest first."""
        return tuple(self._patterns)

    def rungs(self, words: str) -> dict[int, Rung]:
        """The highest class of each ladder that words name."""
        named = (rung for rung, pattern in self._patterns.items() if pattern.search(words))
        return {rung.ladder: rung for rung in named}

    def rung(self, name: str) -> Rung:
        """The class that has a name.

        Raises:
            RecordError: none has it.
        """
        for rung in self._patterns:
            if rung.name == name:
                return rung
        raise RecordError(f"{self.name} has no class {name!r:.80}")

    def takes_unnamed(self, rung: Rung) -> bool:
        """Whether what names no class may be of one: the first, or any where classes are places."""
        return self.unnamed or (rung.height == 0 and not rung.ladder)

    def is_open(self, words: str) -> bool:
        """Whether words may mean a higher class than they name."""
        return any(pattern.search(words) for pattern in self._open)


def _any(lines: str) -> re.Pattern[str]:
    return uncased(rf"(?<![\w-]){any_of(lines)}(?!\w)")


@cache
def kinds() -> tuple[Kind, ...]:
    """All credentials that are known by name."""
    text = files("skillkg.matching.gates").joinpath("credentials.toml").read_text("utf-8")
    return tuple(Kind(table) for table in tomllib.loads(text)["credential"])


def kind_named(name: str) -> Kind:
    """The credential that has a name.

    Raises:
        RecordError: none has it.
    """
    for kind in kinds():
        if kind.name == name:
            return kind
    raise RecordError(f"no credential is called {name!r:.80}")
