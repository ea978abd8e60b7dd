"""Degrees and other qualifications by the level of the European Qualifications Framework.

The levels of names are those of national referencing reports, in ``qualifications.toml``; a name
without a level of its own (``a relevant qualification``) has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.matching.gates.demands import KEPT
from skillkg.matching.gates.held import holding
from skillkg.matching.gates.judging import gate_of
from skillkg.matching.gates.rules import QualificationRule
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillkg.documents.document import Document
    from skillkg.matching.gates.demands import Demands
    from skillkg.model.match import Gate

_OR: Final = re.compile(r"^\s*(?:,|/|or\b|,\s*or\b|and\b|degree|\s)*\s*$", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"\bor (?:equivalent|relevant|related|comparable|\d+)\b", re.IGNORECASE
)


_DENIED: Final = re.compile(
    r"\b(?:no|without an?|don['’]t have an?|do not have an?|(?:have|has)(?: not|n['’]t) (?:done"
    r"|got|completed|finished) an?)"
    r"\s+(?:university |formal |college |bachelor['’]?s? |master['’]?s? )*(?:degree"
    r"|qualifications|ph\.?d|msc|bsc|ba|ma|mba)\b",
    re.IGNORECASE,
)
_UPPER: Final = re.compile(r"\b(?:2[:.]1|upper second|first[- ]class|1st class)\b", re.IGNORECASE)
_LOWER: Final = re.compile(
    r"\b(?:2[:.]2|lower second|(?P<third>third[- ]class|3rd class))\b", re.IGNORECASE
)
"""Classes of honours, above and below what ads ask for."""


class Qualification(NamedTuple):
    """A qualification that a text names."""

    level: int
    """Of the European Qualifications Framework, 1 to 8."""
    span: Span


@lru_cache(KEPT)
def qualifications(text: str) -> tuple[Qualification, ...]:
    """Find qualifications whose level is known, in text order."""
    return tuple(
        Qualification(int(str(match.lastgroup)[1:]), Span(*match.span(), match[0]))
        for match in _pattern().finditer(text)
    )


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
    forces = {q: demands.force(q.span.start, q.span.end) for q in qualifications(demands.text)}
    demanded = [q for q, force in forces.items() if force != "none"]
    if demanded:
        lowest = min(_first_group(demands.text, demanded), key=lambda q: q.level)
        yield _checked(demands, lowest, resume)


def _checked(demands: Demands, lowest: Qualification, resume: Document) -> Gate:
    told = [
        (holding(resume.text, q.span.start, q.span.end), q) for q in qualifications(resume.text)
    ]
    held = max((q for of, q in told if of == "held"), key=_level, default=None)
    pending = max((q for of, q in told if of == "pending"), key=_level, default=None)
    denied, lower = _DENIED.search(resume.text), _LOWER.search(resume.text)
    asking = demands.text[slice(*demands.sentences.around(lowest.span.start))]
    values = QualificationRule(
        demanded_level=lowest.level,
        held_level=held and held.level,
        pending_level=pending and pending.level,
        denied=denied is not None,
        takes_equivalent=_OTHERWISE.search(asking) is not None,
        demands_upper_class=bool(_UPPER.search(asking) and not _LOWER.search(asking)),
        has_upper_class=_UPPER.search(resume.text) is not None,
        lower_class=lower and ("third class" if lower["third"] else "2:2"),
        certain=demands.force(lowest.span.start, lowest.span.end) == "demanded",
    )
    quotes = {
        "held_level": held and held.span,
        "pending_level": pending and pending.span,
        "denied": denied and Span(*denied.span(), denied[0]),
        "lower_class": lower and Span(*lower.span(), lower[0]),
    }
    return gate_of(values, lowest.span, quotes)


def _level(named: Qualification) -> int:
    return named.level


def _first_group(text: str, demanded: Sequence[Qualification]) -> list[Qualification]:
    """The first qualification, and its alternatives right behind it."""
    group = [demanded[0]]
    for each in demanded[1:]:
        if not _OR.match(text[group[-1].span.end : each.span.start]):
            break
        group.append(each)
    return group
