"""Text to tokens: one tokenization for labels and for documents.

A token keeps its place in the text and carries a *stem*, the key that labels and documents meet
by: case, accents, ligatures and invisible characters folded, British spellings in ``-ise``,
``-yse`` and ``-our`` written the American way, then Snowball's English stemmer (Porter2).

``C++``, ``C#``, ``.NET`` and ``R&D`` are single tokens. Hyphens, slashes and dots inside a word
are neither token nor boundary: ``front-end`` and ``front end``, ``Node.js`` and ``Node JS``
read the same, and ``TCP/IP`` is two neighbours. Anything that ends a phrase (comma, full stop,
bracket, bullet, blank line, an e-mail or web address) becomes a *break*, so that no match reaches
across it. Articles in small letters are left out: ``manage a project`` is ``manage project``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from Stemmer import Stemmer  # type: ignore[import-not-found]

BREAK: Final = ""
"""The stem of a break."""

_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
_MARKS: Final = rf"[\u0300-\u036f{_INVISIBLE}]"
_LETTERS: Final = rf"[^\W_]+(?:{_MARKS}+[^\W_]+)*{_MARKS}*"
_PIECE: Final = rf"""
    (?P<word>
        (?i:\.net\b)
      | {_LETTERS} (?: \#(?!\w) | \+{{1,2}} | (?:&{_LETTERS})+ | (?:['’]{_LETTERS})+ )?
      | & )
  | (?P<break>
        [^\w\s.'’/\\&+\#*~^_\-‐‑{_INVISIBLE}\u0300-\u036f]
      | \.(?=\s|$) | \s[-*/\\](?=\s) | ^(?:[-*]|\#+)(?=\s) | \t
      | \n(?=[^\S\n]{{0,80}}(?:\n|[^\Wa-z_])) )
    """
_ADDRESS: Final = r"""
    (?P<address>
        https?://\S+ | \bwww\.\S+ | \b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}
      | \b[\w-]{1,64}\.(?:com|org|io|edu|gov)/\S* ) |
    """
_PIECES: Final = re.compile(_PIECE, re.VERBOSE | re.MULTILINE)
_PIECES_AND_ADDRESSES: Final = re.compile(_ADDRESS + _PIECE, re.VERBOSE | re.MULTILINE)
_HAS_ADDRESS: Final = re.compile(r"@|://|www\.|\.(?:com|org|io|edu|gov)/")
_ARTICLES: Final = frozenset(("a", "an", "the"))
_IGNORED: Final = re.compile(f"[{_INVISIBLE}]")
_AMERICAN: Final = (
    (re.compile(r"([iy])s(e|ed|es|ing|er|ers|ation|ations)$"), r"\1z\2"),
    (re.compile(r"our(|s|ed|ing|al|ful)$"), r"or\1"),
)


class Token(NamedTuple):
    """A word at ``text[start:end]``; a break has the stem :data:`BREAK`."""

    start: int
    end: int
    text: str
    stem: str


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("english")


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Write a word without what spelling and typography may vary; inflection is kept.

    ``Organisation’s`` becomes ``organization``, ``Résumé`` becomes ``resume``.
    """
    folded = word.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", _IGNORED.sub("", folded))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    folded = folded.replace("’", "'").removesuffix("'s")
    if len(folded) >= 6:
        for spelling, american in _AMERICAN:
            folded = spelling.sub(american, folded)
    return folded


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Key of one word: its folded form, stemmed where it is a plain word of four letters or more.

    ``&`` reads ``and``. A word of invisible characters only has the key of a break.
    """
    folded = fold(word)
    if folded == "&":
        return "and"
    if len(folded) < 4 or not folded.isalpha():
        return folded
    return str(_stemmer().stemWord(folded))


def tokenize(text: str) -> list[Token]:
    """Split a text into words and breaks, in order; offsets are code points of ``text``.

    Breaks that follow each other are one, and a break never comes first.
    """
    pieces = _PIECES_AND_ADDRESSES if _HAS_ADDRESS.search(text) else _PIECES
    tokens: list[Token] = []
    after_break = True
    for match in pieces.finditer(text):
        start, end = match.span()
        word = match[0]
        key = stem(word) if match.lastgroup == "word" else BREAK
        if (after_break and not key) or (word in _ARTICLES and text[end : end + 1].isspace()):
            continue
        tokens.append(Token(start, end, word, key))
        after_break = not key
    return tokens


def words(text: str) -> list[Token]:
    """Tokens of a label: as :func:`tokenize`, without a break at either end."""
    tokens = tokenize(text)
    if tokens and not tokens[-1].stem:
        tokens.pop()
    return tokens


def _number(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > 4:
        return word[:-2].removesuffix("e")
    return word if word.endswith("ss") else word.removesuffix("s").removesuffix("e")


def _verb(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and any(vowel in root for vowel in "aeiouy"):
            word = root
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    root = word.removesuffix("e")
    return root[:-1] + "i" if root.endswith("y") else root


def inflected(one: str, other: str, *, verb: bool = False) -> bool:
    """Whether two folded words of the same stem are forms of one word.

    Singular and plural are, and with ``verb`` the forms of a regular verb; ``manage`` and
    ``manager`` share a stem, and are two words.
    """
    if one == other or _number(one) == _number(other):
        return True
    return verb and _verb(one) == _verb(other)
