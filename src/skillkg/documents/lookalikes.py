"""Words with Greek or Cyrillic letters that look Latin: what is seen is not what is read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = "АВЕЗКМНОРСТУХЅІЈҮԌԚԜасеорухѕіјһԁԛԝүӏ"
_GREEK: Final = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ"
"""Without what people write among Latin letters on purpose, such as μ, π and Ω."""
_LOOKALIKE: Final = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_OTHER: Final = re.compile(f"(?![{_CYRILLIC}{_GREEK}])[\u0370-\u03ff\u0400-\u052f]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_TOLD: Final = 3
"""Words that a note names."""


def lookalike_note(text: str) -> str | None:
    """Name the words of a text whose letters only look like Latin ones; None where there are none.

    A word that has Latin letters too is one. One that has none may be a word of its own language,
    which it is taken for where the text has any letter of Greek or Cyrillic that looks like none.
    """
    if text.isascii() or not _LOOKALIKE.search(text):
        return None
    bilingual = _OTHER.search(text) is not None
    words = dict.fromkeys(
        word
        for word in _WORD.findall(text)
        if _LOOKALIKE.search(word) and not _OTHER.search(word)
        if _LATIN.search(word) or not bilingual
    )
    return _note(list(words)) if words else None


def _note(words: list[str]) -> str:
    told = ", ".join(f"“{word}” ({_letter(word)})" for word in words[:_TOLD])
    more = f" and {len(words) - _TOLD:,} more" if len(words) > _TOLD else ""
    return (
        f"words with letters that only look Latin are read as written, and not found: {told}{more}"
    )


def _letter(word: str) -> str:
    found = _LOOKALIKE.search(word)
    return "" if found is None else f"{found[0]}: {unicodedata.name(found[0]).lower()}"
