"""Degrees and other qualifications by the level of the European Qualifications Framework.

The levels of names are those of national referencing reports, in ``qualifications.toml``; a name
without a level of its own (``a relevant qualification``) has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.model.document import Span
from skillkg.model.match import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands

_OR: Final = re.compile(r"^\s*(?:,|/|or\b|,\s*or\b|and\b|degree|\s)*\s*$", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"\bor (?:equivalent|relevant|related|comparable|\d+)\b", re.IGNORECASE
)
_NOT_YET: Final = re.compile(
    r"\b(?:studying|student|pursuing|working towards?|candidate|expected|in progress|incomplete"
    r"|not (?:completed|finished)|no)\b",
    re.IGNORECASE,
)


class Qualification(NamedTuple):
    """A qualification that a text names."""

    level: int
    """Of the European Qualifications Framework, 1 to 8."""
    span: Span


def qualifications(text: str) -> Iterator[Qualification]:
    """Find qualifications whose level is known, in text order."""
    for match in _pattern().finditer(text):
        level = int(str(match.lastgroup)[1:])
        yield Qualification(level, Span(*match.span(), match[0]))


@cache
def _pattern() -> re.Pattern[str]:
    text = files("skillkg.matching.gates").joinpath("qualifications.toml").read_text("utf-8")
    levels: dict[str, str] = tomllib.loads(text)
    groups = (
        f"(?P<l{level}>{'|'.join(f'(?:{line})' for line in lines.strip().splitlines())})"
        for level, lines in sorted(levels.items(), reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)


def degree_gates(demands: Demands, resume: Document) -> Iterator[Gate]:
    """Check the qualification that an ad demands; of alternatives the lowest one is enough."""
    demanded = [q for q in qualifications(demands.text) if demands.hold(q.span.start, q.span.end)]
    if not demanded:
        return
    lowest = min(_first_group(demands.text, demanded), key=lambda q: q.level)
    held = [q for q in qualifications(resume.text) if _is_held(resume.text, q.span)]
    best = max(held, key=lambda q: q.level, default=None)
    name = f"Qualification of EQF level {lowest.level}"
    if best is None:
        note = "The resume names no qualification whose level is known."
        yield Gate(name, "unknown", lowest.span, None, note)
    elif best.level >= lowest.level:
        note = f"The resume names one of level {best.level}; whether its field fits is not checked."
        yield Gate(name, "pass", lowest.span, best.span, note)
    else:
        sentence = demands.text[slice(*demands.sentence(lowest.span.start))]
        otherwise = _OTHERWISE.search(sentence) is not None
        note = f"The resume names one of level {best.level}."
        note += " The ad takes something equivalent." if otherwise else ""
        yield Gate(name, "unknown" if otherwise else "fail", lowest.span, best.span, note)


def _first_group(text: str, demanded: Sequence[Qualification]) -> list[Qualification]:
    """The first qualification, and its alternatives right behind it."""
    group = [demanded[0]]
    for each in demanded[1:]:
        if not _OR.match(text[group[-1].span.end : each.span.start]):
            break
        group.append(each)
    return group


def _is_held(text: str, span: Span) -> bool:
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return not _NOT_YET.search(line[-60:])
