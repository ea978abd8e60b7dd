"""Job titles without what they say beside the occupation; the words are in ``titles.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from skillkg.linking.labels.overlap import stems_of

_BRACKETED: Final = re.compile(r"[(\[]\W*[)\]]")
_WORD: Final = re.compile(r"[^\W_]+(?:&[^\W_]+)*\.?")
_EDGE: Final = re.compile(r"^(?:[^\w.]|\.(?!\w))+|[^\w+#)]+$")


class _TitleWords(NamedTuple):
    decoration: re.Pattern[str]
    separators: re.Pattern[str]
    abbreviations: dict[str, str]


@cache
def _words() -> _TitleWords:
    text = files("skillkg.linking.titles").joinpath("titles.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return _TitleWords(
        re.compile(rf"(?<![\w&.+])(?:{_spelt(data['decoration'])})(?![\w&]|\.\w)", re.IGNORECASE),
        re.compile(rf"\s*(?:{_spelt(data['separators'])})\s*", re.IGNORECASE),
        data["abbreviations"],
    )


def _spelt(lines: str) -> str:
    """Patterns as one, with what their blanks stand for."""
    return "|".join(lines.strip().splitlines()).replace(" ?", r"[\s-]*").replace(" ", r"[\s-]+")


def clean_title(title: str) -> str:
    """Write a title without seniority, gender marks and terms of employment, words in full.

    ``Sr. SW Eng II (m/f/d) – remote`` becomes ``software engineer``. A title of nothing else stays
    what it is.
    """
    words = _words()
    plain = _BRACKETED.sub(" ", words.decoration.sub(" ", title))
    full = _WORD.sub(lambda word: words.abbreviations.get(_spelling(word[0]), word[0]), plain)
    return _EDGE.sub("", " ".join(full.split())) or title


def _spelling(word: str) -> str:
    return word.removesuffix(".").casefold()


def title_key(title: str) -> str:
    """What titles and labels have in common that read the same once they are cleaned."""
    return " ".join(sorted(stems_of(clean_title(title))))


def title_parts(title: str) -> list[str]:
    """What stands between the separators of a cleaned title: ``Chef / Cook`` has two parts."""
    parts = (_EDGE.sub("", part) for part in _words().separators.split(title))
    return [part for part in parts if len(part) > 2] or [title]
