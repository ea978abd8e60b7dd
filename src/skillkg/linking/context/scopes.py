"""How far a cue reaches: in its sentence, and over lists.

A scope lies within a sentence, or goes on over the bulleted list that the sentence announces with
a colon. It ends at words that begin another clause (``but``, ``which``, ``we``, …), at the next
cue of the same kind, and after :data:`WINDOW` characters. A comma ends it too, unless the commas
separate the items of a list: ``no Java, C++ or SQL``. What a cell of a table begins with may be
said of the cell before it: ``Java | none``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.linking.context.cues import find_cues
from skillkg.text.sentences import MAX_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillkg.linking.context.cues import Cue, Meaning
    from skillkg.model.document import DocumentKind
    from skillkg.text.sentences import Sentences

WINDOW: Final = 240
"""Characters that a scope is long at most, within a sentence."""
_FAR: Final = 2 * WINDOW
"""Characters from a place within which the cues stand that reach it; cues are short."""
_SEAMS: Final = (" | ", "\t")
"""What stands between the cells of a table."""
_MAX_ITEM: Final = 5
_SHORT_ITEM: Final = 2
_GOES_ON: Final = r"(?:i(?:['’](?:m|ve|d|ll))?|we|you|he|she|they|our|your|my|this|these|there)"
_TERMINATION: Final = re.compile(
    rf"\b(?:but|however|although|though|yet|except|unless|because|since|whereas|while|whilst|which"
    rf"|who|whose|where|when|if|so|then|despite|no|not|never|without|{_GOES_ON})\b"
    rf"|(?-i:\b[iI]t\b)|[;()]"
    r"|\s[-–—]\s|\bwith\s+(?:\d|an?\b)"
    r"|(?:,|\band|&)\s+(?:also\s+)?(?:am|is|are|was|were|will|can|have|has|had|with|able|good"
    r"|strong"
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
    r"\b(?:looking\s+for|seek(?:ing|s)?|searching\s+for|hiring|you(?:r|['’](?:ll|re|ve))?"
    r"|candidates?"
    r"|applicants?|join|role|position)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"(?:\b(?:and|or|nor)\b|[&/])", re.IGNORECASE)
_KINDS: Final[dict[Meaning, str]] = {
    "negated": "stance", "wished": "stance", "company": "stance",
    "required": "demand", "preferred": "demand", "grade": "grade", "years": "years",
}  # fmt: skip


class Scope(NamedTuple):
    """What a cue covers: mentions inside ``text[start:end]``."""

    start: int
    end: int
    cue: Cue


class Scopes:
    """The scopes of the cues of a text.

    Args:
        text: A document's read text.
        sentences: Its sentences.
        kind: What the document is; cues of ads are looked for where that is not known.
    """

    def __init__(self, text: str, sentences: Sentences, kind: DocumentKind | None) -> None:
        self._text, self._sentences = text, sentences
        cues: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in find_cues(text, kind):
            if cue.meaning != "nothing":
                cues[_KINDS[cue.meaning]].append(cue)
        by_kind = {kind: [self._scope(cue, like) for cue in like] for kind, like in cues.items()}
        self._kinds, self._stances = list(by_kind.values()), by_kind.get("stance", [])
        self._lists = sorted(filter(None, map(self._list, chain.from_iterable(self._kinds))))

    def over(self, start: int, end: int) -> Iterator[Scope]:
        """Scopes that cover ``text[start:end]``; their cues are no part of it.

        Scopes of one kind end at each other's cues, so that of each kind only the last one before
        the place and the first one behind it can cover it.
        """
        for scopes in self._kinds:
            before = bisect_right(scopes, start, key=lambda scope: scope.cue.end)
            after = bisect_left(scopes, end, key=lambda scope: scope.cue.start)
            yield from _covering(
                (*scopes[before - 1 : before], *scopes[after : after + 1]), start, end
            )
        first = bisect_left(self._lists, start - MAX_LIST, key=lambda scope: scope.start)
        last = bisect_right(self._lists, start, key=lambda scope: scope.start)
        yield from _covering(self._lists[first:last], start, end)

    def touching(self, start: int, end: int) -> Iterator[Scope]:
        """Scopes of stances that ``text[start:end]`` shares words with, or with their cues."""
        first = bisect_left(self._stances, start - _FAR, key=lambda scope: scope.cue.start)
        last = bisect_left(self._stances, end + _FAR, key=lambda scope: scope.cue.start)
        for scope in self._stances[first:last]:
            if any(one.start < end and start < one.end for one in (scope, scope.cue)):
                yield scope

    def _scope(self, cue: Cue, like: Sequence[Cue]) -> Scope:
        """The scope of a cue in its sentence, among the cues of its kind."""
        start, end = self._bounds(cue, like)
        if cue.reach == "back":
            return Scope(start + _back(self._text[start : cue.start]), cue.start, cue)
        reach = _AHEAD[cue.reach](self._text[cue.end : end])
        return Scope(cue.end, cue.end + reach, cue)

    def _bounds(self, cue: Cue, like: Sequence[Cue]) -> tuple[int, int]:
        """How far a cue may reach at most: to the ends of the sentence, and to like cues."""
        start, end = self._sentences.around(cue.start)
        if cue.reach == "back" and not self._text[start : cue.start].strip():
            start = self._cell_before(start)
        place = bisect_left(like, cue)
        before = like[place - 1].end if place else 0
        after = like[place + 1].start if place + 1 < len(like) else len(self._text)
        return max(start, before, cue.start - WINDOW), min(end, after, cue.end + WINDOW)

    def _cell_before(self, start: int) -> int:
        """Where the cell before the one that starts at a place starts; that place in no table."""
        for seam in _SEAMS:
            if self._text.endswith(seam, 0, start):
                return self._sentences.around(max(0, start - len(seam) - 1))[0]
        return start

    def _list(self, scope: Scope) -> Scope | None:
        """The bulleted list that a sentence announces, where a scope goes to its very end."""
        end = self._sentences.around(scope.cue.start)[1]
        announced = self._sentences.announced(end) if scope.end == end else end
        return Scope(end, announced, scope.cue) if announced > end else None


def _covering(scopes: Iterable[Scope], start: int, end: int) -> Iterator[Scope]:
    return (scope for scope in scopes if scope.start <= start and end <= scope.end)


def _clause(behind: str) -> int:
    """Where the clause behind a cue turns to the candidate."""
    end = _CANDIDATE.search(behind)
    return end.start() if end else len(behind)


def _phrase(behind: str) -> int:
    """Where the phrase behind a cue ends: at a preposition, a verb, a comma, another clause."""
    ends = [match.start() for p in (_PHRASE_END, _TERMINATION) if (match := p.search(behind))]
    return min([*ends, len(behind)])


def _list(behind: str) -> int:
    """Where the list behind a cue ends; it may have one item only."""
    end = _TERMINATION.search(behind)
    items = behind[: end.start() if end else None].split(",")
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
    answered = before.rstrip().endswith(":")
    before = before.rstrip(" \t\n,(–—-:|")
    begin = max((match.end() for match in _TERMINATION.finditer(before)), default=0)
    items = before[begin:].split(",")
    last = len(items) - 1
    if answered and ":" not in items[0] and all(len(i.split()) <= _SHORT_ITEM for i in items):
        last = 0  # ``Java, SQL: none``
    joined = _JOINT.search(items[-1])
    # ``…, and X is a plus`` begins another clause where no more commas make it a list.
    if joined and (len(items) > 2 or not _JOINT.match(items[-1].lstrip())):
        while last > 0 and len(items[last - 1].split()) <= _MAX_ITEM:
            last -= 1
    return begin + len(",".join(items[:last])) + (1 if last else 0)


_AHEAD: Final = {"list": _list, "phrase": _phrase, "clause": _clause}
