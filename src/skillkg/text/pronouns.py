"""Pronouns of persons, which say who somebody is and nothing of what they can do."""

from __future__ import annotations

import re
from typing import Final

_PRONOUN: Final = re.compile(
    r"\b(?:he|him|his|himself|she|hers?|herself|they|them|theirs?|themsel(?:f|ves))\b",
    re.IGNORECASE,
)


def without_pronouns(text: str) -> str:
    """Write blanks for pronouns of the third person, so that every place stays where it is."""
    return _PRONOUN.sub(lambda pronoun: " " * len(pronoun[0]), text)
