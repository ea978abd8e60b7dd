"""Words that job titles name a role by: ``nurse``, ``engineer``, ``head``.

``role_words.txt`` has the head nouns of the labels of occupations in ESCO and O*NET;
``benchmarks/role_words.py`` writes it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "role_words.txt"
_WORD: Final = re.compile(r"[^\W\d_]+")


def names_role(text: str) -> bool:
    """Whether one of a text's words is a role, in the singular or the plural."""
    words = map(str.casefold, _WORD.findall(text))
    return any(word in role_words() or word.removesuffix("s") in role_words() for word in words)


@cache
def role_words() -> frozenset[str]:
    """The words that name roles: singular, in small letters."""
    return frozenset(FILE.read_text(encoding="utf-8").split())
