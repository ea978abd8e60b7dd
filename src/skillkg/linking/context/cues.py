"""Cues: words that set the stance, the demand or the level of a mention near them.

The words themselves are data, in ``cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from skillkg.extras import needs
from skillkg.text.pattern_lists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillkg.model.document import DocumentKind

Meaning = Literal[
    "nothing", "negated", "wished", "company", "required", "preferred", "grade", "years"
]
"""What a cue sets: nothing, where it only looks like one; a stance; a demand; a level."""

Reach = Literal["none", "list", "phrase", "clause", "back"]
"""What a cue covers: behind it a list, one phrase, or the whole clause; or what is before it."""

_NAMED: Final = re.compile(r"<(\w+)>")
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Lowers ASCII only, so that offsets stay; matching without regard to case is slower by half."""
_NUMBER_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_YEARS: Final = (
    rf"(?<![\w.,-])(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_NUMBER_WORDS)})\s*\+?(?:\s*(?:-|–"
    rf"|to)\s*\d{{1,2}})?"
    r"\s*\+?\s*years?"
)
YEARS: Final = re.compile(rf"{_YEARS}\b", re.IGNORECASE)
"""A number of years in a text: ``5+ years``, ``two to 3 years``."""


_START: Final = re.compile(r"(?<![\w.])(?:\w+|,)")
_WORDS: Final = 1 << 16
"""How many words it is remembered of whether they can start a cue."""


class Cue(NamedTuple):
    """A cue at ``text[start:end]``."""

    start: int
    end: int
    meaning: Meaning
    reach: Reach


def find_cues(text: str, kind: DocumentKind | None) -> Iterator[Cue]:
    """Cues in the order of the text, none overlapping another."""
    lexicon, end = _lexicon("resume" if kind == "resume" else "ad"), 0
    lowered = text.translate(_LOWER)
    for word in _START.finditer(lowered):
        if word.start() >= end and lexicon.may_start(word[0]):
            match = lexicon.pattern.match(lowered, word.start())
            if match:
                end = match.end()
                yield Cue(word.start(), end, *lexicon.meanings[str(match.lastgroup)])


class _CueLexicon:
    """The cues of a kind of document as one pattern.

    Few words can start a cue. Which ones is asked once for each: matching at every word took three
    times as long.
    """

    def __init__(self, groups: Iterable[str], meanings: dict[str, tuple[Meaning, Reach]]) -> None:
        with needs("documents"):
            import regex  # type: ignore[import-untyped]

        pattern = rf"(?:{'|'.join(groups)})(?!\w)"
        self.pattern, self.meanings = re.compile(pattern), meanings
        """Matches a cue; and what each of its groups sets."""
        partial = regex.compile(pattern)
        self.may_start = lru_cache(_WORDS)(lambda word: bool(partial.match(word, partial=True)))
        """Whether a word, or a comma, can be the first of a cue."""


def years_in(words: str) -> float:
    """The number in words that :data:`YEARS` matches; of a range the first."""
    digits = re.match(r"[\d.]+", words)
    if digits:
        return float(digits[0])
    return next(n for n, word in enumerate(_NUMBER_WORDS, 1) if words.casefold().startswith(word))


@cache
def _lexicon(kind: DocumentKind) -> _CueLexicon:
    data: dict[str, Any] = tomllib.loads(
        files("skillkg.linking.context").joinpath("cues.toml").read_text(encoding="utf-8")
    )
    words = {name: any_of(text) for name, text in data["words"].items()}
    words["years"] = _YEARS
    cues = [cue for cue in data["cue"] if cue.get("kind", kind) == kind]
    groups = [f"(?P<c{n}>{_spelt(cue['patterns'], words)})" for n, cue in enumerate(cues)]
    meanings = {f"c{n}": (cue["meaning"], cue["reach"]) for n, cue in enumerate(cues)}
    return _CueLexicon(groups, meanings)


def _spelt(patterns: str, words: Mapping[str, str]) -> str:
    """Patterns with the words that they name, and with any white space and apostrophe."""
    spelt = any_of(patterns)
    while _NAMED.search(spelt):
        spelt = _NAMED.sub(lambda name: words[name[1]], spelt)
    return spelt.replace("'", "['’]").replace(" ", r"\s+")
