"""How a label may stand in a document: its written variants, and what makes a match trustworthy.

A match by stems only says that a label *may* be meant. :func:`agreement` decides, from the words
as they are written and, for labels of one risky word, from what stands beside them. Longer labels
carry their own context; it is single words that mislead (``Go``, ``IT``, ``plan``, ``Chef``).
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum, IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from skillkg.text.tokens import fold, inflected
from skillkg.text.word_lists import AFTER_NAME, BEFORE_NAME, FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.model.graph import Label
    from skillkg.text.tokens import Token

_QUALIFIED: Final = re.compile(r"(?P<name>[^()]*\w[^()]*?)\s*\([^()]+\)")
_ABBREVIATED: Final = re.compile(
    r"(?P<name>.+?) \(?(?P<short>[A-Z][A-Za-z0-9&/]*[A-Z0-9])\)?(?: software)?"
)
_MAKERS: Final = (
    "Adobe|Amazon|Apache|Atlassian|Autodesk|Cisco|Dassault Systemes|Google|HashiCorp|IBM|Intuit"
    "|Microsoft|Microsoft Office|Oracle|Salesforce|SAP|The MathWorks"
)
"""Makers whose products, and their abbreviations, are called without them."""
_MAKER: Final = re.compile(
    rf"(?P<maker>{_MAKERS}) (?P<name>[A-Z]\w+|[A-Z]\w+ (?=\w*[A-Z]\w*[A-Z])\w+)(?: software)?"
)
_MADE: Final = re.compile(rf"(?:{_MAKERS})\b")
_TITLE_CASE: Final = re.compile(r"\w+(?: [A-Z]\w*)+(?: software)?")
_JOINT: Final = re.compile(r"(?<=\w)[-‐‑.](?=\w)")


class Caution(Enum):
    """What a label asks of a place in a text before it counts as named there."""

    PHRASE = "several words: any case, inflected"
    WORD = "one word in small letters: any case, also in the plural"
    SIGN = "one word with digits, symbols or capitals inside: any case"
    NAME = "one capitalized name: as written; in another case only in an enumeration"
    CAPITALS = "an abbreviation that is spelt out in its label: in capitals"
    NAME_OR_WORD = (
        "one capitalized name that is a word, too: as written, but not to begin a sentence"
    )
    ACRONYM = "up to five capitals, or three letters: in capitals, or in an enumeration"
    RISKY_NAME = "one or two letters, or also an everyday word: as written, where a name would be"
    RISKY_WORD = "an everyday word: only as a whole item of a list"


class Agreement(IntEnum):
    """How well the words of a text agree with those of a label; the smaller the better."""

    EXACT = 0
    CASE = 1
    INFLECTED = 2


def variants(label: Label) -> Iterator[str]:
    """Other ways to write a label that mean the same; without the label itself.

    The preferred label ``Java (computer programming)`` gives ``Java``, ``front-end`` gives
    ``frontend`` and, for a technology, ``Amazon Web Services AWS software`` gives ``AWS`` and
    ``Amazon Web Services``, ``Microsoft Excel`` gives ``Excel``.
    """
    text = " ".join(label.text.split())
    bracketed = label.role == "preferred" and text.endswith(")")
    if bracketed and (qualified := _QUALIFIED.fullmatch(text)):
        yield qualified["name"]
    if ("-" in text or "." in text) and _JOINT.search(text):
        yield _JOINT.sub("", text)
    if label.kind == "technology":
        yield from _technology_variants(text)


@cache
def aliases() -> dict[str, list[str]]:
    """Other names of technologies, by their preferred label."""
    text = files("skillkg.linking.labels").joinpath("aliases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _technology_variants(text: str) -> Iterator[str]:
    yield from aliases().get(text, ())
    if (short := _ABBREVIATED.fullmatch(text)) and _abbreviates(short["short"], short["name"]):
        # Those of products that few know are somebody else's, too: EPIC, CAM, ETC.
        if _MADE.match(text) or not _TITLE_CASE.fullmatch(text):
            yield short["short"]
        yield short["name"]
    if made := _MAKER.fullmatch(text):
        yield made["name"]
        if made["maker"].startswith("Microsoft"):
            yield f"MS {made['name']}"


def spells_out(label: str, short: str) -> bool:
    """Whether a label begins with what an abbreviation in it is short for, and no maker's name."""
    return _initials(label.partition(short)[0]) == short.casefold()


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name)).casefold()


def _abbreviates(short: str, name: str) -> bool:
    initials = _initials(name)
    # A word before it may be the maker's name; more of them make another name of it.
    is_whole = len(initials) - len(short) <= 1
    return len(short) > 2 and is_whole and initials.endswith(short.casefold())


def caution(tokens: Sequence[Token], *, everyday: bool, derived: bool = False) -> Caution:
    """Class of a label by its tokens.

    Args:
        tokens: of the label, or of a way to write it.
        everyday: whether its only word is an ordinary one.
        derived: whether the graph does not have it word for word.
    """
    if len(tokens) > 1:
        return Caution.PHRASE
    word = tokens[0].text
    lower = word.islower()
    if word.isupper() and word.isalpha() and len(word) > 2 and (derived or len(word) > 5):
        return Caution.CAPITALS
    if len(word) <= 2 and word.isalpha():
        return Caution.RISKY_NAME
    if everyday or word.casefold() in FUNCTION_WORDS:
        return Caution.RISKY_WORD if lower else Caution.RISKY_NAME
    if not word.isalpha():
        return Caution.SIGN
    if len(word) <= 3 or (word.isupper() and len(word) <= 5):
        return Caution.ACRONYM
    if lower:
        return Caution.WORD
    return Caution.NAME if word[1:].islower() else Caution.SIGN


def agreement(
    label: Sequence[Token], kind: Caution, tokens: Sequence[Token], start: int
) -> Agreement | None:
    """How ``tokens[start : start + len(label)]`` agree with a label of the same stems.

    Inflection: any word may be singular or plural, the first word of a longer label also another
    form of the verb (``managing budgets`` for ``manage budget``). Returns ``None`` where the
    words only share a stem, or where the label's caution is not satisfied.
    """
    in_text = tokens[start : start + len(label)]
    degree = int(Agreement.EXACT)
    for position, (one, other) in enumerate(zip(label, in_text, strict=True)):
        if one.text != other.text:
            verb = len(label) > 1 and not position
            degree = max(degree, _word_agreement(one.text, other.text, verb=verb))
    if degree > Agreement.INFLECTED or not _allowed(kind, degree, tokens, start):
        return None
    return Agreement(degree)


@lru_cache(maxsize=1 << 16)
def _word_agreement(label: str, in_text: str, *, verb: bool) -> int:
    one, other = fold(label), fold(in_text)
    if one == other:
        return Agreement.CASE
    return Agreement.INFLECTED if inflected(one, other, verb=verb) else Agreement.INFLECTED + 1


def _allowed(kind: Caution, degree: int, tokens: Sequence[Token], start: int) -> bool:
    if kind is Caution.PHRASE:
        return True
    if kind in (Caution.WORD, Caution.RISKY_WORD):
        agrees = degree <= Agreement.CASE or tokens[start].text.endswith("s")
        return agrees and (kind is Caution.WORD or _whole_item(tokens, start))
    if degree > Agreement.CASE:
        return False
    exact = degree == Agreement.EXACT
    if kind is Caution.CAPITALS:
        return tokens[start].text.isupper() and not _is_shouted(tokens, start)
    if kind is Caution.NAME_OR_WORD:
        return exact and not _begins_sentence(tokens, start)
    if kind is Caution.SIGN or (kind is Caution.NAME and exact):
        return True
    if kind is Caution.ACRONYM and tokens[start].text.isupper():
        return True
    if kind is Caution.RISKY_NAME:
        named = exact and (_enumerated(tokens, start) or _name_in_prose(tokens, start))
        return named or (not exact and _among_small_items(tokens, start))
    return _enumerated(tokens, start)


def _is_shouted(tokens: Sequence[Token], start: int) -> bool:
    """Whether words beside a word are in capitals, too: a heading, and no abbreviation in it."""
    beside = (tokens[n] for n in (start - 1, start + 1) if 0 <= n < len(tokens))
    return any(token.stem and token.text.isupper() and len(token.text) > 5 for token in beside)


def _begins_sentence(tokens: Sequence[Token], start: int) -> bool:
    """Whether a sentence goes on in small letters behind its first word: ``Excel at sales``."""
    after = _neighbour(tokens, start + 1)
    goes_on = start + 1 < len(tokens) and tokens[start + 1].text.islower()
    return not _neighbour(tokens, start - 1) and goes_on and bool(after) and after not in AFTER_NAME


def _neighbour(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.casefold() if 0 <= index < len(tokens) and tokens[index].stem else ""


def _whole_item(tokens: Sequence[Token], start: int) -> bool:
    return not (_neighbour(tokens, start - 1) or _neighbour(tokens, start + 1))


def _among_small_items(tokens: Sequence[Token], start: int) -> bool:
    """Whether a word is an item between others of one word in small letters: ``python,c,java``."""
    around = (start - 2, start - 1, start, start + 1, start + 2)
    if around[0] < 0 or around[-1] >= len(tokens):
        return False
    first, seam, word, next_seam, last = (tokens[n] for n in around)
    items = first.text.islower() and word.text.islower() and last.text.islower()
    are_words = min(len(first.text), len(last.text)) > 2  # a, b, c, d number something
    return items and are_words and not (seam.stem or next_seam.stem)


def _enumerated(tokens: Sequence[Token], start: int) -> bool:
    before, after = _neighbour(tokens, start - 1), _neighbour(tokens, start + 1)
    return (not before or before in BEFORE_NAME) and (not after or after in AFTER_NAME)


def _name_in_prose(tokens: Sequence[Token], start: int) -> bool:
    """A capital inside a sentence in small letters: ``building React apps``, not ``Head Chef``."""
    name = tokens[start].text
    if start == 0 or name.isupper() or not name[0].isupper():
        return False
    before, after = tokens[start - 1], tokens[start + 1] if start + 1 < len(tokens) else None
    return before.text.islower() and (after is None or not after.text[:1].isupper())
