"""The sentences of reports: one catalogue a language, each in the voice of who reads it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

Voice = Literal["recruiter", "candidate", "auditor"]
"""Whom a report is for."""
VOICES: Final[tuple[Voice, ...]] = get_args(Voice)

_TURNED: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Gives sentences by their keys.

    Args:
        voice: whom they are for; what is not said otherwise is said as to a recruiter.
        language: a file ``catalogues/{language}.toml``.
    """

    voice: Voice = "recruiter"
    language: str = "en"

    def sentence(self, key: str, n: int | None = None) -> str:
        """A sentence with the names of what is filled in, in braces.

        Args:
            key: section and name, ``gates.heading``.
            n: how many it is about, where that changes the words.

        Raises:
            KeyError: there is none.
        """
        entry: Any = _sentences(self.language)
        for name in key.split("."):
            entry = entry[name]
        if isinstance(entry, dict) and "recruiter" in entry:
            entry = entry.get(self.voice, entry["recruiter"])
        if isinstance(entry, dict):
            entry = entry["one" if n == 1 else "other"]
        text: str = entry
        return text

    def say(self, key: str, **values: Any) -> str:
        """A sentence, filled in; ``n`` is a number that changes the words."""
        told = {name: _isolated(value) for name, value in values.items()}
        return self.sentence(key, values.get("n")).format(**told)


def _isolated(value: Any) -> Any:
    """Text that runs, or turns what follows, from right to left, kept to itself."""
    return f"\u2068{value}\u2069" if isinstance(value, str) and _TURNED.search(value) else value


@cache
def _sentences(language: str) -> dict[str, Any]:
    catalogue = files("skillkg.explanation.report").joinpath("catalogues", f"{language}.toml")
    return tomllib.loads(catalogue.read_text("utf-8"))
