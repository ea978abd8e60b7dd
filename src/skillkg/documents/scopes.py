"""How far a cue reaches: sentences, their ends, and lists.

A scope lies within a sentence, or goes on over the bulleted list that the sentence announces with
a colon. It ends at words that begin another statement (``but``, ``which``, ``we``, …), at the next
cue of the same kind, and after :data:`WINDOW` characters. A comma ends it too, unless the commas
separate the items of a list: ``no Java, C++ or SQL``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.cues import find_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.cues import Cue, Meaning
    from skillkg.documents.document import DocumentKind

WINDOW: Final = 240
"""Characters that a scope is long at most, within a sentence."""
MAX_LIST: Final = 1200
"""Characters of a bulleted list that a sentence before it may govern."""

_MAX_ITEM: Final = 5
_SHORT_ITEM: Final = 2
_HANGING: Final = "".join(
    rf"(?<!\b{word})"
    for word in ("a", "an", "the", "and", "or", "of", "in", "on", "to", "for", "with", "no", "by")
)
_BOUNDARY: Final = re.compile(
    # A full stop, a blank line, a bullet or another cell; a line break before a capital, unless
    # the line hangs in the air (``no experience with``).
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)[.!?]+(?=[\s)]|$)|\n(?=\s*(?:\n|[^\w\s(&\"'“+.]|o\s))"
    rf"|(?<!,){_HANGING}\n(?=\s*[^\Wa-z])|\s[|•▪●■·]\s|\t"
)
_GOES_ON: Final = r"(?:i(?:['’](?:m|ve|d|ll))?|we|you|he|she|they|our|your|my|this|these|there)"
_STATEMENT: Final = re.compile(
    rf"\b(?:but|however|although|though|yet|except|unless|because|since|whereas|while|whilst|which"
    rf"|who|whose|where|when|if|so|then|despite|{_GOES_ON})\b|(?-i:\b[iI]t\b)|[;()]|\s[-–—]\s|\bwith\s+(?:\d|an?\b)"
    r"|(?:,|\band|&)\s+(?:also\s+)?(?:am|is|are|was|were|will|can|have|has|had|with|able|good|strong"
    r"|solid|excellent|experienced?|expert|proficien\w+|fluent|familiar|skilled|knowledge"
    r"|responsible|willing|eager|keen)\b",
    re.IGNORECASE,
)
_PHRASE_END: Final = re.compile(
    r"[,:]|\b(?:of|in|on|at|for|with|to|by|from|as|than|into|over|is|are|was|were|be|has|have"
    r"|will|can|that|need\w*|requir\w+|must)\b",
    re.IGNORECASE,
)
_CANDIDATE: Final = re.compile(
    r"\b(?:looking\s+for|seek(?:ing|s)?|searching\s+for|hiring|you(?:r|['’](?:ll|re|ve))?|candidates?"
    r"|applicants?|join|role|position)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"(?:\b(?:and|or|nor)\b|[&/])", re.IGNORECASE)
_BULLETS: Final = re.compile(r"(?:\n[^\S\n]*(?:[-*•▪●■·–]|\d{1,2}[.)])[^\S\n]+[^\n]+)+")
_KINDS: Final[dict[Meaning, str]] = {
    "negated": "stance", "wished": "stance", "company": "stance", "nothing": "stance",
    "required": "demand", "preferred": "demand", "grade": "grade", "years": "years",
}  # fmt: skip


class Scope(NamedTuple):
    """What a cue covers: mentions inside ``text[start:end]``."""

    cue: Cue
    start: int
    end: int


class Scopes:
    """The scopes of the cues of a text.

    Args:
        text: A document's read text.
        kind: What the document is; cues of ads are looked for where that is not known.
    """

    def __init__(self, text: str, kind: DocumentKind | None) -> None:
        self._text = text
        self._ends = [match.span() for match in _BOUNDARY.finditer(text)]
        cues = list(find_cues(text, kind))
        self._scopes = sorted(_scopes(self, cues), key=lambda scope: scope.cue.start)

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence around a place."""
        after = bisect_right(self._ends, (place, len(self._text)))
        start = self._ends[after - 1][1] if after else 0
        return start, self._ends[after][0] if after < len(self._ends) else len(self._text)

    def over(self, start: int, end: int) -> Iterator[Scope]:
        """Scopes that cover ``text[start:end]``, and whose cues are no part of it."""
        first = bisect_left(self._scopes, start - WINDOW - MAX_LIST, key=lambda s: s.cue.start)
        last = bisect_right(self._scopes, end + WINDOW, key=lambda s: s.cue.start)
        for scope in self._scopes[first:last]:
            outside = scope.cue.end <= start or end <= scope.cue.start
            if outside and scope.start <= start and end <= scope.end:
                yield scope

    def bounds(self, cue: Cue, others: list[Cue]) -> tuple[int, int]:
        """How far a cue may reach at most: to the ends of the sentence, and to like cues."""
        start, end = self.sentence(cue.start)
        place = bisect_left(others, cue)
        before = others[place - 1].end if place else 0
        after = others[place + 1].start if place + 1 < len(others) else len(self._text)
        return max(start, before, cue.start - WINDOW), min(end, after, cue.end + WINDOW)

    def scope(self, cue: Cue, others: list[Cue]) -> Scope:
        """The scope of a cue among those of its kind."""
        start, end = self.bounds(cue, others)
        if cue.reach == "back":
            return Scope(cue, start + _back(self._text[start : cue.start]), cue.start)
        behind = self._text[cue.end : end]
        reach = _AHEAD[cue.reach](behind)
        if reach == len(behind) and end == self.sentence(cue.start)[1]:
            end = self._announced(end)
            return Scope(cue, cue.end, end)
        return Scope(cue, cue.end, cue.end + reach)

    def _announced(self, end: int) -> int:
        """End of the bulleted list that a sentence announces with a colon; else its own end."""
        if not self._text[:end].endswith(":", max(0, end - 1)):
            return end
        bullets = _BULLETS.match(self._text, end, end + MAX_LIST)
        return bullets.end() if bullets else end


def _scopes(scopes: Scopes, cues: list[Cue]) -> Iterator[Scope]:
    kinds: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        kinds[_KINDS[cue.meaning]].append(cue)
    for cue in cues:
        if cue.meaning != "nothing":
            yield scopes.scope(cue, kinds[_KINDS[cue.meaning]])


def _clause(behind: str) -> int:
    """Where the clause behind a cue turns to the candidate."""
    end = _CANDIDATE.search(behind)
    return end.start() if end else len(behind)


def _phrase(behind: str) -> int:
    """Where the phrase behind a cue ends: at a preposition, a verb, a comma, another statement."""
    ends = [match.start() for p in (_PHRASE_END, _STATEMENT) if (match := p.search(behind))]
    return min([*ends, len(behind)])


def _list(behind: str) -> int:
    """Where the list behind a cue ends; it may have one item only."""
    statement = _STATEMENT.search(behind)
    items = behind[: statement.start() if statement else None].split(",")
    taken = _listed(items[1:]) if not _JOINT.search(items[0]) else 0
    return len(",".join(items[: taken + 1]))


def _listed(items: list[str]) -> int:
    """How many more items a list has: up to the one behind an ``and``, or while they are short."""
    for number, item in enumerate(items, start=1):
        if len(item.split()) > _MAX_ITEM and not _JOINT.match(item.lstrip()):
            break
        if _JOINT.search(item):
            return number
    short = (n for n, item in enumerate(items) if len(item.split()) > _SHORT_ITEM)
    return next(short, len(items))


def _back(before: str) -> int:
    """Where what stands before a cue begins: the last item, or the list that it closes."""
    before = before.rstrip(" \t\n,(–—-:")
    statement = max((match.end() for match in _STATEMENT.finditer(before)), default=0)
    items = before[statement:].split(",")
    last = len(items) - 1
    joined = _JOINT.search(items[-1])
    # ``…, and X is a plus`` begins another statement where no more commas make it a list.
    if joined and (len(items) > 2 or not _JOINT.match(items[-1].lstrip())):
        while last > 0 and len(items[last - 1].split()) <= _MAX_ITEM:
            last -= 1
    return statement + len(",".join(items[:last])) + (1 if last else 0)


_AHEAD: Final = {"list": _list, "phrase": _phrase, "clause": _clause}
