"""Which language a text is in, and which passages are in another than English.

What is in another script than Latin is told by that (:mod:`.scripts`), and all else by CLD2, the
detector that Chromium had. Of texts of 1,000 characters, it tells the language of 99.8 % of
SkillSpan's job ads (the others are half German), of all lists of ESCO's labels in German, French
and Dutch, and of 96 % of those in Swedish; in 0.5 ms for 3,000 characters. Of lists of three such
labels it tells 86 to 93 %, and takes no list of names of software for another language.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.document import ForeignPassage
from skillkg.documents.scripts import begins_in_other_script, script_passages
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MIN_SHARE: Final = 5
"""Percentage of the text from which another language is told."""
_MIN_PASSAGE: Final = 40
"""Characters from which a passage is told: in a shorter one it may be a name."""
_WHOLE: Final = 95
"""Percentage of the text that counts as all of it."""
_UNWRITTEN: Final = {"ia", "ie", "la", "sa", "tlh", "vo"}
"""Interlingua, Interlingue, Latin, Sanskrit, Klingon and Volapük: what names of products may look
like to the detector, and nobody writes ads or resumes in."""
_RENAMED: Final = {"iw": "he", "jw": "jv", "zh-Hant": "zh", "sr-ME": "sr"}
"""Codes of the detector that ISO 639-1 has others for."""


class Languages(NamedTuple):
    """What a text is written in.

    ``main`` is the code (ISO 639-1) of the language that most of it is in, empty where that
    cannot be told; ``passages`` are in other languages than English, in text order.
    """

    main: str
    passages: tuple[ForeignPassage, ...]
    notes: tuple[str, ...]


def find_languages(text: str) -> Languages:
    """Tell the languages of a text that :func:`.parsed.clean` has written."""
    with needs("documents"):
        import pycld2  # type: ignore[import-untyped]

    seen = _plain(text)
    _, _, shares, runs = pycld2.detect(seen, hintLanguage="en", returnVectors=True)
    named = {code: share for _, code, share, _ in shares if code not in {"un", *_UNWRITTEN}}
    main = next(iter(named), "")
    told = {code for code, share in named.items() if code == main or share >= _MIN_SHARE}
    written = [
        ForeignPassage(start, end, _language(seen[start:end], main))
        for start, end in script_passages(seen)
    ]
    detected = _passages(seen, [run for run in runs if run[3] in told - {"en"}])
    latin = [each for each in detected if not begins_in_other_script(seen[each.start : each.end])]
    passages = tuple(sorted([*written, *latin], key=lambda each: (each.start, each.end)))
    return Languages(_RENAMED.get(main, main), passages, tuple(_notes(seen, passages)))


def _language(passage: str, main: str) -> str:
    """Code of the language of a passage in another script; empty where that cannot be told."""
    import pycld2

    hint = None if main in ("", "en") else main
    code = str(pycld2.detect(passage, hintLanguage=hint)[2][0][1])
    return "" if code in {"un", "en"} else _RENAMED.get(code, code)


def _plain(text: str) -> str:
    """The text without the few characters that the detector refuses, character by character."""
    if text.isascii() or text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _passages(text: str, runs: Iterable[tuple[int, int, str, str]]) -> Iterable[ForeignPassage]:
    """Runs, which are told in order and in bytes of UTF-8, in characters."""
    data, begin, read = text.encode(), 0, 0
    for start, length, _, code in runs:
        begin += len(data[read:start].decode())
        read = start + length
        end = begin + len(data[start:read].decode())
        if end - begin >= _MIN_PASSAGE:
            yield ForeignPassage(begin, end, code)
        begin = end


def _notes(text: str, passages: Iterable[ForeignPassage]) -> Iterator[str]:
    """A note on each language, those of most characters first."""
    lengths: Counter[str] = Counter()
    for each in passages:
        lengths[each.language] += each.end - each.start
    for code, length in lengths.most_common():
        share = max(1, round(100 * length / len(text)))
        much = "the text is" if share >= _WHOLE else f"{share} % of the text is"
        called = f"{_names()[code]} ({code})" if code else "another script than Latin"
        yield f"{much} in {called}; only English is understood"


@cache
def _names() -> dict[str, str]:
    """Names of languages by code; of several the first."""
    import pycld2

    return {_RENAMED.get(code, code): name.title() for name, code in reversed(pycld2.LANGUAGES)}
