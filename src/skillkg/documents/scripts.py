"""Passages in other letters than Latin ones: none is English, however short it is.

A piece of a text (a sentence, a cell of a table, a line) that is mostly in such letters is a
passage as a whole: what it says of the ``Java`` in it is not understood. Of any other piece only
what is in such letters is one, as in ``our Moscow (Москва) office``; single letters may be signs
(``β test``) and are none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regex import Pattern  # type: ignore[import-untyped]

_OTHER: Final = r"[\p{L}--[\p{Latin}\p{Common}]]"
_DENSE: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"
_WEIGHT: Final = 3
"""Latin letters that one of the dense scripts stands for: they write a word in one to three."""


class _Patterns(NamedTuple):
    piece: Pattern[str]
    word: Pattern[str]
    run: Pattern[str]
    other: Pattern[str]
    dense: Pattern[str]
    latin: Pattern[str]


def script_passages(text: str) -> list[tuple[int, int]]:
    """Start and end of each passage in other letters than Latin ones, in order.

    Passages with no letter between them are one.
    """
    if text.isascii() or not _patterns().word.search(text):
        return []
    passages: list[tuple[int, int]] = []
    for piece in _patterns().piece.finditer(text):
        for start, end in _inside(text, *piece.span()):
            joins = passages and not any(map(str.isalpha, text[passages[-1][1] : start]))
            passages.append((passages.pop()[0] if joins else start, end))
    return passages


def _inside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passages of a piece."""
    known = _patterns()
    runs = [run.span() for run in known.run.finditer(text, start, end)]
    runs = [run for run in runs if known.word.search(text, *run)]
    if not runs:
        return
    other, dense, latin = (
        len(pattern.findall(text, start, end))
        for pattern in (known.other, known.dense, known.latin)
    )
    if other + (_WEIGHT - 1) * dense > latin:
        yield start, start + len(text[start:end].rstrip())
    else:
        yield from runs


def begins_in_other_script(text: str) -> bool:
    """Whether the first letter of a text is no Latin one."""
    first = next(filter(str.isalpha, text), "")
    return bool(_patterns().other.match(first))


@cache
def _patterns() -> _Patterns:
    with needs("documents"):
        import regex

    return _Patterns(
        piece=regex.compile(
            r"[^\s|.!?。！？؟।](?:(?![.!?](?:\s|$)|\s\|\s)[^\n\t。！？؟।])*", regex.V1
        ),
        word=regex.compile(rf"{_OTHER}\p{{M}}*{_OTHER}", regex.V1),
        run=regex.compile(rf"{_OTHER}(?:[^\p{{L}}\n]*{_OTHER})+", regex.V1),
        other=regex.compile(_OTHER, regex.V1),
        dense=regex.compile(_DENSE, regex.V1),
        latin=regex.compile(r"\p{Latin}", regex.V1),
    )
