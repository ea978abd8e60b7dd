"""Words that job titles name a role by: ``nurse``, ``engineer``, ``head``.

``role_words.txt`` has the head nouns of the labels of occupations in ESCO and O*NET,
``rarer_role_words.txt`` those of few labels; ``benchmarks/role_words.py`` writes both.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "role_words.txt"
RARER_FILE: Final = Path(__file__).parent / "rarer_role_words.txt"
_WORD: Final = re.compile(r"[^\W\d_]+")
_REST: Final = re.compile(
    r"\s*(?:[,(/:;]|\s[-–—]\s|\b(?:of|in|for|at|to|with|and|on|by|from|or)\b).*", re.DOTALL
)
_PHRASE_END: Final = re.compile(
    r"\s*(?:[,(/:;]|\b(?:of|in|for|at|to|with|on|by|from)\b).*", re.DOTALL
)
_NUMBER: Final = re.compile(r"\s+(?:[IVX]+|\d+)\b")
"""A grade behind a title: ``Accountant II``."""


def names_role(text: str) -> bool:
    """Whether one of a text's words is a role, in the singular or the plural."""
    return any(_is_in(word, role_words()) for word in _words(text))


def role_likeness(text: str) -> float:
    """How much a text reads like the name of a role, from 0 to 2.

    What a text is about is its head: a ``Primary School Teacher`` is a teacher, and a ``Teacher
    Training School`` is a school.
    """
    plain = _NUMBER.sub("", text).casefold()
    # Doctors and nurses are heads both; so is the analyst of Data and Support.
    heads = (head_of(plain), *_WORD.findall(_PHRASE_END.sub("", plain))[-1:])
    if any(_is_in(head, role_words()) for head in heads):
        return 2.0
    if any(_is_in(head, rarer_role_words()) for head in heads):
        return 1.5
    words = _words(text)
    if any(_is_in(word, role_words()) for word in words):
        return 1.0
    return 0.5 if any(_is_in(word, rarer_role_words()) for word in words) else 0.0


def head_of(text: str) -> str:
    """The last word of a label before ``of``, ``in`` or a comma; empty where it has none."""
    return next(reversed(_WORD.findall(_REST.sub("", text))), "")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_in(word: str, words: frozenset[str]) -> bool:
    return word in words or word.removesuffix("s") in words


@cache
def role_words() -> frozenset[str]:
    """The words that name roles: singular, in small letters."""
    return frozenset(FILE.read_text(encoding="utf-8").split())


@cache
def rarer_role_words() -> frozenset[str]:
    """Words that are the head of few labels; some are names of people as often as of roles."""
    return frozenset(RARER_FILE.read_text(encoding="utf-8").split())
