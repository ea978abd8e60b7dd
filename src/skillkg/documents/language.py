"""Which language a text is in, and which passages are in another than English.

Told by CLD2, the detector that Chromium had. Of texts of 1,000 characters, it tells the language
of 99.8 % of SkillSpan's job ads (the others are half German), of all lists of ESCO's labels in
German, French and Dutch, and of 96 % of those in Swedish; in 0.5 ms for 3,000 characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.document import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIN_SHARE: Final = 5
"""Percentage of the text from which another language is told."""
_MIN_PASSAGE: Final = 40
"""Characters from which a passage is told: in a shorter one it may be a name."""
_UNWRITTEN: Final = {"ia", "ie", "la", "sa", "tlh", "vo"}
"""Interlingua, Interlingue, Latin, Sanskrit, Klingon and Volapük: what names of products may look
like to the detector, and nobody writes ads or resumes in."""


class Languages(NamedTuple):
    """What a text is written in.

    ``main`` is the code (ISO 639-1) of the language that most of it is in, empty where that
    cannot be told; ``passages`` are in other languages than English, in text order.
    """

    main: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...]


def find_languages(text: str) -> Languages:
    """Tell the languages of a text that :func:`.reading.clean` has written."""
    import pycld2  # type: ignore[import-untyped]

    seen = _plain(text)
    _, _, shares, runs = pycld2.detect(seen, hintLanguage="en", returnVectors=True)
    named = {
        code: (name.title(), share)
        for name, code, share, _ in shares
        if code not in {"un", *_UNWRITTEN}
    }
    if not named:
        return Languages("", (), ())
    main = next(iter(named))
    told = {c for c, (_, share) in named.items() if c == main or share >= _MIN_SHARE} - {"en"}
    passages = tuple(_passages(seen, [run for run in runs if run[3] in told]))
    notes = [_note(*named[code], code) for code in named if code in told]
    return Languages(main, passages, tuple(notes) if passages else ())


def _plain(text: str) -> str:
    """The text without the few characters that the detector refuses, character by character."""
    if text.isascii() or text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _passages(text: str, runs: Iterable[tuple[int, int, str, str]]) -> Iterable[Passage]:
    """Runs, which are told in order and in bytes of UTF-8, in characters."""
    data, begin, read = text.encode(), 0, 0
    for start, length, _, code in runs:
        begin += len(data[read:start].decode())
        read = start + length
        end = begin + len(data[start:read].decode())
        if end - begin >= _MIN_PASSAGE:
            yield Passage(begin, end, code)
        begin = end


def _note(name: str, share: int, code: str) -> str:
    much = "the text is" if share >= 95 else f"{share} % of the text is"
    return f"{much} in {name} ({code}); only English is understood"
